"""Sections 11 and 12: caseloads and fostering households."""
from fractions import Fraction

from .dates import month_end, month_of, open_on
from .extract import NUMBER
from .localities import UNALLOCATED
from .records import Tally


class Caseloads:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self._of_month = {}

    def counts(self):
        return {"cases": self.cases, "workers": self.workers, "largest": self.largest,
                "worker_hundredths": self.hundredths}

    def _workers(self, month, types):
        """(area, cases, worker row) of qualified workers with cases in teams of these types."""
        if month not in self._of_month:
            self._of_month[month] = list(self._qualified(month))
        return [(area, cases, worker) for kind, area, cases, worker in self._of_month[month]
                if kind in types.split("/")]

    def _qualified(self, month):
        end, children = month_end(month), {}
        for row in self.r.about_people("ssd_involvements", "invo_person_id"):
            if row.code("invo_professional_role_id") == "ALLOCATED CASE WORKER" and \
                    row["invo_professional_id"] is not None and \
                    open_on(row.date("invo_involvement_start_date"),
                            row.date("invo_involvement_end_date"), end) and \
                    self.r.people[row["invo_person_id"]].counted_in_stocks(end):
                children.setdefault(row["invo_professional_id"], set()).add(row["invo_person_id"])
        for worker_id, cases in children.items():
            worker = self.book.places.worker_row(worker_id, end)
            if worker is None or not worker.yes("qualified"):
                continue
            team = self.book.places.team_row(worker["team_id"], end)
            if team is not None:
                yield team.code("team_type"), \
                    self.book.places.known(team["locality_id"]) or UNALLOCATED, len(cases), worker

    def cases(self, month, types):
        tally = Tally()
        for area, cases, _ in self._workers(month, types):
            tally.put(area, cases)
        return tally

    def workers(self, month, types):
        tally = Tally()
        for area, _, _ in self._workers(month, types):
            tally.put(area)
        return tally

    def hundredths(self, month, types):
        """Full-time equivalents in hundredths, each worker's rounded half up."""
        tally = Tally()
        for area, _, worker in self._workers(month, types):
            fte = worker["fte"] or ""
            if NUMBER.fullmatch(fte) and Fraction(fte) > 0:
                tally.put(area, int(Fraction(fte) * 100 + Fraction(1, 2)))
        return tally

    def largest(self, month, types):
        """Area -> the largest caseload; areas without a worker are not there."""
        largest = {}
        for area, cases, _ in self._workers(month, types):
            for place in (area, "county"):
                largest[place] = max(cases, largest.get(place, 0))
        return largest


class Fostering:
    """Counts of one month; the measures sum twelve of them."""

    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.rows = [row for row in self.r.all("loc_foster_approval") if not row.yes("temporary")]

    def counts(self):
        return {"approved": self.approved, "ceased": self.ceased}

    @staticmethod
    def care_type(row):
        """Whatever is not one of the two is short breaks and other."""
        kind = row.code("care_type")
        return kind if kind in ("TASK_CENTRED", "KINSHIP") else "SHORT_BREAK_OTHER"

    def _tally(self, month, field, care_type, wanted):
        """One household, type and day count once."""
        households = {row["household_id"] for row in self.rows
                      if row.date(field) is not None and month_of(row.date(field)) == month}
        tally = Tally()
        for household in households:
            counted = {(self.care_type(row), row.date(field)) for row in
                       self.r.where("loc_foster_approval", "household_id", household)
                       if not row.yes("temporary") and row.date(field) is not None and
                       month_of(row.date(field)) == month and wanted(row)}
            for kind, _ in counted:
                if care_type in (None, kind):
                    tally.put(self._locality(household))
        return tally

    def _locality(self, household_id):
        row = self.r.one("loc_foster_household", "household_id", household_id)
        return (self.book.places.of_postcode(row["postcode"]) if row else None) or UNALLOCATED

    def approved(self, month, care_type=None):
        return self._tally(month, "approved_date", care_type, lambda row: not self._went_on(row))

    def _went_on(self, row):
        """Another approval of the household ended that day to go on under this one's type."""
        return any(other is not row and other["household_id"] == row["household_id"] and
                   other.code("cease_reason") == "TYPE_CHANGE" and
                   other.date("ceased_date") == row.date("approved_date") for other in self.rows)

    def ceased(self, month, care_type=None):
        def wanted(row):
            approved = row.date("approved_date")
            return row.code("cease_reason") != "TYPE_CHANGE" and \
                (approved is None or row.date("ceased_date") >= approved)
        return self._tally(month, "ceased_date", care_type, wanted)
