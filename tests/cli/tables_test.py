"""Tables that an extract lacks, brings without rows, or leaves to the authority's own folder.

    tables_test.py WAYMARK
"""
import csv
import glob
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

WAYMARK = os.path.abspath(sys.argv.pop(1))
TARGETS = ("measure,area,from_date,to_date,target,red,green\n6.14,county,,,80,95,90\n"
           "6.14,mars,,,80,90,90\n9.99,county,,,1,2,3\n")


def waymark(*arguments, expected=0):
    done = subprocess.run([WAYMARK, *arguments], capture_output=True, text=True)
    assert done.returncode == expected, (done.args, done.returncode, done.stdout, done.stderr)
    return done


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-tables-")
        cls.whole = os.path.join(cls.root, "whole")
        waymark("simulate", cls.whole, "--seed", "5", "--scale", "10", "--months", "14")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=self.root)
        self.extract = os.path.join(self.folder, "extract")
        self.county = os.path.join(self.folder, "county")
        shutil.copytree(self.whole, self.extract)
        waymark("init", self.county)

    def load(self):
        return waymark("load", self.extract, "--in", self.county)

    def leave_out(self, *tables):
        for table in tables:
            os.remove(os.path.join(self.extract, table + ".csv"))

    def keep(self, table, text):
        with open(os.path.join(self.county, "tables", table + ".csv"), "w", encoding="utf-8") as file:
            file.write(text)

    def text(self, table):
        with open(os.path.join(self.whole, table + ".csv"), encoding="utf-8") as file:
            return file.read()

    def figures(self, *arguments):
        done = waymark("figures", "--month", "2017-11", "--in", self.county, *arguments)
        return list(csv.DictReader(io.StringIO(done.stdout))), done.stderr

    def findings(self, *arguments):
        done = waymark("check", "--in", self.county, "--format", "json", *arguments)
        return [(f["file"], f["row"], f["rule"], f["value"]) for f in json.loads(done.stdout)]

    def test_a_table_without_rows_is_supplied_and_counts_nothing(self):
        kept = ["loc_extract", "loc_locality", "loc_population", "loc_bank_holiday", "loc_school_term"]
        for path in glob.glob(os.path.join(self.extract, "*.csv")):
            if os.path.basename(path)[:-4] in kept:
                continue
            with open(path, encoding="utf-8") as file:
                header = file.readline()
            with open(path, "w", encoding="utf-8") as file:
                file.write(header)
        self.load()
        rows, told = self.figures()
        self.assertGreater(len(rows), 171)
        for row in rows:
            self.assertIn(row["missing_reason"], ["", "no_denominator", "not_applicable"], row)
            self.assertIn(row["numerator"], ["0", ""], row)
        zeros = {row["measure"] for row in rows if row["area"] == "county" and row["value"] == "0"}
        self.assertLessEqual({"1.1", "2.1", "3.1", "4.3", "5.1", "6.1", "7.1", "8.1"}, zeros)
        self.assertNotIn("not supplied", told)

    def test_a_table_that_is_not_there_is_not_supplied(self):
        self.leave_out("ssd_cin_episodes")
        self.load()
        rows, told = self.figures("--measure", "2.3")
        self.assertEqual({row["missing_reason"] for row in rows}, {"not_supplied"})
        self.assertIn("ssd_cin_episodes is not supplied", told)

    def test_own_tables_are_used_and_checked_where_the_load_has_none(self):
        self.leave_out("loc_target", "loc_population")
        self.keep("loc_target", TARGETS)
        self.keep("loc_population", self.text("loc_population") + "mars,0,17,2016,,5,\n")
        self.load()
        rows, told = self.figures("--measure", "2.4", "--area", "county")
        self.assertEqual(rows[0]["missing_reason"], "")
        self.assertIn("tables/loc_target.csv has 3 findings", told)
        self.assertEqual(self.findings("--table", "loc_target"),
                         [("tables/loc_target.csv", 1, "bounds-in-wrong-order", "95"),
                          ("tables/loc_target.csv", 3, "unknown-measure", "9.99"),
                          ("tables/loc_target.csv", 2, "orphan", "mars")])
        waymark("publish", "--month", "2017-11", "--in", self.county)
        pack = os.path.join(self.county, "publications", "2017-11", "county", "publication.json")
        with open(pack, encoding="utf-8") as file:
            pages = json.load(file)["pages"]
        told = {(f["table"], f["rule"]) for page in pages for f in page["findings"]}
        self.assertIn(("loc_population", "orphan"), told)

    def test_own_tables_are_left_aside_where_the_load_has_them(self):
        self.keep("loc_target", TARGETS)
        self.keep("loc_population", "nonsense\n")
        self.load()
        _, told = self.figures("--measure", "2.4")
        self.assertNotIn("tables/", told)
        self.assertEqual([f for f in self.findings() if f[0].startswith("tables/")], [])

    def test_own_tables_of_headers_only_are_absent(self):
        self.leave_out("loc_population", "loc_target")
        self.load()
        rows, told = self.figures("--measure", "2.4", "--area", "county")
        self.assertEqual(rows[0]["missing_reason"], "not_supplied")
        self.assertIn("loc_population is not supplied", told)
        self.assertEqual([f for f in self.findings() if f[0].startswith("tables/")], [])

    def test_records_come_with_a_load_alone(self):
        self.leave_out("ssd_cin_episodes")
        self.keep("ssd_cin_episodes", self.text("ssd_cin_episodes"))
        self.load()
        rows, _ = self.figures("--measure", "2.3")
        self.assertEqual({row["missing_reason"] for row in rows}, {"not_supplied"})
        self.assertIn(("tables/ssd_cin_episodes.csv", None, "table-out-of-place", ""),
                      [(f[0], f[1] or None, f[2], f[3] or "") for f in self.findings()])

    def test_a_row_of_an_own_table_that_cannot_be_read_stops_with_its_place(self):
        self.leave_out("loc_target")
        self.keep("loc_target", TARGETS + "6.14,county,,,80\n")
        self.load()
        done = waymark("figures", "--month", "2017-11", "--in", self.county, expected=1)
        self.assertIn(os.path.join(self.county, "tables/loc_target.csv") + ": Row 4", done.stderr)
        self.assertIn(("tables/loc_target.csv", 4, "wrong-field-count", ""),
                      [(f[0], f[1], f[2], f[3] or "") for f in self.findings()])

    def test_a_folder_without_tables_is_no_fault(self):
        for own in glob.glob(os.path.join(self.county, "tables", "*")):
            os.remove(own)
        self.load()
        self.figures("--measure", "2.4")
        self.keep("notes", "what we agreed\n")
        self.figures("--measure", "2.4")


if __name__ == "__main__":
    unittest.main()
