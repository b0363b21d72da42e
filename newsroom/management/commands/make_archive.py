import time
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import Article
from newsroom.archive.loading import load
from newsroom.archive.plan import OURS

IN_USE = (
    "Somebody works in this database. The made-up stories would be public, and can't be taken out again. "
    "Name a scratch database in DATABASE_URL or DATA_DIR, or say --yes if this is one."
)


class Command(BaseCommand):
    help = (
        "Fill a scratch database with made-up stories, to see how the newsroom works with many: they have editions, "
        "bylines, subjects, corrections and words for both searches, in 200 sections. They are older than all that is "
        "there, so that it can be called again for more."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, metavar="N", help="how many stories")
        parser.add_argument("--words", type=int, default=50, help="of each text, about (default: 50)")
        parser.add_argument("--a-day", type=int, default=60, help="stories a day (default: 60)")
        parser.add_argument("--yes", action="store_true", help="also where there are accounts or other stories")

    def handle(self, number, words, a_day, yes, **options):
        if not (0 < number <= 10_000_000 and 0 < words <= 3000 and 0 < a_day <= 10_000):
            raise CommandError("1 to 10,000,000 stories, of 1 to 3,000 words, 1 to 10,000 a day.")
        if not yes and _in_use():
            raise CommandError(IN_USE)
        start = time.monotonic()
        now = timezone.now().replace(microsecond=0)
        every = timedelta(seconds=86_400 // a_day)
        load(number, now=now, length=words, every=every, tell=lambda step: self.stdout.write(f"  archive: {step} …"))
        seconds = time.monotonic() - start
        self.stdout.write(f"{number} stories in {seconds:.0f} s, {number / seconds:.0f} a second.")


def _in_use():
    return User.objects.exists() or Article.objects.exclude(section__slug__startswith=OURS).exists()
