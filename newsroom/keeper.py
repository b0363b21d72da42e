"""Keeps the worker alive beside the server: `python -m newsroom.keeper`, started by `make run`.

A process of its own, and a light one: the server replaces the command that started both. It ends with the server,
however that ends, and takes the worker along; a worker that crashes is started again.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
POLL = 0.5  # seconds
PATIENCE = 8  # seconds that a worker has to stop by itself; a picture half made is finished after the next start
STEADY = 60  # seconds after which a worker's crash is no longer one of a series
LONGEST_WAIT = 60  # seconds between two starts


class Keeper:
    def __init__(self, command):
        self.command, self.parent, self.stopping = command, os.getppid(), False
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)

    def _stop(self, *_signal):
        self.stopping = True

    @property
    def over(self):
        return self.stopping or os.getppid() != self.parent

    def keep(self):
        """Until the server ends: start the worker, and again when it crashed, after waits that double."""
        crashes = 0
        while not self.over:
            started = time.monotonic()
            code = self._run()
            if self.over:
                return
            crashes = 1 if time.monotonic() - started > STEADY else crashes + 1
            wait = min(2 ** (crashes - 1), LONGEST_WAIT)
            say(f"The worker stopped (code {code}): new pictures wait. It starts again in {wait} s.")
            self._sleep(wait)

    def _run(self):
        worker = subprocess.Popen(self.command)  # noqa: S603  ours
        while not self.over and worker.poll() is None:
            time.sleep(POLL)
        return stop(worker)

    def _sleep(self, seconds):
        until = time.monotonic() + seconds
        while not self.over and time.monotonic() < until:
            time.sleep(POLL)


def stop(worker):
    """Its code, once it has ended: asked first, then made to."""
    if worker.poll() is None:
        worker.terminate()
        try:
            worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
    return worker.wait()


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201  it has no logging: that would be Django's


if __name__ == "__main__":
    Keeper([sys.executable, str(MANAGE), "work", "--with-parent"]).keep()
