"""The three systems' writing, in turns: a process each, a few stories at a time."""

import json
import os
import subprocess
import sys
from statistics import median

from bench.side import places, stacks

TURNS = 3
NAMES = {"create": "a story is made", "save": "it is saved by itself", "publish": "it is published"}
HEADS = ("", "", "statements", "ms", "ms of processor", "of PostgreSQL beside it")


def compare():
    """{(system, deed): (statements, ms, ms of processor, of PostgreSQL)}: medians of the turns."""
    found = {}
    for _turn in range(TURNS):
        for name, (python, module, environment) in _systems().items():
            for deed, figures in _run(python, module, environment).items():
                found.setdefault((name, deed), []).append(figures)
    return {key: [median(column) for column in zip(*rows, strict=True)] for key, rows in found.items()}


def _systems():
    plain = {"PLAIN_DATABASE_URL": places.database("plain")}
    wagtail = {"WAGTAIL_DATABASE_URL": places.database("wagtail"), "WAGTAIL_TUNED": "1"}
    return {
        "Marbre": (sys.executable, "bench.side.writing.ours", stacks.OURS),
        "plain Django": (sys.executable, "bench.side.writing.plain", plain),
        "Wagtail": (stacks.OTHER / "bin/python", "bench.side.wagtail_site.write", wagtail),
    }


def _run(python, module, environment):
    done = subprocess.run(
        [python, "-m", module], cwd=places.ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{module}: {done.stderr}")
    return json.loads(done.stdout)


def table(found):
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---|---:|---:|---:|---:|"
    for (name, deed), (statements, clock, own, database) in found.items():
        beside = f"{database:.1f}" if places.DATABASES else "–"
        yield f"| {name} | {NAMES[deed]} | {statements:.0f} | {clock:.1f} | {own:.1f} | {beside} |"
