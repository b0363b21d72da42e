"""What `make run` does: prepare the data, say where everything is, and serve with the production server."""

import os
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse

from newsroom.demo.accounts import read_accounts


class Command(BaseCommand):
    help = "Migrate, load the demo newsroom if there are no stories, and serve."

    def handle(self, **options):
        started = time.monotonic()
        self._step("Preparing the database")
        call_command("migrate", verbosity=0)
        call_command("load_demo")
        self._step("Collecting static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        self._welcome(time.monotonic() - started)
        self._serve()

    def _step(self, name):
        self.stdout.write(f"{name} …")
        self.stdout.flush()

    def _welcome(self, seconds):
        front, staff = settings.SITE_URL, settings.SITE_URL + reverse("admin:index")
        lines = ["", f"  The site       {front}/", f"  The newsroom   {staff}", ""]
        if accounts := read_accounts():
            lines += ["  Demo accounts (name / password):"]
            lines += [f"    {name:<12} {password}" for name, password in accounts.items()]
        lines += ["", f"Ready after {seconds:.0f} s. Stop with Ctrl+C.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _serve(self):
        """Hand the process over to granian: it serves uploaded files itself, WhiteNoise the static ones."""
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "granian", "newsroom.wsgi:application"]
        command += ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(settings.PORT), "--workers", "1"]
        command += ["--blocking-threads", "4", "--log-level", "warning"]
        command += ["--static-path-route", "/media", "--static-path-mount", str(settings.MEDIA_ROOT)]
        os.execv(sys.executable, command)  # noqa: S606  every word of it is ours
