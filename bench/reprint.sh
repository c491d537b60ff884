#!/bin/sh
# Prints every table of docs/performance.md again, on a machine that does nothing else.
#   bench/reprint.sh COUNTY EXTRACT [LAND]   folders with the stores of one authority and of many, and
#                                            the extract that was loaded into the first
#   PYTHON=... a Python with duckdb, pandas and pyarrow; REPEAT=... runs of each (5)
set -eu
here=$(dirname "$0")
python=${PYTHON:-python3}
repeat=${REPEAT:-5}
"$python" -B "$here/month.py" --build ci --authorities 1,11 --repeat "$repeat"
"$here/../build/ci/bench/bench_engine" "$1" 2017-11 --repeat "$repeat"
for months in 13 60 72; do
  "$python" -B "$here/compare.py" "$1" --extract "$2" --months $months --repeat "$repeat"
done
if [ $# -gt 2 ]; then
  "$python" -B "$here/month.py" --build ci --store "$3" --authorities "$(ls "$3/kept" | wc -l)" --repeat "$repeat"
  for months in 13 72; do
    "$python" -B "$here/compare.py" "$3" --land --months $months --repeat "$repeat"
  done
  for months in 13 72; do
    for memory in 64 1024; do
      echo "land, $months months, --memory $memory:"
      /usr/bin/time -f "%e s wall, %U s user, %S s system, %M KiB" "$here/../build/ci/src/cli/waymark" \
        figures --land --in "$3" --month 2017-11 --months $months --memory $memory >/dev/null
    done
  done
fi
