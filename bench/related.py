"""Related stories: how many of the first five are of the same affair, and how long it takes to find them.

`DATA_DIR=/tmp/bench python bench/related.py` for SQLite, with `DATABASE_URL=postgres:///related_bench` for PostgreSQL;
`SIZES=1000,100000` are the numbers of stories, one after the other: all that was there before is deleted, but for
exactly that many stories. Never against a newsroom's own database.

The news is made here, so that it is known what belongs together: an affair (the label) lasts some weeks, has words and
a tag of its own and shares the words of its section, the tags of its place and theme, and the language of all. Three
stories in ten lack the affair's tag, two in ten lie in another section, one has no tag at all; some have a wrong one.
Compared with: `similar_objects` of django-taggit, and the newest of the section.
"""

import os
import statistics
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles import related  # noqa: E402
from articles.models import Article, ArticleTag, Edition, EditionTag, Genre, Section, Tag  # noqa: E402
from bench.list import spent  # noqa: E402

SIZES = [int(size) for size in os.environ.get("SIZES", "1000,100000").split(",")]
QUERIES = int(os.environ.get("QUERIES", "200"))
SLOW_FROM, SLOW_QUERIES = 10_000, 20  # stories from which on taggit is asked less often: it takes seconds
FIRST = 5
AN_AFFAIR = 12  # stories, on average
BATCH = 2000
NOW = datetime.now(UTC).replace(microsecond=0)
SYLLABLES = "ba bre cha co du fi ga gne ion jo la lou mai mer no ou pen qui rai ta teur tion va".split()  # noqa: SIM905
chance = Random(5)


def words(count):
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(count)]


