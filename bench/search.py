"""The readers' search: how long it takes to find, by how many stories have the words.

`DATA_DIR=/tmp/bench python bench/search.py` for SQLite, with `DATABASE_URL=postgres:///search_bench` for PostgreSQL;
`SIZE=100000` is the number of stories. It fills the database: never against a newsroom's own.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from time import perf_counter  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from articles import searching  # noqa: E402
from articles.models import Article, Edition, Section  # noqa: E402

SIZE = int(os.environ.get("SIZE", "100000"))
BATCH = 2000
ROUNDS = 7
NOW = datetime.now(UTC).replace(microsecond=0)
SYLLABLES = "ba bre cha co du fi ga gne ion jo la lou mai mer no ou pen qui rai ta teur tion va".split()  # noqa: SIM905
chance = Random(5)
WORDS = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(8000)]
WEIGHTS = [1 / (place + 3) for place in range(len(WORDS))]
ASKED = {
    "a word of each story": "partout",
    "two words of each story": "partout ailleurs",
    "a phrase of each story": '"partout ailleurs"',
    "a word of one in 100": "centime",
    "a word of one in 1,000 and of each": "millieme partout",
    "a rare word, as a beginning": "introuv",
    "a word with a mistake": "introuvalbe",
    "a word that nobody wrote": "xyzzyxyzzy",
}


def text(number):
    drawn = chance.choices(WORDS, WEIGHTS, k=300)
    drawn += ["partout ailleurs", "centime" * (not number % 100), "millieme" * (not number % 1000)]
    drawn.append("introuvable" * (number == 7))
    return f"<p>{' '.join(drawn)}</p>"


def story(number, section):
    headline = " ".join(chance.choices(WORDS, WEIGHTS, k=7))
    return Article(headline=headline, slug=f"s-{number}", body=text(number), section=section)


def edition(article, number):
    at = NOW - timedelta(minutes=10 * (SIZE - number))
    shared = {name: getattr(article, name) for name in ("headline", "slug", "body", "section")}
    counted = {"words": 300, "characters": 2000, "reading_minutes": 2, "digest": ""}
    return Edition(article=article, kind="first", live_from=at, first_published_at=at, made_at=at, **shared, **counted)


@transaction.atomic
def fill():
    section = Section.objects.create(language="fr", name="R", slug="r")
    for start in range(0, SIZE, BATCH):
        numbers = range(start, min(start + BATCH, SIZE))
        articles = Article.objects.bulk_create(story(number, section) for number in numbers)
        Edition.objects.bulk_create(map(edition, articles, numbers))
    searching.fill(Edition.objects)


def measure():
    client, address = Client(), reverse("articles:search")
    for name, typed in ASKED.items():
        spent = []
        for _ in range(ROUNDS):
            with CaptureQueriesContext(connection) as captured:
                before = perf_counter()
                response = client.get(address, {"q": typed}, headers={"host": "127.0.0.1"})
                spent.append((perf_counter() - before) * 1000)
        count = len(response.context["found"].numbers)
        print(f"{name:40} {median(spent):6.0f} ms  {len(captured)} queries  {count} stories")


if __name__ == "__main__":
    from django.test.utils import setup_test_environment

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    setup_test_environment()
    if Edition.objects.count() < SIZE:
        before = perf_counter()
        fill()
        print(f"{SIZE} stories, filled in {perf_counter() - before:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure()
