"""Attacks the public editions of a small simulated county: two months running, six small localities.

    attack_test.py WAYMARK FOLDER

The attacker knows the definitions and reads open-data.csv of both editions; it shares no code with the
program. How far a hidden count can be told is solved by glpsol. The truth, from figures.csv, is used to
choose what is worth attacking and to see that equations hold.
"""
import csv
import os
import random
import re
import shutil
import subprocess
import sys
import unittest
from collections import defaultdict

WAYMARK, FOLDER = map(os.path.abspath, sys.argv[1:])
del sys.argv[1:]
COUNTY = os.path.join(FOLDER, "county")
MONTHS = ("2017-10", "2017-11")
WIDTH = 5
SOURCES = "pol edu hea int pub ola oth".split()
# What the definitions say adds up, besides areas and months.
SUMS = [("2.1", ["2.1." + s for s in SOURCES]), ("2.2", ["2.2." + s for s in SOURCES]),
        ("5.2", ["5.1", "6.1"]), ("12.1t", ["12.1a", "12.1b", "12.1c"]),
        ("12.2c", ["12.2a", "12.2b", "12.2s"]),
        ("7.6", ["7.6." + t for t in "k1 k2 r1 r2 r3 r5 s1".split()])]
SAME = [("2.3." + s, "n", "2.2." + s) for s in SOURCES] + \
       [("2.3." + s, "d", "2.1." + s) for s in SOURCES] + \
       [("2.1p." + s, "n", "2.1." + s) for s in SOURCES] + \
       [("2.2p." + s, "n", "2.2." + s) for s in SOURCES] + \
       [("3.5p", "n", "3.5"), ("3.6p", "n", "3.6"), ("3.7p", "n", "3.7"), ("9.2", "n", "9.2n"),
        ("9.2", "d", "7.1"), ("6.10b", "n", "6.10n"), ("6.10b", "d", "6.1"), ("2.7", "d", "2.2")]
NO_PART = {"1.6", "2.3"} | {"2.3." + s for s in SOURCES}


def waymark(*arguments, check=True):
    return subprocess.run([WAYMARK, *arguments], check=check, capture_output=True, text=True)


def rows(file):
    with open(file, newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))


def key(row):
    return (row["measure"], row["area"], row["time_period"], row["time_identifier"])


def months_since_april(month):
    year, number = map(int, month.split("-"))
    first = (year, 4) if number >= 4 else (year - 1, 4)
    all_months = []
    while first <= (year, number):
        all_months.append("%d-%02d" % first)
        first = (first[0], first[1] + 1) if first[1] < 12 else (first[0] + 1, 1)
    return all_months


