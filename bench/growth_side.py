"""One database of `bench/growth.py`: fills it, and says what its pages cost. It is asked by lines of JSON."""

import json
import logging
import os
import re
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.cache import cache, caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.finding import STORIES  # noqa: E402
from articles.models import Article, Byline, Edition, EditionByline, EditionTag, Section  # noqa: E402
from articles.paging import Cursor  # noqa: E402
from articles.searching import EDITIONS  # noqa: E402
from frontpage.models import Front, Layout, Slot  # noqa: E402
from newsroom.archive.tables import tables  # noqa: E402
from newsroom.archive.texts import places  # noqa: E402
from readership.models import HourlyViews  # noqa: E402
from readership.models.views import hour_of  # noqa: E402

NOW = timezone.now().replace(microsecond=0)
RARE = "introuvable"
MOST_READ = 20_000  # rows of a table
# What grows. Sections, authors and subjects are as many with few stories as with many.
BIG = {table.name for table in tables().values()} | {EDITIONS.table, STORIES.table}
ALIAS = re.compile(r'"(\w+)" ([UVWT]\d+)\b')
client = Client(HTTP_HOST="127.0.0.1")
logging.disable(logging.WARNING)  # of the page that is not found


# Filling


def fill(size):
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Article.objects.count() < size:
        call_command("make_archive", size, stdout=sys.stderr)
    if not User.objects.exists():
        _arrange()
    client.force_login(User.objects.get())


@transaction.atomic
def _arrange():
    """A front of eight stories, the views of a day, one story that has a word of its own, and who looks at it all."""
    newest = list(Article.objects.exclude(first_published_at=None).order_by("-first_published_at")[:200])
    front, _made = Front.objects.get_or_create(language="fr", section=None)
    layout = Layout.objects.create(front=front, live_from=NOW, made_at=NOW)
    for position, story in enumerate(newest[:16:2]):
        Slot.objects.create(layout=layout, position=position, style="standard" if position else "lead", article=story)
    hours = [hour_of(NOW) - timedelta(hours=number) for number in range(24)]
    HourlyViews.objects.bulk_create(
        HourlyViews(article=story, hour=hour, views=1 + (story.pk * 7 + hour.hour) % 99)
        for hour in hours
        for story in newest
    )
    section = next(story.section for story in newest if story.language == "fr")
    rare = Article.objects.create(headline=RARE.capitalize(), section=section, body="<p>Un texte.</p>")
    rare.note_change(NOW)
    publishing.publish(rare, at=NOW, by=None)
    User.objects.create_superuser("bench")


# Which pages


def pages():
    """(name, address) of each type of page: first what readers open, then what the newsroom does."""
    return [*_lists(), *_stories(), *_searches(), *_found(), *_desk()]


def _most(rows, column):
    """The one that has most of the rows."""
    counted = rows.order_by().values(column).annotate(number=Count("*")).order_by("-number")
    return counted.values_list(column, flat=True)[0]


