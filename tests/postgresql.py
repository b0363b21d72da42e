"""A PostgreSQL server of our own, for as long as it is needed: in a temporary folder, on a socket, on no port."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 13
QUIET = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_server():
    """The folder with the newest server's programs, or None."""
    folders = [Path(program).parent for program in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    versions = {_version(folder): folder for folder in folders}
    newest = max(versions, default=0)
    return versions[newest] if newest >= OLDEST else None


def _version(folder):
    said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


@contextmanager
def server(programs):
    """Run a fresh server; yields the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="marbre-pg-"))
    # The server refuses to run as root, where there is an account of its own it runs as that.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
        folder.chmod(0o755)

    def run(*command):
        subprocess.run([*user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    try:
        run(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres")
        options = f"{QUIET} -c unix_socket_directories='{folder}'"
        run(programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            # The tests make a database of their own beside this one.
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
