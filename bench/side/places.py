"""Where things are while it is measured, and how long: each value can be set in the environment."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("FOLDER", ROOT / "var" / "bench")).resolve()
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("SECONDS", "4"))
PORT = int(os.environ.get("PORT", "8290"))  # the first of some twenty
SERVES, ASKS = int(os.environ.get("SERVER_CORE", "0")), int(os.environ.get("CLIENT_CORE", "1"))
STORIES = int(os.environ.get("STORIES", "2000"))
ONLY = os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else []  # the rows to measure
# The name of each database for {}: `postgres:///marbre_{}`; they are made if they don't exist. Nothing: SQLite.
DATABASES = os.environ.get("DATABASES", "")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

NEEDED = {"wrk": "wrk", "nginx": "nginx", "taskset": "util-linux"}
WELCOME = {"redis-server": "redis-server"}


def database(name):
    """The address of a database of this name."""
    return DATABASES.format(name) if DATABASES else f"sqlite:///{FOLDER / name}.sqlite3"


def database_name(name):
    """As PostgreSQL's processes show it."""
    return database(name).rpartition("/")[2].partition("?")[0] if DATABASES else ""


def make_database(name):
    if not DATABASES or subprocess.run(["psql", "-qc", "", database(name)], capture_output=True).returncode == 0:
        return
    if subprocess.run(["createdb", database_name(name)]).returncode:
        sys.exit(f"The database {database_name(name)} can't be made: create it, or leave DATABASES out for SQLite.")


def check_tools():
    """A sentence for each program that is missing; it ends where one of them can't be done without."""
    missing = [package for program, package in NEEDED.items() if not found(program)]
    if missing:
        sys.exit(f"To measure, install {', '.join(missing)}: apt-get install {' '.join(missing)}")
    if (os.cpu_count() or 1) < 2:
        sys.exit("This needs two cores: one that serves and one that asks.")
    for program, package in WELCOME.items():
        if not found(program):
            print(f"Without {program}, its row is left out: apt-get install {package}")
    if not BROTLI.exists():
        print("Without libnginx-mod-http-brotli-static, nginx's compressed row is of gzip.")


def found(program):
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
