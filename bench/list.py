"""How fast the list of stories answers with 100,000 of them: fills a scratch database, asks, prints the times.

`DATA_DIR=/tmp/bench python bench/list.py` for SQLite, with `DATABASE_URL=postgres:///list_bench` for PostgreSQL; a
database that is filled already is used as it is. `STORIES=20000` for fewer. Never against a newsroom's own database.
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

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles import finding  # noqa: E402
from articles.models import Article, Byline, Edition, Genre, Section, Takedown  # noqa: E402
from authors.models import Author  # noqa: E402

Stage = Article.Stage
STORIES = int(os.environ.get("STORIES", "100000"))
BATCH = 2000
RUNS = int(os.environ.get("RUNS", "20"))
NOW = datetime.now(UTC).replace(microsecond=0)
chance = Random(4)
SYLLABLES = "ba bre cha co dé du fi ga gne ion jo la lou mai mer no ou pen qui rai sé ta teur tion va vé".split()  # noqa: SIM905
GENRES = [Genre.NEWS] * 80 + [Genre.OPINION] * 8 + [Genre.ANALYSIS] * 6 + [Genre.INTERVIEW] * 5 + [Genre.SPONSORED]
STATES = ["live"] * 850 + ["draft"] * 90 + ["withdrawn"] * 40 + ["changed"] * 15 + ["scheduled"] * 4 + ["killed"]


def vocabulary():
    """20,000 words, the first of them as frequent as those of a language."""
    words = ["conseil", "le", "de", "la", "ville", "maire", "à", "été"]
    known = set(words)
    while len(words) < 20_000:
        word = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))
        words += [] if word in known else [word]
        known.add(word)
    return words


def paragraphs():
    words = vocabulary()
    weights = [1 / (place + 3) for place in range(len(words))]
    texts = [" ".join(chance.choices(words, weights, k=80)) for _ in range(4000)]
    return [(f"<p>{text.capitalize()}.</p>", finding.words_of(text)) for text in texts]


def fill():
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Article.objects.count() >= STORIES:
        return
    User.objects.create_superuser("bench", password="bench")  # noqa: S106  it holds nothing
    parts = paragraphs()
    sections = [
        Section.objects.create(language="fr" if n % 3 else "en", name=f"Rubrique {n}", slug=f"rubrique-{n}")
        for n in range(24)
    ]
    authors = Author.objects.bulk_create(
        Author(display_name=f"{chance.choice(SYLLABLES).title()} {n}", slug=f"a-{n}") for n in range(400)
    )
    for start in range(0, STORIES, BATCH):
        with transaction.atomic():
            write(range(start, min(start + BATCH, STORIES)), parts, sections, authors)
        print(f"\r{start + BATCH}", end="", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def write(numbers, parts, sections, authors):
    rows = [story(number, chance.choices(parts, k=chance.randint(3, 9)), sections) for number in numbers]
    stories = Article.objects.bulk_create(made for made, _words in rows)
    finding.STORIES.put((made.pk, words) for made, words in rows)
    # A few write much, most write little.
    Byline.objects.bulk_create(
        Byline(article=made, author=authors[int(len(authors) * chance.random() ** 2)]) for made in stories
    )
    Edition.objects.bulk_create(edition(made) for made in stories if made.state != "draft")
    Takedown.objects.bulk_create(
        Takedown(article=made, kind=made.state, at=made.edited_at + timedelta(hours=3), made_at=made.edited_at)
        for made in stories
        if made.state in {"withdrawn", "killed"}
    )


def story(number, parts, sections):
    state = chance.choice(STATES)
    at = NOW - timedelta(minutes=15 * (STORIES - number) * (1 + chance.random() / 10) + 600)
    headline = f"{chance.choice(parts)[1][0]} {' '.join(chance.choice(parts)[1][5:12])} {number}"
    section = chance.choice(sections)
    made = Article(
        headline=headline.capitalize(),
        kicker="Estuaire",
        standfirst=" ".join(parts[0][1][:30]),
        body="".join(html for html, _words in parts),
        section=section,
        language=section.language,
        genre=chance.choice(GENRES),
        stage=Stage.APPROVED if state != "draft" else chance.choice([Stage.DRAFT, Stage.SUBMITTED, Stage.SPIKED]),
        edited_at=at,
        created_at=at,
        created_by_id=1 if number % 200 == 0 else None,
        first_published_at=None if state == "draft" else at,
        digest=f"{number:064x}",
        word_count=80 * len(parts),
    )
    made.state = state
    words = [word for _html, words in parts for word in words]
    return made, finding.words_of(headline) + words + [f"rare{number}"]


def edition(made):
    start = NOW + timedelta(days=3) if made.state == "scheduled" else made.edited_at
    return Edition(
        article=made,
        kind="first",
        live_from=start,
        live_until=start + timedelta(hours=3) if made.state in {"withdrawn", "killed"} else None,
        first_published_at=start,
        made_at=made.edited_at,
        words=made.word_count,
        characters=1,
        reading_minutes=1,
        digest="f" * 64 if made.state == "changed" else made.digest,
        slug=f"story-{made.pk}",
        **{name: getattr(made, name) for name in ("headline", "standfirst", "body", "language", "genre", "section")},
    )


def questions():
    section, author = Section.objects.first().pk, Author.objects.order_by("pk").first().pk
    rare_author = Author.objects.order_by("pk").last().pk
    yield "plain list", {}
    yield "page 5", {"p": 5}
    yield "page 40", {"p": 40}
    for status in Article.PublicationStatus:
        yield f"status {status.value}", {"status": status.value}
    for stage in Stage:
        yield f"stage {stage.value}", {"stage": stage.value}
    yield "section", {"section": section}
    yield "language", {"language": "en"}
    yield "genre, frequent", {"genre": "news"}
    yield "genre, rare", {"genre": "sponsored"}
    yield "author, frequent", {"author": author}
    yield "author, rare", {"author": rare_author}
    yield "mine", {"mine": 1}
    yield "edited between two days", {"since": "2025-12-01", "until": "2025-12-03"}
    yield "published between two days", {"date": "published", "since": "2025-12-01", "until": "2025-12-03"}
    yield "by publication", {"o": "-published"}
    yield "search, in every story", {"q": "de"}
    yield "search, frequent", {"q": "conseil"}
    yield "search, beginning of many", {"q": "con"}
    yield "search, two frequent words", {"q": "conseil ville"}
    yield "search, phrase", {"q": '"de la ville"'}
    yield "search, rare", {"q": f"rare{STORIES // 2}"}
    yield "search, nothing", {"q": "introuvable"}
    yield "search, number", {"q": str(STORIES // 2)}
    yield "frequent word, page 5", {"q": "conseil", "p": 5}
    yield "frequent word, section, live", {"q": "conseil", "section": section, "status": "live"}
    yield "frequent word, killed", {"q": "conseil", "status": "killed"}
    yield "phrase, section, changed", {"q": '"de la ville"', "section": section, "status": "changed"}
    yield "phrase that is found", {"q": '"le conseil"'}
    yield "apostrophe", {"q": "l’été"}
    yield "section, changed", {"section": section, "status": "changed"}
    yield "sponsored, changed", {"genre": "sponsored", "status": "changed"}
    yield "rare author, withdrawn", {"author": rare_author, "status": "withdrawn"}
    yield "mine, killed", {"mine": 1, "status": "killed"}
    yield "published then, changed", {"date": "published", "until": "2025-06-01", "status": "changed"}


def spent():
    """Seconds of this process, and of its backend where PostgreSQL runs on the same machine: others may be busy too."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    fields = stat.read_text().rpartition(")")[2].split() if stat.exists() else [0] * 20
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(client, name, query):
    times = []
    for _run in range(RUNS):
        begin = spent()
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/admin/articles/article/", query)
        times.append((spent() - begin) * 1000)
    rows = response.content.count(b"data-story=")
    slowest = max(queries, key=lambda query: float(query["time"]))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name:32} {statistics.median(times):7.0f} {p95:7.0f} {len(queries):8} {rows:6}  {slowest['time']}", flush=True
    )


def main():
    fill()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="bench"))
    print(f"\n{connection.vendor}, {Article.objects.count()} stories; milliseconds of processor time in {RUNS} runs")
    print(f"{'':32} {'median':>7} {'p95':>7} {'queries':>8} {'rows':>6}  slowest query (s)")
    wanted = sys.argv[1:]
    for name, query in questions():
        if not wanted or any(part in name for part in wanted):
            measure(client, name, query)


if __name__ == "__main__":
    main()
