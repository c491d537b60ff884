#!/usr/bin/env python3
"""Measures load, figures (13 and 72 months) and publish on generated authorities.

    bench/month.py [--authorities 1,11,153] [--repeat 3] [--build ci] [--keep DIR]
    bench/month.py --store LAND --authorities 153 [--repeat 3] [--build ci]

Prints a Markdown table: the median of the repeats, each a new process. --store measures figures and
publish alone, of a land that was loaded before.
"""
import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def program(build):
    return os.path.join(ROOT, "build", build, "src", "cli", "waymark")


WAYMARK = program("release")
FIRST = "X10000001"  # the code that `simulate` gives the first authority


def measured(*arguments):
    """(wall seconds, CPU seconds, peak MiB) of one process."""
    begin = time.monotonic()
    process = subprocess.Popen([WAYMARK, *arguments], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status != 0:
        sys.exit(f"waymark {' '.join(arguments)} failed: {errors.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median_of(repeat, *arguments, before=None):
    runs = []
    for _ in range(repeat):
        if before:
            before()
        runs.append(measured(*arguments))
    return [statistics.median(column) for column in zip(*runs)]


def size_of(path):
    total = 0
    for folder, _, files in os.walk(path):
        total += sum(os.path.getsize(os.path.join(folder, name)) for name in files)
    return total / 2**20


def line(authorities, what, numbers, note=""):
    wall, cpu, peak = numbers
    print(f"| {authorities} | {what} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {note} |", flush=True)


def bench(authorities, repeat, work):
    extract, county = os.path.join(work, "extract"), os.path.join(work, "county")
    many = authorities > 1
    form = ["--format", "parquet"] if many else []
    simulate = measured("simulate", extract, "--seed", "1", "--months", "72", "--authorities",
                        str(authorities), *form)
    line(authorities, "simulate, 72 months", simulate, f"{size_of(extract):.0f} MiB of files")
    land = ["--land"] if many else []

    def fresh():
        shutil.rmtree(county, ignore_errors=True)
        measured("init", county)

    loads = 1 if authorities > 20 else repeat
    numbers = median_of(loads, "load", extract, "--in", county, *land, before=fresh)
    line(authorities, "load, first", numbers,
         f"store {os.path.getsize(os.path.join(county, 'store.duckdb')) / 2**20:.0f} MiB")
    months(authorities, repeat, county, work, land)
    if not many:
        line(authorities, "load, same files", median_of(repeat, "load", extract, "--in", county))


def months(authorities, repeat, county, work, land):
    """Figures of all, and a publication of the first."""
    for count in ("13", "72"):
        for what, more in (("", []), (", facts built anew", ["--from-records"])):
            line(authorities, f"figures, {count} months, all areas{what}", median_of(
                repeat, "figures", "--in", county, "--month", "2017-11", "--months", count,
                "--output", os.path.join(work, "figures.csv"), *land, *more))
    first = ["--authority", FIRST] if land else []
    line(authorities, "publish, county page", median_of(
        repeat, "publish", "--in", county, "--month", "2017-11", "--area", "county", *first,
        before=lambda: shutil.rmtree(os.path.join(county, "publications"), ignore_errors=True)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--authorities", default="1,11")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep")
    parser.add_argument("--store", help="the folder of a land that is loaded already")
    parser.add_argument("--build", default="release", help="the build preset to run")
    options = parser.parse_args()
    global WAYMARK
    WAYMARK = program(options.build)
    if not os.path.exists(WAYMARK):
        sys.exit("Build it first: cmake --preset release && cmake --build --preset release")
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((row.split(":")[1].strip() for row in file if row.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, {platform.system()}; "
          f"medians of {options.repeat}.\n")
    print("| authorities | what | wall s | CPU s | peak MiB | |\n| ---: | --- | ---: | ---: | ---: | --- |")
    if options.store:
        with tempfile.TemporaryDirectory(prefix="waymark-bench-") as work:
            months(int(options.authorities), options.repeat, options.store, work, ["--land"])
        return
    for count in (int(part) for part in options.authorities.split(",")):
        work = options.keep or tempfile.mkdtemp(prefix="waymark-bench-")
        os.makedirs(work, exist_ok=True)
        try:
            bench(count, options.repeat, work)
        finally:
            if not options.keep:
                shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
