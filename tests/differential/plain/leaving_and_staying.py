"""Sections 8, 9 and 10: care leavers, stable placements, adoption."""
from .dates import add_months, month_end, month_of, month_start, open_on
from .in_need import any_plan_in_date
from .looked_after import ADOPTED
from .records import Tally, latest_row

ACTIVE = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")


class CareLeavers:
    def __init__(self, book):
        self.book = book
        self.r = book.records

    def counts(self):
        return {"leaver": self.leaver, "leaver_over_21": self.over_21,
                "leaver_suitable": self.suitable, "leaver_active": self.active,
                "leaver_planned": self.planned, "leaver_any_plan": self.any_plan}

    def leaver(self, month, wanted=lambda person, row, end: True, ages=(16, 21)):
        """Alive, of the ages, relevant by the status of the month end, not back with parents."""
        end, tally = month_end(month), Tally()
        for person in self.r.people.values():
            if not person.alive(end) or not person.aged(*ages, end):
                continue
            row = latest_row([row for row in self.r.where("loc_care_leaver_status", "person_id",
                                                          person.id)
                              if open_on(row.date("from_date"), row.date("to_date"), end)],
                             "from_date", "status_id")
            if row is None or row.code("eligibility") not in ("RELEVANT", "FORMER RELEVANT") or \
                    row.code("in_touch") in ("DIED", "RHOM"):
                continue
            if wanted(person, row, end):
                tally.put(self.book.places.of_child(person.id, end))
        return tally

    def over_21(self, month):
        return self.leaver(month, ages=(22, 24))

    def suitable(self, month):
        return self.leaver(month, lambda person, row, end: row["suitable"] == "1")

    def active(self, month):
        return self.leaver(month, lambda person, row, end: row.code("activity") in ACTIVE)

    def _plans(self, person):
        return [(row["pathway_plan_id"], row.date("start_date"), row.date("end_date"))
                for row in self.r.where("loc_pathway_plan", "person_id", person.id)]

    def planned(self, month):
        return self.leaver(month, lambda person, row, end: any_plan_in_date(
            self.r, "PATHWAY", self._plans(person), end))

    def any_plan(self, month):
        return self.leaver(month, lambda person, row, end: any(
            open_on(start, until, end) for _, start, until in self._plans(person)))


class Stability:
    def __init__(self, book):
        self.book = book
        self.r = book.records

    def counts(self):
        return {"long_term": self.long_term, "long_term_stable": self.stable,
                "three_placements": self.three_placements}

    def runs(self, period, end):
        """Lasting placements begun by the day, joined while the carer stays the same."""
        runs = []
        for placement in self.book.care.placements(period):
            if placement.temporary or placement.start > end:
                continue
            if runs and self._same_carer(runs[-1][-1], placement):
                runs[-1].append(placement)
            else:
                runs.append([placement])
        return runs

    def _same_carer(self, before, after):
        """Adopted by the foster carer; else equal carer ids; else the reason of the episode."""
        if after.type in ("A3", "A5"):
            return True
        carers = [row["carer_id"] if row else None for row in (
            self.r.one("loc_placement_carer", "cla_placement_id", placement.id)
            for placement in (before, after))]
        if None not in carers:
            return carers[0] == carers[1]
        return self._start_reason(after.id) in ("T", "U")

    def _start_reason(self, placement_id):
        episodes = [row for row in self.book.care.episodes
                    if row["clae_cla_placement_id"] == placement_id]
        first = min(episodes, default=None, key=lambda row: (
            row.date("clae_cla_episode_start_date"), row.rank("clae_cla_episode_id")))
        return first.code("clae_cla_episode_start_reason") if first else None

    @staticmethod
    def _long_term(person, period, end):
        """Under 16 and thirty months in care; nobody without a birth date."""
        return person.born is not None and end < person.turns(16) and \
            add_months(period.start, 30) <= end

    def long_term(self, month):
        return self.book.looked_after.stock(month, self._long_term)

    def stable(self, month):
        return self.book.looked_after.stock(month, lambda person, period, end: self._long_term(
            person, period, end) and self._two_years(period, end))

    def _two_years(self, period, end):
        """24 months with the carer; placed for adoption by the former carer, since that one."""
        placement = self.book.care.placement_at(period, end)
        if placement is None:
            return False
        runs = self.runs(period, end)
        number = next(i for i, run in enumerate(runs) if placement in run)
        if placement.type in ("A4", "A6") and number > 0:
            number -= 1
        return add_months(runs[number][0].start, 24) <= end

    def three_placements(self, month):
        """Three runs or more, of all the child's periods, in force in the twelve months."""
        first = month_start(month - 11)

        def moved(person, period, end):
            runs = [run for each in self.book.care.of(person.id) for run in self.runs(each, end)]
            return sum(any(p.end is None or p.end > first for p in run) for run in runs) >= 3
        return self.book.looked_after.stock(month, moved)


