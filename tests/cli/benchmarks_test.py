"""Benchmarks from published series, from the files to the page.

    benchmarks_test.py WAYMARK
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

WAYMARK = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERIES = os.path.join(ROOT, "tests", "data", "benchmarks")
WHOLE = os.path.join(os.path.dirname(ROOT), "shared", "data", "samples", "benchmarks")
REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"


def waymark(*arguments):
    return subprocess.run([WAYMARK, *arguments], capture_output=True, text=True)


class Benchmarks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-benchmarks-")
        cls.extract = os.path.join(cls.root, "extract")
        cls.must(waymark("simulate", cls.extract, "--seed", "3", "--scale", "20", "--months", "14"))
        cls.start = os.path.join(cls.root, "start")
        cls.must(waymark("init", cls.start, "--name", "Testshire"))
        cls.must(waymark("load", cls.extract, "--in", cls.start))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    def setUp(self):
        self.county = os.path.join(self.root, self.id())
        shutil.copytree(self.start, self.county)

    @staticmethod
    def must(done):
        assert done.returncode == 0, (done.args, done.returncode, done.stdout, done.stderr)
        return done

    def run_in(self, *arguments):
        return waymark(*arguments, "--in", self.county)

    def set_benchmarks(self, *lines):
        with open(os.path.join(self.county, "authority.toml"), "a", encoding="utf-8") as settings:
            settings.write("\n[benchmarks]\n" + "\n".join(lines) + "\n")

    def load(self, *paths, as_at="2025-11-20"):
        return self.must(self.run_in("benchmarks", "load", *paths, "--as-at", as_at))

    def show(self, measure, *more):
        done = self.must(self.run_in("benchmarks", "show", measure, "--json", *more))
        return {(row["comparator"], row["typed"]): row for row in json.loads(done.stdout)}

    def everything(self):
        held = {}
        for folder, _, files in os.walk(os.path.join(self.county, "benchmarks")):
            for name in files:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    held[path] = (file.read(), os.stat(path).st_mtime_ns)
        return held

    def test_a_second_load_writes_nothing(self):
        first = self.load(SERIES)
        self.assertIn("7 files filed under 2025-11-20", first.stdout)
        self.assertIn("ignored  README.md", first.stdout)
        held = self.everything()
        self.assertEqual(len(held), 8)  # seven files and the list of loads
        again = self.load(SERIES, as_at="2025-11-25")
        self.assertIn("nothing was written", again.stdout)
        self.assertEqual(self.everything(), held)

    def test_the_figures_of_a_real_authority(self):
        self.set_benchmarks('authority = "E10000020"')
        self.load(SERIES)
        rows = self.show("2.8", "--month", "2025-11")
        # Read off table C1, 2025: 20.1 27.9 19.7 28.9 20 21.6 22.1 22.9 23.1 24.8 of Norfolk's ten
        # neighbours add up to 231.1.
        self.assertEqual(rows["SN_AVG", False]["value"], "23.11")
        self.assertEqual(rows["SN_AVG", False]["basis"], "Mean of the 10 neighbours of the 2025 model.")
        self.assertEqual(rows["SN_BEST", False]["value"], "19.7")
        self.assertIn("Devon", rows["SN_BEST", False]["basis"])
        self.assertEqual(rows["NAT_AVG", False]["value"], "22.6")
        self.assertEqual(rows["REGION", False]["value"], "19.4")
        self.assertEqual(rows["REGION", False]["year"], "2024-25")
        self.assertTrue(rows["NAT_AVG", True])  # the simulated county types some by hand
        # Divided here, and equal to the rates that the department prints in its interactive tool.
        self.assertEqual(self.show("2.4", "--month", "2025-11")["NAT_AVG", False]["value"], "519.4")
        self.assertEqual(self.show("2.4", "--month", "2017-11")["NAT_AVG", False]["value"], "553.6")
        self.assertEqual(self.show("2.4", "--month", "2025-11")["REGION", False]["value"], "320")
        looked_after = self.show("7.2", "--month", "2025-11")
        self.assertEqual(looked_after["NAT_AVG", False]["value"], "67")
        # An item of the interactive tool; its 4.4000000000000004 is 4.4.
        self.assertEqual(self.show("6.11b", "--month", "2025-11")["NAT_AVG", False]["value"], "4.4")
        self.assertIn("whole year", self.show("6.11b", "--month", "2025-11")["NAT_AVG", False]["differs"])

    def test_a_suppressed_neighbour_is_left_out_and_named(self):
        self.set_benchmarks('authority = "926"', 'average = "median"')
        self.load(SERIES)
        row = self.show("2.2p.edu", "--month", "2025-11")["SN_AVG", False]
        self.assertTrue(row["basis"].startswith("Median of 9 of the 10 neighbours of the 2025 model."))
        self.assertIn("Lincolnshire (suppressed by the publisher)", row["basis"])
        # The middle of the ten of table C1: (22.1 + 22.9) / 2.
        self.assertEqual(self.show("2.8", "--month", "2025-11")["SN_AVG", False]["value"], "22.5")
        self.assertIn("median", self.run_in("benchmarks", "show", "2.8").stderr)

    def test_an_authority_that_was_split_is_named(self):
        self.set_benchmarks('authority = "926"', 'neighbour_model = "2021"')
        self.load(SERIES)
        row = self.show("2.8", "--month", "2025-11")["SN_AVG", False]
        self.assertIn("9 of the 10 neighbours of the 2021 model", row["basis"])
        self.assertIn("Cumbria (no authority after 31 March 2023)", row["basis"])
        # In 2017 Cumbria was there, and the Dorset of today was not.
        row = self.show("2.8", "--month", "2017-11")["SN_AVG", False]
        self.assertIn("Dorset (no authority before 1 April 2019)", row["basis"])

    def test_a_code_that_nobody_knows_is_a_sentence(self):
        self.load(SERIES)
        done = self.must(self.run_in("benchmarks", "show", "2.8"))
        self.assertIn("do not know the authority X10000001", done.stderr)
        rows = self.show("2.8")
        self.assertIsNone(rows["SN_AVG", False]["value"])
        self.assertEqual(rows["SN_AVG", False]["missing_reason"], "no_neighbours")
        self.assertEqual(rows["NAT_AVG", False]["value"], "21.9")  # 2017 of table C1

    def test_what_was_known_on_a_day_stays_known(self):
        self.set_benchmarks('authority = "926"')
        early = os.path.join(self.county, REFERRALS)
        with open(os.path.join(SERIES, REFERRALS), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        kept = [row for row in rows if row["time_period"] == "2017"]
        for row in kept:
            if row["geographic_level"] == "National":
                row["rereferral_percent"] = "21.4"  # before it was restated
        with open(early, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(kept)
        self.load(early, as_at="2017-12-01")
        self.load(SERIES)
        month = ["--month", "2017-11"]
        self.assertEqual(self.show("2.8", *month)["NAT_AVG", False]["value"], "21.9")
        day = ["--known-at", "2018-01-31"]
        self.assertEqual(self.show("2.8", *month, *day)["NAT_AVG", False]["value"], "21.4")
        self.assertEqual(self.show("2.8", *month, *day)["SN_AVG", False]["missing_reason"],
                         "no_neighbours")  # no model was loaded by then
        self.assertNotIn(("NAT_AVG", False), self.show("2.8", *month, "--known-at", "2017-11-30"))
        loads = self.must(self.run_in("benchmarks", "show", "--loads")).stdout
        self.assertIn("2017-12-01", loads)
        self.assertIn("2025-11-20", loads)
        # The early file again takes force again, and is a load of its own.
        self.assertIn("1 file filed", self.load(early, as_at="2025-11-21").stdout)
        self.assertEqual(self.show("2.8", *month)["NAT_AVG", False]["value"], "21.4")
        # For the years that it does not have, the other file stays in force.
        later = self.show("2.8", "--month", "2025-11")["NAT_AVG", False]
        self.assertEqual((later["value"], later["release"]), ("22.6", REFERRALS))
        refused = self.run_in("benchmarks", "load", SERIES, "--as-at", "2025-01-01")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--as-at 2025-11-21 or later", refused.stderr)

    def test_the_page_and_the_data_have_year_source_and_lag(self):
        self.set_benchmarks('authority = "926"')
        self.load(SERIES)
        self.must(self.run_in("publish", "--month", "2017-11"))
        folder = os.path.join(self.county, "publications", "2017-11", "county")
        with open(os.path.join(folder, "publication.json"), encoding="utf-8") as file:
            publication = json.load(file)
        views = {}
        for page in publication["pages"]:
            for measure in page["measures"]:
                for view in measure["benchmarks"]:
                    views[measure["measure"], view["comparator"]] = view
        view = views["2.8", "NAT_AVG"]
        self.assertEqual(view["value"]["text"], "21.9%")
        self.assertEqual(view["value"]["origin"], "national")
        self.assertEqual(view["year"], "2016-17")
        self.assertEqual(view["lag"], "8 months before November 2017")
        self.assertIn("table C1", view["source"])
        typed = views["6.5", "NAT_AVG"]  # no loaded series answers it
        self.assertEqual(typed["value"]["origin"], "given")
        self.assertNotIn("lag", typed)
        with open(os.path.join(folder, "index.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertIn("To 31 March 2017, 8 months before November 2017. Department for Education, "
                      "Children in need, table C1", page)
        self.assertIn("Without a value: Dorset (no authority before 1 April 2019).", page)
        self.assertIn("2015-16, typed by hand", page)

    def test_faults_are_told_with_file_row_and_column(self):
        faulty = os.path.join(self.county, "faulty.csv")
        with open(os.path.join(SERIES, REFERRALS), encoding="utf-8") as file:
            text = file.read()
        lines = text.splitlines()
        lines[1] = lines[1].replace("National", "Country")
        lines[2] = lines[2].replace(lines[2].split(",")[13], "about a fifth")
        with open(faulty, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        done = self.load(faulty)
        self.assertIn('faulty.csv, row 1, column geographic_level: the geographic level "Country" is not '
                      "known.", done.stdout)
        self.assertIn('faulty.csv, row 2, column rereferral_percent: "about a fifth" is neither', done.stdout)
        listed = self.must(self.run_in("benchmarks", "check")).stdout
        self.assertIn("row 2, column rereferral_percent", listed)
        self.assertIn("2 findings", listed)

    def test_a_file_of_which_no_row_can_be_read_is_not_kept(self):
        empty = os.path.join(self.county, "empty.csv")
        with open(empty, "w", encoding="utf-8") as file:
            file.write("time_period,geographic_level,referral_count,rereferral_percent\nspring,National,1,2\n")
        done = self.load(empty)
        self.assertIn("refused  empty.csv", done.stdout)
        self.assertIn("nothing was written", done.stdout)
        self.assertIn('column time_period: "spring" is no year', done.stdout)
        self.assertEqual(self.everything(), {})

    def test_wrong_requests(self):
        def refused(code, words, *arguments):
            done = self.run_in("benchmarks", *arguments)
            self.assertEqual(done.returncode, code, (done.stdout, done.stderr))
            self.assertIn(words, done.stderr + done.stdout)
            self.assertNotIn("terminate", done.stderr)
        refused(1, "There is no file or folder nowhere", "load", "nowhere")
        refused(1, "is not a day", "load", SERIES, "--as-at", "yesterday")
        refused(1, "There is no measure 2.99", "show", "2.99")
        refused(1, "is not a month", "show", "2.8", "--month", "November")
        refused(2, "FILE", "load")
        refused(2, "", "shwo")
        self.assertIn("no published series is known", self.run_in("benchmarks", "show", "2.8").stderr)
        self.load(SERIES)
        files = os.path.join(self.county, "benchmarks", "files")
        with open(os.path.join(files, os.listdir(files)[0]), "ab") as file:
            file.write(b"x")
        refused(1, "its bytes have changed", "show", "2.8")
        with open(os.path.join(self.county, "benchmarks", "loads.csv"), "a", encoding="utf-8") as file:
            file.write("nonsense\n")
        refused(1, "cannot be read", "show", "2.8")
        self.set_benchmarks('average = "mode"')
        refused(4, "mode", "show", "2.8")

    @unittest.skipUnless(os.path.isdir(WHOLE), "needs ../shared/data/samples/benchmarks")
    def test_the_whole_series(self):
        self.set_benchmarks('authority = "926"')
        done = self.load(WHOLE)
        self.assertIn("16 files filed", done.stdout)
        self.assertEqual(self.must(self.run_in("benchmarks", "check")).stdout, "0 findings\n")
        rows = self.show("9.1", "--month", "2025-11")
        self.assertEqual(rows["NAT_AVG", False]["value"], "69")
        # Read off the interactive tool for 2025.
        for measure, england, region in [("4.3", "189.3", "105.5"), ("6.2b", "59.2", "36.4"),
                                         ("6.4", "81.4", "85.4"), ("6.5", "40.6", "25.5"),
                                         ("6.9b", "24.5", "22.5"), ("7.8", "9", "11"),
                                         ("8.3", "89", "88"), ("8.4", "54", "53")]:
            rows = self.show(measure, "--month", "2025-11")
            self.assertEqual(rows["NAT_AVG", False]["value"], england, measure)
            self.assertEqual(rows["REGION", False]["value"], region, measure)


if __name__ == "__main__":
    unittest.main()
