#!/usr/bin/env python3
"""Side by side on one store: the program, DuckDB's scan floor, hand-written SQL and pandas.

    bench/compare.py COUNTY [--month 2017-11] [--months 13] [--repeat 5] [--build ci]

COUNTY is an authority folder with one authority. Every repetition runs all of them one behind the
other; what is printed are medians, and the ratios are medians of the ratios inside a repetition.
The cells of SQL and pandas must be those of the program, or nothing is printed.
Needs Python packages that the program does not: pip install duckdb pandas
"""
import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

import duckdb
import pandas_measures

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STILL_OPEN = 2147483647
# As pipeline/records_view.cc: read whatever the measures.
ALWAYS = ("loc_extract loc_locality loc_postcode_locality loc_population loc_target loc_team loc_worker "
          "loc_benchmark loc_stat_neighbour loc_bank_holiday ssd_person ssd_address ssd_involvements "
          "ssd_cla_episodes ssd_legal_status").split()


def month_before(month, count):
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def measures_by_hand():
    folder = os.path.join(ROOT, "bench", "sql")
    return {name[:-4]: open(os.path.join(folder, name), encoding="utf-8").read()
            for name in sorted(os.listdir(folder))}


class Span:
    def __init__(self, month, months):
        self.first_month = month_before(month, months - 1)
        self.first = self.first_month + "-01"
        self.after = month_before(month, -1) + "-01"
        self.months = [month_before(month, i) for i in range(months - 1, -1, -1)]

    def fill(self, text, connection):
        last = connection.execute(f"SELECT (DATE '{self.after}' - INTERVAL 1 DAY)::DATE").fetchone()[0]
        return text.replace("{first}", self.first).replace("{last}", str(last))


def open_store(county, threads):
    connection = duckdb.connect(os.path.join(county, "store.duckdb"), read_only=True,
                                config={"threads": threads})
    return connection


SETUP = """
CREATE TEMP TABLE code AS SELECT number, text FROM dictionary_text WHERE space = 'code';
CREATE TEMP MACRO code_of(t) AS (SELECT number FROM code WHERE text = t);
-- The 18th birthday of those born on 29 February is 1 March.
CREATE TEMP MACRO adult_on(born) AS (born + INTERVAL 18 YEAR
  + CASE WHEN month(born) = 2 AND day(born) = 29 THEN INTERVAL 1 DAY ELSE INTERVAL 0 DAY END)::DATE;
CREATE TEMP TABLE months AS
  SELECT m::DATE AS month, (m + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE AS month_end
  FROM generate_series(DATE '{first}' - INTERVAL 12 MONTH, DATE '{last}', INTERVAL 1 MONTH) t(m);
CREATE TEMP TABLE calendar AS
  SELECT d::DATE AS day, (sum(CASE WHEN isodow(d) < 6 AND h.date IS NULL THEN 1 ELSE 0 END)
                          OVER (ORDER BY d))::INTEGER AS workdays
  FROM generate_series(DATE '1995-01-01', DATE '{last}', INTERVAL 1 DAY) t(d)
  LEFT JOIN (SELECT DISTINCT date FROM loc_bank_holiday
             WHERE division = code_of('ENGLAND-AND-WALES')) h ON h.date = d::DATE;
CREATE TEMP TABLE population AS
  SELECT month, arg_max(value, (estimate_year, valid_from)) AS people
  FROM months JOIN loc_population ON valid_from <= month_end
  WHERE age_from = 0 AND age_to = 17
    AND area = (SELECT number FROM dictionary_text WHERE text = 'county' AND space <> 'code')
  GROUP BY month;
"""


