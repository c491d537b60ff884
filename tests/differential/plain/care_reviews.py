"""Section 7: reviews of looked-after children (7.7, 7.17, 7.18) and visits (7.15)."""
import datetime as dt

from .dates import add_months, month_of
from .protection import soon_enough, visit_standard
from .records import Tally

ATTENDED = ("PN1", "PN2", "PN3", "PN4")
PARTICIPATED = ("PN1", "PN2", "PN3", "PN5", "PN6")
KNOWN = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
DEFAULT_STANDARD = {"PARENT_FIRST": ("WEEK", 1), "PARENT_LATER": ("WEEK", 4),
                    "FIRST_YEAR": ("WEEK", 6), "LONG_TERM": ("MONTH", 3),
                    "AFTER_YEAR": ("WEEK", 6)}


class CareReviews:
    def __init__(self, book):
        self.book = book
        self.r = book.records

    def counts(self):
        return {"care_review_due": self.due, "care_reviewed": self.reviewed,
                "participation": self.held, "participation_known": self.participation_known,
                "attended": self.attended, "participated": self.participated,
                "care_visit_due": self.visit_due, "care_visited": self.visited}

    # --- 7.7

    def reviews_held(self, period, end):
        """Different days, in order, from the start of the period to the month end."""
        days = {row.date("clar_cla_review_date")
                for row in self.r.where("ssd_cla_reviews", "clar_cla_id", period.cla_id)
                if not row.yes("clar_cla_review_cancelled")}
        return sorted(day for day in days if day is not None and period.start <= day <= end)

    def latest_due(self, period, end):
        """(due date, day held or None) of the review most recently due; None if none was due."""
        held = self.reviews_held(period, end)
        # A due date follows from the start of care, or from a review that was held.
        due = [self.r.working_days.nth_after(period.start, 20)]
        for number, day in enumerate(held):
            due.append(add_months(day, 3 if number == 0 else 6))
        passed = [number for number, day in enumerate(due) if day <= end]
        if not passed:
            return None
        number = max(passed)
        return due[number], held[number] if number < len(held) else None

    def due(self, month):
        return self.book.looked_after.stock(month, lambda person, period, end:
                                            self.latest_due(period, end) is not None)

    def reviewed(self, month):
        def in_time(person, period, end):
            latest = self.latest_due(period, end)
            return latest is not None and latest[1] is not None and latest[1] <= latest[0]
        return self.book.looked_after.stock(month, in_time)

    # --- 7.17, 7.18

    def held(self, month, codes=None):
        """Reviews in the month of a period of care, of children aged 4 or over on the day."""
        tally = Tally()
        for row in self.r.all("ssd_cla_reviews"):
            day = row.date("clar_cla_review_date")
            if day is None or month_of(day) != month or row.yes("clar_cla_review_cancelled"):
                continue
            period = self._period_reviewed(row["clar_cla_id"], day)
            four = period.person.turns(4) if period else None
            if four is None or day < four:
                continue
            if codes is None or row.code("clar_cla_review_participation") in codes:
                tally.put(self.book.places.of_child(period.person.id, day))
        return tally

    def _period_reviewed(self, cla_id, day):
        """The period of this id that holds the day, its last day included; where children share an
        id, the one with the lowest first episode, so that each review counts once."""
        periods = [period for period in self.book.care.every()
                   if cla_id is not None and period.cla_id == cla_id and period.start <= day and
                   (period.end is None or day <= period.end)]
        return min(periods, key=lambda period: period.first, default=None)

    def participation_known(self, month):
        return self.held(month, KNOWN)

    def attended(self, month):
        return self.held(month, ATTENDED)

    def participated(self, month):
        return self.held(month, PARTICIPATED)

    # --- 7.15

    def _visit_due(self, period, end):
        """The placement, if it began at least seven days before the month end."""
        placement = self.book.care.placement_at(period, end)
        if placement is None or placement.start + dt.timedelta(days=7) > end:
            return None
        return placement

    def visit_due(self, month):
        return self.book.looked_after.stock(month, lambda person, period, end:
                                            self._visit_due(period, end))

    def visited(self, month):
        return self.book.looked_after.stock(month, self._visited)

    def _visited(self, person, period, end):
        placement = self._visit_due(period, end)
        if placement is None:
            return False
        days = [row.date("clav_cla_visit_date")
                for row in self.r.where("ssd_cla_visits", "clav_person_id", person.id)
                if row.yes("clav_cla_visit_seen")]
        days = [day for day in days if day is not None and placement.start <= day <= end]
        condition = self._condition(person, period, placement, end)
        unit, interval = visit_standard(self.r, "LAC", condition, end) or \
            DEFAULT_STANDARD[condition]
        return bool(days) and soon_enough(self.r, max(days), end, unit, interval)

    def _condition(self, person, period, placement, end):
        """With parents under an interim order; else the first year; else whether long term."""
        if placement.type == "P1" and self.book.care.legal_status(person.id, end) == "C1":
            return "PARENT_LATER" if self.reviews_held(period, end) else "PARENT_FIRST"
        if add_months(placement.start, 12) > end:
            return "FIRST_YEAR"
        carer = self.r.one("loc_placement_carer", "cla_placement_id", placement.id)
        return "LONG_TERM" if carer is not None and carer.yes("meant_to_18") else "AFTER_YEAR"
