#!/usr/bin/env python3
"""The program beside hand-written SQL that gives the same output: county, localities, unallocated.

    bench/compare_areas.py FOLDER [--month 2017-11] [--months 13] [--repeat 5] [--build ci] [--land]

FOLDER is an authority folder, with --land one of many authorities; the SQL then runs for one after the
other in one connection. `sql_areas/` has one statement a measure; {located_home} and {located_worker} in
it stand for the two texts of those names, the rule by which a child belongs to a locality. Periods of
care, calendar and codes are prepared before and not timed. Nothing is printed when a cell differs.
Needs Python packages that the program does not: pip install duckdb numpy
"""
import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

import compare
import numpy

FOLDER = os.path.join(compare.ROOT, "bench", "sql_areas")


def text_of(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def statements():
    parts = {"{located_home}": text_of("located_home.txt"), "{located_worker}": text_of("located_worker.txt")}
    texts = {}
    for name in sorted(os.listdir(FOLDER)):
        if name.endswith(".sql"):
            text = text_of(name)
            for mark, part in parts.items():
                text = text.replace(mark, part.strip())
            texts[name[:-4]] = text
    return texts


def prepare(connection, span, authority):
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'r\\_%' "
                                "ESCAPE '\\'").fetchall()
    for (table,) in tables:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table[2:]} AS SELECT * FROM {table} "
                           f"WHERE row_authority = {authority} AND row_closed = {compare.STILL_OPEN}")
    for name in ("key_set", "dictionary_text"):
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name}_here AS SELECT * FROM {name} "
                           f"WHERE authority = {authority}")
    setup = compare.SETUP.replace("FROM dictionary_text", "FROM dictionary_text_here")
    setup = setup.replace("CREATE TEMP", "CREATE OR REPLACE TEMP")
    connection.execute(span.fill(setup, connection))
    connection.execute(span.fill(text_of("care.txt").replace("CREATE TEMP", "CREATE OR REPLACE TEMP"),
                                 connection))


def run_sql(connection, texts, span, authorities):
    cells, taken = {}, defaultdict(lambda: numpy.zeros(2))
    for number, code in authorities:
        prepare(connection, span, number)
        names = dict(connection.execute("SELECT number, text FROM dictionary_text_here "
                                        "WHERE space = 'locality_id'").fetchall())
        for measure, text in texts.items():
            filled = span.fill(text, connection)
            begin, cpu = time.perf_counter(), time.process_time()
            cursor = connection.execute(filled)
            columns = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            taken[measure] += [time.perf_counter() - begin, time.process_time() - cpu]
            for row in rows:
                row = dict(zip(columns, row))
                area = "county" if row["county"] else names.get(row["area"], "unallocated")
                cells[code, measure, area, str(row["month"])[:7]] = (row["n"], row.get("d"))
    return cells, taken


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def program(waymark, options, span, measures):
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "figures.csv")
        before, begin = children(), time.perf_counter()
        done = subprocess.run(
            [waymark, "figures", "--in", options.folder, "--month", span.months[-1], "--months",
             str(len(span.months)), "--output", output, "--threads", str(options.threads),
             *(["--land"] if options.land else []),
             *(["--measure", ",".join(measures)] if measures else [])],
            capture_output=True, text=True, check=False)
        taken = numpy.array([time.perf_counter() - begin, children() - before])
        if done.returncode != 0:
            sys.exit(done.stderr)
        with open(output, encoding="utf-8") as file:
            return list(csv.DictReader(file)), taken


def differences(rows, cells, measures):
    for row in rows:
        if row["measure"] not in measures or row["missing_reason"] in (
                "too_early", "not_yet", "not_supplied", "not_applicable", "no_denominator"):
            continue
        n, d = cells.get((row.get("authority", ""), row["measure"], row["area"], row["month"]), (0, None))
        if row["numerator"] != str(int(n)) or (d is not None and row["denominator"] != str(int(d))):
            yield (f"{row.get('authority', '')} {row['measure']} {row['area']} {row['month']}: "
                   f"{row['numerator']}/{row['denominator']}, not {n}/{d}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--month", default="2017-11")
    parser.add_argument("--months", type=int, default=13)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--build", default="ci")
    parser.add_argument("--land", action="store_true")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    waymark = os.environ.get("WAYMARK_BENCH_PROGRAM") or os.path.join(
        compare.ROOT, "build", options.build, "src", "cli", "waymark")
    span = compare.Span(options.month, options.months)
    texts = statements()
    runs = defaultdict(list)
    for _ in range(options.repeat):
        _, seconds = program(waymark, options, span, [])
        runs["program, all measures"].append(seconds)
        rows, seconds = program(waymark, options, span, list(texts))
        runs[f"program, {len(texts)} measures"].append(seconds)
        connection = compare.open_store(options.folder, options.threads)
        authorities = connection.execute("SELECT authority, code FROM authority ORDER BY code").fetchall()
        if not options.land:
            authorities = [(number, "") for number, _ in authorities]
        cells, taken = run_sql(connection, texts, span, authorities)
        connection.close()
        runs[f"SQL by hand, {len(texts)} measures"].append(sum(taken.values()))
        for measure, seconds in taken.items():
            runs[f"SQL of {measure}"].append(seconds)
        faults = list(differences(rows, cells, texts))
        if faults:
            sys.exit("Cells differ:\n" + "\n".join(faults[:30]) + f"\n{len(faults)} in all.")
    base = runs[f"program, {len(texts)} measures"]
    print(f"{options.folder}: {len(authorities)} authorities, all areas, {options.months} months to "
          f"{options.month}, {options.threads} threads, medians of {options.repeat}, load average "
          f"{os.getloadavg()[0]:.1f}; all cells equal.\n")
    print(f"| what | wall ms | times | CPU ms | times the program's {len(texts)} measures |\n"
          "| --- | ---: | ---: | ---: | ---: |")
    for what, taken in runs.items():
        wall, cpu = numpy.median(taken, axis=0) * 1000
        ratios = numpy.median([a / b for a, b in zip(taken, base)], axis=0)
        print(f"| {what} | {wall:.0f} | {ratios[0]:.2f} | {cpu:.0f} | {ratios[1]:.2f} |")


if __name__ == "__main__":
    main()
