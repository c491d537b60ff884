"""A PostgreSQL server of the test's own: in a temporary folder, on a Unix socket alone, run by a user
who is not root, and gone afterwards. The system's own cluster is never touched."""
import glob
import os
import pwd
import shutil
import subprocess
import tempfile

PORT = "54399"
OWNER_PASSWORD = "of the owner"


def programs():
    """The folder of initdb and pg_ctl of the newest PostgreSQL, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"),
                   key=lambda path: int(path.split("/")[4]))
    return os.path.dirname(found[-1]) if found else None


def has_driver():
    drivers = subprocess.run(["odbcinst", "-q", "-d"], capture_output=True, text=True)
    return "[PostgreSQL Unicode]" in drivers.stdout


class Cluster:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="waymark-pg-")
        self.data = os.path.join(self.folder, "data")
        password = os.path.join(self.folder, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(OWNER_PASSWORD + "\n")
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            for path in (self.folder, password):
                os.chown(path, user.pw_uid, user.pw_gid)
        self.as_user("initdb", "-D", self.data, "-U", "owner", "-A", "scram-sha-256", "-E", "UTF8",
                     "--locale=C.UTF-8", "--pwfile", password, "--no-sync")
        self.as_user("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                     f"-p {PORT} -k {self.folder} -c listen_addresses= -c fsync=off", "start")

    def as_user(self, program, *arguments):
        command = [os.path.join(programs(), program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        # The server keeps what it inherits open, so that output goes to a file.
        with open(os.path.join(self.folder, "setup"), "a", encoding="utf-8") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd=self.folder,
                                  env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
        if done.returncode != 0:
            with open(os.path.join(self.folder, "setup"), encoding="utf-8") as log:
                raise RuntimeError(f"{program} failed: {log.read()}")

    def stop(self):
        try:
            self.as_user("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, text, stdin=None):
        """Runs statements as the owner; gives what they print, unaligned."""
        done = subprocess.run(["psql", "-h", self.folder, "-p", PORT, "-U", "owner", "-d", "postgres",
                               "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", text], input=stdin,
                              capture_output=True, text=True, check=False,
                              env={**os.environ, "PGPASSWORD": OWNER_PASSWORD})
        if done.returncode != 0:
            raise RuntimeError(f"{text[:200]}: {done.stderr}")
        return done.stdout.strip()

    def connection(self, user):
        return (f"Driver={{PostgreSQL Unicode}};Server={self.folder};Port={PORT};Database=postgres;"
                f"UID={user}")
