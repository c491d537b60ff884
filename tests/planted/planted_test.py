"""What the planted odd records and lapses of practice do to every figure is known beforehand.

    planted_test.py WAYMARK

Two extracts of one county, one of them without what `simulate` plants. The figures of the two differ by
effects.csv, worked by hand, and by nothing else: every measure, the county and all areas, 13 months.
"""
import csv
import os
import subprocess
import sys
import tempfile
import unittest
from collections import defaultdict

WAYMARK = os.path.abspath(sys.argv.pop(1))
MONTHS = 13
LAST = 2017 * 12 + 10  # November 2017


def waymark(*arguments):
    done = subprocess.run([WAYMARK, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.args, done.stdout, done.stderr)
    return done.stdout


def figures(root, name, *options):
    extract, county = os.path.join(root, name), os.path.join(root, name + "-county")
    waymark("simulate", extract, "--seed", "5", "--scale", "30", "--months", "40", *options)
    waymark("init", county)
    waymark("load", extract, "--in", county)
    output = os.path.join(root, name + ".csv")
    waymark("figures", "--in", county, "--month", "2017-11", "--months", str(MONTHS), "--output", output)
    with open(output, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(extract, "loc_locality.csv"), newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))["locality_id"]
    return rows, first


def counts(rows):
    """(measure, area, months before the last) -> numerator, denominator, reason for a missing value."""
    cells = {}
    for row in rows:
        year, month = row["month"].split("-")
        back = LAST - (int(year) * 12 + int(month) - 1)
        cells[row["measure"], row["area"], back] = (
            row["numerator"], row["denominator"], row["missing_reason"])
    return cells


def expected(measures):
    effects = defaultdict(lambda: [0, 0])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "effects.csv"),
              newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            family = row["measure"].removesuffix("*")
            matched = [m for m in measures
                       if m == row["measure"] or (family != row["measure"] and m.startswith(family))]
            assert matched, f"effects.csv names {row['measure']}, which is no measure"
            for measure in matched:
                for back in range(int(row["from"]), int(row["to"]) + 1):
                    effects[measure, back][0] += int(row["n"])
                    effects[measure, back][1] += int(row["d"] or 0)
    return effects


def number(text):
    return int(text) if text else 0


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="waymark-planted-")
        cls.with_planted, cls.first = figures(cls.folder.name, "planted")
        cls.without, _ = figures(cls.folder.name, "plain", "--no-faults")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_figure_moves_by_what_is_known_and_no_other(self):
        planted, plain = counts(self.with_planted), counts(self.without)
        self.assertEqual(set(planted), set(plain))
        effects = expected({measure for measure, _, _ in planted})
        wrong, moved = [], 0
        for cell, (n, d, _) in planted.items():
            measure, area, back = cell
            here = area in ("county", self.first)
            wanted = tuple(effects[measure, back]) if here else (0, 0)
            before_n, before_d, _ = plain[cell]
            found = (number(n) - number(before_n), number(d) - number(before_d))
            moved += found != (0, 0)
            if found != wanted:
                wrong.append(f"{measure} {area} {back} months before: n, d moved by {found}, known {wanted}"
                             f" ({plain[cell]} to {planted[cell]})")
        self.assertEqual(wrong[:40], [], f"{len(wrong)} figures")
        self.assertGreater(moved, 500)

    def test_what_is_planted_reaches_every_section_but_caseloads(self):
        sections = {measure.split(".")[0] for measure, _ in expected(
            {row["measure"] for row in self.with_planted})}
        self.assertEqual(sections, {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12"})


if __name__ == "__main__":
    unittest.main()
