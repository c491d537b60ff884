"""Compares every cell of the program's figures.csv with the plain reader's, on random extracts.

    differential_test.py WAYMARK        environment: WAYMARK_SEEDS (20), WAYMARK_FIRST_SEED (1)

Prints what differs, cell by cell, with the seed; exits with 1 if anything does.
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import nasty  # noqa: E402
from plain.book import Book  # noqa: E402
from plain.extract import Extract  # noqa: E402
from plain.figures import COLUMNS, Figures  # noqa: E402
from plain.register import EXTRAS, MEASURES  # noqa: E402

MONTHS = 13
SHOWN = 8  # differences of a seed that are printed, one a measure


def run(waymark, *arguments):
    done = subprocess.run([waymark, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"waymark {' '.join(arguments)}: exit {done.returncode}: {done.stderr}")


def make_authority(waymark, extract, authority, seed):
    """An authority folder; in some seeds it holds tables that the extract then lacks."""
    run(waymark, "init", authority)
    own, chance = os.path.join(authority, "tables"), random.Random(seed)
    tables = Extract(extract).tables
    for name in sorted(os.listdir(own)) if chance.random() < 0.3 else []:
        rows = tables.get(name.removesuffix(".csv"))
        if rows and chance.random() < 0.4:
            os.remove(os.path.join(extract, name))
            # The rows used alone: the program refuses faults in an authority's own tables.
            with open(os.path.join(own, name), "w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    if chance.random() < 0.15:
        os.remove(os.path.join(own, "loc_bank_holiday.csv"))
    return own


def program_figures(waymark, extract, authority, last_month, extras=()):
    """The rows of figures.csv, header first: from kept facts and from records the same."""
    output = authority + "-figures.csv"
    run(waymark, "load", extract, "--in", authority, "--as-at", "2018-01-31")
    asked = ["--extra", ",".join(extras)] if extras else []
    texts = []
    for source in [[], ["--from-records"]]:
        run(waymark, "figures", "--in", authority, "--month", last_month, "--months", str(MONTHS),
            *asked, *source, "--output", output)
        with open(output, newline="", encoding="utf-8") as file:
            texts.append(file.read())
    if texts[0] != texts[1]:
        raise RuntimeError("figures from kept facts differ from those from records")
    return list(csv.reader(io.StringIO(texts[0])))


def plain_figures(extract, own_tables, last_month, measures):
    year, month = map(int, last_month.split("-"))
    book = Book(extract, own_tables)
    return list(Figures(book).rows(measures, year * 12 + month - 1, MONTHS))


def compare_seed(waymark, seed):
    """(what differs, rows compared, figures above 0, measures above 0)."""
    with tempfile.TemporaryDirectory(prefix="waymark-differential-") as folder:
        extract, authority = os.path.join(folder, "extract"), os.path.join(folder, "authority")
        last_month = nasty.write_extract(seed, extract)
        try:
            own_tables = make_authority(waymark, extract, authority, seed)
            got = program_figures(waymark, extract, authority, last_month,
                                  [measure.ref for measure in EXTRAS])
        except RuntimeError as error:
            return [("run", str(error))], 0, 0, set()
        wanted = plain_figures(extract, own_tables, last_month, MEASURES + EXTRAS)
    filled = [row for row in wanted if row[3] not in ("", "0")]
    return differences(got, wanted), len(wanted), len(filled), {row[0] for row in filled}


def differences(got, wanted):
    """(measure, sentence) of every cell that differs, and of rows that one side has not."""
    found = []
    if got[0] != COLUMNS:
        return [("header", f"columns {','.join(got[0])}")]
    got_rows = {tuple(row[:3]): row for row in got[1:]}
    known = {row[0] for row in got[1:]}
    for measure in dict.fromkeys(row[0] for row in wanted):
        if measure not in known:
            found.append((measure, f"{measure}: the program has no rows"))
    for row in wanted:
        other = got_rows.pop(tuple(row[:3]), None)
        if other is None:
            if row[0] in known:
                found.append((row[0], f"{' '.join(row[:3])}: the program has no such row"))
            continue
        cells = [f"{name} {right or 'empty'} (program: {left or 'empty'})"
                 for name, left, right in zip(COLUMNS, other, row) if left != right]
        if cells:
            found.append((row[0], f"{' '.join(row[:3])}: {'; '.join(cells)}"))
    for key in got_rows:
        found.append((key[0], f"{' '.join(key)}: only the program has this row"))
    order = [row[:3] for row in wanted]
    if not found and [row[:3] for row in got[1:]] != order:
        found.append(("order", "the rows are not in the order of the contract"))
    return found


def report(seed, found):
    measures = Counter(measure for measure, _ in found)
    print(f"seed {seed}: {len(found)} rows differ, of " +
          ", ".join(f"{measure} ({count})" for measure, count in measures.items()))
    shown = {}
    for measure, sentence in found:
        shown.setdefault(measure, sentence)
    for sentence in list(shown.values())[:SHOWN]:
        print("   ", sentence)


def main():
    waymark = os.path.abspath(sys.argv[1])
    first = int(os.environ.get("WAYMARK_FIRST_SEED", "1"))
    seeds = range(first, first + int(os.environ.get("WAYMARK_SEEDS", "20")))
    failed, rows, filled, seen = [], 0, 0, set()
    with ProcessPoolExecutor() as pool:
        results = pool.map(compare_seed, [waymark] * len(seeds), seeds)
        for seed in seeds:
            found, count, above, measures = next(results)
            rows, filled, seen = rows + count, filled + above, seen | measures
            if found:
                failed.append(seed)
                report(seed, found)
    print(f"{len(seeds)} seeds, {rows} rows compared, {filled} of them above 0; "
          f"seeds that differ: {failed or 'none'}")
    never = [measure.ref for measure in MEASURES + EXTRAS if measure.ref not in seen]
    if len(seeds) >= 20 and never:
        print("these measures were 0 in every seed, so nothing was compared:", ", ".join(never))
        failed.append("coverage")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
