"""The measures of sections 2, 3, 4 and 6 in terms of the plain reader's counts, and figures.csv."""
from fractions import Fraction

from plain_reader import fold, month_end, month_start, read_date, read_whole_number

PERSON = ["ssd_person"]
CONTACTS = ["ssd_contacts"] + PERSON
REFERRALS = ["ssd_cin_episodes"] + PERSON
ASSESSMENTS = ["ssd_cin_assessments"] + PERSON
S47 = ["ssd_s47_enquiry"] + PERSON
ICPC = ["ssd_initial_cp_conference"] + PERSON
PLANS = ["ssd_cp_plans"] + PERSON
CLASSES = "assessment:ONGOING+assessment:CLOSE+assessment:STEPDOWN"
S47_CLASSES = "enquiry:SUBST_CONTINUING+enquiry:SUBST_NOT_CONTINUING+enquiry:NOT_SUBST"
SOURCES = ["pol", "edu", "hea", "int", "pub", "ola", "oth"]


def m(ref, polarity, kind, needs, n, d=None, window=1, ytd=True, recorded=None, three=False):
    return dict(ref=ref, polarity=polarity, kind=kind, needs=needs, n=n, d=d, window=window,
                ytd=ytd, recorded=recorded, three=three)


POP = "population"
MEASURES = [
    m("2.1", "Info", "flow", CONTACTS, "contact"),
    m("2.2", "Info", "flow", REFERRALS, "referral"),
    m("2.3", "High", "flow", CONTACTS + ["ssd_cin_episodes"], "referral", "contact"),
    m("2.4", "Low", "annualised", REFERRALS + ["loc_population"], "referral", POP),
    m("2.5", "High", "flow", REFERRALS, "to_assessment"),
    m("2.7", "Low", "flow", REFERRALS, "rereferral", "referral"),
    m("2.8", "Low", "rolling", REFERRALS, "rereferral", "referral", window=12, ytd=False),
    m("2.9", "Low", "rolling", CONTACTS, "repeat", ytd=False, three=True),
    m("2.10", "Low", "rolling", CONTACTS, "repeat", "any_not_led", ytd=False, three=True),
]
MEASURES += [m("2.1." + s, "Info", "flow", CONTACTS, "contact:" + s) for s in SOURCES]
MEASURES += [m("2.2." + s, "Info", "flow", REFERRALS, "referral:" + s) for s in SOURCES]
MEASURES += [m("2.3." + s, "High", "flow", CONTACTS + ["ssd_cin_episodes"], "referral:" + s,
               "contact:" + s) for s in SOURCES]
MEASURES += [m("2.1p." + s, "Info", "flow", CONTACTS, "contact:" + s, "contact") for s in SOURCES]
MEASURES += [m("2.2p." + s, "Info", "flow", REFERRALS, "referral:" + s, "referral")
             for s in SOURCES]
