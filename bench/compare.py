#!/usr/bin/env python3
"""Side by side on one store: the program, hand-written SQL with equal output, DuckDB's scan floor, pandas.

    bench/compare.py FOLDER [--extract FOLDER] [--month 2017-11] [--months 13] [--repeat 5] [--build ci]
                     [--land] [--each]

FOLDER is an authority folder, with --land one of many authorities; the SQL then runs for one after the
other in one connection. --extract is the folder that was loaded into it, of one authority: pandas reads it,
and without it is left out (beside_pandas.py says what is compared). `sql/` has one
statement a measure for county, localities and unallocated; {homes}, {located_home} and {located_worker} in
it stand for the texts of those names, the rule by which a child belongs to a locality. Periods of care,
calendar and codes are prepared before and not timed. The program uses the facts that the load
kept, and is run once more building them from the records. Every repetition runs all of them one behind the
other; what is printed are medians, and the ratios are medians of the ratios inside a repetition. Nothing is
printed when a cell differs from the program's. --each prints a line for each statement as well.
Needs Python packages that the program does not: pip install duckdb pandas pyarrow
"""
import argparse
import csv
import hashlib
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict

import duckdb
import numpy
from beside_pandas import print_ratios, run_engine, run_pandas
from clock import Clock

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SQL = os.path.join(ROOT, "bench", "sql")
STILL_OPEN = 2147483647
# As pipeline/records_view.cc: tables that every figure may use.
ALWAYS = ("loc_extract loc_locality loc_postcode_locality loc_population loc_target loc_team loc_worker "
          "loc_benchmark loc_stat_neighbour loc_bank_holiday ssd_person ssd_address ssd_involvements "
          "ssd_cla_episodes ssd_legal_status").split()
NOTHING_TO_COMPARE = ("too_early", "not_yet", "not_supplied", "not_applicable")

SETUP = """
CREATE OR REPLACE TEMP TABLE code AS SELECT number, text FROM dictionary_text_here WHERE space = 'code';
CREATE OR REPLACE TEMP MACRO code_of(t) AS (SELECT number FROM code WHERE text = t);
-- The 18th birthday of those born on 29 February is 1 March.
CREATE OR REPLACE TEMP MACRO adult_on(born) AS (born + INTERVAL 18 YEAR
  + CASE WHEN month(born) = 2 AND day(born) = 29 THEN INTERVAL 1 DAY ELSE INTERVAL 0 DAY END)::DATE;
CREATE OR REPLACE TEMP TABLE months AS
  SELECT m::DATE AS month, (m + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE AS month_end
  FROM generate_series(DATE '{first}' - INTERVAL 12 MONTH, DATE '{last}', INTERVAL 1 MONTH) t(m);
CREATE OR REPLACE TEMP TABLE calendar AS
  SELECT d::DATE AS day, (sum(CASE WHEN isodow(d) < 6 AND h.date IS NULL THEN 1 ELSE 0 END)
                          OVER (ORDER BY d))::INTEGER AS workdays
  FROM generate_series(DATE '1995-01-01', DATE '{last}', INTERVAL 1 DAY) t(d)
  LEFT JOIN (SELECT DISTINCT date FROM loc_bank_holiday
             WHERE division = code_of('ENGLAND-AND-WALES')) h ON h.date = d::DATE;
"""


def month_before(month, count):
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


class Span:
    def __init__(self, month, months):
        self.first = month_before(month, months - 1) + "-01"
        self.after = month_before(month, -1) + "-01"
        self.months = [month_before(month, i) for i in range(months - 1, -1, -1)]

    def fill(self, text, connection):
        last = connection.execute(f"SELECT (DATE '{self.after}' - INTERVAL 1 DAY)::DATE").fetchone()[0]
        return text.replace("{first}", self.first).replace("{last}", str(last))


def text_of(name):
    with open(os.path.join(SQL, name), encoding="utf-8") as file:
        return file.read()


def statements():
    texts = {}
    for name in sorted(os.listdir(SQL)):
        if name.endswith(".sql"):
            text = text_of(name)
            for part in ("located_home", "located_worker", "homes"):
                text = text.replace("{" + part + "}", text_of(part + ".txt").strip())
            texts[name[:-4]] = text
    return texts


