"""How long `make run` takes until the first page is answered, once the newsroom is installed and filled.

And how much memory its server has after thousands of pages of all sorts.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from urllib.error import URLError
from urllib.request import urlopen

from bench import content
from bench.side import load, places, processor
from bench.side.servers import Case, Server
from bench.side.stacks import OURS, our_address

TIMES, LOADED = 3, 30  # seconds
MOST = 60  # seconds


@dataclass(frozen=True)
class Start:
    seconds: float  # by the clock
    processor: float  # of all processes until then: several cores share them
    memory: float = 0  # MB of the server's largest process after some load
    peak: float = 0  # and at most


def measure(port):
    """The fastest of some: by the clock others on the machine make it longer, never shorter. The last one is loaded."""
    starts = [_once(port, loaded=turn == TIMES - 1) for turn in range(TIMES)]
    fastest = min(starts, key=lambda start: start.seconds)
    return replace(fastest, memory=starts[-1].memory, peak=starts[-1].peak)


def _once(port, *, loaded):
    settings = OURS | {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    command = [sys.executable, "manage.py", "start"]
    server = subprocess.Popen(command, cwd=places.ROOT, env=environment | settings, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/", begun + MOST)
        start = Start(time.monotonic() - begun, processor.spent(server.pid))
        return _loaded(start, server, port) if loaded else start
    finally:
        server.terminate()
        server.wait()


def _loaded(start, process, port):
    server = Server([], port, process=process)
    load.send(Case("all", "pages of all sorts", server, list(_addresses())), LOADED)
    now, most = (processor.largest(process.pid, of) for of in ("VmRSS", "VmHWM"))
    return replace(start, memory=now, peak=most)


def _addresses():
    """The stories, and the pages that list them: more than the reader cache can hold."""
    yield from ("/", "/les-plus-lus/", "/archives/", "/auteurs/", "/rss.xml", "/sitemap.xml", "/recherche/?q=ba")
    yield from (f"/section-{number}/" for number in range(content.SECTIONS))
    yield from (f"/mots-cles/tag-{number}/" for number in range(content.TAGS))
    yield from (f"/auteurs/author-{number}/" for number in range(content.AUTHORS))
    yield from (our_address(content.story(number, places.STORIES)) for number in range(places.STORIES))


def _wait(address, until):
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=MOST) as answer:  # noqa: S310  our own
                return answer.read()
        except (URLError, ConnectionError):
            time.sleep(0.02)
    sys.exit("manage.py start: nothing answered.")
