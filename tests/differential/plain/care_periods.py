"""Section 7: periods of care, and the placements within them."""
import datetime as dt

from .dates import earliest, faulty, in_force_on, open_on
from .records import latest_row

RESPITE = ("V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


class Period:
    def __init__(self, person, start, end, reason, episodes):
        self.person = person
        self.start = start
        self.end = end
        self.reason = reason    # why it ended; None if childhood or death ended it
        self.cla_id = episodes[0]["clae_cla_id"]
        self.lowest = min(row.rank("clae_cla_episode_id") for row in episodes)
        self.first = min((row.date("clae_cla_episode_start_date"), row.rank("clae_cla_episode_id"))
                         for row in episodes)[1]

    def open_on(self, day):
        return open_on(self.start, self.end, day)


class Placement:
    def __init__(self, row, start, end):
        self.id = row["clap_cla_placement_id"]
        self.type = row.code("clap_cla_placement_type")
        self.start = start
        self.end = end
        self.temporary = self.type in TEMPORARY

    def open_on(self, day):
        return self.start <= day and (self.end is None or self.end > day)


class CarePeriods:
    def __init__(self, records):
        self.r = records
        self._periods = {}
        self._placements = {}
        self.episodes = [row for row in records.about_people("ssd_cla_episodes", "clae_person_id")
                         if not faulty(row.date("clae_cla_episode_start_date"),
                                       row.date("clae_cla_episode_ceased_date"))]

    # --- periods

    def of(self, person_id):
        if person_id not in self._periods:
            self._periods[person_id] = self._kept(person_id)
        return self._periods[person_id]

    def every(self):
        for person_id in self.r.people:
            yield from self.of(person_id)

    def open_at(self, person_id, day):
        return next((p for p in self.of(person_id) if p.open_on(day)), None)

    def looked_after(self, day):
        """(person, period) of everybody looked after on the day: 7.1."""
        for person_id, person in self.r.people.items():
            period = self.open_at(person_id, day)
            if period is not None:
                yield person, period

    def _kept(self, person_id):
        """Of overlapping periods the later is left out; touching ones are two admissions."""
        kept = []
        for period in sorted(self._worked_out(person_id), key=lambda p: (p.start, p.lowest)):
            if kept and (kept[-1].end is None or period.start < kept[-1].end):
                continue
            kept.append(period)
        return kept

    def _worked_out(self, person_id):
        groups = {}
        for row in self.episodes:
            if row["clae_person_id"] != person_id:
                continue
            entered = row.date("clae_entered_care_date")
            if row["clae_cla_id"] is not None:
                name = ("id", row["clae_cla_id"])
            elif entered is not None:
                name = ("entered", entered)
            else:
                name = ("alone", row["clae_cla_episode_id"])
            groups.setdefault(name, []).append(row)
        person = self.r.people[person_id]
        for episodes in groups.values():
            period = self._period(person, episodes)
            if period is not None:
                yield period

    def _period(self, person, episodes):
        start = min(row.date("clae_cla_episode_start_date") for row in episodes)
        if person.unborn(start) or person.too_late(start):
            return None
        if self.legal_status(person.id, start) in RESPITE:
            return None
        last = max(episodes, key=episode_order)
        reason = last.code("clae_cla_episode_ceased_reason")
        # X1 is a change within care: the child stays looked after.
        recorded = None if reason == "X1" else last.date("clae_cla_episode_ceased_date")
        end = earliest(recorded, person.eighteenth, person.died)
        if recorded is None or end < recorded:
            reason = None
        return Period(person, start, end, reason, episodes)

    def legal_status(self, person_id, day):
        rows = [row for row in self.r.where("ssd_legal_status", "lega_person_id", person_id)
                if in_force_on(row.date("lega_legal_status_start_date"),
                               row.date("lega_legal_status_end_date"), day)]
        row = latest_row(rows, "lega_legal_status_start_date", "lega_legal_status_id")
        return row.code("lega_legal_status") if row else None

    # --- placements

    def placements(self, period):
        """Those that start within the period, by start then id; none ends later than it."""
        if period not in self._placements:
            found = []
            for row in self.r.all("ssd_cla_placement"):
                start = row.date("clap_cla_placement_start_date")
                end = row.date("clap_cla_placement_end_date")
                if start is None or (end is not None and end <= start):
                    continue
                if start < period.start or (period.end is not None and start >= period.end):
                    continue
                if self._child_placed(row) == period.person.id:
                    found.append(Placement(row, start, earliest(end, period.end)))
            found.sort(key=lambda p: (p.start, p.id.encode()))
            self._placements[period] = found
        return self._placements[period]

    def _child_placed(self, row):
        """The child named, else the child of the first episode in the file with this placement."""
        if row["clap_person_id"] is not None:
            return row["clap_person_id"]
        for episode in self.episodes:
            if episode["clae_cla_placement_id"] == row["clap_cla_placement_id"]:
                return episode["clae_person_id"]
        return None

    def placement_at(self, period, day):
        """The latest lasting placement in force; else the one that a temporary one interrupts."""
        placements = self.placements(period)
        in_force = [p for p in placements if p.open_on(day)]
        lasting = [p for p in in_force if not p.temporary]
        if lasting:
            return lasting[-1]
        if not in_force:
            return None
        interrupted = [p for p in placements
                       if not p.temporary and p.start <= in_force[-1].start]
        return interrupted[-1] if interrupted else None


def episode_order(row):
    """Latest start, then an open one, then the latest ceased date, then the greatest id."""
    ceased = row.date("clae_cla_episode_ceased_date")
    return (row.date("clae_cla_episode_start_date"), ceased is None, ceased or dt.date.min,
            row.rank("clae_cla_episode_id"))
