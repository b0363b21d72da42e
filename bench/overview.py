"""What the first page and the calendar cost with 1,000 stories and with 100,000: CPU milliseconds, and queries.

`DATA_DIR=/tmp/bench python bench/overview.py` for SQLite, with `DATABASE_URL=postgres:///overview_bench` for
PostgreSQL. It fills a scratch database first; one that is filled already is used as it is. `STORIES=1000,20000` for
other sizes, `PLANS=1` to see how the database answers the slowest question of each page. Never against a newsroom's
own database.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Byline, Edition, LogLine, Section, Takedown  # noqa: E402
from authors.models import Author  # noqa: E402
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST  # noqa: E402

Stage = Article.Stage
SIZES = [int(size) for size in os.environ.get("STORIES", "1000,100000").split(",")]
RUNS = int(os.environ.get("RUNS", "20"))
BATCH = 5000
A_DAY = 60  # stories
NOW = datetime.now(UTC).replace(microsecond=0)
chance = Random(4)
STATES = ["live"] * 880 + ["draft"] * 60 + ["withdrawn"] * 40 + ["changed"] * 15 + ["submitted"] * 4 + ["spiked"]


def prepare():
    """The people and sections, once."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if User.objects.exists():
        return
    Section.objects.bulk_create(
        Section(language="fr" if n % 3 else "en", name=f"Rubrique {n}", slug=f"rubrique-{n}") for n in range(24)
    )
    for role in (JOURNALIST, EDITOR, CHIEF_EDITOR):
        user = User.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    writer = User.objects.get(username=JOURNALIST)
    Author.objects.bulk_create(
        Author(display_name=f"Signature {n}", slug=f"a-{n}", user=writer if n == 0 else None) for n in range(400)
    )


def fill(size):
    """Up to `size` stories: the old ones out, those of the next days planned, scheduled or held back."""
    people = list(User.objects.order_by("pk"))
    sections, authors = list(Section.objects.all()), list(Author.objects.order_by("pk"))
    for start in range(Article.objects.count(), size, BATCH):
        with transaction.atomic():
            write(range(start, min(start + BATCH, size)), size, sections, authors, people)
        print(f"\r{min(start + BATCH, size)}", end="", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def write(numbers, size, sections, authors, people):
    made = Article.objects.bulk_create(story(number, size, chance.choice(sections), people) for number in numbers)
    Byline.objects.bulk_create(Byline(article=each, author=chance.choice(authors)) for each in made)
    Edition.objects.bulk_create(
        edition(each) for each in made if each.state in {"live", "withdrawn", "changed", "soon"}
    )
    Takedown.objects.bulk_create(
        Takedown(article=each, kind="withdrawn", at=each.edited_at + timedelta(days=2), made_at=each.edited_at)
        for each in made
        if each.state == "withdrawn"
    )
    LogLine.objects.bulk_create(
        LogLine(article=each, verb="submit", at=each.edited_at, by=people[0])
        for each in made
        if each.state == "submitted"
    )


def story(number, size, section, people):
    """The last hundred of each size lie in the days to come."""
    ahead = number >= size - 100
    state = chance.choice(["soon", "planned", "held"]) if ahead else chance.choice(STATES)
    at = NOW - timedelta(days=(size - number) / A_DAY, minutes=chance.randint(1, 60))
    later = NOW + timedelta(minutes=chance.randint(5, 4000))
    stage = {"draft": Stage.DRAFT, "planned": Stage.DRAFT, "submitted": Stage.SUBMITTED, "spiked": Stage.SPIKED}
    made = Article(
        headline=f"Conseil municipal, port et marées {number}",
        standfirst="Ce que la ville a décidé hier soir.",
        body="<p>Le conseil a voté.</p>" * 12,
        section=section,
        language=section.language,
        stage=stage.get(state, Stage.APPROVED),
        created_at=at,
        edited_at=at,
        created_by=people[number % 40] if number % 40 < len(people) else None,
        first_published_at=at if state in {"live", "withdrawn", "changed"} else None,
        planned_for=later if state == "planned" else at if number % 9 == 0 else None,
        embargoed_until=later if state == "held" else at if number % 50 == 0 else None,
        digest=f"{number:064x}",
        word_count=60,
    )
    made.state, made.later = state, later
    return made


def edition(made):
    start = made.later if made.state == "soon" else made.edited_at
    return Edition(
        article=made,
        kind="first",
        live_from=start,
        live_until=start + timedelta(days=2) if made.state == "withdrawn" else None,
        first_published_at=start,
        made_at=made.edited_at,
        words=60,
        characters=400,
        reading_minutes=1,
        digest="f" * 64 if made.state == "changed" else made.digest,
        slug=f"story-{made.pk}",
        **{name: getattr(made, name) for name in ("headline", "standfirst", "body", "language", "section")},
    )


def pages():
    """(name, role, address, query)"""
    for role in (JOURNALIST, EDITOR, CHIEF_EDITOR):
        yield f"first page, {role}", role, "/admin/", {}
    calendar = "/admin/desk/calendar/"
    last_week = (NOW - timedelta(days=7)).date().isoformat()
    section, author = Section.objects.first().pk, Author.objects.order_by("pk").last().pk
    for view in ("week", "month"):
        yield f"{view}", EDITOR, calendar, {"view": view}
        yield f"{view}, full", EDITOR, calendar, {"view": view, "day": last_week}
        yield f"{view}, journalist", JOURNALIST, calendar, {"view": view}
        yield f"{view}, one section", EDITOR, calendar, {"view": view, "section": section}
        yield f"{view}, one author", EDITOR, calendar, {"view": view, "author": author}


def measure(name, role, address, query):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=role))
    client.get(address, query)
    times = []
    for _run in range(RUNS):
        begin = time.process_time()
        response = client.get(address, query)
        times.append((time.process_time() - begin) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(address, query)
    slowest = max(queries, key=lambda each: float(each["time"]))
    size = len(response.content) // 1024
    print(f"{name:28} {statistics.median(times):7.0f} {len(queries):8} {size:6} {slowest['time']:>9}", flush=True)
    if os.environ.get("PLANS"):
        show_plan(slowest["sql"])


def show_plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN ANALYZE " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        print(sql[:2000], *("    " + str(row[-1]) for row in cursor.fetchall()), sep="\n")


def main():
    prepare()
    for size in SIZES:
        fill(size)
        print(f"\n{connection.vendor}, {Article.objects.count()} stories; CPU milliseconds, median of {RUNS} runs")
        print(f"{'':28} {'ms':>7} {'queries':>8} {'KB':>6} {'slowest s':>9}")
        for page in pages():
            measure(*page)


if __name__ == "__main__":
    main()
