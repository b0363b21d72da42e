"""What every page costs with a thousand stories and with very many: `make bench-growth`.

Two databases each, made and filled the first time (`manage.py make_archive`) and then used as they are: SQLite in
`DATA_DIR` (`var/growth`) with 1,000 and 200,000 stories, PostgreSQL at `SERVER` (`postgres:///`) with 1,000 and
1,000,000, which takes some 12 GB. Every page is asked of both in turns. The least of each is taken, since whatever else
the machine does only adds; the ratio is that of the processor's time, Python's and the database's. It ends with a
failure where a page takes more than 1.3 times as much (and not because it shows so much more: its size is told too), or
reads a big table as a whole. `ONLY=sqlite`, `ROUNDS=9`, and `PAGES=search` for those so named.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "growth"
SERVER = os.environ.get("SERVER", "postgres:///")
ONLY, NAMED = os.environ.get("ONLY", ""), os.environ.get("PAGES", "")
ROUNDS, MOST, NOISE = int(os.environ.get("ROUNDS", "9")), 1.3, 2.0  # NOISE: milliseconds that are no growth
SIZES = {"sqlite": (1000, 200_000), "postgresql": (1000, 1_000_000)}
DOCUMENT = ROOT / "docs" / "benchmarks.md"


class Side:
    """A process that has one of the databases open."""

    def __init__(self, vendor, size):
        environment = dict(os.environ, DATA_DIR=str(FOLDER / f"{vendor}-{size}"), READER_CACHE_MB="0")
        environment.pop("DATABASE_URL", None)
        if vendor == "postgresql":
            environment["DATABASE_URL"] = f"{SERVER}marbre_growth_{size}"
        Path(environment["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
        command = [sys.executable, str(ROOT / "bench" / "growth_side.py"), str(size)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def ask(self, *question):
        print(json.dumps(question), file=self.process.stdin, flush=True)
        if not (answer := self.process.stdout.readline()):
            sys.exit(f"{question}: no answer")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def make_databases(sizes):
    """Those on the server that are missing."""
    import psycopg  # only where PostgreSQL is asked

    with psycopg.connect(f"{SERVER.replace('postgres:', 'postgresql:', 1)}postgres", autocommit=True) as server:
        there = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
        for name in {f"marbre_growth_{size}" for size in sizes} - there:
            server.execute(f'CREATE DATABASE "{name}"')


def measure(vendor):
    """Rows: name, statements and the least times of both sizes, what was read as a whole."""
    sizes = SIZES[vendor]
    if vendor == "postgresql":
        make_databases(sizes)
    sides = [Side(vendor, size) for size in sizes]
    for both in zip(*(side.ask("pages") for side in sides), strict=True):
        if NAMED in both[0][0]:
            yield _row(sides, both)
    for side in sides:
        side.close()


def _row(sides, both):
    asked = [(side, address) for side, (_name, address) in zip(sides, both, strict=True)]
    counted = [side.ask("count", address) for side, address in asked]
    rounds = [[side.ask("spend", address) for side, address in asked] for _round in range(ROUNDS)]
    spent = [[min(column) for column in zip(*side, strict=True)] for side in zip(*rounds, strict=True)]
    row = {"name": both[0][0], "statements": [one["statements"] for one in counted], "scans": counted[1]["scans"]}
    costs = [python + database for _clock, python, database in spent]
    row |= {"clock": [one[0] for one in spent], "costs": costs, "ratio": costs[1] / costs[0]}
    row["more"] = counted[1]["bytes"] / max(1, counted[0]["bytes"])
    row["grows"] = row["ratio"] > MOST * max(1, row["more"]) and costs[1] - costs[0] > NOISE
    print(f"{line(row)}{' ← ' + ', '.join(row['scans']) if row['scans'] else ''}", flush=True)
    return row


def line(row):
    statements = "{} / {}".format(*row["statements"])
    costs, clock = ("{:.1f} | {:.1f}".format(*row[name]) for name in ("costs", "clock"))
    ratio = f"{row['ratio']:.2f}{' **grows**' * row['grows']}"
    return f"| {row['name']} | {statements} | {costs} | {ratio} | {row['more']:.2f} | {clock} |"


def table(vendor, rows):
    few, many = (f"{size:,}" for size in SIZES[vendor])
    heads = [
        "page",
        "statements",
        f"ms of processor, {few}",
        many,
        "ratio",
        "bytes, ratio",
        f"ms by the clock, {few}",
        many,
    ]
    return "\n".join([f"| {' | '.join(heads)} |", "|---|---|---:|---:|---:|---:|---:|---:|", *map(line, rows)])


def keep(vendor, text):
    """Between `<!-- growth, vendor -->` and its end."""
    before, begin, rest = DOCUMENT.read_text().partition(f"<!-- growth, {vendor} -->\n")
    _old, end, after = rest.partition(f"<!-- end of growth, {vendor} -->")
    if begin and end:
        DOCUMENT.write_text(f"{before}{begin}\n{text}\n\n{end}{after}")


def main():
    failed = []
    for vendor in SIZES:
        if ONLY in vendor:
            rows = list(measure(vendor))
            failed += [f"{vendor}: {row['name']}" for row in rows if row["grows"] or row["scans"]]
            if not NAMED:
                keep(vendor, table(vendor, rows))
    if failed:
        sys.exit("Grows, or reads a big table as a whole: " + "; ".join(failed))


if __name__ == "__main__":
    main()
