import os
import signal
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

from images.tasks import order_unfinished
from newsroom.readers import purging

PRIORITY = 10  # of 19: readers and editors go first


class Command(BaseCommand):
    help = "Do what waits in the background: renditions of pictures. Begins with what an earlier worker left undone."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="End when nothing waits any more.")
        parser.add_argument("--with-parent", action="store_true", help="End with the process that started this one.")

    def handle(self, *, batch, with_parent, **options):
        os.nice(PRIORITY)
        if with_parent:
            threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
        if any(purging.requests()):
            threading.Thread(target=purging.Watch().keep, daemon=True).start()
        call_command("prune_db_task_results", verbosity=0)
        order_unfinished()
        call_command("db_worker", batch=batch, reload=False, startup_delay=False, verbosity=0)


def _end_with(parent):
    """Even if the parent was killed and could tell nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
