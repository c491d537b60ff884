#!/bin/sh
# Prints every table of docs/performance.md again, on a machine that does nothing else.
#   bench/reprint.sh COUNTY [LAND]     folders with stores of one authority and of many
#   PYTHON=... a Python with duckdb and pandas; REPEAT=... runs of each (5)
set -eu
here=$(dirname "$0")
python=${PYTHON:-python3}
repeat=${REPEAT:-5}
"$here/../build/ci/bench/bench_engine" "$1" 2017-11 --repeat "$repeat"
for months in 13 60; do
  "$python" -B "$here/compare.py" "$1" --months $months --repeat "$repeat"
done
if [ $# -gt 1 ]; then
  "$python" -B "$here/compare.py" "$2" --land --repeat "$repeat"
  for months in 13 72; do
    for memory in 64 1024; do
      echo "land, $months months, --memory $memory:"
      /usr/bin/time -f "%e s wall, %U s user, %S s system, %M KiB" "$here/../build/ci/src/cli/waymark" \
        figures --land --in "$2" --month 2017-11 --months $months --memory $memory >/dev/null
    done
  done
fi
