"""Changes to an extract that must not change its figures, or must change them in a known way.

    metamorphic_test.py WAYMARK         environment: WAYMARK_FIRST_SEED (1)
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import nasty  # noqa: E402
from differential_test import run  # noqa: E402
from plain.extract import Extract  # noqa: E402
from plain.register import MEASURES, POPULATION  # noqa: E402

WAYMARK = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
SEED = int(os.environ.get("WAYMARK_FIRST_SEED", "1"))
# Codes and places whose names end like ids.
NO_IDS = {"invo_professional_role_id", "group_id", "locality_id", "authority_code"}
IDS_BESIDES = {"invo_professional_team"}
# Tables about the authority, not about a child, a family or a household.
SHARED_TABLES = {"loc_team", "loc_worker", "loc_locality", "loc_postcode_locality",
                 "loc_population", "loc_bank_holiday", "loc_target", "loc_school_term",
                 "loc_source_group", "loc_assessment_outcome", "loc_s47_outcome",
                 "loc_visit_standard", "loc_extract"}
SHARED_IDS = {"invo_professional_id", "invo_professional_team", "team_id"}


def is_id(field):
    return field in IDS_BESIDES or (field.endswith("_id") and field not in NO_IDS)


def clean_tables(seed, folder):
    """An extract in which the order of rows decides nothing: the rows used, each key once."""
    nasty.write_extract(seed, folder)
    tables = {name: [dict(row) for row in rows]
              for name, rows in Extract(folder).tables.items() if rows}
    seen, requests = set(), []
    for row in tables.get("loc_eh_request", []):
        same = (row.get("family_id"), row.get("received_date"))
        if same not in seen:
            requests.append(row)
        seen.add(same)
    if requests:
        tables["loc_eh_request"] = requests
    tables["ssd_cla_placement"] = [row for row in tables.get("ssd_cla_placement", [])
                                   if row.get("clap_person_id")]
    return {name: rows for name, rows in tables.items() if rows}


def write(tables, folder, shuffle=None):
    os.makedirs(folder)
    for name, rows in tables.items():
        fields = list(rows[0])
        rows = list(rows)
        if shuffle is not None:
            shuffle.shuffle(fields)
            shuffle.shuffle(rows)
        with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def renamed(tables, prefix, keep_tables=(), keep_fields=()):
    """All ids with a prefix, which keeps their order."""
    return {name: [{field: prefix + value if value and is_id(field) and field not in keep_fields and
                    name not in keep_tables else value for field, value in row.items()}
                   for row in rows] for name, rows in tables.items()}


def doubled(tables):
    twice = renamed(tables, "Z", SHARED_TABLES, SHARED_IDS)
    return {name: rows if name in SHARED_TABLES else rows + twice[name]
            for name, rows in tables.items()}


class Metamorphic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.TemporaryDirectory(prefix="waymark-metamorphic-")
        cls.tables = clean_tables(SEED, cls.path("nasty"))
        cls.expected = cls.figures_of(write(cls.tables, cls.path("clean")))

    @classmethod
    def tearDownClass(cls):
        cls.root.cleanup()

    @classmethod
    def path(cls, *parts):
        return os.path.join(cls.root.name, *parts)

    @classmethod
    def figures_of(cls, *extracts):
        """Figures after loading the extracts one after another."""
        authority = extracts[-1] + "-authority"
        run(WAYMARK, "init", authority)
        for number, extract in enumerate(extracts):
            run(WAYMARK, "load", extract, "--in", authority, "--as-at", f"2018-02-{number + 1:02}")
        return cls.read_figures(authority)

    @staticmethod
    def read_figures(authority, *options):
        output = authority + "-figures.csv"
        run(WAYMARK, "figures", "--in", authority, "--month", "2017-11", "--months", "13",
            *options, "--output", output)
        with open(output, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        return rows

    def assert_same(self, got, expected):
        self.assertEqual(len(got), len(expected))
        different = [(e, g) for g, e in zip(got, expected) if g != e]
        self.assertEqual(different[:5], [])

    def test_shuffled_rows_and_columns(self):
        shuffled = write(self.tables, self.path("shuffled"), random.Random(SEED))
        self.assert_same(self.figures_of(shuffled), self.expected)

    def test_renamed_ids(self):
        other = write(renamed(self.tables, "K-"), self.path("renamed"))
        self.assert_same(self.figures_of(other), self.expected)

    def test_loads_that_grow_to_the_last(self):
        """Half the rows, then most of them with other content here and there, then all."""
        chance = random.Random(SEED)
        half = {name: [row for row in rows if chance.random() < 0.5] or rows[:1]
                for name, rows in self.tables.items()}
        most = {name: [scrambled(row, rows, name, chance) for row in rows if chance.random() < 0.9]
                or rows[:1] for name, rows in self.tables.items()}
        loads = [write(half, self.path("half")), write(most, self.path("most")),
                 write(self.tables, self.path("all"))]
        self.assert_same(self.figures_of(*loads), self.expected)

    def test_every_child_twice(self):
        got = self.figures_of(write(doubled(self.tables), self.path("doubled")))
        self.assertEqual([row[:3] for row in got], [row[:3] for row in self.expected])
        measures = {measure.ref: measure for measure in MEASURES}
        compared = 0
        for once, twice in zip(self.expected[1:], got[1:]):
            n, d = twice_as_much(measures[once[0]], once[3], once[4])
            self.assertEqual((once[:3], twice[3], twice[4]), (once[:3], n, d))
            compared += once[3] not in ("", "0")
        self.assertGreater(compared, 500)

    def test_threads(self):
        authority = self.path("clean-authority")
        for threads in ("1", "7"):
            self.assert_same(self.read_figures(authority, "--threads", threads), self.expected)

    def test_two_authorities_of_a_land(self):
        land = self.path("land")
        for name in ("E01", "E02"):
            tables = dict(self.tables)
            about = tables.get("loc_extract", [dict(extract_date="2018-02-01", history_from=None)])
            tables["loc_extract"] = [dict(row, authority_code=name) for row in about[:1]]
            write(tables, os.path.join(land, name))
        country = self.path("country")
        run(WAYMARK, "init", country)
        run(WAYMARK, "load", "--land", land, "--in", country, "--as-at", "2018-02-01")
        rows = self.read_figures(country, "--land")
        self.assertEqual(rows[0][0], "authority")
        first, second = ([row[1:] for row in rows if row[0] == name] for name in ("E01", "E02"))
        self.assert_same(first, second)
        self.assert_same(first, self.expected[1:])

    def test_parquet_for_csv(self):
        figures = []
        for kind in ("csv", "parquet"):
            folder = self.path("simulated-" + kind)
            run(WAYMARK, "simulate", folder, "--seed", "5", "--scale", "3", "--format", kind)
            figures.append(self.figures_of(folder))
        self.assert_same(*figures)


def scrambled(row, rows, table, chance):
    """Now and then the row with the content of another."""
    if chance.random() < 0.85 or table in SHARED_TABLES:
        return row
    key = next(iter(row))
    other = chance.choice(rows)
    return {field: row[field] if is_id(field) or field == key else other[field] for field in row}


def twice_as_much(measure, n, d):
    """Counts double; so do both sides of a share; populations and workers stay."""
    double = str(2 * int(n)) if n else n
    if measure.d is None or measure.d == POPULATION or measure.d.startswith("workers"):
        return double, d
    return double, str(2 * int(d)) if d else d


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
