"""Section 0, locality: worker step, home step, unallocated."""
from .dates import in_force_on
from .extract import bare_postcode, whole_number
from .records import latest_row, reference_row

UNALLOCATED = "unallocated"


class Localities:
    def __init__(self, records, care):
        self.r = records
        self.care = care
        self.ids = self._in_order()
        self._by_postcode = {bare_postcode(row["postcode"]): row["locality_id"]
                             for row in records.all("loc_postcode_locality")}
        self._known = {}

    def _in_order(self):
        """By sort_order (empty last), then by id in byte order."""
        rows = []
        for row in self.r.all("loc_locality"):
            place = whole_number(row["sort_order"])
            rows.append((place is None, place or 0, row.rank("locality_id"), row["locality_id"]))
        return [row[-1] for row in sorted(rows)]

    def areas(self):
        return ["county"] + self.ids + [UNALLOCATED]

    def known(self, locality):
        """A locality only if the table of localities has it."""
        return locality if locality in self.ids else None

    # --- of a child

    def of_child(self, person_id, day, entry=None):
        """Worker, home, unallocated. `entry`: first day of the period of care that is counted."""
        memo = ("child", person_id, day, entry)
        if memo not in self._known:
            self._known[memo] = self._worker(person_id, day) or self.of_home(person_id, day, entry)
        return self._known[memo]

    def of_home(self, person_id, day, entry=None):
        """Home, unallocated: the front door is countywide."""
        memo = ("home", person_id, day, entry)
        if memo not in self._known:
            self._known[memo] = self._home(person_id, day, entry) or UNALLOCATED
        return self._known[memo]

    def _worker(self, person_id, day):
        """The latest allocated worker in force leads to a team, that to a locality, or nothing."""
        rows = [row for row in self.r.where("ssd_involvements", "invo_person_id", person_id)
                if row.code("invo_professional_role_id") == "ALLOCATED CASE WORKER" and
                in_force_on(row.date("invo_involvement_start_date"),
                            row.date("invo_involvement_end_date"), day)]
        row = latest_row(rows, "invo_involvement_start_date", "invo_involvements_id")
        if row is None:
            return None
        team = row["invo_professional_team"]
        if team is None:
            worker = self.worker_row(row["invo_professional_id"], day)
            team = worker["team_id"] if worker else None
        return self.of_team(team, day)

    def _home(self, person_id, day, entry):
        """The home address on the day; of a looked-after child, on the first day of the period."""
        if entry is None:
            period = self.care.open_at(person_id, day)
            entry = period.start if period else None
        asked = entry or day
        rows = [row for row in self.r.where("ssd_address", "addr_person_id", person_id)
                if row.code("addr_address_type") == "HOME" and
                in_force_on(row.date("addr_address_start_date"),
                            row.date("addr_address_end_date"), asked)]
        row = latest_row(rows, "addr_address_start_date", "addr_table_id")
        return self.of_postcode(row["addr_address_postcode"]) if row else None

    # --- of other things

    def worker_row(self, worker_id, day):
        return reference_row(self.r.where("loc_worker", "professional_id", worker_id), day)

    def team_row(self, team_id, day):
        return reference_row(self.r.where("loc_team", "team_id", team_id), day)

    def of_team(self, team_id, day):
        row = self.team_row(team_id, day)
        return self.known(row["locality_id"]) if row else None

    def of_postcode(self, postcode):
        return self.known(self._by_postcode.get(bare_postcode(postcode)))
