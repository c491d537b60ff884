"""Compares the program's figures.csv with the plain reader's, on random extracts.

    differential_test.py WAYMARK [SEEDS] [FIRST]      (SEEDS also from WAYMARK_SEEDS)

Prints one line a seed that differs, with the first cells; exits with 1 if any did.
"""
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import measures  # noqa: E402
import nasty_extract  # noqa: E402
import plain_reader  # noqa: E402

LAST, MONTHS = 2017 * 12 + 10, 13


def run(waymark, *arguments):
    done = subprocess.run([waymark, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"waymark {' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def compare(waymark, seed, folder):
    extract, county = os.path.join(folder, "extract"), os.path.join(folder, "county")
    nasty_extract.Maker(seed, extract).make()
    run(waymark, "init", county)
    run(waymark, "load", extract, "--in", county, "--as-at", "2017-12-31")
    text = run(waymark, "figures", "--in", county, "--month", "2017-11", "--months", str(MONTHS))
    rows = list(csv.reader(io.StringIO(text)))[1:]
    plain = measures.Writer(plain_reader.Figures(plain_reader.Extract(extract), []))
    expected = list(plain.rows(LAST, MONTHS))
    known = {m["ref"] for m in measures.MEASURES}
    rows = [r for r in rows if r[0] in known]
    differences = []
    if [r[:3] for r in rows] != [e[:3] for e in expected]:
        differences.append("the rows are not the same measures, areas and months in the same order")
    for got, wanted in zip(rows, expected):
        if got != wanted:
            differences.append(f"waymark {','.join(got)}\n        plain   {','.join(wanted)}")
    cells = sum(1 for e in expected if e[3] not in ("", "0"))
    return differences, len(expected), cells


def main():
    waymark = sys.argv[1]
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else int(os.environ.get("WAYMARK_SEEDS", "20"))
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed = rows = filled = 0
    for seed in range(first, first + seeds):
        folder = tempfile.mkdtemp(prefix="waymark-differential-")
        try:
            differences, count, cells = compare(waymark, seed, folder)
            rows += count
            filled += cells
            if differences:
                failed += 1
                print(f"seed {seed}: {len(differences)} cells differ, first ones:")
                for line in differences[:6]:
                    print("       ", line)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{seeds} seeds, {rows} rows compared, {filled} of them above zero, {failed} seeds differ")
    if filled * 10 < rows:
        print("too few figures above zero for the comparison to mean anything")
        failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
