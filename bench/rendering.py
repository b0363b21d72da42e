"""What our pages cost when no cache answers, beside a plain Django page of the same content, in one run.

`DATA_DIR=/tmp/bench python -m bench.rendering` on SQLite; on PostgreSQL with `DATABASE_URL=postgres:///ours_bench
PLAIN_DATABASE_URL=postgres:///plain_bench`. It fills two scratch databases with 2,000 stories each (`STORIES=`), and
lets both applications answer the same stories, in turns of `EACH=10` requests, `ROUNDS=30` times: through WSGI, without
a server, on one core. The figures are milliseconds of processor time a request: Python's, and of it or beside it the
database's. `PROFILE=story` (or plain, home, section, tag, author) says where the time goes instead.
"""

import cProfile
import io
import json
import os
import pstats
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time

STORIES = int(os.environ.get("STORIES", "2000"))
ROUNDS, EACH = int(os.environ.get("ROUNDS", "30")), int(os.environ.get("EACH", "10"))
ROOT = Path(__file__).resolve().parent.parent
PAGES = ("plain", "story", "home", "section", "tag", "author")
ALLOWED = {"story": ("plain", 0.75), "home": ("story", 1.5), "section": ("story", 1.5)}
MOST = 8  # statements


class Worker:
    """An application in a process of its own."""

    def __init__(self, name):
        command = [sys.executable, "-m", "bench.rendering", name]
        settings = os.environ | {"READER_CACHE_MB": "0", "PYTHONUNBUFFERED": "1"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=settings, **pipes)

    def ask(self, **what):
        print(json.dumps(what), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def serve(name):
    """Answer what is asked for on standard input; what it cost goes to standard output."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    application, addresses = APPLICATIONS[name]()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = DEEDS[asked.pop("deed")](application, addresses, **asked)
        print(json.dumps(answer), flush=True)


def plain():
    os.environ.setdefault("PLAIN_DATABASE_URL", f"sqlite:///{Path(os.environ['DATA_DIR']).resolve()}/plain.sqlite3")
    from bench.plain.fill import fill

    fill(STORIES)
    from bench import content
    from bench.plain.wsgi import application

    stories = [content.story(number, STORIES) for number in numbers()]
    return application, {"plain": [f"/section-{one.section}/{one.slug}/" for one in stories]}


def ours():
    from bench.filling import address, fill

    fill(STORIES)
    from bench import content
    from newsroom.wsgi import application

    lists = {
        "home": ["/"],
        "section": [f"/section-{number}/" for number in range(content.SECTIONS)],
        "tag": [f"/mots-cles/tag-{number}/" for number in range(10)],
        "author": [f"/auteurs/author-{number}/" for number in range(10)],
    }
    return application, lists | {"story": [address(content.story(number, STORIES)) for number in numbers()]}


def numbers():
    """Stories from all over the archive."""
    return range(STORIES // 20, STORIES, STORIES // 10)


def get(application, address):
    answer = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT": "text/html",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    found = application(environ, lambda status, headers, _exc=None: answer.update(status=status))
    body = b"".join(found)
    getattr(found, "close", lambda: None)()
    if not answer["status"].startswith("200"):
        sys.exit(f"{address}: {answer['status']}")
    return body


def measure(application, addresses, page, first):
    """Milliseconds of this process, and seconds of PostgreSQL's, for `EACH` requests; `first` says which come first."""
    wanted = [addresses[page][(first + place) % len(addresses[page])] for place in range(EACH)]
    elsewhere, begun = of_backend(), process_time()
    for address in wanted:
        get(application, address)
    return {"ms": (process_time() - begun) * 1000 / EACH, "database": of_backend() - elsewhere}


def describe(application, addresses, page):
    """Statements, and bytes, of a page that was asked for before."""
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    address = addresses[page][0]
    size = len(get(application, address))
    request_started.disconnect(reset_queries)
    with CaptureQueriesContext(connection) as captured:
        get(application, address)
    return {"statements": len(captured), "bytes": size}


def profile(application, addresses, page):
    measured = cProfile.Profile(process_time)  # others may be busy on the machine
    measure(application, addresses, page, 0)
    measured.enable()
    for turn in range(10):
        measure(application, addresses, page, turn)
    measured.disable()
    told = io.StringIO()
    statistics = pstats.Stats(measured, stream=told).strip_dirs()
    statistics.sort_stats("cumulative").print_stats(140)
    statistics.sort_stats("tottime").print_stats(40)
    return {"profile": told.getvalue()}


def of_backend():
    """Seconds of the processor that the connection's backend of PostgreSQL has had; SQLite works in this process."""
    from django.db import connection

    if connection.vendor != "postgresql" or not connection.connection:
        return 0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


APPLICATIONS = {"plain": plain, "ours": ours}
DEEDS = {"measure": measure, "describe": describe, "profile": profile}


def main():
    workers = {"plain": Worker("plain"), "ours": Worker("ours")}
    of = {page: workers["plain" if page == "plain" else "ours"] for page in PAGES}
    try:
        if page := os.environ.get("PROFILE"):
            print(of[page].ask(deed="profile", page=page)["profile"])
        else:
            report(of)
    finally:
        for worker in workers.values():
            worker.stop()


def report(of):
    described = {page: worker.ask(deed="describe", page=page) for page, worker in of.items()}
    found = {page: [] for page in of}
    for turn in range(ROUNDS + 2):
        for page, worker in of.items():
            found[page].append(worker.ask(deed="measure", page=page, first=turn))
    costs = {page: median(one["ms"] for one in rows[2:]) for page, rows in found.items()}
    elsewhere = {page: sum(one["database"] for one in rows[2:]) * 1000 / ROUNDS / EACH for page, rows in found.items()}
    print(f"{'page':10}{'ms':>8}{'database':>10}{'statements':>12}{'bytes':>9}{'of plain':>10}{'of story':>10}")
    for page, row in described.items():
        ratios = f"{costs[page] / costs['plain']:10.2f}{costs[page] / costs['story']:10.2f}"
        figures = f"{costs[page]:8.2f}{elsewhere[page]:10.2f}{row['statements']:12}{row['bytes']:9}"
        print(f"{page:10}{figures}{ratios}")
    judge(costs, described)


def judge(costs, described):
    slow = [page for page, (other, most) in ALLOWED.items() if costs[page] > most * costs[other]]
    wordy = [page for page, row in described.items() if row["statements"] > MOST]
    if slow or wordy:
        sys.exit(f"Too slow: {', '.join(slow) or 'none'}. Too many statements: {', '.join(wordy) or 'none'}.")


if __name__ == "__main__":
    if "DATA_DIR" not in os.environ:
        sys.exit("Name a scratch folder in DATA_DIR: this fills databases.")
    serve(sys.argv[1]) if len(sys.argv) > 1 else main()
