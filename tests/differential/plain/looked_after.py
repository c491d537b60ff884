"""Section 7: stocks and flows of looked-after children, health, education and plans."""
import datetime as dt

from .dates import add_months, month_end, month_of, open_on, within
from .in_need import any_plan_in_date
from .records import Tally

RESIDENTIAL = ("K1", "K2", "R1", "R2", "R3", "R5", "S1")
ADOPTED = ("E11", "E12")
PERMANENCE = ADOPTED + ("E41", "E43", "E44", "E45", "E46", "E47", "E48")


class LookedAfter:
    def __init__(self, book):
        self.book = book
        self.r = book.records

    def counts(self):
        return {"care_start": self.start, "care_end": self.end,
                "care_end_permanence": self.end_permanence, "care_end_adopted": self.end_adopted,
                "care": self.stock, "residential": self.residential,
                "residential_type": self.residential_type, "residential_age": self.residential_age,
                "day_20": self.day_20, "day_20_health": self.day_20_health,
                "care_year": self.year, "care_health": self.health, "care_dental": self.dental,
                "school_age": self.school_age, "school_plan": self.school_plan,
                "care_plan_due": self.plan_due, "care_plan_in_date": self.plan_in_date}

    # --- flows: the home address is that of the first day of the period counted

    def start(self, month):
        tally = Tally()
        for period in self.book.care.every():
            if month_of(period.start) == month:
                tally.put(self.book.places.of_child(period.person.id, period.start, period.start))
        return tally

    def end(self, month, reasons=None):
        tally = Tally()
        for period in self.book.care.every():
            if period.end is not None and month_of(period.end) == month and \
                    (reasons is None or period.reason in reasons):
                tally.put(self.book.places.of_child(period.person.id, period.end, period.start))
        return tally

    def end_permanence(self, month):
        return self.end(month, PERMANENCE)

    def end_adopted(self, month):
        return self.end(month, ADOPTED)

    def day_20(self, month, wanted=lambda period, day: True):
        """Periods whose 20th working day is in the month and which are still open on it."""
        tally = Tally()
        for period in self.book.care.every():
            day = self.r.working_days.nth_after(period.start, 20)
            if month_of(day) == month and period.open_on(day) and wanted(period, day):
                tally.put(self.book.places.of_child(period.person.id, day, period.start))
        return tally

    def day_20_health(self, month):
        return self.day_20(month, lambda period, day: any(
            period.start <= held <= day
            for held in self._checks(period.person, "HEALTH ASSESSMENT")))

    # --- stocks

    def stock(self, month, wanted=lambda person, period, end: True):
        end, tally = month_end(month), Tally()
        for person, period in self.book.care.looked_after(end):
            if wanted(person, period, end):
                tally.put(self.book.places.of_child(person.id, end))
        return tally

    def _residential(self, period, end):
        placement = self.book.care.placement_at(period, end)
        return placement.type if placement is not None and placement.type in RESIDENTIAL else None

    def residential(self, month):
        return self.stock(month, lambda person, period, end: self._residential(period, end))

    def residential_type(self, month, wanted):
        return self.stock(month, lambda person, period, end:
                          self._residential(period, end) == wanted)

    def residential_age(self, month, years):
        return self.stock(month, lambda person, period, end: self._residential(period, end) and
                          person.aged(int(years), int(years), end))

    # --- health: 7.10, 7.11

    def _checks(self, person, kind):
        """Days of completed checks of a kind."""
        days = [row.date("clah_health_check_date")
                for row in self.r.where("ssd_cla_health", "clah_person_id", person.id)
                if row.code("clah_health_check_type") == kind and
                row.code("clah_health_check_status") == "COMPLETED"]
        return [day for day in days if day is not None]

    @staticmethod
    def _a_year(period, end):
        return add_months(period.start, 12) <= end

    def year(self, month):
        return self.stock(month, lambda person, period, end: self._a_year(period, end))

    def health(self, month):
        """Within 12 months before the month end, 6 for a child under 5 then."""
        return self.stock(month, lambda person, period, end: self._a_year(period, end) and any(
            within(day, end, 6 if person.aged(0, 4, end) else 12)
            for day in self._checks(person, "HEALTH ASSESSMENT")))

    def dental(self, month):
        return self.stock(month, lambda person, period, end: self._a_year(period, end) and any(
            within(day, end, 12) for day in self._checks(person, "DENTAL CHECK")))

    # --- education: 7.13

    def terms_begun(self, end):
        return sorted({row.date("from_date") for row in self.r.all("loc_school_term")
                       if row.date("from_date") <= min(end, row.date("to_date"))})

    def _of_school_age(self, person, period, end):
        """4 to 15 on the 31 August before the school year, and 20 working days in care."""
        august = dt.date(end.year if end.month >= 9 else end.year - 1, 8, 31)
        return person.aged(4, 15, august) and \
            self.r.working_days.between(period.start, end) >= 20

    def school_age(self, month):
        return self.stock(month, self._of_school_age)

    def school_plan(self, month):
        """Completed since the previous term began (the current one, if it is the first)."""
        since = self.terms_begun(month_end(month))[-2:][:1]

        def planned(person, period, end):
            days = [row.date("completed_date")
                    for row in self.r.where("loc_pep", "person_id", person.id)]
            return self._of_school_age(person, period, end) and any(
                day is not None and since[0] <= day <= end for day in days)
        return self.stock(month, planned)

    # --- care plans: 7.14

    def _ten_days(self, person, period, end):
        return self.r.working_days.between(period.start, end) >= 10

    def plan_due(self, month):
        return self.stock(month, self._ten_days)

    def plan_in_date(self, month):
        def in_date(person, period, end):
            plans = [(row["lacp_table_id"], row.date("lacp_cla_care_plan_start_date"),
                      row.date("lacp_cla_care_plan_end_date"))
                     for row in self.r.where("ssd_cla_care_plan", "lacp_person_id", person.id)]
            return self._ten_days(person, period, end) and \
                any_plan_in_date(self.r, "CARE", plans, end)
        return self.stock(month, in_date)
