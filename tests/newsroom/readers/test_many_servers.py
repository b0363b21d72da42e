"""Several processes of the server, as on several machines, while readers read: each is right within a second.

What they know of one another is the database's alone (and Redis has what staff's sessions need, where there is one).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from itertools import cycle
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles import publishing
from tests import make
from tests.conftest import missing, on_postgresql

pytestmark = pytest.mark.django_db(transaction=True)
SERVERS, WORKERS, READERS = 2, 2, 3
SECONDS = 120  # after which a start has failed, however slow the machine
LATE = 1  # second: what is asked later than this after a decision shows it


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def redis(tmp_path):
    """The address of a Redis of the test's own, with PostgreSQL; "" with SQLite, which needs none."""
    if not on_postgresql():
        yield ""
        return
    if not (program := shutil.which("redis-server")):
        missing("redis-server", "apt-get install redis-server")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(SECONDS)


@pytest.fixture
def servers(redis, tmp_path):
    """The ports of servers that work on the test's database, each with a folder and several processes of its own."""
    call = [sys.executable, "-m", "granian", "newsroom.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1"]
    call += [
        "--workers",
        str(WORKERS),
        "--blocking-threads",
        "2",
        "--workers-kill-timeout",
        "2",
        "--log-level",
        "warning",
    ]
    processes, ports = [], [free_port() for _ in range(SERVERS)]
    environ = os.environ | {"DATABASE_URL": _database(), "REDIS_URL": redis, "DEBUG": "1"}
    for port in ports:
        own = {"DATA_DIR": str(tmp_path / str(port)), "PORT": str(port)}
        process = subprocess.Popen([*call, "--port", str(port)], env=environ | own, cwd=settings.BASE_DIR)
        processes.append(process)
    try:
        for port in ports:
            _wait_for(port)
        yield ports
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(SECONDS)


def _database():
    name = connection.settings_dict["NAME"]
    if not on_postgresql():
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def _wait_for(port):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            ask(HTTPConnection("127.0.0.1", port, timeout=60), "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server didn't start")


def ask(client, address):
    client.request("GET", address)
    return client.getresponse().read().decode()


@dataclass
class Read:
    """What a reader saw: asked at `begun`, all there at `ended` (seconds since 1970)."""

    address: str
    begun: float
    ended: float
    text: str


class Readers:
    """Some who read every address again and again, of every server."""

    def __init__(self, ports, addresses):
        self.reads, self._over, self._addresses = [], Event(), set(addresses)
        self._threads = [Thread(target=self._read, args=[ports, addresses, number]) for number in range(READERS)]

    def _read(self, ports, addresses, number):
        clients = cycle([HTTPConnection("127.0.0.1", port, timeout=60) for port in ports])
        for address in cycle(addresses[number:] + addresses[:number]):
            if self._over.is_set():
                return
            begun = time.time()
            text = ask(next(clients), address).replace("<mark>", "").replace("</mark>", "")
            self.reads.append(Read(address, begun, time.time(), text))

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._over.set()
        for thread in self._threads:
            thread.join(SECONDS)

    def read_all_after(self, moment):
        """Wait until every address was asked for after `moment`, of somebody."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            if self._addresses == {read.address for read in list(self.reads) if read.begun > moment}:
                return
            time.sleep(0.05)
        raise AssertionError("the readers are too slow")


@dataclass(frozen=True)
class Decision:
    """A verb that was called: what was begun before it can't show it, what was begun a second after it does."""

    begun: float
    done: float


def decide(verb, story, **said):
    begun = time.time()
    verb(story, at=timezone.now(), by=None, **said)
    return Decision(begun, time.time())


def test_every_process_is_right_within_a_second(servers):
    author, section = make.author(display_name="Anne", slug="anne"), make.section(slug="mer")
    now = timezone.now()
    others = {"section": section, "bylines": [author], "tags": ["Port"], "standfirst": "Un pont."}
    story = make.published(at=now - timedelta(minutes=5), headline="Le pont rouvre", slug="pont", **others)
    published = Decision(0, time.time())  # the servers were asked before, when there was nothing
    later = make.article(at=now - timedelta(minutes=4), headline="La digue tient", slug="digue", **others)
    address = make.live(story, now).get_absolute_url()
    lists = ["/", "/mer/", "/auteurs/anne/", "/mots-cles/port/", f"/archives/{timezone.localtime(now):%Y/%m/%d}/"]
    lists += ["/recherche/?q=pont", "/rss.xml", "/mer/feed.json", "/mots-cles/port/rss.xml", "/sitemaps/news.xml"]
    with Readers(servers, [address, address.replace("pont", "autre"), *lists]) as readers:
        readers.read_all_after(0)
        due = timezone.now() + timedelta(seconds=3)
        decide(publishing.schedule, later, when=due)
        readers.read_all_after(due.timestamp() + LATE)
        corrected = decide(publishing.correct, story, changes={"headline": "Le pont ferme"}, kind="minor")
        readers.read_all_after(corrected.done + LATE)
        withdrawn = decide(publishing.withdraw, story, reason="Faux.")
        readers.read_all_after(withdrawn.done + LATE)
    scheduled = Decision(due.timestamp(), due.timestamp())
    for read in readers.reads:
        check(read, "La digue tient", shown=(scheduled, None), listed=read.address in lists)
        check(read, "Le pont rouvre", shown=(published, corrected), listed=read.address in lists)
        check(read, "Le pont ferme", shown=(corrected, withdrawn), listed=read.address in lists)


def check(read, words, shown, listed):
    """That what was read has the words only while they are shown, with a second of grace, and has them then."""
    since, until = shown
    if read.ended < since.begun or (until and read.begun > until.done + LATE):
        assert words not in read.text, read.address
    if listed and read.begun > since.done + LATE and (not until or read.ended < until.begun):
        assert words in read.text, read.address
