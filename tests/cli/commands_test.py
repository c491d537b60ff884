"""The commands as a person types them, right and wrong: exit codes, sentences, files.

    commands_test.py WAYMARK
"""
import csv
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

WAYMARK = os.path.abspath(sys.argv.pop(1))


def waymark(*arguments, cwd=None):
    return subprocess.run([WAYMARK, *arguments], capture_output=True, text=True, cwd=cwd)


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-cli-")
        cls.extract = os.path.join(cls.root, "extract")
        cls.county = os.path.join(cls.root, "county")
        cls.ok(waymark("simulate", cls.extract, "--seed", "3", "--scale", "20", "--months", "26"))
        cls.ok(waymark("init", cls.county, "--name", "Testshire"))
        cls.first = waymark("load", cls.extract, "--in", cls.county)
        cls.ok(cls.first)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    @staticmethod
    def ok(done):
        assert done.returncode == 0, (done.args, done.returncode, done.stdout, done.stderr)

    def refused(self, done, code, *words):
        self.assertEqual(done.returncode, code, (done.args, done.stdout, done.stderr))
        for word in words:
            self.assertIn(word, done.stderr + done.stdout)
        self.assertNotIn("terminate", done.stderr)

    def run_in(self, *arguments):
        return waymark(*arguments, "--in", self.county)

    def test_help_of_every_command_has_an_example(self):
        for command in ["init", "simulate", "load", "check", "figures", "explain", "list", "publish",
                        "benchmarks load", "benchmarks show",
                        "measures docs", "records ddl", "records dictionary"]:
            done = waymark(*command.split(), "--help")
            self.ok(done)
            self.assertIn("Example: waymark " + command, done.stdout)

    def test_the_library_of_the_database_is_loaded_when_it_is_needed(self):
        broken = os.path.join(self.root, "broken")
        os.makedirs(broken)
        with open(os.path.join(broken, "libduckdb.so"), "w") as file:
            file.write("no library, though longer than the head that one would begin with")
        known = self.run_in("figures", "--month", "2017-11")  # keeps what later figures need
        self.ok(known)
        def without_library(*arguments):
            return subprocess.run([WAYMARK, *arguments, "--in", self.county], capture_output=True, text=True,
                                  env={**os.environ, "LD_LIBRARY_PATH": broken})
        self.refused(without_library("check"), 1, "The DuckDB library cannot be loaded", "-DDUCKDB_ROOT=")
        again = without_library("figures", "--month", "2017-11")
        self.ok(again)
        self.assertEqual(again.stdout, known.stdout)

    def test_wrong_command_line_is_exit_2(self):
        self.refused(waymark("figurs"), 2, "\"figurs\"")
        self.refused(waymark("figures"), 2, "--month")
        self.refused(waymark(), 2)
        self.refused(self.run_in("figures", "--month", "2017-11", "--months", "x"), 2)

    def test_whatever_is_asked_wrongly_is_one_sentence_and_no_answer(self):
        nothing, file = os.path.join(self.root, "nothing"), os.path.join(self.county, "authority.toml")
        month = ("--month", "2017-11")
        for code, words, arguments in (
                (2, ["A subcommand is required", "`waymark measures --help`"], ("measures",)),
                (2, ["--month is required", "`waymark list --help`"], ("list", "2.1")),
                (2, ["--area: is empty"], ("figures", *month, "--area", "")),
                (2, ["--output: is empty"], ("measures", "docs", "--output", "")),
                (2, ["EXTRACT: is empty"], ("load", "")),
                (2, ["--as-at: is empty"], ("load", self.extract, "--as-at", "")),
                (2, ["0 on"], ("simulate", nothing, "--seed", "-1")),
                (1, ["cut by age twice"], ("figures", "2.1", "--by", "age,age", *month)),
                (1, ["family of 18", "7.6.age.17"], ("list", "7.6.age", *month)),
                (1, ["family of 18", "7.6.age.0"], ("explain", "7.6.age", *month)),
                (1, ["did you mean 9.1"], ("explain", "9.99", *month)),
                (1, ["compared with itself"], ("explain", "2.1", *month, "--why", "--against", "2017-11")),
                (1, ["no rule orphans", "orphan"], ("check", "--rule", "orphans")),
                (1, ["no table ssd_persons", "ssd_person"], ("check", "--table", "ssd_persons")),
                (1, ["authority zz", "it holds X1"], ("check", "--authority", "zz")),
                (1, ["authority zz", "it holds X1"], ("check", "--loads", "--authority", "zz")),
                (1, ["authority zz", "check --loads"], ("figures", *month, "--authority", "zz")),
                (1, ["authority folder"], ("measures", "lint", "--in", nothing)),
                (1, ["authority folder"], ("measures", "show", "--in", nothing)),
                (1, ["knows by its columns"], ("benchmarks", "load", file))):
            with self.subTest(arguments=arguments):
                inside = "--in" in arguments or arguments[0] == "simulate" or "docs" in arguments
                done = waymark(*arguments) if inside or len(arguments) == 1 else self.run_in(*arguments)
                self.refused(done, code, *words)
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("waymark: "), done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertFalse(os.path.exists(nothing))

    def test_a_store_that_is_none(self):
        county = os.path.join(self.root, "storeless")
        self.ok(waymark("init", county))
        store = os.path.join(county, "store.duckdb")
        os.remove(store)
        for command in (("figures", "--month", "2017-11"), ("load", self.extract), ("check",)):
            self.refused(waymark(*command, "--in", county), 1, "There is no store")
        with open(store, "w", encoding="utf-8") as file:
            file.write("text")
        self.refused(waymark("figures", "--month", "2017-11", "--in", county), 1, "not a store of waymark")

    def test_a_month_before_the_history_says_so(self):
        done = self.run_in("figures", "--month", "1990-01", "--measure", "2.1", "--area", "county")
        self.ok(done)
        self.assertIn("lies before", done.stderr)
        self.assertIn("too_early", done.stdout)

    def test_a_family_is_asked_for_by_its_name(self):
        done = self.run_in("figures", "--month", "2017-11", "--measure", "7.6.age", "--area", "county")
        self.ok(done)
        refs = [row["measure"] for row in csv.DictReader(done.stdout.splitlines())]
        self.assertEqual(refs, [f"7.6.age.{age}" for age in range(18)])

    def test_init_does_not_touch_an_existing_folder(self):
        self.refused(waymark("init", self.county), 1, "already is an authority folder")

    def test_no_authority_folder_says_how_to_make_one(self):
        self.refused(waymark("figures", "--month", "2017-11", "--in", self.extract), 1,
                     "waymark init")

    def test_another_authority_is_refused(self):
        other = os.path.join(self.root, "foreign")
        shutil.copytree(self.extract, other)
        with open(os.path.join(other, "loc_extract.csv"), encoding="utf-8") as file:
            header, row = file.read().splitlines()[:2]
        with open(os.path.join(other, "loc_extract.csv"), "w", encoding="utf-8") as file:
            file.write(header + "\nZ9," + row.split(",", 1)[1] + "\n")
        self.refused(self.run_in("load", other), 1, "Z9", "Nothing was written")

    def test_a_land_is_asked_as_carefully_as_one_county(self):
        land = lambda *arguments: self.run_in("figures", "--land", "--month", "2017-11", *arguments)
        self.refused(land("--measure", "6.15"), 1, "6.15")
        self.refused(land("--area", "mars"), 1, "mars")
        self.refused(land("--known-at", "1999-01-01"), 1, "1999-01-01")
        self.refused(land("--known-at", "soon"), 1, "soon")
        self.refused(land("--format", "json"), 2, "--land")
        done = land("--measure", "2.1", "--known-at", "2017-12-31")
        self.ok(done)
        self.assertEqual(len(done.stdout.splitlines()), 9)

    def test_numbers_that_are_none(self):
        for command in ["figures", "publish"]:
            for threads in ["0", "-5", "99999"]:
                self.refused(self.run_in(command, "--month", "2017-11", "--threads", threads), 2,
                             "--threads")
        self.refused(waymark("init", ""), 2, "DIR")
        self.refused(waymark("simulate", os.path.join(self.root, "far"), "--until", "9999-12"), 1,
                     "9999-12")
        self.assertFalse(os.path.exists(os.path.join(self.root, "far")))

    def test_output_that_cannot_be_written_is_told(self):
        for arguments in [["explain", "2.1", "--month", "2017-11"], ["check", "--loads"],
                          ["measures", "show"], ["figures", "--month", "2017-11"]]:
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([WAYMARK, *arguments, "--in", self.county], stdout=full,
                                      stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("Standard output", done.stderr)

    def test_a_folder_without_a_load_says_so(self):
        empty = os.path.join(self.root, "unloaded")
        self.ok(waymark("init", empty))
        for command in [["figures"], ["publish"], ["explain", "2.1"]]:
            done = waymark(*command, "--month", "2017-11", "--in", empty)
            self.ok(done)
            self.assertIn("othing was loaded yet", done.stderr, command)

    def test_a_month_after_the_extract_says_so(self):
        for command in ["figures", "publish"]:
            done = self.run_in(command, "--month", "2018-01")
            self.ok(done)
            self.assertIn("2017-11-30", done.stderr, command)

    def test_targets_that_cannot_be_meant_are_told(self):
        other = os.path.join(self.root, "targets")
        shutil.copytree(self.extract, other)
        with open(os.path.join(other, "loc_target.csv"), "w", encoding="utf-8") as file:
            file.write("measure,area,from_date,to_date,target,red,green\n6.14,county,,,80,95,90\n"
                       "6.14,north,,,80,90,90\n2.7,county,,,20,20,30\n2.7,north,,,20,30,20\n"
                       "9.99,county,,,1,2,3\n")
        county = os.path.join(self.root, "county-targets")
        self.ok(waymark("init", county))
        self.ok(waymark("load", other, "--in", county))
        findings = json.loads(waymark("check", "--in", county, "--table", "loc_target", "--format",
                                      "json").stdout)
        findings = [f for f in findings if f["rule"] != "orphan"]  # there is no locality "north"
        self.assertEqual([(f["row"], f["rule"], f["value"]) for f in findings],
                         [(1, "bounds-in-wrong-order", "95"), (3, "bounds-in-wrong-order", "20"),
                          (5, "unknown-measure", "9.99")])
        self.assertIn("its red bound is 95 where its green bound is 90", findings[0]["message"])

    def test_month_that_is_none(self):
        self.refused(self.run_in("figures", "--month", "November"), 1, "2017-11")

    def test_unknown_measure_and_area(self):
        self.refused(self.run_in("figures", "--month", "2017-11", "--measure", "6.15"), 1, "6.15")
        self.refused(self.run_in("figures", "--month", "2017-11", "--area", "mars"), 1, "mars",
                     "county")
        self.refused(self.run_in("explain", "99", "--month", "2017-11"), 1, "99")
        self.refused(self.run_in("list", "6.1", "--month", "2017-11", "--area", "mars"), 1, "mars")

    def test_the_same_files_again_write_nothing(self):
        size = os.path.getsize(os.path.join(self.county, "store.duckdb"))
        done = self.run_in("load", self.extract)
        self.ok(done)
        self.assertIn("nothing was written", done.stdout)
        self.assertEqual(size, os.path.getsize(os.path.join(self.county, "store.duckdb")))

    def test_a_load_that_is_no_folder(self):
        self.refused(self.run_in("load", "/nowhere"), 1, "/nowhere")

    def test_an_earlier_load_is_refused(self):
        other = os.path.join(self.root, "earlier")
        shutil.copytree(self.extract, other)
        os.remove(os.path.join(other, "ssd_disability.csv"))
        self.refused(self.run_in("load", other, "--as-at", "2016-01-01"), 1, "2016-01-01")

    def test_two_files_for_one_table_stop_the_load(self):
        other = os.path.join(self.root, "twice")
        shutil.copytree(self.extract, other)
        open(os.path.join(other, "ssd_person.parquet"), "w").close()
        self.refused(self.run_in("load", other), 1, "ssd_person")

    def test_check_lists_and_counts(self):
        table = self.run_in("check")
        self.ok(table)
        self.assertIn("findings", table.stdout)
        findings = json.loads(self.run_in("check", "--format", "json").stdout)
        lines = self.run_in("check", "--format", "csv").stdout
        self.assertGreater(len(findings), 0)
        self.assertTrue(lines.startswith("rule,effect,table,file,row,column,key,value,message"))
        for finding in findings:
            self.assertTrue(finding["message"].endswith((".", "?")), finding)
            self.assertTrue(finding["rule"])
        self.assertEqual(self.run_in("check", "--strict").returncode, 5)

    def test_a_cut_sums_to_the_figure_and_refuses_unknown_columns(self):
        cut = self.run_in("figures", "7.6", "--by", "placement_type,age", "--month", "2017-11",
                          "--area", "county")
        self.ok(cut)
        lines = cut.stdout.splitlines()
        self.assertEqual(lines[0], "measure,area,month,placement_type,age,numerator,denominator,"
                                   "value,missing_reason")
        whole = self.run_in("figures", "7.6", "--month", "2017-11", "--area", "county")
        self.assertEqual(sum(int(line.split(",")[5]) for line in lines[1:]),
                         int(whole.stdout.splitlines()[1].split(",")[3]))
        self.assertGreater(len(lines), 2)
        self.refused(self.run_in("figures", "2.7", "--by", "source_grup", "--month", "2017-11"), 1,
                     "did you mean source_group?")
        self.refused(self.run_in("figures", "--by", "age", "--month", "2017-11"), 2, "MEASURE")

    def test_why_splits_the_change_into_parts(self):
        done = self.run_in("explain", "2.1", "--month", "2017-11", "--why", "--by", "source_group",
                           "--against", "2016-11", "--format", "json")
        self.ok(done)
        why = json.loads(done.stdout)
        self.assertEqual(sum(part["volume"] for part in why["parts"]), why["change"])
        self.assertGreater(len(why["parts"]), 1)
        self.refused(self.run_in("explain", "2.1", "--month", "2017-11", "--against", "2016-11"), 2,
                     "--why")
        self.refused(self.run_in("explain", "2.1", "--month", "2017-11", "--why", "--by", "moon"), 1,
                     "cannot be cut by moon")

    def test_figures_have_the_contract_header_and_every_area(self):
        done = self.run_in("figures", "--month", "2017-11", "--measure", "2.1,6.5")
        self.ok(done)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "measure,area,month,numerator,denominator,value,missing_reason,"
                                   "ytd_numerator,ytd_denominator,ytd_value,direction,rag")
        areas = [line.split(",")[1] for line in lines[1:] if line.startswith("2.1,")]
        self.assertEqual(len(areas), 8)
        self.assertEqual((areas[0], areas[-1]), ("county", "unallocated"))
        self.assertIn("6.5,unallocated,2017-11,,,,not_applicable,,,,,", lines)

    def test_thread_count_changes_nothing(self):
        one = self.run_in("figures", "--month", "2017-11", "--months", "13", "--threads", "1")
        many = self.run_in("figures", "--month", "2017-11", "--months", "13", "--threads", "7")
        self.assertEqual(one.stdout, many.stdout)

    def test_a_list_has_as_many_rows_as_the_figure_says(self):
        for measure in ["2.1", "2.7", "3.3", "3.4", "6.1", "6.14"]:
            row = self.run_in("figures", "--month", "2017-11", "--measure", measure,
                              "--area", "county").stdout.splitlines()[1].split(",")
            for side, wanted in [("numerator", row[3]), ("denominator", row[4])]:
                if wanted == "":
                    continue
                done = self.run_in("list", measure, "--month", "2017-11", "--side", side)
                self.ok(done)
                self.assertEqual(len(done.stdout.splitlines()) - 1, int(wanted), (measure, side))

    def test_list_takes_in_for_the_side_as_well(self):
        a = self.run_in("list", "6.14", "--month", "2017-11", "--in", "missed")
        b = self.run_in("list", "6.14", "--month", "2017-11", "--side", "missed")
        self.ok(a)
        self.assertEqual(a.stdout, b.stdout)

    def test_a_list_is_on_record_or_not_given(self):
        log = os.path.join(self.county, "lists-asked.csv")
        if os.path.exists(log):
            os.remove(log)
        done = self.run_in("list", "6.14", "--month", "2017-11", "--area", "county")
        with open(log, newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        self.assertEqual(len(lines), 1)
        self.assertEqual((lines[0]["measure"], lines[0]["area"], lines[0]["side"]),
                         ("6.14", "county", "numerator"))
        self.assertEqual(int(lines[0]["rows"]), len(list(csv.reader(done.stdout.splitlines()))) - 1)
        os.remove(log)
        os.mkdir(log)  # no line can be written
        try:
            done = self.run_in("list", "6.14", "--month", "2017-11")
            self.refused(done, 1, "lists-asked.csv")
            self.assertEqual(done.stdout, "")
        finally:
            os.rmdir(log)

    def test_missed_is_refused_where_it_has_no_meaning(self):
        self.refused(self.run_in("list", "2.3", "--month", "2017-11", "--side", "missed"), 1, "2.3")

    def test_explain_names_definition_counts_and_localities(self):
        done = self.run_in("explain", "6.14", "--month", "2017-11")
        self.ok(done)
        for word in ["6.14", "2017", "unallocated", "parameter"]:
            self.assertIn(word, done.stdout.lower().replace("parameters", "parameter"))

    def test_explain_leaves_no_row_unexplained(self):
        for measure in ["6.14", "3.6", "7.14", "8.1", "2.3"]:
            done = self.run_in("explain", measure, "--month", "2017-11")
            self.ok(done)
            remaining = None
            sides = 0
            for line in done.stdout.splitlines():
                cells = re.match(r"    ([ \d]{8})  ([ \d]{8})  ([ \d]{8})  (.*)", line)
                if not cells:
                    continue
                left, out = cells[1].strip(), cells[2].strip()
                if cells[4] == "rows in all":
                    whole = remaining = int(left)
                elif cells[4] == "fulfil all":
                    self.assertEqual((int(left), int(out)), (remaining, whole - remaining), line)
                    sides += 1
                else:
                    self.assertEqual(int(left), remaining - int(out), line)
                    self.assertLessEqual(int(left), int(cells[3]), line)
                    remaining = int(left)
            self.assertGreater(sides, 0, measure)

    def test_known_at_before_the_first_load(self):
        self.refused(self.run_in("figures", "--month", "2017-11", "--known-at", "2001-01-01"), 1,
                     "2001-01-01")

    def test_publish_writes_page_and_json_and_equal_bytes(self):
        self.ok(self.run_in("publish", "--month", "2017-11", "--area", "county"))
        folder = os.path.join(self.county, "publications", "2017-11", "county")
        with open(os.path.join(folder, "index.html"), encoding="utf-8") as file:
            page = file.read()
        with open(os.path.join(folder, "publication.json"), encoding="utf-8") as file:
            json.load(file)
        self.assertIn("<html lang=\"en", page)
        self.assertNotIn("#REF!", page)
        self.ok(self.run_in("publish", "--month", "2017-11", "--area", "county"))
        with open(os.path.join(folder, "index.html"), encoding="utf-8") as file:
            self.assertEqual(page, file.read())

    def test_publish_for_an_unknown_area(self):
        self.refused(self.run_in("publish", "--month", "2017-11", "--area", "mars"), 1, "mars")

    def test_measures_lint_and_show(self):
        lint = waymark("measures", "lint")
        self.ok(lint)
        self.assertIn("no faults", lint.stdout)
        self.ok(waymark("measures", "show", "6.14"))
        self.refused(waymark("measures", "show", "6.99"), 1, "6.99")

    def test_published_figures_with_faults_are_told_by_row(self):
        file = os.path.join(self.root, "published.csv")
        with open(file, "w", encoding="utf-8") as out:
            out.write("measure,area,month,value\n2.1,county,2016-11,3,271\n9.99,county,Nov,x\n")
        self.refused(self.run_in("load", "--published", file), 1, "row 1", "row 2", "9.99", "Nov")

    def test_output_that_cannot_be_written(self):
        self.refused(self.run_in("figures", "--month", "2017-11", "--output", "/nowhere/f.csv"), 1,
                     "/nowhere/f.csv")

    def published(self, area, name):
        with open(os.path.join(self.county, "publications", "2017-11", area, name), "rb") as file:
            return file.read()

    def test_publish_shows_the_figures_that_figures_prints(self):
        self.ok(self.run_in("publish", "--month", "2017-11", "--formats", "json"))
        shown = {row["measure"]: row["months"][-1]
                 for group in json.loads(self.published("county", "publication.json"))["summary"]
                 for row in group["rows"]}
        done = self.run_in("figures", "--month", "2017-11", "--area", "county", "--format", "json")
        self.ok(done)
        compared = 0
        for figure in json.loads(done.stdout):
            if figure["measure"] not in shown:
                continue
            cell = shown[figure["measure"]]
            self.assertEqual(cell["numerator"], figure["numerator"], figure)
            self.assertEqual(cell["missing_reason"], figure["missing_reason"] or "", figure)
            compared += cell["value"] is not None
        self.assertGreater(compared, 20)

    def test_memory_bounds_a_land_and_changes_no_figure(self):
        land = lambda *arguments: self.run_in("figures", "--land", "--month", "2017-11", *arguments)
        usual = land()
        self.ok(usual)
        self.assertEqual(land("--memory", "64", "--threads", "8").stdout, usual.stdout)
        self.refused(land("--memory", "10"), 2, "--memory")
        self.refused(land("--memory", "much"), 2, "--memory")
        self.refused(self.run_in("figures", "--month", "2017-11", "--memory", "64"), 2, "--land")

    def test_named_measures_are_what_all_measures_say_of_them(self):
        everything = self.run_in("figures", "--month", "2017-11", "--months", "3")
        self.ok(everything)
        header, *rows = everything.stdout.splitlines()
        refs = sorted({row.split(",")[0] for row in rows})
        self.assertGreater(len(refs), 100)
        for ref in refs[::7]:
            alone = self.run_in("figures", "--month", "2017-11", "--months", "3", "--measure", ref)
            self.ok(alone)
            self.assertEqual(alone.stdout.splitlines(),
                             [header] + [row for row in rows if row.startswith(ref + ",")])

    def test_an_output_that_is_no_plain_file_is_written_to_and_stays(self):
        pipe = os.path.join(self.root, "pipe")
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
            self.ok(self.run_in("figures", "--month", "2017-11", "--measure", "2.1", "--output", pipe))
            self.assertIn("measure,area,month", reader.communicate(timeout=30)[0])
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_the_grid_of_a_page_is_the_cut_of_its_measure(self):
        self.ok(self.run_in("publish", "--month", "2017-11", "--formats", "json"))
        pages = json.loads(self.published("county", "publication.json"))["pages"]
        (grid,) = [grid for page in pages for grid in page["grids"]]
        shown = {row["heading"]: [cell["numerator"] for cell in row["cells"]] for row in grid["rows"]}
        cut = self.run_in("figures", "7.6", "--by", "age", "--month", "2017-11", "--area", "county")
        self.ok(cut)
        by_age = {row["age"]: int(row["numerator"]) for row in csv.DictReader(cut.stdout.splitlines())}
        self.assertGreater(len(by_age), 2)
        for age, cells in shown.items():
            self.assertEqual(sum(cells[:-1]), cells[-1], age)
            self.assertEqual(cells[-1], sum(by_age.values()) if age == "All" else by_age.get(age, 0), age)

    def test_the_moves_of_a_page_are_what_explain_says_and_sum_exactly(self):
        self.ok(self.run_in("publish", "--month", "2017-11", "--formats", "json"))
        pages = json.loads(self.published("county", "publication.json"))["pages"]
        moves = [move for page in pages for move in page["moves"]]
        self.assertGreater(len(moves), 0)
        for move in moves:
            for split in move["splits"]:
                self.assertEqual(sum(Fraction(part["change"]) for part in split["parts"]),
                                 Fraction(move["change"]), (move["measure"], split["by"]))
        move = moves[0]
        for split in move["splits"]:
            done = self.run_in("explain", move["measure"], "--month", "2017-11", "--why", "--by",
                               split["by"], "--against", move["against"], "--format", "json")
            self.ok(done)
            told = json.loads(done.stdout)["parts"]
            self.assertEqual([round(float(Fraction(part["change"])), 6) for part in split["parts"]],
                             [round(part["change"], 6) for part in told], move["measure"])

    def test_publish_of_every_area_with_analysis(self):
        place = os.path.join(self.county, "commentary", "2017-11", "county")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, "contacts.md"), "w", encoding="utf-8") as file:
            file.write("Contacts **rose**.\n")
        try:
            self.ok(self.run_in("publish", "--month", "2017-11", "--formats", "html"))
            self.assertIn(b"No analysis written", self.published("county", "index.html"))
            done = self.run_in("publish", "--month", "2017-11", "--area", "all", "--formats", "html")
            self.ok(done)
            self.assertGreater(len(done.stdout.splitlines()), 2)
            self.assertIn(b"Contacts <strong>rose</strong>.", self.published("county", "index.html"))
            os.rename(os.path.join(place, "contacts.md"), os.path.join(place, "contact.md"))
            self.refused(self.run_in("publish", "--month", "2017-11"), 1, "contact.md",
                         "did you mean \"contacts\"?")
        finally:
            shutil.rmtree(place)

    def test_publish_refuses_what_is_not_there(self):
        self.refused(self.run_in("publish", "--month", "2017-11", "--area", "mars"), 1, "mars",
                     "county")
        self.refused(self.run_in("publish", "--month", "2017-11", "--formats", "docx"), 1, "docx",
                     "html", "xlsx")
        self.refused(self.run_in("publish", "--month", "2017-11", "--known-at", "2001-01-01"), 1,
                     "2001-01-01")


if __name__ == "__main__":
    unittest.main()
