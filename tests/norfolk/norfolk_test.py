"""The model report again: its figures as published history, its targets, tolerances and benchmarks in an
authority's own tables, then the summary that waymark prints beside the summary that was printed.

    norfolk_test.py WAYMARK

Every cell is compared. What may differ is listed below, each with its reason, and must differ: an
exception that is no longer needed is a failure as well.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal

WAYMARK = os.path.abspath(sys.argv.pop(1))
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "norfolk-2017-11")
MONTHS = ["2017-08", "2017-09", "2017-10", "2017-11"]
LOCALITIES = ["Breckland", "North", "Norwich", "South", "West", "Yarmouth"]
BENCHMARKS = {"SN_AVG": "statistical_neighbour_average", "SN_BEST": "statistical_neighbour_best",
              "NAT_AVG": "national_average", "NAT_TOPQ": "national_top_quartile",
              "REGION": "eastern_region"}
DIRECTIONS = {"improving": "better", "worsening": "worse", "same": "same", "info": "info", "": ""}
COLOURS = {"G": "green", "A": "amber", "R": "red", "": ""}
PRINTED_BY_LOCALITY = ["6.5", "7.2"]

# (measure, column) -> (what waymark shows, why the print is not followed)
EXCEPTIONS = {
    **{(ref, "direction"): (shown, "early help is printed without arrows; the rule holds for it too")
       for ref, shown in {"1.1": "better", "1.1a": "better", "1.2": "worse", "1.3": "better",
                          "1.4": "better", "1.5": "worse", "1.6": "worse", "1.8": "worse",
                          "1.9": "better"}.items()},
    ("11.2a", "direction"): ("same", "12 and 12: the print compares averages it does not show"),
    ("11.4a", "direction"): ("same", "15 and 15: the print compares averages it does not show"),
    ("2.4", "ytd"): ("576.9", "2,464 is worked out from contacts; 6,459 referrals x 12/8 / 167,940"),
    ("2.4", "previous_ytd"): ("", "1,982 is worked out from contacts; the months are not all given"),
    ("3.5p", "ytd"): ("35.8", "35.7 divides by assessments authorised; the months divide by outcomes"),
    ("6.11b", "good"): ("Low", "few plans that lasted two years is good: the national reading"),
    ("10.1a", "title"): ("Number of adoptions completed within 12 months of SHOBPA", "a slip of typing"),
    ("10.1b", "title"): ("% of adoptions completed within 12 months of SHOBPA", "a slip of typing"),
}


def waymark(*arguments):
    done = subprocess.run([WAYMARK, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
    return done


def plain(text):
    """A printed number as a number: "4,205" is 4205, "22.7%" is 22.7."""
    text = text.replace(",", "").rstrip("%")
    return format(Decimal(text).normalize(), "f") if text else ""


def shown(cell):
    """What a cell shows, as a plain number; empty where it gives a reason instead."""
    return "" if cell["missing_reason"] else plain(cell["text"])


def given(cell):
    """The number behind a target or tolerance, whose text may hold words."""
    return "" if cell["missing_reason"] else plain(str(cell["value"]))


class Summary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-norfolk-")
        county = os.path.join(cls.root, "norfolk")
        waymark("init", county, "--name", "Norfolk County Council")
        for name in os.listdir(DATA):
            if name.startswith("loc_"):
                shutil.copy(os.path.join(DATA, name), os.path.join(county, "tables", name))
        waymark("load", "--published", os.path.join(DATA, "published.csv"), "--in", county)
        waymark("publish", "--month", "2017-11", "--area", "county", "--in", county)
        cls.folder = os.path.join(county, "publications", "2017-11", "county")
        with open(os.path.join(cls.folder, "publication.json"), encoding="utf-8") as file:
            cls.publication = json.load(file)
        cls.rows = {row["measure"]: row
                    for group in cls.publication["summary"] for row in group["rows"]}
        with open(os.path.join(DATA, "summary.csv"), encoding="utf-8", newline="") as file:
            cls.printed = list(csv.DictReader(file))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    def expect(self, ref, column, printed, ours):
        exception = EXCEPTIONS.get((ref, column))
        if exception is None:
            self.assertEqual(ours, printed, f"{ref} {column}: {ours!r} is shown, {printed!r} printed")
            return
        self.assertEqual(ours, exception[0], f"{ref} {column}: {exception[1]}")
        self.assertNotEqual(ours, printed, f"{ref} {column} is no exception any more")

    def each(self, check):
        for printed in self.printed:
            with self.subTest(measure=printed["ref"]):
                check(printed["ref"], printed, self.rows[printed["ref"]])

    def test_every_row_in_the_printed_order(self):
        ours = [row["measure"] for group in self.publication["summary"] for row in group["rows"]]
        self.assertEqual(len(ours), 101)
        self.assertEqual(ours, [printed["ref"] for printed in self.printed])

    def test_titles_and_what_is_good(self):
        def check(ref, printed, row):
            self.expect(ref, "title", printed["title"], row["title"])
            self.expect(ref, "good", printed["good"], row["polarity"])
        self.each(check)

    def test_four_months(self):
        self.assertEqual(self.publication["months"][-4:], MONTHS)

        def check(ref, printed, row):
            for month, cell in zip(MONTHS, row["months"]):
                self.expect(ref, month, plain(printed[month]), shown(cell))
                self.assertEqual(cell["origin"], "published" if printed[month] else "")
        self.each(check)

    def test_year_to_date_and_the_year_before(self):
        def check(ref, printed, row):
            self.expect(ref, "ytd", plain(printed["ytd"]), shown(row["ytd"]))
            self.expect(ref, "previous_ytd", plain(printed["previous_ytd"]),
                        shown(row["same_period_last_year"]))
        self.each(check)

    def test_the_year_is_worked_out_where_every_month_is_given(self):
        worked_out = {ref for ref, row in self.rows.items() if row["ytd"]["origin"] == "mixed"}
        for ref in ["2.1", "2.2", "2.3", "2.4", "3.1", "3.5p"]:
            self.assertIn(ref, worked_out)
        for ref, row in self.rows.items():
            if row["ytd"]["origin"] == "published":
                self.assertNotIn(ref, worked_out)

    def test_the_fault_of_the_rate_never_returns(self):
        views = [measure for page in self.publication["pages"] for measure in page["measures"]
                 if measure["measure"] == "2.4"] + [self.rows["2.4"]]
        self.assertEqual(len(views), 2)
        for view in views:
            cells = [*view["months"], view["ytd"]]
            cells += [view["same_period_last_year"]] if "same_period_last_year" in view else []
            for cell in cells:
                self.assertNotIn(plain(cell["text"]) if cell["value"] else "", ["2464", "1982"])
        with open(os.path.join(self.folder, "index.html"), encoding="utf-8") as file:
            self.assertNotIn("#REF!", file.read())

    def test_targets_and_tolerances(self):
        def check(ref, printed, row):
            self.expect(ref, "target", plain(printed["target"]), given(row["target"]))
            self.expect(ref, "tolerance_red", plain(printed["tolerance_red"]),
                        given(row["tolerance_red"]))
            self.expect(ref, "tolerance_green", plain(printed["tolerance_green"]),
                        given(row["tolerance_green"]))
        self.each(check)
        self.assertEqual(self.rows["2.3"]["target"]["text"], "25% or more")
        self.assertEqual(self.rows["6.10b"]["target"]["text"], "3% or less")

    def test_benchmarks(self):
        def check(ref, printed, row):
            self.assertEqual([b["comparator"] for b in row["benchmarks"]], list(BENCHMARKS))
            for benchmark in row["benchmarks"]:
                column = BENCHMARKS[benchmark["comparator"]]
                self.expect(ref, column, plain(printed[column]), shown(benchmark["value"]))
                if printed[column]:
                    self.assertEqual(benchmark["year"], "as printed 2017-11")
        self.each(check)

    def test_directions(self):
        def check(ref, printed, row):
            self.expect(ref, "direction", DIRECTIONS[printed["direction"]],
                        row["direction"]["direction"])
        self.each(check)

    def test_colours_of_the_county(self):
        coloured = []

        def check(ref, printed, row):
            self.assertEqual(printed["rag_county"], printed["rag_Norfolk"])  # printed twice
            self.assertEqual(row["rag"][0]["area"], "county")
            self.expect(ref, "rag_county", COLOURS[printed["rag_county"]], row["rag"][0]["rag"])
            if row["rag"][0]["rag"]:
                coloured.append(ref)
        self.each(check)
        self.assertEqual(len(coloured), 17)

    def test_colours_of_localities_whose_value_is_printed(self):
        without_value = 0
        for printed in self.printed:
            ref = printed["ref"]
            for name, cell in zip(LOCALITIES, self.rows[ref]["rag"][1:], strict=True):
                self.assertEqual(cell["area"], name.lower())
                colour = COLOURS[printed["rag_" + name]]
                if ref in PRINTED_BY_LOCALITY:
                    self.assertEqual(cell["rag"], colour, (ref, name))
                    self.assertNotEqual(colour, "", (ref, name))
                else:
                    # The print gives a colour without the value behind it: nothing to judge.
                    self.assertEqual(cell["rag"], "", (ref, name))
                    without_value += colour != ""
        self.assertEqual(without_value, 90)

    def test_nothing_is_blank_without_a_reason(self):
        for ref, row in self.rows.items():
            cells = [*row["months"], row["ytd"], row["target"], row["tolerance_red"],
                     row["tolerance_green"], row["same_period_last_year"],
                     *(b["value"] for b in row["benchmarks"])]
            for cell in cells:
                self.assertNotEqual(cell["text"], "", ref)
            for judged in [row["direction"], *row["rag"]]:
                self.assertNotEqual(judged["text"], "", ref)


if __name__ == "__main__":
    unittest.main()
