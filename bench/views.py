"""How many views of one story are counted in a second, and whether each of them is: exactly, or it ends with a failure.

`DATABASE_URL=postgres:///views_bench DATA_DIR=/tmp/bench python bench/views.py`: first by processes that count,
one view after the other, then over HTTP, by browsers that keep their connection, against the production server. One in
ten sends its view twice, one in ten is a robot. `SECONDS=20`, `CLIENTS=2` (processes) with `BROWSERS=24` each,
`SERVERS=2` (processes) with `THREADS=16` each for others. Processor time is that of counting alone: of the server and
of PostgreSQL. Never against a newsroom's own database.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, Section  # noqa: E402
from readership.counting import count_view, gather, gather_now_and_then  # noqa: E402
from readership.models import HourlyViews, Tally, View  # noqa: E402

SECONDS = float(os.environ.get("SECONDS", "20"))
CLIENTS, BROWSERS = int(os.environ.get("CLIENTS", "2")), int(os.environ.get("BROWSERS", "24"))
SERVERS, THREADS = int(os.environ.get("SERVERS", "2")), int(os.environ.get("THREADS", "16"))
PORT = int(os.environ.get("PORT", "8291"))
TICKS = os.sysconf("SC_CLK_TCK")
TYPE = "Content-Type: application/x-www-form-urlencoded\r\n"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1)"


def prepare():
    call_command("migrate", verbosity=0)
    section, _made = Section.objects.get_or_create(language="fr", slug="ville", defaults={"name": "Ville"})
    now = datetime.now(UTC)
    story = Article.objects.create(
        headline="Le pont rouvre", standfirst="Un chapô.", body="<p>Un texte.</p>", section=section, created_at=now
    )
    story.note_change(now - timedelta(hours=1))
    publishing.publish(story, at=now - timedelta(minutes=30), by=None)
    connection.close()
    return story.pk


def straight(article, start, results):
    """Count as the view does, without its request."""
    Tally.objects.views_of(article)  # connects
    start.wait()
    sent, times, begun, until = 0, [], time.process_time(), time.time() + SECONDS
    while (begin := time.time()) < until:
        count_view(article, now := datetime.now(UTC))
        gather_now_and_then(now)
        times.append(time.time() - begin)
        sent += 1
    results.put((sent, sent, times[:: len(times) // 2000 + 1], time.process_time() - begun))


def over_http(article, start, results):
    """Send as browsers do, each on its connection. An answer that says anything but "done" fails the run."""
    start.wait()
    with ThreadPoolExecutor(BROWSERS) as browsers:
        rows = list(browsers.map(_browse, [article] * BROWSERS))
    sent, expected = (sum(row[place] for row in rows) for place in (0, 1))
    results.put((sent, expected, list(chain.from_iterable(row[2] for row in rows)), 0))


def _browse(article):
    """One browser, by hand: `http.client` would take more of the machine than the server does."""
    sent, expected, times, until = 0, 0, [], time.time() + SECONDS
    with socket.create_connection(("127.0.0.1", PORT), timeout=30) as browser:
        browser.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (begin := time.time()) < until:
            turn = sent % 10
            beacon = _beacon(article, ROBOT if turn == 7 else BROWSER)
            for _time in range(2 if turn == 3 else 1):
                _send(browser, beacon)
                sent += 1
            expected += turn != 7
            times.append(time.time() - begin)
    return sent, expected, times[:: len(times) // 200 + 1]


def _beacon(article, agent):
    view = f"view={uuid4().hex}&language=fr"
    head = f"POST /views/{article}/ HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nUser-Agent: {agent}\r\n{TYPE}"
    return f"{head}Sec-Fetch-Site: same-origin\r\nContent-Length: {len(view)}\r\n\r\n{view}".encode()


def _send(browser, beacon):
    browser.sendall(beacon)
    answer = b""
    while not answer.endswith(b"}"):
        answer += (some := browser.recv(4096))
        if not some or not answer.startswith(b"HTTP/1.1 200"):
            sys.exit(f"The server answered {answer[:60]}.")


def measure(name, work, article, server=None):
    """Let the clients work, then compare what they sent with what was counted."""
    connection.close()
    context = get_context("spawn")
    results, start = context.Queue(), context.Barrier(CLIENTS + 1)
    clients = [context.Process(target=work, args=(article, start, results)) for _number in range(CLIENTS)]
    for client in clients:
        client.start()
    start.wait()
    begun = _spent(server)
    rows = [results.get(timeout=SECONDS + 60) for _client in clients]
    _tell(name, article, rows, _spent(server) - begun)
    for client in clients:
        client.join()


def _tell(name, article, rows, spent):
    sent, expected, own = (sum(row[place] for row in rows) for place in (0, 1, 3))
    seen = Tally.objects.views_of(article)
    gather(datetime.now(UTC) + timedelta(minutes=1))
    gathered = Tally.objects.get(article=article).views
    hours = HourlyViews.objects.filter(article=article).aggregate(sum=Sum("views"))["sum"]
    cuts = quantiles([moment * 1000 for row in rows for moment in row[2]], n=100)
    print(f"\n{name}: {sent / SECONDS:.0f} a second, {(spent + own) * 1000 / sent:.2f} ms of processor each,", end="")
    print(f" half within {cuts[49]:.1f} ms, 99 % within {cuts[98]:.1f} ms")
    print(f"  sent {sent}, to be counted {expected}, counted {seen}, gathered {gathered}, by the hour {hours}")
    if {seen, gathered, hours} != {expected} or View.objects.exists():
        sys.exit("Not every view was counted, or one was counted twice.")


def _spent(server):
    """Seconds of processor of the server with its processes, and of those that PostgreSQL runs for this database."""
    return sum(_seconds(stat, server) for stat in Path("/proc").glob("[0-9]*/stat"))


def _seconds(stat, server):
    try:
        number, text = stat.read_text().split(" (", 1)
    except OSError:  # it has ended
        return 0
    name, _bracket, rest = text.rpartition(")")
    fields = rest.split()
    database = f" {connection.settings_dict['NAME']} "
    ours = server in {int(number), int(fields[1])} or (name == "postgres" and database in _command(stat))
    return sum(map(int, fields[11:13])) / TICKS if ours else 0


def _command(stat):
    try:
        return (stat.parent / "cmdline").read_text()
    except OSError:
        return ""


def serve():
    command = [sys.executable, "-m", "granian", "newsroom.wsgi:application", "--interface", "wsgi", "--port", str(PORT)]
    command += ["--workers", str(SERVERS), "--blocking-threads", str(THREADS), "--log-level", "warning"]
    server = subprocess.Popen(command)
    for _try in range(100):
        try:
            HTTPConnection("127.0.0.1", PORT, timeout=1).connect()
        except OSError:
            time.sleep(0.3)
        else:
            return server
    sys.exit("The server did not start.")


def main():
    print(f"{connection.vendor}, {os.cpu_count()} cores, {SERVERS} processes of the server with {THREADS} threads each")
    measure("counting", straight, prepare())
    article, server = prepare(), serve()
    try:
        measure("over HTTP", over_http, article, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


if __name__ == "__main__":
    main()
