"""No page reads a table that grows as a whole: each of its queries finds its rows by an index."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.finding import STORIES
from articles.models import Edition
from articles.searching import EDITIONS
from newsroom.archive.tables import MODELS
from tests import make

GROWS = {model._meta.db_table for model in MODELS.values()} | {EDITIONS.table, STORIES.table}
GROWS -= {"articles_takedown"}  # of which there are few
ALIAS = re.compile(r'"(\w+)" (?:AS )?"?([A-Z]\d+)"? ')
LISTS = ["/", "/en/", "/archives/", "/corrections/", "/les-plus-lus/", "/auteurs/", "/rss.xml", "/rien/"]
SITEMAPS = [f"/sitemaps/{name}.xml" for name in ("pages", "news", "stories-0", "tags-0")] + ["/sitemap.xml"]
SEARCHES = ["", "?q=pont", "?q=pont+neuf", "?q=%22pont+neuf%22", "?q=pnot", "?q=pont&order=newest", "?since=2020-01-01"]
NARROWED = [
    "",
    "status=live",
    "status=changed",
    "status=scheduled",
    "stage=draft",
    "mine=1",
    "q=pont",
    "q=%22pont+neuf%22",
]


@pytest.mark.invariant
@pytest.mark.django_db
def test_no_page_reads_a_table_that_grows_as_a_whole(client, at_noon):
    author = make.author()
    story = make.published(headline="Le pont neuf", tags=["Ponts"], bylines=[author])
    client.force_login(User.objects.create_superuser("vera"))
    found = {address: scans for address in _addresses(story, author) if (scans := _scans(client, address))}
    assert not found


def _addresses(story, author):
    edition = story.editions.get()
    lists = [edition.section.get_absolute_url(), edition.tags.get().get_absolute_url(), author.get_absolute_url()]
    day = f"/archives/{edition.first_published_at:%Y/%m/%d}/"
    yield from [*LISTS, *SITEMAPS, *lists, *(f"{address}rss.xml" for address in lists), day, f"{day[:-3]}"]
    yield from [edition.get_absolute_url(), edition.versions_address()]
    yield from (f"/recherche/{query}" for query in SEARCHES)
    yield from (f"{reverse('admin:articles_article_changelist')}?{query}" for query in NARROWED)
    yield from (f"{reverse('desk:calendar')}?view={view}" for view in ("week", "month"))


def _scans(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"] for query in captured.captured_queries]
    return {table for sql in asked if sql.startswith(("SELECT", "WITH")) for table in _scanned(sql) if table in GROWS}


def _scanned(sql):
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # it would read a table of one row
        cursor.execute(explain + sql.replace("%", "%%"), ())
        said = [row[-1] for row in cursor.fetchall()]
    if connection.vendor == "postgresql":
        return re.findall(r"Seq Scan on (\w+)", "\n".join(said))
    names = {alias: table for table, alias in ALIAS.findall(sql)}
    bare = [
        line.split()[1] for line in said if line.startswith("SCAN") and " USING " not in line and "VIRTUAL" not in line
    ]
    return [names.get(name, name) for name in bare]


@pytest.mark.invariant
@pytest.mark.django_db
def test_a_query_that_no_index_answers_is_noticed():
    with CaptureQueriesContext(connection) as captured:
        list(Edition.objects.filter(kicker="Mer").order_by())
    assert _scanned(captured.captured_queries[0]["sql"]) == ["articles_edition"]
