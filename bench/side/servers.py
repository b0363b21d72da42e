"""A server of the comparison: how it starts, on one core and a port of its own, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from bench.side import places, processor

PATIENCE = 60  # seconds until a server must answer


@dataclass
class Server:
    command: list
    port: int
    environment: dict = field(default_factory=dict)
    databases: list = field(default_factory=list)  # names of PostgreSQL's, whose share is counted
    beside: list = field(default_factory=list)  # servers that it needs, counted as its databases are
    process: subprocess.Popen | None = None

    def start(self):
        command = ["taskset", "-c", str(places.SERVES), *map(str, self.command)]
        environment = os.environ | self.environment
        log = (places.FOLDER / f"server-{self.port}.log").open("w")
        self.process = subprocess.Popen(command, env=environment, cwd=places.ROOT, stdout=log, stderr=log)

    def wait(self):
        """Until it takes connections."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                return HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
            except OSError:
                time.sleep(0.2)
        sys.exit(f"{' '.join(map(str, self.command))}: it did not start; see {places.FOLDER}/server-{self.port}.log")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def pin_databases(self):
        """The sessions that PostgreSQL opened for it work on its core too."""
        for name in self.databases:
            processor.pin([one.number for one in processor.sessions_of(name)], places.SERVES)


@dataclass
class Case:
    """One row of the table: a page of a server, or several in turn, asked in one way."""

    key: str
    name: str
    server: Server
    paths: list
    has: str = ""  # words that the first page must have: another page, or an error, is not measured
    headers: dict = field(default_factory=dict)
    longer: int = 1  # times as long as others, so that enough answers come
    rounds: list = field(default_factory=list)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.port}{self.paths[0]}"

    def check(self):
        """Ask once: the page has to be the one that is meant, packed as it was asked for."""
        status, headers, body = fetch(self.server.port, self.paths[0], self.headers)
        packed, wanted = headers.get("Content-Encoding", ""), self.headers.get("Accept-Encoding", "")
        if status != 200 or packed not in wanted or bool(packed) != bool(wanted):
            sys.exit(f"{self.name}: {self.url} answered {status}, {packed or 'plain'} instead of {wanted or 'plain'}.")
        if not packed and self.has not in body.decode():
            sys.exit(f"{self.name}: {self.url} is not the page that is meant; it lacks “{self.has}”.")


def fetch(port, path, headers=None):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    except (OSError, HTTPException) as error:
        sys.exit(f"http://127.0.0.1:{port}{path}: {error}")
    finally:
        connection.close()
