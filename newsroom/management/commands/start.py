"""What `make run` does: prepare the data, say where everything is, serve with the production server, work beside it."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.urls import reverse

from newsroom.demo.accounts import read_accounts

YEAR = 365 * 24 * 3600  # seconds; another rendition has another name, so that it may be cached for ever
# Memory that a page needed goes back to the system, instead of staying with each of the server's threads.
FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "65536", "MALLOC_MMAP_THRESHOLD_": "65536"}  # bytes
HOST = "127.0.0.1"  # a proxy stands before it where the world comes in


class Command(BaseCommand):
    help = "Migrate, load the demo newsroom if there are no stories, and serve."

    def handle(self, **options):
        started = time.monotonic()
        self._check_what_is_outside()
        with self._step("Preparing the database"):
            call_command("migrate", verbosity=0)
        call_command("load_demo")
        self._collect_static()
        self._welcome(time.monotonic() - started)
        self._serve()

    def _check_what_is_outside(self):
        """Before anything is done: a sentence is better than a traceback from the middle."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"DATABASE_URL: the database can't be reached. {error}") from None
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, settings.PORT))
            except OSError:
                raise CommandError(f"PORT: {settings.PORT} is taken; try PORT={settings.PORT + 1} make run.") from None

    def _collect_static(self):
        """Compressing takes its seconds: done only when a file has changed since the last time."""
        mark, state = settings.STATIC_ROOT / ".collected", _state_of_static_files()
        if mark.exists() and mark.read_text() == state:
            return
        with self._step("Collecting and compressing static files"):
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        mark.write_text(state)

    @contextmanager
    def _step(self, name):
        """Say what is going on, with a dot for each second that it takes."""
        done = Event()

        def dots():
            while not done.wait(1):
                self._say(".")

        self._say(f"{name} ")
        Thread(target=dots, daemon=True).start()
        try:
            yield
        finally:
            done.set()
            self._say("\n")

    def _say(self, text):
        self.stdout.write(text, ending="")
        self.stdout.flush()

    def _welcome(self, seconds):
        front, staff = settings.SITE_URL, settings.SITE_URL + reverse("admin:index")
        lines = ["", f"  The site       {front}/", f"  The newsroom   {staff}", ""]
        if accounts := read_accounts():
            lines += ["  Demo accounts (name / password):"]
            lines += [f"    {name:<12} {password}" for name, password in accounts.items()]
        lines += ["", f"Ready after {seconds:.0f} s. Stop with Ctrl+C.", ""]
        self._say("\n".join(lines))

    def _serve(self):
        """Hand the process over to granian: it serves uploaded files itself, WhiteNoise the static ones."""
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "granian", "newsroom.wsgi:application"]
        command += ["--interface", "wsgi", "--host", HOST, "--port", str(settings.PORT), "--workers", "1"]
        command += ["--blocking-threads", "4", "--log-level", "warning"]
        command += ["--workers-kill-timeout", "5"]  # seconds: one of them may miss the signal to stop
        if not settings.S3_BUCKET:
            command += ["--static-path-route", "/media", "--static-path-mount", str(settings.MEDIA_ROOT)]
            command += ["--static-path-expires", str(YEAR)]
        self._start_worker()
        os.execve(sys.executable, command, FRUGAL | os.environ)  # noqa: S606  every word of it is ours

    def _start_worker(self):
        """Beside the server: the keeper sees to it that it lives as long as the server, and no longer."""
        subprocess.Popen([sys.executable, "-m", "newsroom.keeper"], cwd=settings.BASE_DIR)


def _state_of_static_files():
    """A digest of the names, sizes and times of all source files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
