"""Records from a real PostgreSQL through ODBC: the same figures as from CSV, and a sentence for all that
goes wrong, with nothing half written and no secret told.

    warehouse_test.py WAYMARK
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "..", "differential"))
import cluster as postgres  # noqa: E402
import nasty  # noqa: E402
import typed_tables  # noqa: E402

PASSWORD = "a;b{c}'d\" e%20+=é}"
FAILED, FAULTY_SETTING = 1, 4


class Warehouse(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="waymark-odbc-")
        cls.server = None
        try:
            cls.server = postgres.Cluster()
            cls.make_records()
        except BaseException:
            cls.tearDownClass()
            raise

    @classmethod
    def tearDownClass(cls):
        if cls.server:
            cls.server.stop()
        shutil.rmtree(cls.root, ignore_errors=True)

    @classmethod
    def make_records(cls):
        extract = os.path.join(cls.root, "simulated")
        done = subprocess.run([WAYMARK, "simulate", extract, "--seed", "5", "--scale", "10",
                               "--months", "26"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        cls.tables = typed_tables.TypedTables(extract)
        fields, people = cls.tables.tables["ssd_person"]
        people[0]["pers_forename"] = "Zoë \"Zo\" O'Łódź 😀, with a comma"
        cls.lengthen_object()
        cls.csv = os.path.join(cls.root, "csv")
        cls.tables.write_csv(cls.csv)
        cls.tables.fill(cls.server, "ssd")
        quoted = PASSWORD.replace("'", "''")
        cls.server.sql(f"CREATE ROLE reader LOGIN PASSWORD '{quoted}'; GRANT USAGE ON SCHEMA ssd TO "
                       f"reader; GRANT SELECT ON ALL TABLES IN SCHEMA ssd TO reader")

    @classmethod
    def lengthen_object(cls):
        """A value that no driver hands over in one piece."""
        for table, (fields, rows) in cls.tables.tables.items():
            for field in fields:
                if typed_tables.CONTRACT[table][field][0] == "json" and rows:
                    rows[0][field] = json.dumps({f"KEY_{i}": "Y" for i in range(2000)})
                    cls.long_object = (table, field)
                    return
        raise AssertionError("the extract has no JSON object")

    # --- helpers

    def authority(self, settings="", user="reader", schema="ssd"):
        folder = tempfile.mkdtemp(prefix="authority-", dir=self.root)
        os.rmdir(folder)
        self.done(self.waymark("init", folder))
        schema_line = f'schema = "{schema}"\n' if schema else ""
        with open(os.path.join(folder, "authority.toml"), "a", encoding="utf-8") as file:
            file.write(f'[warehouse]\nconnection = "{self.server.connection(user)}"\n'
                       f'password_variable = "SSD_PASSWORD"\n{schema_line}{settings}\n')
        return folder

    def waymark(self, *arguments, password=PASSWORD):
        environment = {k: v for k, v in os.environ.items() if k != "SSD_PASSWORD"}
        if password is not None:
            environment["SSD_PASSWORD"] = password
        return subprocess.run([WAYMARK, *arguments], capture_output=True, text=True, check=False,
                              env=environment, timeout=300)

    def start(self, folder):
        return subprocess.Popen([WAYMARK, "load", "--from", "odbc:", "--in", folder, "--json"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env={**os.environ, "SSD_PASSWORD": PASSWORD})

    @staticmethod
    def end(process):
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()

    def done(self, done):
        self.assertEqual(done.returncode, 0, (done.args, done.stdout, done.stderr))
        return done.stdout

    def load(self, folder, *more, **how):
        return self.waymark("load", "--from", "odbc:", "--in", folder, "--json", *more, **how)

    def figures(self, folder):
        return self.done(self.waymark("figures", "--in", folder, "--month", "2017-11", "--months",
                                      "13"))

    def refused(self, done, folder, *words, secret=PASSWORD):
        told = done.stdout + done.stderr
        self.assertEqual(done.returncode, FAILED, (done.args, told))
        for word in words:
            self.assertIn(word, told)
        for part in (secret, secret.replace("}", "}}")):
            self.assertNotIn(part, told)
        self.assertNotIn("PWD", told)
        self.assertIn("Nothing was taken in", told)
        loads = self.done(self.waymark("check", "--loads", "--in", folder))
        self.assertEqual(len(loads.splitlines()), 1, loads)  # the heading

    def wait_for(self, query):
        """Waits until a statement of the reader's is at hand that is like `query`; gives its process."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = self.server.sql("SELECT pid FROM pg_stat_activity WHERE usename = 'reader' AND "
                                    f"state = 'active' AND query ILIKE '{query}'")
            if found:
                return found.splitlines()[0]
            time.sleep(0.02)
        raise AssertionError(f"no statement like {query} was seen")

    def slow_table(self, schema, statement="pg_sleep(60)"):
        """A schema whose ssd_person takes its time, behind the records' own contacts."""
        self.server.sql(f"CREATE SCHEMA {schema}; CREATE VIEW {schema}.ssd_person AS SELECT p.* FROM "
                        f"ssd.ssd_person p, (SELECT {statement}) AS wait; CREATE TABLE "
                        f"{schema}.ssd_contacts AS SELECT * FROM ssd.ssd_contacts; CREATE TABLE "
                        f"{schema}.loc_extract AS SELECT * FROM ssd.loc_extract; GRANT USAGE ON SCHEMA "
                        f"{schema} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")

    # --- the same records

    def compare(self, extract, schema, as_at):
        by_csv, by_odbc = self.authority(), self.authority(schema=schema)
        one = json.loads(self.done(self.waymark("load", extract, "--in", by_csv, "--json", *as_at)))
        two = json.loads(self.done(self.load(by_odbc, *as_at)))
        self.assertEqual(one[0]["tables"], two[0]["tables"])
        self.assertEqual(one[0]["findings"], two[0]["findings"])
        figures = self.figures(by_csv)
        self.assertEqual(figures, self.figures(by_odbc))
        return by_odbc, figures

    def test_figures_are_those_of_the_csv_files(self):
        folder, figures = self.compare(self.csv, "ssd", [])
        self.assertGreater(sum(1 for line in figures.splitlines()[1:]
                               if line.split(",")[3] not in ("", "0")), 1000)
        again = json.loads(self.done(self.load(folder)))
        self.assertFalse(again[0]["written"])

    def test_figures_of_awkward_records_are_those_of_the_csv_files(self):
        for seed in (1, 2, 3, 4):
            with self.subTest(seed=seed):
                raw = os.path.join(self.root, f"raw-{seed}")
                nasty.write_extract(seed, raw)
                tables = typed_tables.TypedTables(raw)
                extract, schema = os.path.join(self.root, f"typed-{seed}"), f"nasty_{seed}"
                tables.write_csv(extract)
                tables.fill(self.server, schema)
                self.server.sql(f"GRANT USAGE ON SCHEMA {schema} TO reader; GRANT SELECT ON ALL TABLES "
                                f"IN SCHEMA {schema} TO reader")
                self.compare(extract, schema, ["--as-at", "2017-12-31"])

    def test_values_that_come_in_pieces_are_whole(self):
        table, field = self.long_object
        self.server.sql(f"CREATE SCHEMA pieces; CREATE TABLE pieces.{table} AS SELECT * FROM "
                        f"ssd.{table}; GRANT USAGE ON SCHEMA pieces TO reader; GRANT SELECT ON "
                        f"pieces.{table} TO reader")
        folder = self.authority(schema="pieces")
        outcome = json.loads(self.done(self.load(folder, "--as-at", "2017-11-30")))
        self.assertNotIn("unreadable-json", json.dumps(outcome[0]["findings"]))

    def test_tables_and_columns_of_other_names_and_more_columns(self):
        self.server.sql("""CREATE SCHEMA "Other"; CREATE TABLE "Other"."People now" AS SELECT
            pers_person_id AS "PERS_PERSON_ID", pers_dob, pers_sex, 1 AS nobody_reads_this
            FROM ssd.ssd_person; GRANT USAGE ON SCHEMA "Other" TO reader;
            GRANT SELECT ON ALL TABLES IN SCHEMA "Other" TO reader""")
        folder = self.authority('tables.ssd_person = "Other.People now"\n'
                                'tables.ssd_address = "SSD.SSD_ADDRESS"')
        outcome = json.loads(self.done(self.load(folder)))[0]
        rows = {table["table"]: table["new"] for table in outcome["tables"]}
        for table in ("ssd_person", "ssd_address", "ssd_contacts"):
            self.assertEqual(rows[table], len(self.tables.tables[table][1]), table)
        self.assertIn("unknown-column", json.dumps(outcome["findings"]))

    def test_it_sees_one_state_of_all_tables(self):
        self.slow_table("moving", "pg_sleep(3)")
        folder = self.authority(schema="moving")
        process = self.start(folder)
        try:
            self.wait_for("%ssd_person%order by%")
            self.server.sql("DELETE FROM moving.ssd_contacts")
            out, err = process.communicate(timeout=120)
        finally:
            self.end(process)
        self.assertEqual(process.returncode, 0, err)
        rows = {table["table"]: table["new"] for table in json.loads(out)[0]["tables"]}
        self.assertEqual(rows["ssd_contacts"], len(self.tables.tables["ssd_contacts"][1]))

    # --- what goes wrong

    def test_wrong_password(self):
        folder = self.authority()
        self.refused(self.load(folder, password="not it; {really}"), folder,
                     "Check the user name and the password", secret="not it; {really}")

    def test_no_password_in_the_environment(self):
        folder = self.authority()
        done = self.load(folder, password=None)
        self.assertEqual(done.returncode, FAULTY_SETTING)
        self.assertIn("SSD_PASSWORD", done.stderr)

    def test_password_in_the_connection_is_refused(self):
        folder = self.authority()
        for connection in ("DSN=x;PWD=hunter2", "DSN=x; password = {hunter2;}"):
            done = self.waymark("load", "--from", "odbc:" + connection, "--in", folder)
            self.assertEqual(done.returncode, FAULTY_SETTING)
            self.assertIn("holds a password", done.stderr)
            self.assertNotIn("hunter2", done.stderr)

    def test_connection_on_the_command_line_leads(self):
        folder = self.authority(user="nobody")
        connection = self.server.connection("reader")
        self.done(self.waymark("load", "--from", "odbc:" + connection, "--in", folder))

    def test_no_such_driver_and_no_such_server(self):
        folder = self.authority()
        done = self.waymark("load", "--from", "odbc:Driver=None Such;UID=x", "--in", folder)
        self.refused(done, folder, "odbcinst -q -d")
        done = self.waymark("load", "--from", "odbc:Driver=PostgreSQL Unicode;Server=/nowhere;UID=x",
                            "--in", folder)
        self.refused(done, folder, "Check server, port and network")

    def test_wrong_schema(self):
        folder = self.authority(schema="sdd")
        self.refused(self.load(folder), folder, "No table of the records", "\"sdd\"")

    def test_several_schemas_must_be_told_apart(self):
        self.server.sql("CREATE SCHEMA twin; CREATE TABLE twin.ssd_person (pers_person_id text)")
        folder = self.authority(schema="")
        self.refused(self.load(folder), folder, "ssd_person may be", "twin.ssd_person")

    def test_missing_mapped_table(self):
        folder = self.authority('tables.ssd_person = "ssd.persons"')
        self.refused(self.load(folder), folder, "ssd.persons", "not there")

    def test_mapping_of_no_table_of_the_records(self):
        folder = self.authority('tables.ssd_persons = "ssd.persons"')
        done = self.load(folder)
        self.assertEqual(done.returncode, FAULTY_SETTING)
        self.assertIn("ssd_persons is no table of the records", done.stderr)

    def test_no_right_to_read_a_table(self):
        self.server.sql("CREATE SCHEMA closed; CREATE TABLE closed.ssd_person (pers_person_id text); "
                        "GRANT USAGE ON SCHEMA closed TO reader")
        folder = self.authority(schema="closed")
        self.refused(self.load(folder), folder, "ssd_person", "permission denied", "Ask for the right")

    def test_it_cannot_write(self):
        self.server.sql("CREATE SCHEMA writing; CREATE TABLE writing.log (n integer); CREATE FUNCTION "
                        "writing.note() RETURNS text LANGUAGE sql SECURITY DEFINER AS "
                        "$$INSERT INTO writing.log VALUES (1) RETURNING 'P1'::text$$; CREATE VIEW "
                        "writing.ssd_person AS SELECT writing.note() AS pers_person_id; GRANT USAGE ON "
                        "SCHEMA writing TO reader; GRANT SELECT ON writing.ssd_person TO reader")
        folder = self.authority(schema="writing")
        self.refused(self.load(folder), folder, "read-only transaction")
        self.assertEqual(self.server.sql("SELECT count(*) FROM writing.log"), "0")

    def interrupted(self, schema, query, how, *words):
        folder = self.authority(schema=schema)
        process = self.start(folder)
        try:
            server_process = self.wait_for(query)
            with open(f"/proc/{process.pid}/cmdline", encoding="utf-8") as file:
                self.assertNotIn(PASSWORD, file.read())
            self.server.sql(f"SELECT {how}({server_process})")
            out, err = process.communicate(timeout=60)
        finally:
            self.end(process)
        self.refused(subprocess.CompletedProcess("load", process.returncode, out, err), folder, *words)

    def test_statement_cancelled(self):
        self.slow_table("cancelled")
        self.interrupted("cancelled", '%ssd_person%order by%', "pg_cancel_backend", "was cancelled")

    def test_connection_lost_while_asking(self):
        self.slow_table("lost")
        self.interrupted("lost", '%ssd_person%order by%', "pg_terminate_backend",
                         "Check server, port and network")

    def test_connection_lost_between_rows(self):
        self.server.sql("CREATE SCHEMA many; CREATE TABLE many.loc_extract AS SELECT * FROM "
                        "ssd.loc_extract; CREATE TABLE many.ssd_person AS SELECT 'P' || g AS "
                        "pers_person_id, date '2005-01-01' + g % 3000 AS pers_dob, repeat('x', 500) AS "
                        "pers_surname FROM generate_series(1, 400000) AS g; GRANT USAGE ON SCHEMA many "
                        "TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA many TO reader")
        self.interrupted("many", "fetch%", "pg_terminate_backend", "Check server, port and network")

    def test_time_limit_of_the_login(self):
        self.slow_table("limited")
        self.server.sql("ALTER ROLE reader SET statement_timeout = '300ms'")
        try:
            folder = self.authority(schema="limited")
            self.refused(self.load(folder), folder, "cancelled or ran out of time")
        finally:
            self.server.sql("ALTER ROLE reader RESET statement_timeout")

    def test_a_failed_load_leaves_the_loads_before_it(self):
        folder = self.authority()
        self.done(self.load(folder))
        before = self.figures(folder)
        self.assertEqual(self.load(folder, password="wrong").returncode, FAILED)
        self.assertEqual(before, self.figures(folder))


if __name__ == "__main__":
    WAYMARK = os.path.abspath(sys.argv.pop(1))
    if postgres.programs() is None or not postgres.has_driver():
        print("skipped: PostgreSQL or its ODBC driver is not installed (scripts/setup test)")
        sys.exit(77)
    unittest.main()