def open_store(folder, threads):
    return duckdb.connect(os.path.join(folder, "store.duckdb"), read_only=True,
                          config={"threads": threads})


def prepare(connection, span, authority):
    """Views of the rows in force, calendar, months and periods of care: not timed."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'r\\_%' "
                                "ESCAPE '\\'").fetchall()
    for (table,) in tables:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table[2:]} AS SELECT * FROM {table} "
                           f"WHERE row_authority = {authority} AND row_closed = {STILL_OPEN}")
    for name in ("key_set", "dictionary_text"):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name}_here AS SELECT * FROM {name} "
                           f"WHERE authority = {authority}")
    connection.execute(span.fill(SETUP, connection))
    care = text_of("care.txt").replace("CREATE TEMP", "CREATE OR REPLACE TEMP")
    connection.execute(span.fill(care, connection))


def run_sql(connection, texts, span, authorities):
    cells, taken = {}, defaultdict(lambda: numpy.zeros(2))
    for number, code in authorities:
        prepare(connection, span, number)
        names = dict(connection.execute("SELECT number, text FROM dictionary_text_here "
                                        "WHERE space = 'locality_id'").fetchall())
        for measure, text in texts.items():
            filled = span.fill(text, connection)
            clock = Clock()
            cursor = connection.execute(filled)
            columns = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            taken[measure] += clock.taken()
            for row in rows:
                row = dict(zip(columns, row))
                area = "county" if row["county"] else names.get(row["area"], "unallocated")
                cells[code, measure, area, str(row["month"])[:7]] = (row["n"], row.get("d"))
    return cells, taken


def floor_statements(connection):
    """One statement a table: least and greatest of each column that the program may read."""
    wanted = set(ALWAYS)
    for folder, _, files in os.walk(os.path.join(ROOT, "catalogue", "measures")):
        for name in files:
            if name.endswith(".toml"):
                with open(os.path.join(folder, name), "rb") as file:
                    measure = tomllib.load(file)
                wanted.update(measure.get("needs", []), measure.get("uses", []))
    for table in sorted(wanted):
        columns = connection.execute(f"SELECT column_name FROM duckdb_columns() WHERE table_name = "
                                     f"'r_{table}' AND (column_name = 'row_file' OR (NOT starts_with("
                                     f"column_name, 'row_') AND data_type <> 'VARCHAR'))").fetchall()
        if columns:
            asked = ", ".join(f'min("{c}"), max("{c}")' for (c,) in columns)
            yield (f"SELECT {asked} FROM r_{table} WHERE row_authority > 0 AND row_opened <= 1000000 "
                   f"AND row_closed > 1000000")


def run_floor(connection):
    # Else least and greatest are answered from statistics, without a look at the columns.
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    texts = list(floor_statements(connection))
    clock = Clock()
    for text in texts:
        connection.execute(text).fetchall()
    return clock.taken()


class Figures:
    """What one run of the program wrote: the digest of all, and the lines of the measures compared."""

    def __init__(self, path, measures):
        digest = hashlib.sha256()
        self.lines = []
        with open(path, "rb") as file:
            self.header = next(file).decode().rstrip("\n").split(",")
            place = self.header.index("measure")
            for line in file:
                digest.update(line)
                if line.split(b",", place + 1)[place].decode() in measures:
                    self.lines.append(line.decode())
        self.digest = digest.hexdigest()

    def rows(self):
        return csv.DictReader(self.lines, fieldnames=self.header)


def program(waymark, options, span, asked, compared, *more):
    """Figures of the measures asked for (none: all) and the time it took."""
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "figures.csv")
        clock = Clock()
        done = subprocess.run(
            [waymark, "figures", "--in", options.folder, "--month", span.months[-1], "--months",
             str(len(span.months)), "--output", output, "--threads", str(options.threads),
             *(["--land"] if options.land else []),
             *(["--measure", ",".join(asked)] if asked else []), *more],
            capture_output=True, text=True, check=False)
        taken = clock.taken()
        if done.returncode != 0:
            sys.exit(done.stderr)
        return Figures(output, compared), taken


def written(count):
    return "" if count is None or numpy.isnan(count) else str(int(count))


def differences(what, rows, cells, every_cell=False):
    """Sentences for cells that differ. A month without a row is a zero, and rates have no population there,
    unless `cells` has every cell."""
    for row in rows:
        reason = row["missing_reason"]
        if reason in NOTHING_TO_COMPARE or (reason == "no_denominator" and not every_cell):
            continue
        n, d = cells.get((row.get("authority", ""), row["measure"], row["area"], row["month"]), (0, None))
        same = row["denominator"] == written(d) or (d is None and not every_cell)
        if row["numerator"] != written(n) or not same:
            yield (f"{what} {row.get('authority', '')} {row['measure']} {row['area']} {row['month']}: "
                   f"{row['numerator']}/{row['denominator']}, not {n}/{d}")


def run_program(waymark, options, span, texts, runs):
    """Figures of the measures compared, which every run must give alike."""
    found = {}
    for what, asked in [("all", []), (len(texts), list(texts))]:
        kept, taken = program(waymark, options, span, asked, texts)
        runs[f"program, {what} measures"].append(taken)
        built, taken = program(waymark, options, span, asked, texts, "--from-records")
        runs[f"program, {what} measures, facts built anew"].append(taken)
        if built.digest != kept.digest:
            sys.exit("Figures from kept facts differ from those from records.")
        found[what] = kept
    if sorted(found["all"].lines) != sorted(found[len(texts)].lines):
        sys.exit("Figures of named measures differ from those of all.")
    return found["all"]


def repetition(programs, options, span, texts, runs):
    figures = run_program(programs["waymark"], options, span, texts, runs)
    with open_store(options.folder, options.threads) as connection:
        runs["floor: least and greatest of the columns"].append(run_floor(connection))
    with open_store(options.folder, options.threads) as connection:
        authorities = connection.execute("SELECT authority, code FROM authority ORDER BY code").fetchall()
        if not options.land:
            authorities = [(number, "") for number, _ in authorities]
        cells, taken = run_sql(connection, texts, span, authorities)
        runs[f"SQL by hand, {len(texts)} measures"].append(sum(taken.values()))
        for measure, seconds in taken.items() if options.each else []:
            runs[f"SQL of {measure}"].append(seconds)
        faults = list(differences("SQL", figures.rows(), cells))
    if options.extract:
        found = run_pandas(options.extract, span, runs)
        run_engine(programs["engine"], options, list(texts), runs)
        faults += differences("pandas", figures.rows(), found, every_cell=True)
    if faults:
        sys.exit("Cells differ:\n" + "\n".join(faults[:30]) + f"\n{len(faults)} in all.")
    return len(authorities)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--extract")
    parser.add_argument("--month", default="2017-11")
    parser.add_argument("--months", type=int, default=13)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--build", default="ci")
    parser.add_argument("--land", action="store_true")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    if options.land and options.extract:
        parser.error("--extract is for one authority")
    build = os.path.join(ROOT, "build", options.build)
    programs = {"waymark": os.path.join(build, "src", "cli", "waymark"),
                "engine": os.path.join(build, "bench", "bench_engine")}
    span, texts, runs = Span(options.month, options.months), statements(), defaultdict(list)
    for _ in range(options.repeat):
        count = repetition(programs, options, span, texts, runs)
    base = runs[f"program, {len(texts)} measures"]
    print(f"{count} authorities, {options.months} months to {options.month}, {options.threads} threads, "
          f"medians of {options.repeat}, load average {os.getloadavg()[0]:.1f}; all cells equal.\n")
    print(f"| what | wall ms | times | CPU ms | times the program's {len(texts)} measures |\n"
          "| --- | ---: | ---: | ---: | ---: |")
    for what, taken in runs.items():
        wall, cpu = numpy.median(taken, axis=0) * 1000
        if numpy.isnan(cpu):
            continue  # in memory, below
        ratios = numpy.median([a / b for a, b in zip(taken, base)], axis=0)
        print(f"| {what} | {wall:.0f} | {ratios[0]:.2f} | {cpu:.0f} | {ratios[1]:.2f} |")
    if options.extract:
        print_ratios(runs, len(texts), options.months)


if __name__ == "__main__":
    main()
