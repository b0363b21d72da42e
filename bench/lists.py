"""What a page of a list costs, the first and one far down, in a newsroom of many stories: statements and milliseconds.

`DATA_DIR=/tmp/bench python bench/lists.py` for SQLite, with `DATABASE_URL=postgres:///lists_bench` for PostgreSQL.
`STORIES=1000` for fewer than 100,000; they are all of one section, one tag and one author, one an hour. It writes
stories: never against a newsroom's own database. The whole request is measured, without the network: the median and
the slowest of ten.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this writes stories.")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Edition, EditionByline, EditionTag, Section, Tag  # noqa: E402
from articles.paging import PAGE, Cursor  # noqa: E402
from authors.models import Author  # noqa: E402

STORIES = int(os.environ.get("STORIES", "100000"))
NOW = datetime(2026, 2, 7, 11, 0, tzinfo=UTC)
RUNS, MOST = 10, 8  # requests; statements
NAME = f"bench-{STORIES}"


def fill():
    """Rows, made as they would be by publishing, but in bulk. Each third story was corrected once."""
    section = Section.objects.create(language="fr", name=NAME, slug=NAME)
    author, tag = Author.objects.create(display_name=NAME, slug=NAME), Tag.objects.create(name=NAME)
    story = {"language": "fr", "section": section, "headline": "Le pont rouvre", "slug": "pont"}
    for start in range(0, STORIES, 5000):
        numbers = range(start, min(start + 5000, STORIES))
        articles = Article.objects.bulk_create(Article(first_published_at=hour(n), **story) for n in numbers)
        editions = Edition.objects.bulk_create(
            edition for n, article in zip(numbers, articles, strict=True) for edition in made(n, article, story)
        )
        listed = [{"edition": one, "language": "fr", "listed_at": one.first_published_at} for one in editions]
        EditionByline.objects.bulk_create(EditionByline(author=author, **row) for row in listed)
        EditionTag.objects.bulk_create(EditionTag(tag=tag, **row) for row in listed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made(number, article, story):
    first, values = hour(number), {"words": 300, "characters": 1800, "reading_minutes": 2, "body": "<p>Un texte.</p>"}
    values |= {"article": article, "first_published_at": first, "made_at": first, **story}
    fixed = first + timedelta(minutes=30) if number % 3 == 0 else None
    yield Edition(kind="first", live_from=first, live_until=fixed, **values)
    if fixed:
        yield Edition(kind="correction", note="Le nom était faux.", live_from=fixed, updated_at=fixed, **values)


def hour(number):
    return NOW - timedelta(hours=number + 1)


def measure(path, query):
    client, times = Client(HTTP_HOST="127.0.0.1"), []
    for _ in range(RUNS):
        with CaptureQueriesContext(connection) as captured:
            start = time.perf_counter()
            response = client.get(path, query)
            times.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            sys.exit(f"{path} {query}: {response.status_code}")
    return len(captured), statistics.median(times), max(times)


def main():
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Section.objects.filter(slug=NAME).exists():
        fill()
    deep = {"before": str(Cursor(hour(STORIES - PAGE - 1), 0))}
    pages = [f"/{NAME}/", f"/mots-cles/{NAME}/", f"/auteurs/{NAME}/", *sys.argv[1:]]
    print(f"{connection.vendor}, {STORIES} stories\n{'page':34}statements  median ms  slowest ms")
    for path in pages:
        for name, query in (("first", {}), (f"page {STORIES // PAGE}", deep)):
            statements, median, slowest = measure(path, query)
            print(f"{f'{path} {name}':34}{statements:10}  {median:9.1f}  {slowest:10.1f}")
            if statements > MOST:
                sys.exit(f"That is more than {MOST}.")


if __name__ == "__main__":
    main()
