"""The records of one extract as the sections use them: people, reference rows, working days."""
import datetime as dt
from collections import Counter

from .dates import WorkingDays, birthday, in_force_on


class Person:
    def __init__(self, row):
        self.id = row["pers_person_id"]
        self.born = row.date("pers_dob")
        self.expected = row.date("pers_expected_dob")
        self.died = row.date("pers_death_date")
        self.eighteenth = self.turns(18)

    def turns(self, years):
        return None if self.born is None else birthday(self.born, years)

    def unborn(self, day):
        """No birth date but an expected one (even one gone by), or born later."""
        if self.born is None:
            return self.expected is not None
        return self.born > day

    def aged(self, youngest, oldest, day):
        """Between two ages in completed years; nobody whose birth date is not known."""
        if self.born is None or self.born > day:
            return False
        return self.turns(youngest) <= day < self.turns(oldest + 1)

    def alive(self, day):
        return self.died is None or self.died > day

    def counted_in_stocks(self, day):
        """Unborn, under 18 or of unknown age, and not dead."""
        return self.alive(day) and (self.eighteenth is None or day < self.eighteenth)

    def too_late(self, start):
        """What starts on or after the 18th birthday, or after death, is left out."""
        return (self.eighteenth is not None and start >= self.eighteenth) or \
            (self.died is not None and start > self.died)


class Tally(Counter):
    """How many (or how much) in each area; the county is all of them."""

    def put(self, area, amount=1):
        self[area] += amount

    def of(self, area):
        return sum(self.values()) if area == "county" else self[area]


class Records:
    def __init__(self, extract):
        self.extract = extract
        self.people = {row["pers_person_id"]: Person(row) for row in extract.rows("ssd_person")}
        self.working_days = WorkingDays({
            row.date("date") for row in extract.rows("loc_bank_holiday")
            if row.code("division") == "ENGLAND-AND-WALES"})
        about = extract.rows("loc_extract")[:1]
        self.extract_date = about[0].date("extract_date") if about else None
        self.history_from = about[0].date("history_from") if about else None
        self._indexes = {}

    def all(self, table):
        return self.extract.rows(table)

    def about_people(self, table, field):
        """The rows whose person is known. The others are held out of everything."""
        return [row for row in self.all(table) if row[field] in self.people]

    def where(self, table, field, value):
        """The rows with this text in this field, in file order; a missing value finds none."""
        index = self._indexes.get((table, field))
        if index is None:
            index = self._indexes[(table, field)] = {}
            for row in self.all(table):
                index.setdefault(row[field], []).append(row)
        return index.get(value, []) if value is not None else []

    def where_code(self, table, field, value):
        """As `where`, for codes."""
        index = self._indexes.get((table, field, "code"))
        if index is None:
            index = self._indexes[(table, field, "code")] = {}
            for row in self.all(table):
                index.setdefault(row.code(field), []).append(row)
        return index.get(value, []) if value is not None else []

    def one(self, table, field, value):
        """The row of a key, if there is one."""
        return next(iter(self.where(table, field, value)), None)


def reference_row(rows, day):
    """Of those in force (last day included): the latest from_date, then the first in the file."""
    best = None
    for row in rows:
        start, end = row.date("from_date") or dt.date.min, row.date("to_date")
        if in_force_on(start, end, day) and (best is None or start > best[0]):
            best = (start, row)
    return best[1] if best else None


def latest_row(rows, start_field, key_field):
    """The greatest start date; of equal ones the greatest key in byte order."""
    return max(rows, key=lambda row: (row.date(start_field), row.rank(key_field)), default=None)