def prepare(connection, span):
    """Views of the rows in force, the calendar and the months: not timed."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'r\\_%' "
                                "ESCAPE '\\'").fetchall()
    for (table,) in tables:
        connection.execute(f"CREATE TEMP VIEW {table[2:]} AS SELECT * FROM {table} "
                           f"WHERE row_authority = 1 AND row_closed = {STILL_OPEN}")
    connection.execute(span.fill(SETUP, connection))


def run_sql(connection, texts, span):
    cells, times = {}, {}
    for measure, text in texts.items():
        begin = time.perf_counter()
        cursor = connection.execute(span.fill(text, connection))
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
        times[measure] = time.perf_counter() - begin
        for row in rows:
            row = dict(zip(names, row))
            cells[measure, str(row["month"])[:7]] = (row["n"], row.get("d"))
    return cells, times


def floor_statements(connection):
    """One statement a table: least and greatest of each column that the program reads."""
    wanted = set(ALWAYS)
    for folder, _, files in os.walk(os.path.join(ROOT, "catalogue", "measures")):
        for name in files:
            if name.endswith(".toml"):
                with open(os.path.join(folder, name), "rb") as file:
                    measure = tomllib.load(file)
                wanted.update(measure.get("needs", []), measure.get("uses", []))
    statements = []
    for table in sorted(wanted):
        columns = connection.execute(f"SELECT column_name FROM duckdb_columns() WHERE table_name = "
                                     f"'r_{table}' AND (column_name = 'row_file' OR (NOT starts_with("
                                     f"column_name, 'row_') AND data_type <> 'VARCHAR'))").fetchall()
        if columns:
            asked = ", ".join(f'min("{c}"), max("{c}")' for (c,) in columns)
            statements.append(f"SELECT {asked} FROM r_{table} WHERE row_authority = 1 AND "
                              f"row_opened <= 1000 AND row_closed > 1000")
    return statements


def program(waymark, county, span, arguments):
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "figures.csv")
        begin = time.perf_counter()
        done = subprocess.run([waymark, "figures", "--in", county, "--month", span.months[-1],
                               "--months", str(len(span.months)), "--output", output, *arguments],
                              capture_output=True, text=True, check=False)
        taken = time.perf_counter() - begin
        if done.returncode != 0:
            sys.exit(done.stderr)
        with open(output, encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    return {(r["measure"], r["month"]): r for r in rows if r["area"] == "county"}, taken


def same(expected, found, months, measures):
    """Sentences for cells that differ. A month without a row is a zero."""
    faults = []
    for measure in measures:
        for month in months:
            want = expected[measure, month]
            n, d = found.get((measure, month), (0, None))
            if want["numerator"] != str(int(n)) or (d is not None and want["denominator"] != str(int(d))):
                faults.append(f"{measure} {month}: {want['numerator']}/{want['denominator']}, not {n}/{d}")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("county")
    parser.add_argument("--month", default="2017-11")
    parser.add_argument("--months", type=int, default=13)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--build", default="ci")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    waymark = os.path.join(ROOT, "build", options.build, "src", "cli", "waymark")
    span = Span(options.month, options.months)
    texts = measures_by_hand()
    only = [argument for measure in texts for argument in ("--measure", measure)]
    runs = {}

    def note(what, seconds):
        runs.setdefault(what, []).append(seconds)

    for _ in range(options.repeat):
        expected, taken = program(waymark, options.county, span, [])
        note("waymark, all measures, all areas", taken)
        some, taken = program(waymark, options.county, span, only)
        note("waymark, 20 measures, all areas", taken)
        connection = open_store(options.county, options.threads)
        statements = floor_statements(connection)
        # Else least and greatest are answered from statistics, without a look at the columns.
        connection.execute("SET disabled_optimizers = 'statistics_propagation'")
        begin = time.perf_counter()
        for statement in statements:
            connection.execute(statement).fetchall()
        note("floor: least and greatest of the columns", time.perf_counter() - begin)
        connection.close()
        connection = open_store(options.county, options.threads)
        prepare(connection, span)
        cells, times = run_sql(connection, texts, span)
        note("SQL by hand, 20 measures, county", sum(times.values()))
        frames, seconds = pandas_measures.read(connection)
        found, taken = pandas_measures.run(frames, span)
        note("pandas, read", seconds)
        note(f"pandas, {len(pandas_measures.MEASURES)} measures, county", taken)
        connection.close()
        faults = same(expected, cells, span.months, texts)
        faults += same(some, cells, span.months, texts)
        faults += ["pandas " + f for f in same(expected, found, span.months, pandas_measures.MEASURES)]
        if faults:
            sys.exit("Cells differ:\n" + "\n".join(faults[:30]) + f"\n{len(faults)} in all.")
    base = runs["waymark, 20 measures, all areas"]
    print(f"{options.months} months to {options.month}, {options.threads} threads, medians of "
          f"{options.repeat}, load average {os.getloadavg()[0]:.1f}; all cells equal.\n")
    print("| what | ms | times the program's 20 measures |\n| --- | ---: | ---: |")
    for what, seconds in runs.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, base))
        print(f"| {what} | {statistics.median(seconds) * 1000:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