def _middle(address, listed, moment):
    """The page of a list in the midst of it."""
    at, key = listed.values_list(moment, "edition__article")[listed.count() // 2]
    return f"{address}?before={Cursor(at, key)}"


def _lists():
    live = Edition.objects.live(NOW).in_language("fr")
    section = Section.objects.get(pk=_most(live, "section"))
    tags, signed = (model.objects.filter(language="fr") for model in (EditionTag, EditionByline))
    tag = tags.filter(tag=_most(tags, "tag")).select_related("tag").order_by("-listed_at")
    author = signed.filter(author=_most(signed, "author")).order_by("-listed_at")
    addresses = [section.get_absolute_url(), tag[0].tag.get_absolute_url(), author[0].author.get_absolute_url()]
    yield "home", "/"
    yield "home, the other language", "/en/"
    for name, address in zip(("section", "tag", "author"), addresses, strict=True):
        yield name, address
        yield f"{name}, feed", f"{address}rss.xml"
    at, key = (
        live.filter(section=section).newest_first().values_list("first_published_at", "article")[len(section.name)]
    )
    yield "section, an older page", f"{addresses[0]}?before={Cursor(at, key)}"
    yield "tag, in the midst", _middle(addresses[1], tag, "listed_at")
    yield "author, in the midst", _middle(addresses[2], author, "listed_at")
    day = timezone.localdate(NOW - timedelta(days=3))
    yield "staff", "/auteurs/"
    yield "archives", "/archives/"
    yield "archive, month", f"/archives/{day:%Y/%m}/"
    yield "archive, day", f"/archives/{day:%Y/%m/%d}/"
    yield "corrections", "/corrections/"
    yield "most read", "/les-plus-lus/"


def _stories():
    live = Edition.objects.live(NOW).in_language("fr").select_related("section").order_by("-first_published_at")
    corrected, plain = (live.filter(kind=kind)[9] for kind in ("correction", "first"))
    oldest = live.last()
    yield "story", plain.get_absolute_url()
    yield "story, corrected", corrected.get_absolute_url()
    yield "story, the oldest", oldest.get_absolute_url()
    yield "story, its versions", corrected.versions_address()
    yield "is there anything new", f"/updates/{plain.article_id}/{plain.stamp}/"


def _searches():
    common, often = places()[0], places()[3]
    asked = {
        "nothing typed": "",
        "a word of each": "?q=archives",
        "a word of each, newest first": "?q=archives&order=newest",
        "one in 100": f"?q={common}",
        "two words": f"?q=archives+{often}",
        "words that stand together": "?q=%22archives+du+port%22",
        "a rare word": f"?q={RARE}",
        "a mistake": f"?q={RARE.replace('ab', 'ba')}",
        "nowhere": "?q=xylophonistiquement",
        "since a day": f"?since={timezone.localdate(NOW - timedelta(days=5))}",
    }
    for name, query in asked.items():
        yield f"search, {name}", f"/recherche/{query}"


def _found():
    yield "contact", "/contact/"
    yield "not found", "/rien/"
    yield "feed", "/rss.xml"
    yield "sitemap", "/sitemap.xml"
    yield "sitemap, pages", "/sitemaps/pages.xml"
    yield "news sitemap", "/sitemaps/news.xml"


def _desk():
    stories = reverse("admin:articles_article_changelist")
    section, author = _most(Article.objects.filter(language="fr"), "section"), _most(Byline.objects, "author")
    asked = {
        "": "",
        "page 40": "p=40",
        "live": "status=live",
        "unpublished": "status=unpublished",
        "withdrawn": "status=withdrawn",
        "scheduled": "status=scheduled",
        "drafts": "stage=draft",
        "a section": f"section={section}",
        "an author": f"author={author}",
        "a genre": "genre=interview",
        "a day": f"since={timezone.localdate(NOW - timedelta(days=2))}",
        "mine": "mine=1",
        "a word of each": "q=archives",
        "one in 100": f"q={places()[0]}",
        "a rare word": f"q={RARE}",
        "a word of each, in a section": f"q=archives&section={section}",
    }
    for name, query in asked.items():
        yield f"stories, {name}".rstrip(", "), f"{stories}?{query}"
    yield "overview", reverse("admin:index")
    yield "calendar, week", f"{reverse('desk:calendar')}?view=week"
    yield "calendar, month", f"{reverse('desk:calendar')}?view=month"
    yield "a story's form", reverse("admin:articles_article_change", args=[Article.objects.order_by("-pk")[5].pk])
    yield "subjects", reverse("admin:articles_tag_changelist")


# What they cost


def count(address):
    """Statements with nothing known from before, and the big tables of which one of them reads very many rows.

    Of SQLite, which doesn't say how many, those that it reads without an index.
    """
    cache.clear(), caches["process"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    expected = 404 if address == "/rien/" else 200
    if response.status_code not in {expected, 204}:
        sys.exit(f"{address}: {response.status_code}")
    asked = [query["sql"] for query in captured.captured_queries]
    scans = {table for sql in asked if sql.startswith(("SELECT", "WITH")) for table in _scanned(sql)}
    return {"statements": len(asked), "scans": sorted(scans), "bytes": len(response.content)}


def _scanned(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql.replace("%", "%%"), ())
            [(plan,)] = cursor.fetchall()
            return [node["Relation Name"] for node in _nodes(plan[0]["Plan"]) if _rows_read(node) > MOST_READ]
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"), ())
        names = {alias: table for table, alias in ALIAS.findall(sql)}
        said = [row[3].split() for row in cursor.fetchall()]
    scanned = [
        names.get(words[1], words[1]) for words in said if words[0] == "SCAN" and not {"USING", "VIRTUAL"} & set(words)
    ]
    return [table for table in scanned if table in BIG]


def _nodes(node):
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


def _rows_read(node):
    """Of a big table, kept or not, in all loops of that node."""
    if node.get("Relation Name") not in BIG:
        return 0
    each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return each * node["Actual Loops"]


def spend(address):
    """Milliseconds by the clock, of Python's processor and of the database's for this session."""
    start, ours, theirs = perf_counter(), process_time(), _session()
    client.get(address)
    return [(perf_counter() - start) * 1000, (process_time() - ours) * 1000, (_session() - theirs) / 1e6]


def _session():
    """Nanoseconds that the database's process for this connection has worked; nothing of workers that it calls."""
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(path.read_text().split()[0]) if path.exists() else 0


def main():
    fill(int(sys.argv[1]))
    answers = {"pages": lambda: list(pages()), "count": count, "spend": spend, "vendor": lambda: connection.vendor}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # so that all that is done is done by one process, and measured
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    for line in sys.stdin:
        name, *values = json.loads(line)
        print(json.dumps(answers[name](*values)), flush=True)


if __name__ == "__main__":
    main()
