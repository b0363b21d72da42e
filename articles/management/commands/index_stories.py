from django.core.management.base import BaseCommand
from django.db import transaction

from articles import finding, searching
from articles.models import Article, Edition


class Command(BaseCommand):
    help = (
        "Read the words of all stories again, for the newsroom's search and the readers'. Needed only where an index "
        "was lost, or somebody who signs stories has another name."
    )

    @transaction.atomic
    def handle(self, **options):
        count = finding.fill(Article)
        searching.fill(Edition.objects)
        self.stdout.write(f"{count} stories can be found.")
