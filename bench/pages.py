"""What each page type that readers open costs with 1,000 stories and with 100,000: statements, milliseconds.

`DATA_DIR=/tmp/bench python bench/pages.py` for SQLite, with `DATABASE_URL=postgres:///pages_bench` for PostgreSQL.
It fills a scratch database, in which the older stories come last; one that is filled is used as it is.
`SIZES=1000,20000` for others, `ROUNDS=15`. Never against a newsroom's own database. The whole request is measured,
without the network: the median, and the processor time of Python. It ends with a failure where a page takes more than
eight statements, or more with many stories than with few.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from django.core.cache import cache, caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import searching  # noqa: E402
from articles.models import Article, Edition, EditionByline, EditionTag, Section, Tag  # noqa: E402
from authors.models import Author  # noqa: E402
from frontpage.models import Front, Layout, Slot  # noqa: E402
from readership.models import HourlyViews  # noqa: E402
from readership.models.views import hour_of  # noqa: E402

SIZES = [int(size) for size in os.environ.get("SIZES", "1000,100000").split(",")]
ROUNDS, MOST = int(os.environ.get("ROUNDS", "15")), 8
EVERY = timedelta(minutes=24)  # sixty stories a day
BATCH = 2000
NOW = datetime.now(UTC).replace(microsecond=0)
SYLLABLES = "ba bre cha co du fi ga gne ion jo la lou mai mer no ou pen qui rai ta teur tion va".split()  # noqa: SIM905
chance = Random(6)
WORDS = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(6000)]
WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(WORDS))))


def words(count):
    return " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=count))


class News:
    """Sections, people and subjects: the first of each has most of the stories."""

    def __init__(self):
        names = [("fr", f"Rubrique {number}", f"rubrique-{number}") for number in range(12)]
        self.sections = [
            Section.objects.get_or_create(language=one, slug=slug, defaults={"name": name})[0]
            for one, name, slug in names
        ]
        slugs = [f"personne-{number}" for number in range(60)]
        self.people = [Author.objects.get_or_create(slug=one, defaults={"display_name": one})[0] for one in slugs]
        slugs = [f"sujet-{number}" for number in range(500)]
        self.tags = [Tag.objects.get_or_create(slug=one, defaults={"name": one})[0] for one in slugs]

    def add(self, numbers):
        """The stories of these numbers, each older than the one before. One in twenty was corrected."""
        texts = [self._text(number) for number in numbers]
        moments = [NOW - EVERY * (number + 1) for number in numbers]
        stories = Article.objects.bulk_create(
            Article(first_published_at=at, **text) for at, text in zip(moments, texts, strict=True)
        )
        editions = Edition.objects.bulk_create(
            one for at, story, text in zip(moments, stories, texts, strict=True) for one in _editions(at, story, text)
        )
        self._list([one for one in editions if one.live_until is None])

    def _text(self, number):
        text = {"headline": words(7), "standfirst": words(20), "slug": f"titre-{number}", "language": "fr"}
        section = self.sections[min(int(chance.expovariate(0.4)), 11)]
        found = "partout " + "centime " * (number % 100 == 0) + "introuvable" * (number == 7)
        return text | {"section": section, "body": f"<p>{words(60)} {found}</p><p>{words(60)}</p>"}

    def _list(self, editions):
        listed = [{"edition": one, "language": "fr", "listed_at": one.first_published_at} for one in editions]
        some = [self.people[min(int(chance.expovariate(0.1)), 59)] for _row in listed]
        rows = zip(some, listed, strict=True)
        EditionByline.objects.bulk_create(EditionByline(author=one, **row) for one, row in rows)
        tags = [EditionTag(tag=tag, **row) for row in listed for tag in self._subjects()]
        EditionTag.objects.bulk_create(tags)

    def _subjects(self):
        return {self.tags[min(int(chance.expovariate(0.02)), 499)] for _time in range(3)}


def _editions(at, story, text):
    shared = {"article": story, "first_published_at": at, "made_at": at, "words": 120, "characters": 800, **text}
    shared["reading_minutes"] = 1
    later = at + timedelta(minutes=20) if story.slug.endswith("3") and story.slug[-2] in "02468-" else None
    yield Edition(kind="first", live_from=at, live_until=later, **shared)
    if later:
        note = {"kind": "correction", "note": "Le nom était faux.", "updated_at": later}
        yield Edition(live_from=later, **note, **shared | {"body": shared["body"].replace("</p>", " faux.</p>", 1)})


def fill(size):
    there = Article.objects.count()
    if there >= size:
        return
    begun, news = perf_counter(), News()
    for start in range(there, size, BATCH):
        news.add(range(start, min(start + BATCH, size)))
    searching.fill(Edition.objects)
    if not there:
        arrange()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{size} stories, filled in {perf_counter() - begun:.0f} s")


def arrange():
    """A front of eight stories, and the views of a day."""
    newest = list(Article.objects.order_by("-first_published_at")[:200])
    front, _made = Front.objects.get_or_create(language="fr", section=None)
    layout = Layout.objects.create(front=front, live_from=NOW - EVERY, made_at=NOW - EVERY)
    for position, story in enumerate(newest[:16:2]):
        Slot.objects.create(layout=layout, position=position, style="standard" if position else "lead", article=story)
    hours = [hour_of(NOW) - timedelta(hours=number) for number in range(24)]
    HourlyViews.objects.bulk_create(
        HourlyViews(article=story, hour=hour, views=chance.randint(1, 99)) for hour in hours for story in newest
    )


def pages():
    """(name, address) of each page type; the stories are the same at each size."""
    live = Edition.objects.filter(live_until=None).select_related("section")
    corrected, plain = (live.filter(kind=kind).order_by("-first_published_at")[5] for kind in ("correction", "first"))
    day = timezone.localdate(NOW - timedelta(days=3))
    yield from {
        "home": "/",
        "section": "/rubrique-0/",
        "tag": "/mots-cles/sujet-0/",
        "author": "/auteurs/personne-0/",
        "staff": "/auteurs/",
        "archives": "/archives/",
        "archive, month": f"/archives/{day:%Y/%m}/",
        "archive, day": f"/archives/{day:%Y/%m/%d}/",
        "corrections": "/corrections/",
        "story": plain.get_absolute_url(),
        "story, corrected": corrected.get_absolute_url(),
        "story, its versions": f"{corrected.get_absolute_url()}versions/",
        "most read": "/les-plus-lus/",
        "search, nothing typed": "/recherche/",
        "search, a word of each": "/recherche/?q=partout",
        "search, one in 100": "/recherche/?q=centime",
        "search, a rare word": "/recherche/?q=introuvable",
        "search, a mistake": "/recherche/?q=introuvalbe",
        "contact": "/contact/",
        "not found": "/rien/",
        "feed": "/rss.xml",
        "sitemap": "/sitemap.xml",
        "news sitemap": "/sitemaps/news.xml",
    }.items()


def measure(address):
    """Statements with nothing known from before; then the median milliseconds, and those of Python's processor."""
    times, client = [], Client(HTTP_HOST="127.0.0.1")
    cache.clear(), caches["process"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    statements = len(captured)  # later requests empty the log
    if response.status_code != (404 if address == "/rien/" else 200):
        sys.exit(f"{address}: {response.status_code}")
    for _ in range(ROUNDS):
        start, spent = perf_counter(), process_time()
        client.get(address)
        times.append(((perf_counter() - start) * 1000, (process_time() - spent) * 1000))
    return statements, *map(median, zip(*times, strict=True))


def main():
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = {}
    for size in SIZES:
        fill(size)
        for name, address in pages():
            found.setdefault(name, []).append(measure(address))
    heads = "".join(f"{size:>12} stories    " for size in SIZES)
    print(f"{connection.vendor}: statements, median ms, of it Python's processor\n{'':26}{heads}")
    for name, rows in found.items():
        print(f"{name:26}" + "".join(f"{count:6} {wall:8.1f} {spent:7.1f} " for count, wall, spent in rows))
    # A search may find so little among few stories that there is less to ask.
    most = {name: MOST if name.startswith("search") else min(MOST, rows[0][0]) for name, rows in found.items()}
    if grown := [name for name, rows in found.items() if rows[-1][0] > most[name]]:
        sys.exit(f"Too many statements, or more with more stories: {', '.join(grown)}")


if __name__ == "__main__":
    main()