class Attack:
    """Unknown counts, what is known, and equations: coefficients, sense, right-hand side."""

    def __init__(self, editions, truth):
        self.truth, self.known, self.suppressed = truth, {}, set()
        self.equations = []
        for edition in editions:
            for row in edition:
                for part, column in (("n", "numerator"), ("d", "denominator")):
                    if row[column]:
                        self.known[(*key(row), part)] = int(row[column])
                if row["missing_reason"] == "suppressed":
                    self.suppressed.add(key(row))
        self.link(editions)

    def say(self, terms, sense="="):
        """An equation is used only where all its counts exist and it is true."""
        if any(cell not in self.truth for cell, _ in terms):
            return
        value = sum(self.truth[cell] * factor for cell, factor in terms)
        if (value == 0) if sense == "=" else (value <= 0):
            self.equations.append((terms, sense))

    def link(self, editions):
        keys = {key(row) for edition in editions for row in edition}
        areas = sorted({k[1] for k in keys} - {"county"})
        for measure, area, month, period in sorted(keys):
            at = (area, month, period)
            n = (measure, *at, "n")
            if area == "county":
                self.say([((measure, a, month, period, "n"), 1) for a in areas] + [(n, -1)])
            if period == "Year to date":
                months = months_since_april(month)
                for part in "nd":
                    self.say([((measure, area, m, "Month", part), 1) for m in months] +
                             [((measure, *at, part), -1)])
            if measure not in NO_PART:
                self.say([(n, 1), ((measure, *at, "d"), -1)], "<=")
            for whole, parts in SUMS:
                if measure == whole:
                    self.say([((p, *at, "n"), 1) for p in parts] + [(n, -1)])
            for other, part, same in SAME:
                if measure == other:
                    self.say([((other, *at, part), 1), ((same, *at, "n"), -1)])
        self.equations_of = defaultdict(list)
        for i, (terms, _) in enumerate(self.equations):
            for cell, _ in terms:
                self.equations_of[cell].append(i)

    def range_of(self, target, opened=()):
        """Lowest and highest possible value; `opened` are cells that are known as well."""
        known = dict(self.known)
        known.update({cell: self.truth[cell] for cell in opened})
        if target in known:
            return known[target], known[target]
        cells, used, edge = {target}, set(), [target]
        while edge:
            for i in self.equations_of[edge.pop()]:
                used.add(i)
                for cell, _ in self.equations[i][0]:
                    if cell not in known and cell not in cells:
                        cells.add(cell)
                        edge.append(cell)
        names = {cell: "x%d" % i for i, cell in enumerate(sorted(cells))}
        return tuple(self.solve(names, target, used, known, way) for way in ("Minimize", "Maximize"))

    def solve(self, names, target, used, known, way):
        lines = [way, " goal: " + names[target], "Subject To"]
        for i in sorted(used):
            terms, sense = self.equations[i]
            right = -sum(factor * known[cell] for cell, factor in terms if cell in known)
            left = " ".join("%+d %s" % (factor, names[cell]) for cell, factor in terms
                            if cell not in known)
            lines.append(" e%d: %s %s %d" % (i, left, sense, right))
        lines.append(" cap: %s <= %d" % (names[target], self.truth[target] + 1000))
        problem, answer = os.path.join(FOLDER, "attack.lp"), os.path.join(FOLDER, "attack.txt")
        with open(problem, "w", encoding="utf-8") as out:
            out.write("\n".join(lines + ["End", ""]))
        subprocess.run(["glpsol", "--lp", problem, "-w", answer], check=True, capture_output=True)
        with open(answer, encoding="utf-8") as text:
            status = re.search(r"^s bas \d+ \d+ (\w) (\w) (\S+)", text.read(), re.M)
        assert status.group(1) == "f" and status.group(2) == "f", "the attacker's equations fit"
        return float(status.group(3))


