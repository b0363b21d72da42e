from django.core.management.base import BaseCommand
from django.utils import timezone

from readership.counting import KEPT_MONTHS, fold, gather


class Command(BaseCommand):
    help = f"Forget the hours of views older than {KEPT_MONTHS} months; totals stay as they are. Once a day is enough."

    def handle(self, **options):
        now = timezone.now()
        gather(now)  # what waits where nobody reads any more
        self.stdout.write(f"Hours folded into the totals: {fold(now)}")