MEASURES += [
    m("3.1", "Info", "flow", ASSESSMENTS, "assessment"),
    m("3.2", "Low", "rolling", ASSESSMENTS + ["loc_population"], "assessment", POP, window=12,
      ytd=False),
    m("3.3", "High", "flow", ASSESSMENTS + ["ssd_cin_episodes", "loc_bank_holiday"],
      "assessment:intime", "assessment"),
    m("3.4", "Low", "stock", ASSESSMENTS + ["ssd_cin_episodes", "loc_bank_holiday"], "overdue",
      ytd=False),
    m("3.5", "High", "flow", ASSESSMENTS, "assessment:ONGOING"),
    m("3.5p", "High", "flow", ASSESSMENTS, "assessment:ONGOING", CLASSES, recorded="assessment"),
    m("3.6", "Low", "flow", ASSESSMENTS, "assessment:CLOSE"),
    m("3.6p", "Low", "flow", ASSESSMENTS, "assessment:CLOSE", CLASSES, recorded="assessment"),
    m("3.7", "Low", "flow", ASSESSMENTS, "assessment:STEPDOWN"),
    m("3.7p", "Low", "flow", ASSESSMENTS, "assessment:STEPDOWN", CLASSES, recorded="assessment"),
    m("4.3", "Low", "rolling", S47 + ["loc_population"], "enquiry", POP, window=12, ytd=False),
    m("4.4", "Info", "flow", S47, "enquiry"),
    m("4.5n", "High", "flow", S47, "enquiry:SUBST_CONTINUING"),
    m("4.5", "High", "flow", S47, "enquiry:SUBST_CONTINUING", S47_CLASSES, recorded="enquiry"),
    m("4.6n", "High", "flow", S47, "enquiry:SUBST_NOT_CONTINUING"),
    m("4.6", "High", "flow", S47, "enquiry:SUBST_NOT_CONTINUING", S47_CLASSES,
      recorded="enquiry"),
    m("4.7n", "Low", "flow", S47, "enquiry:NOT_SUBST"),
    m("4.7", "Low", "flow", S47, "enquiry:NOT_SUBST", S47_CLASSES, recorded="enquiry"),
    m("6.1", "Low", "stock", PLANS, "plan", ytd=False),
    m("6.2a", "Low", "rolling", ICPC, "conference", window=12, ytd=False),
    m("6.2b", "Low", "rolling", ICPC + ["loc_population"], "conference", POP, window=12,
      ytd=False),
    m("6.3", "Info", "flow", ICPC, "conference"),
    m("6.4n", "High", "flow", ICPC + ["ssd_s47_enquiry", "loc_bank_holiday"],
      "conference:intime"),
    m("6.4", "High", "flow", ICPC + ["ssd_s47_enquiry", "loc_bank_holiday"], "conference:intime",
      "conference"),
    m("6.5", "Low", "stock", PLANS + ["loc_population"], "plan", POP, ytd=False),
    m("6.6", "Low", "flow", PLANS + ["loc_population"], "plan_start", POP),
    m("6.7", "High", "flow", PLANS + ["loc_population"], "plan_end", POP),
    m("6.8", "Low", "rolling", PLANS, "plan_start:2years", "plan_start", window=12, ytd=False),
    m("6.9a", "Low", "flow", PLANS, "plan_start:ever"),
    m("6.9b", "Low", "rolling", PLANS, "plan_start:ever", "plan_start", window=12, ytd=False),
    m("6.10a", "Low", "stock", PLANS, "plan:18", ytd=False),
    m("6.10n", "Low", "stock", PLANS, "plan:24", ytd=False),
    m("6.10b", "Low", "stock", PLANS, "plan:24", "plan", ytd=False),
    m("6.11a", "High", "flow", PLANS, "plan_end"),
    m("6.11n", "Info", "flow", PLANS, "plan_end:2years"),
    m("6.11b", "Low", "flow", PLANS, "plan_end:2years", "plan_end"),
    m("6.12", "High", "flow", PLANS + ["ssd_cp_reviews"], "review:intime", "review"),
    m("6.14", "High", "stock", PLANS + ["ssd_cp_visits", "loc_bank_holiday"], "plan:seen",
      "plan:due"),
]


