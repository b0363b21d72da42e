import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import Article
from newsroom.demo.loader import load


class Command(BaseCommand):
    help = "Load the demo newsroom, if there are no stories yet."

    def handle(self, **options):
        if Article.objects.exists():
            self.stdout.write("There are stories already: the demo newsroom was left out.")
            return
        start = time.monotonic()
        load(timezone.now(), lambda step: self.stdout.write(f"  demo newsroom: {step} …"))
        self.stdout.write(f"The demo newsroom was loaded in {time.monotonic() - start:.0f} s.")
