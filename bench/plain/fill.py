"""`PLAIN_DATABASE_URL=sqlite:////tmp/plain.sqlite3 python -m bench.plain.fill 2000`: its tables and so many stories.

A database that is filled already is left as it is.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import content  # noqa: E402
from bench.plain.models import Article, Author, Picture, Section, Tag  # noqa: E402

BATCH = 500


def fill(count):
    call_command("migrate", run_syncdb=True, verbosity=0)
    if Article.objects.exists():
        return
    with transaction.atomic():
        _surroundings()
        for start in range(0, count, BATCH):
            _stories([content.story(number, count) for number in range(start, min(start + BATCH, count))])
        rows = (_relations(content.story(number, count)) for number in range(count))
        _relate([row for rows_of_one in rows for row in rows_of_one])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# Keys are the numbers of the content, from 1.


def _surroundings():
    Section.objects.bulk_create(
        Section(pk=number + 1, name=content.section(number), slug=f"section-{number}")
        for number in range(content.SECTIONS)
    )
    Tag.objects.bulk_create(
        Tag(pk=number + 1, name=content.tag(number), slug=f"tag-{number}") for number in range(content.TAGS)
    )
    Picture.objects.bulk_create(_picture(content.picture(number)) for number in range(content.PICTURES))
    Author.objects.bulk_create(_author(number) for number in range(content.AUTHORS))


def _picture(picture):
    words = {"alt_text": picture.alt_text, "caption": picture.caption, "credit": picture.credit}
    renditions = {
        ratio: {
            kind: [(width, f"{picture.folder}/{ratio.replace(':', 'x')}-{width}.{kind}") for width in widths]
            for kind, widths in content.WIDTHS.items()
        }
        for ratio in content.RATIOS
    }
    size = {"width": picture.width, "height": picture.height}
    return Picture(pk=picture.number + 1, renditions=renditions, **size, **words)


def _author(number):
    name, title, biography = content.author(number)
    contact = {"slug": f"author-{number}", "email": f"author-{number}@example.org"}
    return Author(pk=number + 1, name=name, title=title, biography=biography, portrait_id=number + 1, **contact)


def _stories(stories):
    Article.objects.bulk_create(_article(story) for story in stories)


def _article(story):
    body = [(kind, what + 1 if kind == "picture" else what) for kind, what in story.blocks]
    return Article(
        pk=story.number + 1,
        section_id=story.section + 1,
        author_id=story.author + 1,
        lead_picture_id=story.lead_picture + 1,
        headline=story.headline,
        kicker=story.kicker,
        standfirst=story.standfirst,
        slug=story.slug,
        body=body,
        words=content.WORDS,
        published=story.published,
    )


def _relations(story):
    article = story.number + 1
    yield from (Article.tags.through(article_id=article, tag_id=tag + 1) for tag in story.tags)
    yield from (Article.pictures.through(article_id=article, picture_id=what + 1) for what in story.pictures)
    rows = (other + 1 for other in story.related)
    yield from (Article.related.through(from_article_id=article, to_article_id=other) for other in rows)


def _relate(rows):
    for through in (Article.tags.through, Article.pictures.through, Article.related.through):
        through.objects.bulk_create([row for row in rows if isinstance(row, through)], batch_size=5000)


if __name__ == "__main__":
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
