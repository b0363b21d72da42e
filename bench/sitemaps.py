"""Sitemaps and feeds: how long each takes, and how many queries, with a million live editions.

`DATA_DIR=/tmp/bench python bench/sitemaps.py` for SQLite, with `DATABASE_URL=postgres:///sitemaps_bench` for
PostgreSQL; `SIZE=1000000` stories. They are copies of one story, written by the database itself, and all stay there.
Never against a newsroom's own database.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, Byline, Edition, EditionTag, Section, Tag  # noqa: E402
from articles.sitemaps import PART  # noqa: E402
from authors.models import Author  # noqa: E402

SIZE = int(os.environ.get("SIZE", "1000000"))
TAGS = 2_000
ROUNDS = 3
NOW = datetime.now(UTC).replace(microsecond=0)


def fill():
    section = Section.objects.create(language="fr", name="Mer", slug="mer")
    author = Author.objects.create(display_name="Jeanne", slug="jeanne")
    tags = Tag.objects.bulk_create([Tag(name=f"Sujet {number}", slug=f"sujet-{number}") for number in range(TAGS)])
    story = Article.objects.create(headline="Titre", standfirst="Chapô", body="<p>Texte.</p>", section=section)
    Byline.objects.create(article=story, author=author)
    story.tags.add(tags[0])
    story.note_change(NOW)
    edition = publishing.publish(story, at=NOW - timedelta(days=3650), by=None)
    copy(Article, story.pk, {"first_published_at": None, "form_key": None})
    copy(Edition, edition.pk, {"article_id": "n.number", "first_published_at": "moment", "live_from": "moment"})
    tag(tags)


def copy(model, pk, other):
    """SIZE copies of a row, a minute apart; `other` says what differs: an SQL expression, "moment", or None."""
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    start, step = (f"'{NOW - timedelta(days=3600):%Y-%m-%d %H:%M:%S}'", "n.number || ' minutes'")
    if connection.vendor == "sqlite":
        moment = f"datetime({start}, {step})"
    else:
        moment = f"({start}::timestamptz + ({step})::interval)"
    values = [
        {"moment": moment, None: "NULL"}.get(other[name], other[name]) if name in other else name for name in names
    ]
    counted = f"SELECT {pk + 1} UNION ALL SELECT number + 1 FROM n WHERE number < {SIZE}"  # noqa: S608  our own
    numbers = f"WITH RECURSIVE n(number) AS ({counted})"
    columns, values = ", ".join(names), ", ".join(values)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"{numbers} INSERT INTO {table} (id, {columns}) "  # noqa: S608  names of our own
            f"SELECT n.number, {values} FROM {table}, n WHERE id = {pk}"
        )


def tag(tags):
    """One in ten has a tag."""
    rows = Edition.objects.order_by("pk").values_list("pk", "first_published_at", "language")
    made = [
        EditionTag(edition_id=pk, tag=tags[pk // 10 % TAGS], listed_at=first, language=language)
        for pk, first, language in rows.iterator()
        if pk % 10 == 5
    ]
    EditionTag.objects.bulk_create(made, batch_size=2000)


def measure(address):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = Client(SERVER_NAME="localhost").get(address)
        times.append(time.perf_counter() - start)
        if response.status_code != 200:
            sys.exit(f"{address}: {response.status_code}")
    size = len(response.content) / 1024
    print(f"{address:36} {min(times) * 1000:8.1f} ms {len(queries):3} queries {size:8.1f} KB")


def main():
    call_command("migrate", verbosity=0)
    if not Edition.objects.exists():
        fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{Edition.objects.count()} editions, {connection.vendor}")
    last = (SIZE - 1) // PART
    parts = ["/sitemap.xml", "/sitemaps/stories-0.xml", f"/sitemaps/stories-{last}.xml", "/sitemaps/tags-0.xml"]
    for address in [*parts, "/sitemaps/pages.xml", "/sitemaps/news.xml", "/rss.xml", "/mer/rss.xml"]:
        measure(address)


if __name__ == "__main__":
    main()
