"""The table of a run: on the screen, and between two marks of docs/benchmarks.md."""

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.side import places, stacks
from bench.side.writing import compared

PAGE = places.ROOT / "docs" / "benchmarks.md"
HEADS = ("", "ms of processor", "of it the database", "requests/s on one core", "times nginx's file", "KB")
MOST_MEMORY, LATEST = 150, 3  # MB; seconds
WRITING = """Writing the same story, the index for searches included. What ours saves by itself is the whole request of
the open form; of Wagtail it is `save_revision()` alone, without a request around it."""
# (row, times at most what this other row costs)
ASKED = [
    ("kept", 1.5, "nginx"),
    ("kept-packed", 1.5, "nginx-packed"),
    ("kept", 0.1, "locmem"),
    ("story", 0.75, "plain"),
    ("story", 1 / 8, "wagtail"),
    ("home", 1.5, "story"),
    ("section", 1.5, "story"),
]


def tell(cases, start, written):
    lines = [*table(cases), "", *asked(cases), *began(start)]
    if written:
        lines += ["", WRITING, "", *compared.table(written)]
    text = "\n".join([machine(), "", *lines])
    print(f"\n{text}")
    if not places.ONLY:
        put("postgresql" if places.DATABASES else "sqlite", text)


def table(cases):
    yield f"| {' | '.join(HEADS)} |"
    yield f"|---|{'---:|' * (len(HEADS) - 1)}"
    base = next((_cost(case) for case in cases if case.key == "nginx"), None)
    for case in sorted(cases, key=_cost):
        yield f"| {' | '.join(_cells(case, base))} |"


def _cells(case, base):
    cost, database, rate = (median(getattr(row, name) for row in case.rounds) for name in ("total", "database", "rate"))
    yield from (case.name, _short(cost), _short(database) if database else "–", f"{rate:,.0f}")
    yield from (f"{_short(cost / base)}" if base else "–", f"{case.rounds[0].kilobytes:.1f}")


def _cost(case):
    return median(row.total for row in case.rounds)


def _short(number):
    """Three digits that say something."""
    return f"{number:.3f}" if number < 1 else f"{number:.3g}" if number < 1000 else f"{number:,.0f}"


def asked(cases):
    """What the numbers have to be: a sentence each, with what they are. The ratio is the median of the rounds'."""
    known = {case.key: case for case in cases}
    for key, most, other in ASKED:
        if {key, other} <= set(known):
            rounds = zip(known[key].rounds, known[other].rounds, strict=True)
            ratio = median(one.total / two.total for one, two in rounds)
            said = f"{known[key].name}: {ratio:.3g} × {known[other].name}, at most {most:.3g}"
            yield f"- {said} ({_verdict(ratio <= most)})."


def began(start):
    if start:
        said = f"{start.seconds:.1f} s by the clock, {start.processor:.1f} s of processor, at most {LATEST}"
        name = "`make run`, once installed, until the home page is answered"
        yield f"- {name}: {said} ({_verdict(start.seconds < LATEST)})."
        said = f"{start.memory:.0f} MB, {start.peak:.0f} at its peak, at most {MOST_MEMORY}"
        yield f"- Memory of that server after all sorts of pages: {said} ({_verdict(start.memory <= MOST_MEMORY)})."


def _verdict(reached):
    return "reached" if reached else "**missed**"


def machine():
    """What it was measured on, and how."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    database = f"PostgreSQL {_told('psql', '-V')}" if places.DATABASES else "SQLite"
    said = [f"{datetime.now(UTC):%d %B %Y}", f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores"]
    said += [f"load {os.getloadavg()[1]:.1f}", f"Python {platform.python_version()}", f"Django {version('django')}"]
    said += [f"granian {version('granian')}", f"nginx {_told('nginx', '-v')}", f"wrk {_told('wrk', '-v')}", database]
    wagtail = re.search(r"wagtail==(\S+)", stacks.NEEDS.read_text())[1]
    how = f"{places.ROUNDS} rounds of {places.SECONDS} s, {places.STORIES:,} stories"
    return f"{', '.join([*said, f'Wagtail {wagtail}'])}. {how}."


def _told(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"(\d+\.[\d.]+)", done.stdout + done.stderr)
    return found[1] if found else "?"


def put(name, text):
    """Put a table in its place: between `<!-- name -->` and `<!-- end of name -->`."""
    before, begin, rest = PAGE.read_text().partition(f"<!-- {name} -->\n")
    _old, end, after = rest.partition(f"<!-- end of {name} -->")
    if not end:
        sys.exit(f"{PAGE} has no place for “{name}”.")
    PAGE.write_text(f"{before}{begin}\n{text.strip()}\n\n{end}{after}")
