"""pandas and the program side by side: both from files, and both with the records in memory.

From files pandas reads the extract and the program, a whole cold process, its own store of it. The load that
made the store is not counted, nor is the start of Python. In memory pandas has its frames and the program
its records. What does not depend on the months may be worked out anew or kept on each side: in pandas periods
of care, homes, workers and referrals, in the program its facts.
"""
import subprocess

import numpy
import pandas_measures
import pandas_records
from clock import Clock
from pandas_county import County, Months

READING, SHARED, COUNTING = "pandas, reading the files", "pandas, what months share", "pandas, counting"
IN_MEMORY = {what: f"program, in memory, {what}" for what in ("facts kept", "facts from records")}
ENGINE_RUNS = 5  # inside a repetition: it takes milliseconds
GOALS = {13: {"files": 40, "memory": 100}, 72: {"files": 100, "memory": 250}}


def run_pandas(extract, span, runs):
    """The cells that pandas finds, as compare.py keeps them."""
    clock = Clock()
    records = pandas_records.read(extract)
    runs[READING].append(clock.taken())
    clock = Clock()
    county = County(records)
    runs[SHARED].append(clock.taken())
    clock = Clock()
    months = Months(span.months[0], span.months[-1])
    found = pandas_measures.measures(pandas_measures.Counts(county, months))
    runs[COUNTING].append(clock.taken())
    return {("", *cell): counts for cell, counts in pandas_measures.cells(found, months).items()}


def run_engine(engine, options, measures, runs):
    """Medians of the program in one process, of which only wall time is known."""
    done = subprocess.run([engine, options.folder, options.month, "--months", str(options.months),
                           "--threads", str(options.threads), "--repeat", str(ENGINE_RUNS),
                           "--measures", ",".join(measures)], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        what, median = line.strip("| ").split(" | ")[:2]
        if what in IN_MEMORY:
            runs[IN_MEMORY[what]].append(numpy.array([float(median) / 1000, numpy.nan]))


def pairs(count):
    """What is compared: both from where, parts of pandas, the run of the program."""
    alone = f"program, {count} measures"
    return [("files", [READING, SHARED, COUNTING], alone),
            ("files", [READING, SHARED, COUNTING], alone + ", facts built anew"),
            ("memory", [SHARED, COUNTING], IN_MEMORY["facts kept"]),
            ("memory", [COUNTING], IN_MEMORY["facts kept"]),
            ("memory", [SHARED, COUNTING], IN_MEMORY["facts from records"])]


def print_ratios(runs, count, months):
    print(f"\n| both from | pandas: {count} measures, all areas | ms | program | ms | times | goal |\n"
          "| --- | --- | ---: | --- | ---: | ---: | ---: |")
    for source, parts, program in pairs(count):
        ours = numpy.array(runs[program])[:, 0]
        theirs = sum(numpy.array(runs[part])[:, 0] for part in parts)
        goal = GOALS.get(months, {}).get(source, "")
        print(f"| {source} | {', '.join(part.removeprefix('pandas, ') for part in parts)} "
              f"| {numpy.median(theirs) * 1000:.0f} | {program.removeprefix('program, ')} "
              f"| {numpy.median(ours) * 1000:.1f} | {numpy.median(theirs / ours):.1f} | {goal} |")