class News:
    """What there is to write about, drawn once: the same whenever it is run."""

    def __init__(self, size):
        self.common = words(3000)
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.common))))
        self.sections = [Section.objects.create(language="fr", name=f"R{n}", slug=f"r-{size}-{n}") for n in range(12)]
        self.words_of = {section.pk: words(120) for section in self.sections}
        names = [f"{kind} {size} {n}" for kind, count in (("Theme", 60), ("Lieu", 150)) for n in range(count)]
        themes_and_places = make_tags(names)
        self.themes, self.places = themes_and_places[:60], themes_and_places[60:]
        affairs = max(size // AN_AFFAIR, 1)
        own = make_tags(f"Affaire {size} {n}" for n in range(affairs))
        span = max(size / 60, 30)  # days: sixty stories a day
        self.affairs = [self.affair(label, tag, span) for label, tag in enumerate(own)]

    def affair(self, label, tag, span):
        section = chance.choice(self.sections)
        tags = [tag, chance.choice(self.themes), chance.choice(self.places)]
        return {"label": label, "section": section, "tags": tags, "words": words(25), "start": chance.uniform(0, span)}

    def text(self, affair, count, own):
        """`count` words, of which the part `own` is the affair's, as much the section's, the rest everybody's."""
        drawn = []
        for _ in range(count):
            dice = chance.random()
            if dice < own:
                drawn.append(chance.choice(affair["words"]))
            elif dice < 2 * own:
                drawn.append(chance.choice(self.words_of[affair["section"].pk]))
            else:
                drawn.append(chance.choices(self.common, cum_weights=self.weights)[0])
        return " ".join(drawn)

    def story(self, number):
        affair = chance.choice(self.affairs)
        at = NOW - timedelta(days=max(affair["start"] + chance.uniform(-10, 10), 0.1), minutes=number % 60)
        elsewhere = chance.random() < 0.2
        values = {
            "section": chance.choice(self.sections) if elsewhere else affair["section"],
            "headline": self.text(affair, 9, 0.2).capitalize(),
            "standfirst": self.text(affair, 25, 0.12),
            "body": f"<p>{self.text(affair, 60, 0.1)}</p>",
            "language": "fr",
            "genre": Genre.SPONSORED if chance.random() < 0.01 else Genre.NEWS,
        }
        return affair["label"], at, values, self.tags(affair)

    def tags(self, affair):
        if chance.random() < 0.1:
            return set()
        tags = {tag for tag, part in zip(affair["tags"], (0.7, 0.7, 0.6), strict=True) if chance.random() < part}
        return tags | ({chance.choice(chance.choice([self.themes, self.places]))} if chance.random() < 0.3 else set())


def make_tags(names):
    return Tag.objects.bulk_create([Tag(name=name, slug=name.lower().replace(" ", "-")) for name in names])


def fill(size):
    """A database of nothing but these stories."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Article.objects.count() == size:
        return
    call_command("flush", interactive=False, verbosity=0)
    news = News(size)
    stories = sorted((news.story(number) for number in range(size)), key=lambda story: story[1])
    for start in range(0, size, BATCH):
        with transaction.atomic():
            write(stories[start : start + BATCH])
        print(f"\r{start}", end="", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def write(stories):
    made = Article.objects.bulk_create(
        Article(first_published_at=at, edited_at=at, digest="0", note_for_colleagues=label, **values)
        for label, at, values, _tags in stories
    )
    both = list(zip(made, stories, strict=True))
    editions = Edition.objects.bulk_create(edition(article, story[1], story[2]) for article, story in both)
    rows = zip(made, editions, stories, strict=True)
    tagged = [(article, edition, tag) for article, edition, story in rows for tag in story[3]]
    ArticleTag.objects.bulk_create(ArticleTag(content_object=article, tag=tag) for article, _edition, tag in tagged)
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag, language=edition.language, listed_at=edition.first_published_at)
        for _article, edition, tag in tagged
    )


def edition(article, at, values):
    counts = {"words": 60, "characters": 400, "reading_minutes": 1}
    dates = {"live_from": at, "first_published_at": at, "made_at": at}
    return Edition(article=article, kind="first", slug=f"s-{article.pk}", digest="0", **counts, **dates, **values)


# Three ways to find five stories. Each is given an edition as a story's page has it.


def ours(edition):
    return [other.article_id for other in related.companions(edition, NOW)[2]]


def taggit(edition):
    return [other.pk for other in edition.article.tags.similar_objects()[:FIRST]]


def newest(edition):
    others = Edition.objects.live(NOW).filter(section=edition.section_id).exclude(article=edition.article_id)
    return list(others.newest_first().values_list("article", flat=True)[:FIRST])


def asked(labels):
    """The stories to ask about: of affairs with at least five others, from all the time there is."""
    sizes = Counter(labels.values())
    fit = [number for number, label in labels.items() if sizes[label] > FIRST]
    return Random(6).sample(fit, min(QUERIES, len(fit)))


def measure(way, numbers, labels):
    hits, times = 0, []
    for number in numbers:
        edition = Edition.objects.live(NOW).for_page().get(article=number)
        begin = spent()
        found = way(edition)
        times.append((spent() - begin) * 1000)
        hits += sum(labels[other] == labels[number] for other in found)
    p95 = statistics.quantiles(times, n=20)[-1]
    precision = hits / (FIRST * len(numbers))
    print(
        f"{way.__name__:10} {precision:12.3f} {statistics.median(times):14.1f} {p95:8.1f} {len(numbers):9}", flush=True
    )


def measure_page(numbers):
    client, times = Client(SERVER_NAME="127.0.0.1"), []
    for edition in Edition.objects.filter(article__in=numbers).select_related("section"):
        address = edition.get_absolute_url()
        begin = spent()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        times.append((spent() - begin) * 1000)
    print(f"the story's page: {statistics.median(times):.1f} ms of CPU, {len(queries)} queries")


def main():
    related.RELATED = FIRST
    for size in SIZES:
        fill(size)
        labels = dict(Article.objects.order_by("pk").values_list("pk", "note_for_colleagues"))
        numbers = asked(labels)
        print(f"\n{connection.vendor}, {size} stories, {len(set(labels.values()))} affairs")
        print(f"{'':10} {'precision@5':>12} {'median CPU ms':>14} {'p95':>8} {'asked':>9}")
        for way in (ours, newest, taggit):
            measure(way, numbers if way != taggit or size < SLOW_FROM else numbers[:SLOW_QUERIES], labels)
        measure_page(numbers[:50])


if __name__ == "__main__":
    main()
