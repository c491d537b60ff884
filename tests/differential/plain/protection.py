"""Section 6: child protection plans (spells), conferences and visits."""
import datetime as dt

from .dates import add_months, earliest, faulty, month_end, month_of, open_on, within
from .extract import code, whole_number
from .records import Tally, reference_row

UNITS = ("WD", "DAY", "WEEK", "MONTH")


class Spell:
    def __init__(self, start, end, plan):
        self.start = start
        self.end = end
        self.plans = [plan]

    def open_on(self, day):
        return open_on(self.start, self.end, day)


class Protection:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.spells = {person_id: self._spells(person) for person_id, person in
                       self.r.people.items()}
        self.conferences = self._conferences()

    def counts(self):
        return {"plan": self.plan, "plan_months": self.plan_months, "plan_visit_due": self.visit_due,
                "plan_visited": self.visited, "plan_start": self.plan_start,
                "plan_start_2_years": self.plan_start_2_years,
                "plan_start_again": self.plan_start_again,
                "plan_start_again_anywhere": self.plan_start_again_anywhere,
                "plan_end": self.plan_end, "plan_end_2_years": self.plan_end_2_years,
                "conference": self.conference, "conference_in_time": self.conference_in_time}

    # --- spells

    def _spells(self, person):
        """Plans of this authority, joined where the next begins by the end so far."""
        plans = []
        for row in self.r.where("ssd_cp_plans", "cppl_person_id", person.id):
            start, end = row.date("cppl_cp_plan_start_date"), row.date("cppl_cp_plan_end_date")
            if row.yes("cppl_cp_plan_ola") or faulty(start, end) or person.too_late(start):
                continue
            plans.append((start, end, row["cppl_cp_plan_id"]))
        spells = []
        for start, end, plan in sorted(plans, key=lambda p: p[0]):
            last = spells[-1] if spells else None
            if last is None or (last.end is not None and start > last.end):
                spells.append(Spell(start, end, plan))
                continue
            last.plans.append(plan)
            if last.end is not None:
                last.end = None if end is None else max(last.end, end)
        for spell in spells:
            spell.end = earliest(spell.end, person.eighteenth, person.died)
        return spells

    def spell_open(self, person_id, day):
        return next((s for s in self.spells[person_id] if s.open_on(day)), None)

    def _open_spells(self, month, wanted):
        end, tally = month_end(month), Tally()
        for person_id in self.r.people:
            spell = self.spell_open(person_id, end)
            if spell is not None and wanted(person_id, spell, end):
                tally.put(self.book.places.of_child(person_id, end))
        return tally

    def plan(self, month):
        return self._open_spells(month, lambda person_id, spell, end: True)

    def plan_months(self, month, months):
        """On a plan for so many months; the anniversary itself counts."""
        return self._open_spells(month, lambda person_id, spell, end:
                                 add_months(spell.start, int(months)) <= end)

    def plan_start(self, month, wanted=lambda person_id, spell: True):
        tally = Tally()
        for person_id, spells in self.spells.items():
            for spell in spells:
                if month_of(spell.start) == month and wanted(person_id, spell):
                    tally.put(self.book.places.of_child(person_id, spell.start))
        return tally

    def plan_start_2_years(self, month):
        return self.plan_start(month, self._within_2_years)

    def _within_2_years(self, person_id, spell):
        """An earlier spell, or an older plan of this authority, ended within 24 months before."""
        ends = [other.end for other in self.spells[person_id] if other.start < spell.start]
        ends += [row.date("to_date") for row in self._older_plans(person_id)
                 if row.yes("own_authority")]
        return any(end is not None and end < spell.start and within(end, spell.start, 24)
                   for end in ends)

    def plan_start_again(self, month, anywhere=False):
        return self.plan_start(month, lambda person_id, spell:
                               self._had_earlier(person_id, spell, anywhere))

    def plan_start_again_anywhere(self, month):
        return self.plan_start_again(month, anywhere=True)

    def _had_earlier(self, person_id, spell, anywhere):
        if any(other.start < spell.start for other in self.spells[person_id]):
            return True
        for row in self._older_plans(person_id):
            day = row.date("to_date") or row.date("from_date")
            if day is not None and day < spell.start and (anywhere or row.yes("own_authority")):
                return True
        return False

    def _older_plans(self, person_id):
        return self.r.where("loc_previous_cp_plan", "person_id", person_id)

    def plan_end(self, month, wanted=lambda spell: True):
        tally = Tally()
        for person_id, spells in self.spells.items():
            for spell in spells:
                if spell.end is not None and month_of(spell.end) == month and wanted(spell):
                    tally.put(self.book.places.of_child(person_id, spell.end))
        return tally

    def plan_end_2_years(self, month):
        return self.plan_end(month, lambda spell: add_months(spell.start, 24) <= spell.end)

    # --- visits: 6.14

    def visit_due(self, month):
        return self._open_spells(month, self._visit_due)

    def visited(self, month):
        return self._open_spells(month, lambda person_id, spell, end: self._visit_due(
            person_id, spell, end) and self._visited(person_id, spell, end))

    def _visit_due(self, person_id, spell, end):
        """Born, and on the plan for ten working days (whatever the standard)."""
        return not self.r.people[person_id].unborn(end) and \
            self.r.working_days.between(spell.start, end) >= 10

    def _visited(self, person_id, spell, end):
        visits = [row.date("cppv_cp_visit_date")
                  for row in self.r.where("ssd_cp_visits", "cppv_person_id", person_id)
                  if row.yes("cppv_cp_visit_seen")]
        visits = [day for day in visits if day is not None and spell.start <= day <= end]
        unit, interval = visit_standard(self.r, "CP", "ANY", end) or \
            ("WD", 20 if end < dt.date(2017, 7, 1) else 10)
        return bool(visits) and soon_enough(self.r, max(visits), end, unit, interval)

    # --- initial conferences: 6.3, 6.4

    def held(self, kind, conference_id):
        """No row, or status held or empty."""
        row = self.conference_row(kind, conference_id)
        return row is None or row["status"] is None or row.code("status") == "HELD"

    def conference_row(self, kind, conference_id):
        return next((row for row in self.r.where("loc_conference", "conference_id", conference_id)
                     if row.code("kind") == kind), None)

    def _conferences(self):
        """(month, child) -> the earliest held conference, then the lowest id."""
        first = {}
        for row in self.r.about_people("ssd_initial_cp_conference", "icpc_person_id"):
            day = row.date("icpc_icpc_date")
            if day is None or not self.held("ICPC", row["icpc_icpc_id"]):
                continue
            name = (month_of(day), row["icpc_person_id"])
            rank = (day, row.rank("icpc_icpc_id"))
            if name not in first or rank < first[name][0]:
                first[name] = (rank, row)
        return {name: row for name, (_, row) in first.items()}

    def conference(self, month, wanted=lambda row, day: True):
        tally = Tally()
        for (held_in, person_id), row in self.conferences.items():
            day = row.date("icpc_icpc_date")
            if held_in == month and wanted(row, day):
                tally.put(self.book.places.of_child(person_id, day))
        return tally

    def conference_in_time(self, month):
        def in_time(row, day):
            days = self.r.working_days.between(self._clock(row), day)
            return days is not None and days <= 15
        return self.conference(month, in_time)

    def _clock(self, row):
        """The enquiry's start; for a transfer in, the day this authority was notified."""
        if row.yes("icpc_icpc_transfer_in"):
            status = self.conference_row("ICPC", row["icpc_icpc_id"])
            return status.date("notified_date") if status else None
        for enquiry in self.book.assessments.enquiries:
            if enquiry["s47e_s47_enquiry_id"] == row["icpc_s47_enquiry_id"]:
                return enquiry.date("s47e_s47_start_date")
        return None


def visit_standard(records, kind, condition, day):
    """(unit, interval) in force on the day; rows with any other unit are ignored."""
    rows = [row for row in records.where_code("loc_visit_standard", "kind", kind)
            if row.code("condition") == condition and row.code("unit") in UNITS]
    row = reference_row(rows, day)
    return (code(row["unit"]), whole_number(row["interval"])) if row else None


def soon_enough(records, visit, day, unit, interval):
    if unit == "WD":
        return records.working_days.between(visit, day) <= interval
    if unit == "MONTH":
        return add_months(visit, interval) >= day
    return visit + dt.timedelta(days=interval * (7 if unit == "WEEK" else 1)) >= day
