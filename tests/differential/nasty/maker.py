"""An extract in the making: its tables, the shared lists, and the order in which parts are made."""
import csv
import os

from . import care, early_help, front_door, people, protection, reference
from .values import Values

# Tables that are written even where they hold no row.
HEADERS = {"loc_locality": ["locality_id", "name", "sort_order"],
           "loc_school_term": ["term_id", "from_date", "to_date"]}


class Maker(Values):
    def __init__(self, seed):
        super().__init__(seed)
        self.tables = {}
        self.numbers = {}
        self.last_month = self.one("2017-11", "2017-11", "2017-11", "2017-12", "2018-01", "2017-04")
        self.children = {}  # id -> birth date or None

    def make(self):
        people.make(self)
        reference.make(self)
        early_help.make(self)
        front_door.make(self)
        protection.make(self)
        care.make(self)

    def add(self, table, **row):
        self.tables.setdefault(table, []).append(row)
        return row

    def id(self, kind):
        """Short ids that repeat from table to table, differ by case, or begin with a nought."""
        number = self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return f"{number:02}" if self.chance(0.5) else self.one("a", "A", "b", "B") + str(number)

    def child(self):
        """A child's id; now and then nobody's."""
        if self.chance(0.02):
            return self.one("", "nobody", "01 ", "NOBODY")
        return self.r.choice(self.ids)

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        for table, rows in self.tables.items():
            fields = list(dict.fromkeys(field for row in rows for field in row)) or \
                HEADERS[table]
            self.r.shuffle(fields)
            with open(os.path.join(folder, table + ".csv"), "w", newline="",
                      encoding=self.one("utf-8", "utf-8", "utf-8-sig")) as file:
                writer = csv.DictWriter(file, fields, restval="",
                                        lineterminator=self.one("\n", "\r\n"))
                writer.writeheader()
                writer.writerows(rows)