class Adoption:
    """Counts of one month; the measures sum twelve of them."""

    def __init__(self, book):
        self.book = book
        self.r = book.records

    def counts(self):
        return {"adoption_in_year": self.in_year, "adoption_placed": self.placed,
                "adoption_placed_days": self.placed_days, "adoption_matched": self.matched,
                "adoption_matched_days": self.matched_days, "adoption_with": self.placed_with,
                "adoption_with_days": self.placed_with_days}

    def _tally(self, month, amount):
        tally = Tally()
        for period in self.book.care.every():
            if period.end is not None and month_of(period.end) == month and \
                    period.reason in ADOPTED:
                row = self._decision(period)
                tally.put(self.book.places.of_child(period.person.id, period.end, period.start),
                          amount(period, row) if row is not None else 0)
        return tally

    def _decision(self, period):
        """Of the period's rows (else those that name none) not reversed: the latest decision."""
        rows = self.r.where("ssd_permanence", "perm_person_id", period.person.id)
        mine = [row for row in rows
                if period.cla_id is not None and row["perm_cla_id"] == period.cla_id]
        mine = mine or [row for row in rows if row["perm_cla_id"] is None]
        standing = [row for row in mine if row.date("perm_decision_reversed_date") is None]
        return max(standing, default=None, key=lambda row: (
            row.date("perm_adm_decision_date") is not None,
            row.date("perm_adm_decision_date") or month_start(12), row.rank("perm_table_id")))

    def in_year(self, month):
        def soon(period, row):
            decided = row.date("perm_adm_decision_date")
            return int(decided is not None and
                       decided <= period.end <= add_months(decided, 12))
        return self._tally(month, soon)

    @staticmethod
    def _days_to(period, day):
        """Days from the start of care; None if not known or before it."""
        return None if day is None or day < period.start else (day - period.start).days

    def placed(self, month):
        return self._tally(month, lambda period, row: int(self._days_to(
            period, row.date("perm_placed_for_adoption_date")) is not None))

    def placed_days(self, month):
        return self._tally(month, lambda period, row: self._days_to(
            period, row.date("perm_placed_for_adoption_date")) or 0)

    @staticmethod
    def _placed_with(row):
        """10.2a: the day the later adopters became the carers."""
        return row.date("perm_placed_foster_carer_date"
                        if row.yes("perm_adopted_by_carer_flag") else
                        "perm_placed_for_adoption_date")

    def placed_with(self, month):
        return self._tally(month, lambda period, row: int(
            self._days_to(period, self._placed_with(row)) is not None))

    def placed_with_days(self, month):
        return self._tally(month, lambda period, row:
                           self._days_to(period, self._placed_with(row)) or 0)

    @staticmethod
    def _order_to_match(row):
        ordered, matched = row.date("perm_placement_order_date"), row.date("perm_matched_date")
        return None if None in (ordered, matched) else max(0, (matched - ordered).days)

    def matched(self, month):
        return self._tally(month, lambda period, row: int(self._order_to_match(row) is not None))

    def matched_days(self, month):
        return self._tally(month, lambda period, row: self._order_to_match(row) or 0)
