"""A whole extract as typed Parquet, the way a warehouse exports it, gives the figures of its CSV.

    typed_test.py WAYMARK LIBDUCKDB
"""
import csv
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

DUCKDB = os.path.abspath(sys.argv.pop(2))
WAYMARK = os.path.abspath(sys.argv.pop(1))
HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = os.path.join(HERE, "..", "..", "schema", "records", "fields.csv")
# The types in which warehouses hold each type of the contract; fields take them in turn.
TYPES = {
    "date": ["DATE", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_S"],
    "boolean": ["BOOLEAN", "VARCHAR"],
    "integer": ["INTEGER", "BIGINT", "DOUBLE", "DECIMAL(12,2)", "HUGEINT"],
    "decimal": ["DECIMAL(18,6)", "DOUBLE", "VARCHAR"],
    "code": ["VARCHAR", "ENUM"],
}


class Database:
    """As much of DuckDB's C interface as the test needs."""

    def __init__(self):
        self.library = ctypes.CDLL(DUCKDB)
        self.library.duckdb_result_error.restype = ctypes.c_char_p
        database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        assert self.library.duckdb_open(None, ctypes.byref(database)) == 0
        assert self.library.duckdb_connect(database, ctypes.byref(self.connection)) == 0

    def run(self, sql):
        result = ctypes.create_string_buffer(256)
        failed = self.library.duckdb_query(self.connection, sql.encode(), result)
        error = self.library.duckdb_result_error(result) if failed else None
        assert not failed, (sql, error)
        self.library.duckdb_destroy_result(result)


def contract():
    tables = {}
    with open(FIELDS, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tables.setdefault(row["table"], {})[row["field"]] = row["type"]
    return tables


def typed(name, kind, source, turn):
    types = TYPES.get(kind)
    column = f'"{name}"'
    if not types:
        return column
    chosen = types[turn % len(types)]
    if chosen == "BOOLEAN":
        return f"CASE {column} WHEN 'Y' THEN TRUE WHEN 'N' THEN FALSE END AS {column}"
    if chosen == "ENUM":
        return f"{column}::e_{turn} AS {column}"
    return f"{column}::{chosen} AS {column}"


def waymark(*arguments, expected=0):
    done = subprocess.run([WAYMARK, *arguments], capture_output=True, text=True)
    assert done.returncode == expected, (done.args, done.returncode, done.stderr)
    return done.stdout


class TypedParquet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-parquet-")
        cls.texts = os.path.join(cls.root, "csv")
        waymark("simulate", cls.texts, "--no-faults", "--scale", "15", "--months", "26")
        cls.database = Database()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root, ignore_errors=True)

    def write(self, table, folder, columns):
        os.makedirs(folder, exist_ok=True)
        self.database.run(f"COPY (SELECT {columns} FROM t) TO '{folder}/{table}.parquet' (FORMAT parquet)")

    def read_text(self, table):
        self.database.run(f"CREATE OR REPLACE TABLE t AS SELECT * FROM read_csv("
                          f"'{self.texts}/{table}.csv', header = true, all_varchar = true, "
                          f"delim = ',', quote = '\"', escape = '\"')")

    def loaded(self, extract):
        county = extract + "-county"
        waymark("init", county)
        waymark("load", extract, "--in", county)
        return county

    def test_a_whole_extract_in_typed_columns_gives_the_same_figures(self):
        folder = os.path.join(self.root, "typed")
        turn = 0
        used = set()
        for table, fields in contract().items():
            if not os.path.exists(f"{self.texts}/{table}.csv"):
                continue
            self.read_text(table)
            columns = []
            with open(f"{self.texts}/{table}.csv", encoding="utf-8", newline="") as file:
                names = next(csv.reader(file))
            for name in names:
                turn += 1
                columns.append(typed(name, fields[name], table, turn))
                if "::e_" in columns[-1]:
                    self.database.run(f"CREATE TYPE e_{turn} AS ENUM (SELECT DISTINCT \"{name}\" FROM t "
                                      f"WHERE \"{name}\" IS NOT NULL)")
                used.add(columns[-1].split("::")[-1].split(" AS")[0])
            self.write(table, folder, ", ".join(columns))
        self.assertGreater(len(used & {t for types in TYPES.values() for t in types}), 8)
        ask = ["figures", "--month", "2017-11", "--months", "13", "--in"]
        from_text, from_types = self.loaded(self.texts), self.loaded(folder)
        figures = waymark(*ask, from_text)
        self.assertGreater(len(figures.splitlines()), 10000)
        self.assertTrue(figures == waymark(*ask, from_types), "figures differ")
        findings = ["check", "--format", "json", "--in"]
        self.assertEqual([(f["table"], f["row"], f["rule"]) for f in json.loads(waymark(*findings, from_text))],
                         [(f["table"], f["row"], f["rule"]) for f in json.loads(waymark(*findings, from_types))])

    def test_columns_of_no_use_are_findings_and_stop_nothing(self):
        folder = os.path.join(self.root, "nested")
        shutil.copytree(self.texts, folder)
        os.remove(f"{folder}/ssd_person.csv")
        self.read_text("ssd_person")
        self.write("ssd_person", folder,
                   "* REPLACE ([pers_dob] AS pers_dob, {'a': pers_sex} AS pers_sex, "
                   "TIME '10:30:00' AS pers_death_date, 1.5 AS pers_expected_dob), "
                   "MAP {'k': 1} AS extra")
        county = self.loaded(folder)
        told = json.loads(waymark("check", "--table", "ssd_person", "--format", "json", "--in", county))
        rules = {(f["column"], f["rule"]) for f in told}
        for expected in [("extra", "unknown-column"), ("pers_dob", "unreadable-date"),
                         ("pers_death_date", "unreadable-date"), ("pers_expected_dob", "unreadable-date"),
                         ("pers_sex", "unknown-code")]:
            self.assertIn(expected, rules)

    def test_texts_not_marked_as_text_are_read_and_bytes_that_are_none_rejected(self):
        folder = os.path.join(self.root, "bytes")
        shutil.copytree(self.texts, folder)
        os.remove(f"{folder}/ssd_contacts.csv")
        self.read_text("ssd_contacts")
        self.write("ssd_contacts", folder,
                   "* REPLACE (CASE rowid WHEN 2 THEN '\\xAA\\xBB'::BLOB ELSE encode(cont_person_id) END "
                   "AS cont_person_id)")
        county = self.loaded(folder)
        told = json.loads(waymark("check", "--table", "ssd_contacts", "--format", "json", "--in", county))
        self.assertEqual([(f["row"], f["rule"]) for f in told], [(3, "not-utf-8")])

    def test_moments_in_universal_time_are_told(self):
        folder = os.path.join(self.root, "zoned")
        shutil.copytree(self.texts, folder)
        os.remove(f"{folder}/ssd_contacts.csv")
        self.read_text("ssd_contacts")
        self.write("ssd_contacts", folder,
                   "* REPLACE (cont_contact_date::DATE::TIMESTAMP::TIMESTAMPTZ AS cont_contact_date)")
        county = self.loaded(folder)
        told = json.loads(waymark("check", "--table", "ssd_contacts", "--format", "json", "--in", county))
        self.assertEqual([f["rule"] for f in told], ["universal-time"])
        self.assertIn("cont_contact_date", told[0]["message"])


if __name__ == "__main__":
    unittest.main()
