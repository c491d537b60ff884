"""Facts that an authority writes as queries: the guide's example as the guide says it, and every fault
with file and line.

    own_facts_test.py WAYMARK
"""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

WAYMARK = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
GUIDE = os.path.join(HERE, "..", "..", "docs", "guides", "first-visit")


def waymark(*arguments):
    return subprocess.run([WAYMARK, *arguments], capture_output=True, text=True, check=False)


class OwnFacts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-facts-")
        with open(os.path.join(GUIDE, "measures", "first-visit.toml"), "rb") as file:
            cls.example = tomllib.load(file)["example"][0]
        extract = os.path.join(cls.root, "extract")
        os.makedirs(extract)
        for table, text in cls.example["records"].items():
            with open(os.path.join(extract, table + ".csv"), "w", encoding="utf-8") as file:
                for line in text.strip().splitlines():
                    file.write(",".join(value.strip() for value in line.split(",")) + "\n")
        cls.county = os.path.join(cls.root, "county")
        for done in (waymark("init", cls.county), waymark("load", extract, "--in", cls.county, "--as-at",
                                                          "2018-01-31")):
            assert done.returncode == 0, done.stderr
        for part in ("facts", "measures"):
            shutil.copytree(os.path.join(GUIDE, part), os.path.join(cls.county, part),
                            dirs_exist_ok=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    def run_in(self, *arguments, county=None):
        done = waymark(*arguments, "--in", county or self.county)
        self.assertEqual(done.returncode, 0, (done.args, done.stderr))
        return done.stdout

    def figures(self):
        return self.run_in("figures", "--month", "2017-11", "--measure", "X.1")

    def test_the_figure_is_the_examples(self):
        rows = {row["area"]: row for row in csv.DictReader(io.StringIO(self.figures()))}
        wanted = self.example["expect"][0]
        self.assertEqual((int(rows["county"]["numerator"]), int(rows["county"]["denominator"])),
                         (wanted["numerator"], wanted["denominator"]))

    def test_every_run_gives_the_same_bytes(self):
        self.assertEqual(self.figures(), self.figures())

    def test_it_stands_among_all_measures(self):
        self.assertIn("\nX.1,county,2017-11,", self.run_in("figures", "--month", "2017-11"))

    def test_the_list_is_the_figures(self):
        for side, children in (("numerator", "A"), ("denominator", "ABCD"), ("missed", "BCD")):
            text = self.run_in("list", "X.1", "--month", "2017-11", "--side", side)
            rows = list(csv.DictReader(io.StringIO(text)))
            self.assertEqual("".join(row["child"] for row in rows), children, text)
            self.assertEqual(rows[0]["due_on"], "2017-11-29")

    def test_explain_and_lint_and_show(self):
        self.assertIn("twentieth working day", self.run_in("explain", "X.1", "--month", "2017-11"))
        self.assertIn("no faults", self.run_in("measures", "lint"))
        self.assertIn("X.1", self.run_in("measures", "show"))

    def test_it_is_in_the_report(self):
        self.run_in("publish", "--month", "2017-11")
        found = False
        for folder, _, files in os.walk(os.path.join(self.county, "publications")):
            for name in files:
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    found = found or "visited within 20 working days" in file.read()
        self.assertTrue(found)

    # --- faults

    def faulty(self, sql=None, head=None, line=1, words=()):
        county = tempfile.mkdtemp(prefix="faulty-", dir=self.root)
        shutil.copytree(self.county, county, dirs_exist_ok=True)
        base = os.path.join(county, "facts", "first_cin_visit")
        ending = ".sql" if sql is not None else ".toml"
        with open(base + ending, encoding="utf-8") as file:
            text = file.read()
        changed = (sql or head)(text)
        self.assertNotEqual(changed, text)
        with open(base + ending, "w", encoding="utf-8") as file:
            file.write(changed)
        done = waymark("figures", "--in", county, "--month", "2017-11")
        self.assertEqual(done.returncode, 4, (done.stdout[:200], done.stderr))
        self.assertIn(f"first_cin_visit{ending}:{line}:", done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_faulty_queries(self):
        other = lambda text: (lambda _: text)  # noqa: E731
        change = lambda a, b: (lambda text: text.replace(a, b))  # noqa: E731
        for sql, line, words in (
                (change("SELECT day,", "SELEC day,"), 3, ["syntax error"]),
                (change("cine_referral_nfa", "cine_nfa"), 13, ["cine_nfa"]),
                (change(" AS due_on", " AS due"), 1, ["no column due_on"]),
                (change("referred_on, day AS due_on", "referred_on, CAST(day AS VARCHAR) AS due_on"), 1,
                 ["due_on is not a DATE"]),
                (change("SELECT child,", "SELECT 'nobody' AS child,"), 1, ["no person", "nobody"]),
                (change("SELECT child,", "SELECT NULL::VARCHAR AS child,"), 1, ["no child"]),
                (other("DELETE FROM ssd_person"), 1, []),
                (other("CREATE TABLE x AS SELECT 1"), 1, ["no SELECT"]),
                (other("COPY (SELECT 1) TO '/tmp/waymark-own-fact'"), 1, ["no SELECT"]),
                (other("SELECT 1;\nSELECT 2"), 1, ["2 statements"]),
                (other("-- nothing\n"), 1, []),
                (other("SELECT * FROM read_csv('/etc/passwd')"), 1, ["disabled"]),
                (other("SELECT 1,\n now() AS x"), 2, ["now gives something else"]),
                (other("SELECT *\nFROM r_ssd_person"), 2, ["table of the store"]),
                (other("SELECT ? AS x"), 1, ["nobody gives"])):
            with self.subTest(words=words, line=line):
                self.faulty(sql=sql, line=line, words=words)
        self.assertFalse(os.path.exists("/tmp/waymark-own-fact"))

    def test_faulty_heads(self):
        for old, new, line, word in (('type = "date"', 'type = "day"', 12, "unknown word"),
                                     ('"ssd_cin_episodes"', '"ssd_cin_episode"', 5, "unknown table"),
                                     ('"due_on", "visited', '"du_on", "visited', 8, "unknown column"),
                                     ('unit = "child in need"', "", 1, "unit is missing")):
            with self.subTest(word=word):
                self.faulty(head=lambda text, a=old, b=new: text.replace(a, b, 1), line=line, words=[word])


if __name__ == "__main__":
    unittest.main()