class Writer:
    def __init__(self, figures):
        self.f = figures
        self.x = figures.x

    def population(self, area, month):
        best = None
        for r in self.x.rows("loc_population"):
            if r["area"] != area or read_whole_number(r["age_from"]) != 0 or \
                    read_whole_number(r["age_to"]) != 17:
                continue
            valid = read_date(r.get("valid_from"))
            if valid is not None and valid > month_end(month):
                continue
            year = read_whole_number(r.get("estimate_year"))
            rank = (valid is not None, valid or month_start(0 + 12), year is not None, year or 0,
                    (r.get("release") or "").encode())
            if best is None or rank > best[0]:
                best = (rank, read_whole_number(r["value"]))
        return best[1] if best else None

    def supplied(self, table):
        if table == "loc_bank_holiday":
            return self.f.holidays_supplied
        return self.x.supplied(table)

    def cell(self, measure, area, month):
        """(n, d, value, reason) of one month."""
        if measure["d"] == POP and area == "unallocated":
            return None, None, None, "not_applicable"
        if not all(self.supplied(t) for t in measure["needs"]):
            return None, None, None, "not_supplied"
        people = self.population(area, month) if measure["d"] == POP else None
        if measure["d"] == POP and people is None:
            return None, None, None, "not_supplied"
        if self.f.extract_date is not None and month_end(month) > self.f.extract_date:
            return None, None, None, "not_yet"
        window = 3 if measure["three"] else measure["window"]
        begins = month_start(month - window + 1)
        if measure["kind"] != "stock" and self.f.history_from is not None and \
                begins < self.f.history_from:
            return None, None, None, "too_early"
        months = [month] if measure["three"] else \
            [month - i for i in range(measure["window"])]
        n = sum(self.f.number(measure["n"], area, i) for i in months)
        if measure["d"] is None:
            return n, None, Fraction(n), ""
        d = people if measure["d"] == POP else \
            sum(self.f.number(measure["d"], area, i) for i in months)
        if d == 0:
            if measure["recorded"] and self.f.number(measure["recorded"], area, month) > 0:
                return n, d, None, "not_recorded"
            return n, d, None, "no_denominator"
        factor = 10000 if measure["d"] == POP else 100
        if measure["kind"] == "annualised":
            factor *= 12
        return n, d, Fraction(factor * n, d), ""

    def ytd(self, measure, area, month):
        pooled = measure["ref"] == "6.14"
        if not measure["ytd"] and not pooled:
            return None, None, None
        april = month - (month % 12 - 3) % 12
        months = list(range(april, month + 1))
        cells = [self.cell(measure, area, i) for i in months]
        if any(c[3] not in ("", "no_denominator", "not_recorded") for c in cells):
            return None, None, None
        n = sum(c[0] for c in cells)
        if measure["d"] is None:
            return n, None, Fraction(n)
        if measure["d"] == POP:
            d = self.population(area, month)
            factor = Fraction(10000)
            if measure["kind"] == "annualised":
                factor = Fraction(120000, len(months))
        else:
            d = sum(c[1] for c in cells)
            factor = Fraction(100)
        return n, d, (factor * n / d if d else None)

    def direction(self, measure, area, month, value):
        before = self.cell(measure, area, month - 1)[2]
        if measure["polarity"] == "Info":
            return "info" if value is not None else ""
        if value is None or before is None:
            return ""
        if value == before:
            return "same"
        return "better" if (value > before) == (measure["polarity"] == "High") else "worse"

    def rag(self, measure, area, month, value):
        if value is None or measure["polarity"] == "Info" or area == "unallocated":
            return ""
        rows = [r for r in self.x.rows("loc_target") if r["measure"] == measure["ref"]]
        row = self.f.in_force([r for r in rows if r["area"] == area], month_end(month)) or \
            self.f.in_force([r for r in rows if r["area"] == "county"], month_end(month))
        if row is None or row.get("red") is None or row.get("green") is None:
            return ""
        red, green = Fraction(row["red"]), Fraction(row["green"])
        if measure["polarity"] == "Low":
            value, red, green = -value, -red, -green
        return "green" if value >= green else "red" if value < red else "amber"

    def rows(self, last, count):
        areas = ["county"] + self.f.localities + ["unallocated"]
        for measure in MEASURES:
            for area in areas:
                for month in range(last - count + 1, last + 1):
                    n, d, value, reason = self.cell(measure, area, month)
                    yn, yd, yv = self.ytd(measure, area, month)
                    yield [measure["ref"], area, f"{month // 12}-{month % 12 + 1:02}", text(n),
                           text(d), number(value), reason, text(yn), text(yd), number(yv),
                           self.direction(measure, area, month, value),
                           self.rag(measure, area, month, value)]


def text(value):
    return "" if value is None else str(value)


def number(value):
    if value is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    # Correctly rounded quotient, then ten significant digits without exponent.
    digits = "%.10g" % (value.numerator / value.denominator)
    if "e" in digits:
        digits = ("%.20f" % float(digits)).rstrip("0").rstrip(".")
    return digits
