"""How long `make run` takes until the first page is answered, once the newsroom is installed and filled."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from bench.side import places, processor
from bench.side.stacks import OURS

TIMES = 3
MOST = 60  # seconds


@dataclass(frozen=True)
class Start:
    seconds: float  # by the clock
    processor: float  # of all processes until then: several cores share them


def measure(port):
    """The fastest of some: by the clock others on the machine make it longer, never shorter."""
    return min((_once(port) for _ in range(TIMES)), key=lambda start: start.seconds)


def _once(port):
    settings = OURS | {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    command = [sys.executable, "manage.py", "start"]
    server = subprocess.Popen(command, cwd=places.ROOT, env=environment | settings, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/", begun + MOST)
        spent = processor.spent(server.pid)
        return Start(time.monotonic() - begun, spent)
    finally:
        server.terminate()
        server.wait()


def _wait(address, until):
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=MOST) as answer:  # noqa: S310  our own
                return answer.read()
        except (URLError, ConnectionError):
            time.sleep(0.02)
    sys.exit("manage.py start: nothing answered.")
