"""What a page costs here, as a file, in plain Django and in Wagtail, side by side: `make bench`.

Each server works on one core and is asked by wrk from another, over 32 connections, a few seconds at a time and in
turns, `ROUNDS=5` times for `SECONDS=4`. What counts is the processor time of a request, of the server with all its
processes and of PostgreSQL's sessions for it: it hardly depends on what else the machine does. `DATABASES=postgres:///marbre_{}`
puts the stories into PostgreSQL, otherwise they lie in SQLite; `ONLY=nginx,kept` measures some rows; `FOLDER=` holds
all that is made (var/bench). The table ends in docs/benchmarks.md, unless only some rows were measured.
"""

import sys
from itertools import count

from bench.side import load, places, report, stacks, starting
from bench.side.servers import fetch
from bench.side.writing import compared

WARM = 1  # seconds, after each address was asked once: templates are compiled, pages kept


def main():
    places.check_tools()
    places.FOLDER.mkdir(parents=True, exist_ok=True)
    fill()
    ports = count(places.PORT)
    started = None if places.ONLY else starting.measure(next(ports))
    wanted = [case for case in stacks.cases(ports) if case.key in (places.ONLY or [case.key])]
    try:
        start(wanted)
        measure(wanted)
        written = {} if places.ONLY else compared.compare()
        report.tell(wanted, started, written)
    finally:
        for server in servers(wanted):
            server.stop()


def fill():
    for name, fill_one in {
        "Marbre": stacks.fill_ours,
        "plain": stacks.fill_plain,
        "Wagtail": stacks.fill_wagtail,
    }.items():
        if wants(name):
            print(f"Filling {name}, unless it is filled …", flush=True)
            fill_one()


def wants(name):
    """Whether a row that was asked for needs this database. nginx serves our page."""
    keys = {"plain": {"plain", "ready", "locmem", "redis"}, "Wagtail": {"wagtail", "wagtail-untuned", "wagtail-kept"}}
    return not places.ONLY or name == "Marbre" or bool(keys[name] & set(places.ONLY))


def servers(cases):
    """Each once, those that others need first."""
    found = []
    for case in cases:
        found += [one for one in (*case.server.beside, case.server) if one not in found]
    return found


def start(cases):
    ours = next((case for case in cases if case.key in {"kept", "story"}), None)
    first = servers([ours] if ours else [])
    for server in first:
        server.start(), server.wait()
    if ours:
        stacks.lay_out(stacks.our_page(ours))
    for server in (one for one in servers(cases) if one not in first):
        server.start(), server.wait()


def measure(cases):
    for case in cases:
        case.check()
        for path in case.paths:
            fetch(case.server.port, path, case.headers)
        load.send(case, WARM * case.longer)
        case.server.pin_databases()
    for number in range(places.ROUNDS):
        for case in cases:
            case.rounds.append(load.send(case, places.SECONDS * case.longer))
            row = case.rounds[-1]
            print(f"{number + 1}: {case.name}: {row.total:.3f} ms, {row.rate:.0f}/s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
