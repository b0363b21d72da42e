from django.core.management.base import BaseCommand
from django.db import transaction

from articles import finding
from articles.models import Article


class Command(BaseCommand):
    help = "Read the words of all stories again, for the newsroom's search. Needed only where the index was lost."

    @transaction.atomic
    def handle(self, **options):
        count = finding.fill(Article)
        self.stdout.write(f"{count} stories can be found.")