class PublicEdition(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which("glpsol") is None:
            raise unittest.SkipTest("glpsol is not installed; scripts/setup test brings it")
        shutil.rmtree(FOLDER, ignore_errors=True)
        os.makedirs(FOLDER)
        extract = os.path.join(FOLDER, "extract")
        waymark("simulate", extract, "--seed", "11", "--scale", "120", "--months", "30")
        waymark("init", COUNTY, "--name", "Testshire")
        waymark("load", extract, "--in", COUNTY)
        for month in MONTHS:
            done = waymark("publish", "--in", COUNTY, "--month", month, "--area", "all",
                           "--audience", "public", "--formats", "html,xlsx,csv,json")
        cls.told = done.stderr
        cls.editions = [rows(os.path.join(COUNTY, "public", m, "open-data", "open-data.csv"))
                        for m in MONTHS]
        figures = os.path.join(FOLDER, "figures.csv")
        waymark("figures", "--in", COUNTY, "--month", MONTHS[-1], "--months", "14", "--output", figures)
        cls.truth, cls.formats = {}, {}
        for row in rows(figures):
            for period, n, d in (("Month", "numerator", "denominator"),
                                 ("Year to date", "ytd_numerator", "ytd_denominator")):
                at = (row["measure"], row["area"], row["month"], period)
                for part, column in (("n", n), ("d", d)):
                    if row.get(column):
                        cls.truth[(*at, part)] = int(row[column])
        cls.attack = Attack(cls.editions, cls.truth)

    def test_no_small_count_stands_in_open_data(self):
        for edition in self.editions:
            for row in edition:
                self.assertNotIn(row["numerator"], list("12345"), row)
                if row["numerator"]:
                    self.assertNotIn(row["denominator"], list("12345"), row)

    def test_no_pack_shows_what_open_data_hides(self):
        # A count measure's suppressed cell has no number in any pack's open data.
        hidden = {key(r) for r in self.editions[-1] if r["missing_reason"] == "suppressed"}
        self.assertGreater(len(hidden), 500)
        areas = {r["area"] for r in self.editions[-1]} - {"unallocated"}
        seen = 0
        names = "January February March April May June July August September October November December"
        numbers = {name: i + 1 for i, name in enumerate(names.split())}
        for area in sorted(areas):
            for row in rows(os.path.join(COUNTY, "public", MONTHS[-1], area, "open-data.csv")):
                month = "%s-%02d" % (row["time_period"], numbers[row["time_identifier"]])
                if (row["measure"], area, month, "Month") in hidden:
                    seen += 1
                    self.assertEqual((row["value"], row["numerator"], row["denominator"]),
                                     ("c", "c", "c"), row)
        self.assertGreater(seen, 300)

    def test_nothing_from_inside_is_below_public(self):
        for place, _, files in os.walk(os.path.join(COUNTY, "public")):
            for name in files:
                self.assertFalse(name.startswith("figures."), os.path.join(place, name))
        self.assertFalse(os.path.exists(os.path.join(COUNTY, "publications", MONTHS[-1])))

    def test_the_attacker_gets_no_nearer_than_the_width(self):
        hidden = sorted(k for k in self.attack.suppressed
                        if 1 <= self.truth.get((*k, "n"), 0) <= 5 and (*k, "n") not in self.attack.known)
        self.assertGreater(len(hidden), 300)
        for k in random.Random(3).sample(hidden, 120):
            low, high = self.attack.range_of((*k, "n"))
            self.assertGreaterEqual(high - low, WIDTH - 1e-6, "%s: %s to %s" % (k, low, high))

    def test_the_attack_bites_where_a_hidden_neighbour_is_opened(self):
        # Every other locality's count told as well, the small one is the county's rest.
        areas = {k[1] for k in self.attack.suppressed} | {r["area"] for r in self.editions[-1]}
        found = 0
        for measure, area, month, period in sorted(self.attack.suppressed):
            target = (measure, area, month, period, "n")
            others = [(measure, a, month, period, "n") for a in areas if a != area]
            small = 1 <= self.truth.get(target, 0) <= 5 and area != "county"
            adds = all(o in self.truth for o in others) and 2 * self.truth.get(
                (measure, "county", month, period, "n"), 0) == self.truth.get(target, 0) + sum(
                    self.truth[o] for o in others)
            if not small or not adds or target in self.attack.known:
                continue
            low, high = self.attack.range_of(target, others)
            self.assertLess(high - low, 1e-6)
            found += 1
            if found == 5:
                break
        self.assertEqual(found, 5)

    def test_the_command_tells_how_much_is_hidden(self):
        self.assertRegex(self.told, r"of [\d,]+ figures, \d+ are suppressed for small counts")

    def test_a_damaged_record_of_what_was_seen_stops_publication(self):
        file = os.path.join(COUNTY, "public", MONTHS[0], "open-data", "revision-1", "open-data.csv")
        with open(file, encoding="utf-8") as text:
            good = text.read()
        try:
            with open(file, "w", encoding="utf-8") as out:
                out.write(good.replace(",Month,", ",Week,", 1))
            done = waymark("publish", "--in", COUNTY, "--month", MONTHS[1], "--audience", "public",
                           "--formats", "json", check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("line 2", done.stderr)
        finally:
            with open(file, "w", encoding="utf-8") as out:
                out.write(good)


if __name__ == "__main__":
    unittest.main()
