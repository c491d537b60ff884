"""Publishes every pack of a small simulated county, as an authority would.

    make_packs.py WAYMARK FOLDER
"""
import os
import shutil
import subprocess
import sys

WAYMARK, FOLDER = map(os.path.abspath, sys.argv[1:])


def waymark(*arguments):
    subprocess.run([WAYMARK, *arguments], check=True, stdout=subprocess.DEVNULL)


shutil.rmtree(FOLDER, ignore_errors=True)
os.makedirs(FOLDER)
extract, county = os.path.join(FOLDER, "extract"), os.path.join(FOLDER, "county")
waymark("simulate", extract, "--seed", "5", "--scale", "20", "--months", "26")
waymark("init", county, "--name", "Testshire")
waymark("load", extract, "--in", county)
waymark("publish", "--in", county, "--month", "2017-11", "--area", "all",
        "--formats", "html,pdf,xlsx,csv,json")
