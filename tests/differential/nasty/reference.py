"""Maps, standards, terms, populations, targets, foster carers, the extract itself."""
import datetime as dt

from .people import POSTCODES, spans

HOLIDAYS = ["2015-12-25", "2015-12-28", "2016-01-01", "2016-03-25", "2016-03-28", "2016-05-02",
            "2016-05-30", "2016-08-29", "2016-12-26", "2016-12-27", "2017-01-02", "2017-04-14",
            "2017-04-17", "2017-05-01", "2017-05-29", "2017-08-28", "2017-12-25", "2017-12-26",
            "2018-01-01"]
TARGETS = ["1.1", "1.8", "2.3", "2.7", "2.4", "3.3", "4.4", "6.4", "6.5", "6.10b", "6.12", "6.14",
           "7.2", "7.7", "7.15", "9.1", "10.2", "11.1", "11.2a", "12.1t"]


def make(m):
    about(m)
    maps(m)
    standards(m)
    terms(m)
    populations(m)
    targets(m)
    fostering(m)
    for day in HOLIDAYS:
        m.add("loc_bank_holiday", division=m.mixed("england-and-wales"), date=day, name="holiday")
    m.add("loc_bank_holiday", division="scotland", date="2017-11-29", name="elsewhere")


def about(m):
    if m.chance(0.85):
        m.add("loc_extract", authority_code="E99",
              extract_date=m.one("2018-01-31", "2018-01-31", "2018-01-31", "2017-11-30",
                                 "2017-11-29",
                                 "2017-10-31"),
              history_from=m.one("", "", "", "", "", "2015-01-01", "2015-01-01", "2016-12-01",
                                 "2017-01-15", "2015-12-02"))
    if m.chance(0.05):  # of several rows the first is used
        m.add("loc_extract", authority_code="E98", extract_date="2017-09-30", history_from="")


def maps(m):
    for code in ["6", "XX", "4", "2A", "5c"]:
        for start, end in spans(m) if m.chance(0.4) else []:
            m.add("loc_source_group", code=code, group_id=m.code(["pol", "edu", "oth", "ola"], 0),
                  from_date=start, to_date=end)
    for code in ["LOCAL_STEP", "local_other", "NFA_FLAG", "OTHER_ACTIONS_FLAG"]:
        for start, end in spans(m) if m.chance(0.5) else []:
            m.add("loc_assessment_outcome", code=code, from_date=start, to_date=end,
                  **{"class": m.code(["STEPDOWN", "CLOSE", "NONE", "ONGOING"], 0)})
    for code in ["LOCAL_OUT", "NFA_FLAG", "LEGAL_ACTION_FLAG"]:
        for start, end in spans(m) if m.chance(0.4) else []:
            m.add("loc_s47_outcome", code=code, from_date=start, to_date=end,
                  **{"class": m.code(["SUBST_CONTINUING", "SUBST_NOT_CONTINUING", "NOT_SUBST",
                                      "NONE"], 0)})


def standards(m):
    for kind, conditions in {"CP": ["ANY", "ANY"], "LAC": ["FIRST_YEAR", "AFTER_YEAR", "LONG_TERM",
                                                           "PARENT_FIRST", "PARENT_LATER"]}.items():
        for condition in conditions:
            for start, end in spans(m) if m.chance(0.3) else []:
                unit = m.code(["WD", "DAY", "WEEK", "MONTH"], 0, 0.08)
                most = {"WD": 20, "DAY": 45, "WEEK": 7, "MONTH": 3}.get(unit.strip().upper(), 5)
                m.add("loc_visit_standard", kind=m.mixed(kind), condition=m.mixed(condition),
                      interval=str(m.r.randrange(1, most + 1)), unit=unit, from_date=start,
                      to_date=end)


def terms(m):
    every = [("2015-09-03", "2015-12-18"), ("2016-01-04", "2016-03-24"), ("2016-04-11", "2016-07-20"),
             ("2016-09-05", "2016-12-16"), ("2017-01-03", "2017-03-31"), ("2017-04-24", "2017-07-21"),
             ("2017-09-05", "2017-12-19"), ("2018-01-03", "2018-03-28")]
    m.tables["loc_school_term"] = []
    for start, end in every[m.one(0, 0, 0, 4, 5, 7):]:
        m.add("loc_school_term", term_id=m.id("term"), from_date=start, to_date=end)


def populations(m):
    for area in ["county"] + m.localities:
        rows = m.r.choice([
            [("", "2016", "")], [("", "2015", ""), ("2017-04-01", "2016", "")],
            [("2017-02-10", "2016", "")], [("", "", ""), ("", "2016", "a"), ("", "2016", "b")],
            [("2016-12-31", "2014", ""), ("2016-12-31", "2016", "Z"), ("2017-07-01", "2013", "")],
            []])
        for valid, year, release in rows:
            m.add("loc_population", area=area, age_from="0", age_to="17", estimate_year=year,
                  release=release, value=str(m.one(0, 7, 250, 1234, 16793)), valid_from=valid)
        m.add("loc_population", area=area, age_from="0", age_to="4", estimate_year="2016",
              release="", value="55", valid_from="")


def targets(m):
    for measure in TARGETS:
        for area in ["county"] + m.localities:
            for start, end in spans(m) if m.chance(0.3) else []:
                m.add("loc_target", measure=measure, area=area, from_date=start, to_date=end,
                      target="5", red=m.pick(["10", "33.3", "80.", "0", "1", "33.333333333333336"], 0.08),
                      green=m.pick(["20", "50.000000000000000000000", "90.5", ".5", "100", "n/a"],
                                   0.08))


def fostering(m):
    households = [f"H{n}" for n in range(1, m.r.randrange(6, 20))]
    for household in households:
        if m.chance(0.9):
            m.add("loc_foster_household", household_id=household, postcode=m.pick(POSTCODES, 0.1))
    for _ in range(m.r.randrange(20, 50)):
        household, approved = m.r.choice(households), m.day(dt.date(2015, 6, 1))
        ceased = m.one(None, m.after(approved), m.day(), approved - dt.timedelta(days=1))
        kind = m.code(["TASK_CENTRED", "KINSHIP", "SHORT_BREAK_OTHER"])
        reason = m.code(["RESIGNED", "TERMINATED", "TYPE_CHANGE", "OTHER"]) if ceased else ""
        m.add("loc_foster_approval", approval_id=m.id("approval"), household_id=household,
              care_type=kind, temporary=m.yes(0.1), approved_date=m.text(approved),
              ceased_date=m.text(ceased), cease_reason=reason)
        if m.chance(0.3):  # the same again, or going on under another type
            m.add("loc_foster_approval", approval_id=m.id("approval"), household_id=household,
                  care_type=m.one(kind, "KINSHIP"), temporary=m.yes(0.1),
                  approved_date=m.text(m.one(ceased, approved)), ceased_date=m.text(ceased),
                  cease_reason=m.pick([reason, "OTHER"]))
