"""Sections 3 and 4: assessments and section 47 enquiries."""
import datetime as dt

from .dates import faulty, month_end, month_of
from .records import Tally, reference_row

DEFAULT_CLASS = {
    "STRATEGY_DISCUSSION_FLAG": "ONGOING", "CLA_REQUEST_FLAG": "ONGOING",
    "PRIVATE_FOSTERING_FLAG": "ONGOING", "LEGAL_ACTION_FLAG": "ONGOING",
    "PROV_OF_SERVICES_FLAG": "ONGOING", "PROV_OF_SB_CARE_FLAG": "ONGOING",
    "SPECIALIST_ASSESSMENT_FLAG": "ONGOING", "NFA_FLAG": "CLOSE", "NFA_S47_END_FLAG": "CLOSE",
    "REFERRAL_TO_OTHER_AGENCY_FLAG": "CLOSE"}
STRONGEST_FIRST = ("ONGOING", "STEPDOWN", "CLOSE")
S47_STRONGEST_FIRST = ("SUBST_CONTINUING", "SUBST_NOT_CONTINUING", "NOT_SUBST")
NEVER_KEYS = {"TOTAL_NO_OF_OUTCOMES", "COMMENTS"}
NEVER_S47_KEYS = {"TOTAL_NO_OF_OUTCOMES", "OUTCOME_COMMENTS"}
STEP_DOWN_DAYS = dt.timedelta(days=28)


class Assessments:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.rows = self.r.about_people("ssd_cin_assessments", "cina_person_id")
        self.enquiries = self.r.about_people("ssd_s47_enquiry", "s47e_person_id")
        self.referrals = {row["cine_referral_id"]: row for row in
                          self.r.about_people("ssd_cin_episodes", "cine_person_id")}
        self.firsts = self._first_of_each_referral()

    def counts(self):
        return {"assessment": self.authorised, "in_45_days": self.in_45_days,
                "in_45_days_from_start": self.in_45_days_from_start,
                "past_45_days": self.past_45_days, "enquiry": self.enquiry}

    def _first_of_each_referral(self):
        """By start date (missing last), then id; abandoned assessments included."""
        ranked = {}
        for row in self.rows:
            start = row.date("cina_assessment_start_date")
            rank = (start is None, start or dt.date.max, row.rank("cina_assessment_id"))
            referral = row["cina_referral_id"]
            if referral is not None and (referral not in ranked or rank < ranked[referral][0]):
                ranked[referral] = (rank, row)
        return {referral: row for referral, (_, row) in ranked.items()}

    def clock_start(self, row):
        """The first assessment of a referral starts with it, any other on its own day."""
        referral = self.referrals.get(row["cina_referral_id"])
        if referral is not None and self.firsts[row["cina_referral_id"]] is row:
            referred = referral.date("cine_referral_date")
            if referred is not None:
                return referred
        return row.date("cina_assessment_start_date")

    def _tally(self, month, wanted):
        tally = Tally()
        for row in self.rows:
            day = row.date("cina_assessment_auth_date")
            if day is not None and month_of(day) == month and wanted(row, day):
                tally.put(self.book.places.of_child(row["cina_person_id"], day))
        return tally

    def authorised(self, month, wanted=None):
        return self._tally(month, lambda row, day: wanted is None or
                           wanted == self.outcome_class(row, day))

    def in_45_days(self, month):
        return self._tally(month, lambda row, day: self._in_time(row, day, self.clock_start(row)))

    def in_45_days_from_start(self, month):
        return self._tally(month, lambda row, day: self._in_time(
            row, day, row.date("cina_assessment_start_date")))

    def _in_time(self, row, day, clock):
        start = row.date("cina_assessment_start_date")
        days = self.r.working_days.between(clock, day)
        return days is not None and days <= 45 and (start is None or day >= start)

    def past_45_days(self, month):
        """Open at the month end on an open referral, more than 45 working days after the clock."""
        end, tally = month_end(month), Tally()
        for row in self.rows:
            start, done = (row.date("cina_assessment_start_date"),
                           row.date("cina_assessment_auth_date"))
            if start is None or start > end or (done is not None and done <= end):
                continue
            days = self.r.working_days.between(self.clock_start(row), end)
            referral = self.referrals.get(row["cina_referral_id"])
            if days is None or days <= 45 or referral is None:
                continue
            if self.book.in_need.episode_open(referral, end) and \
                    self.r.people[row["cina_person_id"]].counted_in_stocks(end):
                tally.put(self.book.places.of_child(row["cina_person_id"], end))
        return tally

    def outcome_class(self, row, day):
        """All classes that the keys, the no-further-action field and the closure give; one wins."""
        found = set()
        for name in row.keys_set("cina_assessment_outcome_json") - NEVER_KEYS:
            mapped = reference_row(self.r.where_code("loc_assessment_outcome", "code", name), day)
            found.add(mapped.code("class") if mapped else DEFAULT_CLASS.get(name))
        if row.yes("cina_assessment_outcome_nfa"):
            found.add("CLOSE")
        referral = self.referrals.get(row["cina_referral_id"])
        if referral is not None and referral.code("cine_close_reason") == "RC9":
            close = referral.date("cine_close_date")
            if close is not None and not faulty(referral.date("cine_referral_date"), close) and \
                    day <= close <= day + STEP_DOWN_DAYS:
                found.add("STEPDOWN")
        return next((name for name in STRONGEST_FIRST if name in found), None)

    # --- section 47

    def enquiry(self, month, wanted=None):
        tally = Tally()
        for row in self.enquiries:
            day = row.date("s47e_s47_end_date")
            if day is not None and month_of(day) == month and \
                    wanted in (None, self.s47_class(row, day)):
                tally.put(self.book.places.of_child(row["s47e_person_id"], day))
        return tally

    def s47_class(self, row, day):
        """Mapped keys decide alone if there are any; else what the record itself says."""
        names = row.keys_set("s47e_s47_outcome_json") - NEVER_S47_KEYS
        mapped = [reference_row(self.r.where_code("loc_s47_outcome", "code", name), day)
                  for name in names]
        classes = {entry.code("class") for entry in mapped if entry is not None}
        if classes:
            return next((name for name in S47_STRONGEST_FIRST if name in classes), None)
        if "CP_CONFERENCE_FLAG" in names:
            return "SUBST_CONTINUING"
        if row.yes("s47e_s47_nfa") or "NFA_FLAG" in names:
            return "NOT_SUBST"
        return "SUBST_NOT_CONTINUING" if names else None
