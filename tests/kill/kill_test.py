"""Kills `waymark load` at many moments and looks at what is left; starts two loads at once.

    kill_test.py WAYMARK STORE_DUMP STOP_AT_WRITE_LIBRARY

After a kill the store must be as before the load or, behind the commit, as after it; and the same load
once more must give the very store that an undisturbed load gives.
"""
import concurrent.futures
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "differential"))
import nasty  # noqa: E402

WAYMARK, DUMP, LIBRARY = sys.argv[1:4]
WRITE_POINTS, LAST_WRITES, TIME_POINTS = 32, 16, 24
CONFLICT = 3  # exit code
faults = []


def check(holds, what):
    if not holds:
        faults.append(what)
        print("FAULT:", what, flush=True)


def environment(**stop):
    env = dict(os.environ, ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0")
    if stop:
        env.update(LD_PRELOAD=LIBRARY, **{name: str(value) for name, value in stop.items()})
    return env


def load_command(extract, county, day):
    return [WAYMARK, "load", extract, "--in", county, "--as-at", day]


def load(extract, county, day, **stop):
    return subprocess.run(load_command(extract, county, day), capture_output=True, text=True,
                          env=environment(**stop))


def dump(county):
    done = subprocess.run([DUMP, os.path.join(county, "store.duckdb")], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"store_dump {county}: {done.stderr.decode()}")
    return done.stdout


class Situation:
    """A county before a load, and what it holds before and after."""

    def __init__(self, name, folder, county, extract, day):
        self.name, self.folder = name, folder
        self.county, self.extract, self.day = county, extract, day
        self.before = dump(county)
        clean = os.path.join(folder, "clean")
        count = os.path.join(folder, "count")
        shutil.copytree(county, clean)
        begun = time.monotonic()
        done = load(extract, clean, day, STOP_COUNT_FILE=count)
        self.seconds = time.monotonic() - begun
        check(done.returncode == 0, f"{name}: the clean load failed: {done.stderr}")
        self.after = dump(clean)
        check(self.after != self.before, f"{name}: the clean load changed nothing")
        with open(count) as file:
            self.writes = int(file.read())
        self.clean = clean

    def copy(self, point):
        county = os.path.join(self.folder, "at-" + point)
        shutil.copytree(self.county, county)
        return county

    def look(self, county, point):
        """Checks what a killed load left; returns whether it was behind its commit."""
        try:
            left = dump(county)
            check(left in (self.before, self.after),
                  f"{self.name}, {point}: the store is neither as before nor as after the load")
            again = load(self.extract, county, self.day)
            check(again.returncode == 0, f"{self.name}, {point}: loading again: {again.stderr}")
            check(dump(county) == self.after,
                  f"{self.name}, {point}: loading again is not what a clean load gives")
            return left == self.after
        except RuntimeError as fault:
            check(False, f"{self.name}, {point}: {fault}")
            return False
        finally:
            shutil.rmtree(county, ignore_errors=True)

    def kill_at_write(self, number):
        point = f"write {number} of {self.writes}"
        county = self.copy(f"write-{number}")
        done = load(self.extract, county, self.day, STOP_AT_WRITE=number, STOP_SIGNAL=9)
        killed = done.returncode == -signal.SIGKILL
        # What the database writes beside the load itself varies by a few calls.
        check(killed or number > self.writes - 8, f"{self.name}, {point}: not killed: {done.stderr}")
        return killed, self.look(county, point)

    def kill_at_time(self, share):
        point = f"{share:.2f} of the time"
        county = self.copy(f"time-{share:.3f}")
        process = subprocess.Popen(load_command(self.extract, county, self.day), env=environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(share * self.seconds)
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        return killed, self.look(county, point)

    def run(self, pool):
        spread = {1 + i * (self.writes - 1) // (WRITE_POINTS - 1) for i in range(WRITE_POINTS)}
        last = set(range(max(1, self.writes - LAST_WRITES + 1), self.writes + 1))
        jobs = [pool.submit(self.kill_at_write, number) for number in sorted(spread | last)]
        jobs += [pool.submit(self.kill_at_time, (i + 1) / TIME_POINTS) for i in range(TIME_POINTS)]
        outcomes = [job.result() for job in jobs]
        killed = sum(1 for was_killed, _ in outcomes if was_killed)
        committed = sum(1 for was_killed, behind in outcomes if was_killed and behind)
        print(f"{self.name}: {self.writes} writes in {self.seconds:.2f} s; killed at {killed} points, "
              f"{committed} of them behind the commit", flush=True)
        check(committed > 0, f"{self.name}: no kill fell behind the commit")
        check(killed > committed, f"{self.name}: no kill fell before the commit")
        return killed


def two_at_once(situation):
    """Holds one load in the midst of its writes while another begins."""
    county = situation.copy("two")
    env = environment(STOP_AT_WRITE=situation.writes // 2, STOP_SIGNAL=int(signal.SIGSTOP))
    first = subprocess.Popen(load_command(situation.extract, county, situation.day), env=env,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    os.waitid(os.P_PID, first.pid, os.WSTOPPED | os.WNOWAIT)
    second = load(situation.extract, county, situation.day)
    check(second.returncode == CONFLICT, f"two at once: the second ended with {second.returncode}")
    check("another program" in second.stderr, f"two at once: the second was told {second.stderr!r}")
    first.send_signal(signal.SIGCONT)
    _, errors = first.communicate()
    check(first.returncode == 0, f"two at once: the first failed: {errors}")
    check(dump(county) == situation.after, "two at once: the first load is not whole")


def same_files_again(situation):
    before = situation.after
    done = load(situation.extract, situation.clean, situation.day)
    check(done.returncode == 0, f"the same files again: {done.stderr}")
    check(dump(situation.clean) == before, "the same files again changed the store")


def make_county(folder):
    """An empty county, one with a load, and the two extracts."""
    extracts = [os.path.join(folder, name) for name in ("first", "second")]
    for seed, extract in enumerate(extracts, 11):
        nasty.write_extract(seed, extract)
    empty, loaded = os.path.join(folder, "empty"), os.path.join(folder, "loaded")
    done = subprocess.run([WAYMARK, "init", empty], capture_output=True, text=True)
    check(done.returncode == 0, f"init: {done.stderr}")
    shutil.copytree(empty, loaded)
    done = load(extracts[0], loaded, "2017-11-30")
    check(done.returncode == 0, f"the first load: {done.stderr}")
    return empty, loaded, extracts


def main():
    folder = tempfile.mkdtemp(prefix="waymark-kill-")
    try:
        empty, loaded, extracts = make_county(folder)
        if faults:
            return 1
        situations = []
        for name, county, extract in (("first load", empty, extracts[0]),
                                      ("next load", loaded, extracts[1])):
            place = os.path.join(folder, name.replace(" ", "-"))
            os.mkdir(place)
            situations.append(Situation(name, place, county, extract, "2017-12-31"))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for situation in situations:
                killed = situation.run(pool)
                check(killed >= 50, f"{situation.name}: killed at {killed} points only")
        two_at_once(situations[1])
        same_files_again(situations[1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
