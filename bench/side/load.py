"""Sends requests with wrk and tells what each of them cost the server."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.side import places, processor

CONNECTIONS = 32
QUIET = 0.3  # seconds
IN_TURN = Path(__file__).parent / "asked.lua"
FAILURES = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .*")


@dataclass(frozen=True)
class Round:
    requests: int
    seconds: float
    own: float  # ms of processor of the server, each request
    database: float  # and of PostgreSQL for it
    kilobytes: float  # of an answer, with its headers

    @property
    def rate(self):
        return self.requests / self.seconds

    @property
    def total(self):
        return self.own + self.database


def send(case, seconds):
    """One round: load from one core for so long; the processor time of all that serves it, before and after.

    Taken at once, as the server goes on with what it was asked for last: that is waited for, and not counted.
    """
    server = case.server
    own, elsewhere = processor.spent(server.process.pid), _elsewhere(server)
    told = _wrk(case, seconds)
    own = processor.spent(server.process.pid) - own
    later = _elsewhere(server)
    share = sum(spent - elsewhere.get(number, 0) for number, spent in later.items())
    _rest(server)
    return _round(case, told, own, share)


def _rest(server):
    """Until it has nothing to do any more."""
    before = None
    while before != (before := processor.spent(server.process.pid)):
        time.sleep(QUIET)


def _elsewhere(server):
    """Seconds by process of what works for a server: PostgreSQL's sessions, Redis."""
    beside = {one.process.pid: processor.spent(one.process.pid) for one in server.beside}
    return processor.spent_on(server.databases) | beside


def _wrk(case, seconds):
    command = ["taskset", "-c", str(places.ASKS), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s"]
    command += [word for name, value in case.headers.items() for word in ("-H", f"{name}: {value}")]
    command += [case.url] if len(case.paths) == 1 else ["-s", str(IN_TURN), case.url, "--", str(_written(case))]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if failure := FAILURES.search(told):
        sys.exit(f"{case.name}: {failure[0]}")
    return told


def _written(case):
    file = places.FOLDER / "addresses"
    file.write_text("\n".join(case.paths))
    return file


def _round(case, told, own, share):
    found = re.search(r"([1-9]\d*) requests in ([\d.]+)s, ([\d.]+)([KMG])B read", told)
    if not found:
        sys.exit(f"{case.name}: no answer at all in that time; give it more SECONDS.")
    count, length, read, unit = found.groups()
    each, size = int(count), float(read) * {"K": 1, "M": 1024, "G": 1024**2}[unit]
    return Round(each, float(length), own * 1000 / each, share * 1000 / each, size / each)
