"""What it takes to write stories and to publish them: run by each system in a process of its own."""

import json
import os
import sys
from pathlib import Path
from time import perf_counter, process_time

WARM, COUNT = 3, int(os.environ.get("STORIES_WRITTEN", "10"))
TICKS = os.sysconf("SC_CLK_TCK")


def tell(deeds, connection):
    """Do each of them to one story after the other; what each cost on average goes to standard output, as JSON.

    `deeds` are names and functions, done in that order; what one of them returns the next is called with.
    """
    from django.test.utils import CaptureQueriesContext  # the settings have to be chosen first

    with CaptureQueriesContext(connection) as captured:
        statements = {name: len(captured) for name, _deed in _through(deeds)}
    before, counts = 0, {}
    for name, total in statements.items():
        counts[name], before = total - before, total
    spent = {name: [0, 0, 0] for name in deeds}
    for _story in range(WARM):
        list(_through(deeds))
    for _story in range(COUNT):
        _measure(deeds, connection, spent)
    found = {name: [counts[name], *(one / COUNT for one in spent[name])] for name in deeds}
    json.dump(found, sys.stdout)


def _through(deeds):
    made = None
    for name, deed in deeds.items():
        made = deed(made)
        yield name, made


def _measure(deeds, connection, spent):
    made = None
    for name, deed in deeds.items():
        begun = perf_counter(), process_time(), _of_session(connection)
        made = deed(made)
        ended = perf_counter(), process_time(), _of_session(connection)
        spent[name] = [sum_ + (b - a) * 1000 for sum_, a, b in zip(spent[name], begun, ended, strict=True)]


def _of_session(connection):
    """Seconds of processor of PostgreSQL's process for this connection."""
    if connection.vendor != "postgresql":
        return 0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, stat[11:13])) / TICKS
