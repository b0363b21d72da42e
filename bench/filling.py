"""The content of the comparison in a newsroom of ours: `DATA_DIR=/tmp/bench python -m bench.filling 2000`.

A database that holds stories already is left as it is. Never against a newsroom's own.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
if not {"DATA_DIR", "DATABASE_URL"} & set(os.environ):
    sys.exit("Name a scratch folder in DATA_DIR: this fills a database.")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.html import escape  # noqa: E402

from articles import prose, searching  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    ArticleTag,
    Byline,
    Edition,
    EditionByline,
    EditionPicture,
    EditionRelated,
    EditionTag,
    Section,
    Tag,
)
from authors.models import Author  # noqa: E402
from bench import content  # noqa: E402
from frontpage.models import Front, Layout, Slot  # noqa: E402
from images import renditions  # noqa: E402
from images.models import Image  # noqa: E402
from masthead.models import Masthead  # noqa: E402
from readership.models import HourlyViews  # noqa: E402
from readership.models.views import hour_of  # noqa: E402

BATCH = 500
FRONT = 12  # stories that an editor placed


def fill(count):
    """The keys are the numbers of the content, from 1; each story has one edition."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Edition.objects.exists():
        return
    with transaction.atomic():
        _surroundings()
        for start in range(0, count, BATCH):
            _stories([content.story(number, count) for number in range(start, min(start + BATCH, count))])
        EditionRelated.objects.bulk_create(_related(count), batch_size=5000)
        _front()
    searching.fill(Edition.objects)
    _settle()


def _settle():
    """Keys that were given say nothing to PostgreSQL's sequences; plans are made from statistics."""
    with connection.cursor() as cursor:
        models = [Section, Tag, Image, Author, Article, Edition]
        for statement in connection.ops.sequence_reset_sql(django.core.management.color.no_style(), models):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def address(story):
    """Of a story's page."""
    return f"/section-{story.section}/{story.slug}-{story.number + 1}/"


def _surroundings():
    Masthead.objects.create(name="The Marble Mail", contact_email="news@example.org")
    Section.objects.bulk_create(
        Section(pk=number + 1, language="fr", name=content.section(number), slug=f"section-{number}", position=number)
        for number in range(content.SECTIONS)
    )
    Tag.objects.bulk_create(
        Tag(pk=number + 1, name=content.tag(number), slug=f"tag-{number}") for number in range(content.TAGS)
    )
    Image.objects.bulk_create(_image(content.picture(number)) for number in range(content.PICTURES))
    Author.objects.bulk_create(_author(number) for number in range(content.AUTHORS))


def _image(picture):
    words = {"alt_text": picture.alt_text, "caption": picture.caption, "credit": picture.credit}
    made = {
        ratio: {"mark": renditions.mark(ratio, renditions.CENTRE)} | {kind: list(one) for kind, one in kinds.items()}
        for ratio, kinds in ((ratio, content.WIDTHS) for ratio in content.RATIOS)
    }
    files = {"original": f"{picture.folder}/original.jpg", "master": f"{picture.folder}/master.jpg"}
    size = {"width": picture.width, "height": picture.height, "made_plan": renditions.PLAN, "made_x": 0.5}
    return Image(pk=picture.number + 1, folder=picture.folder, renditions=made, made_y=0.5, **size, **files, **words)


def _author(number):
    name, title, biography = content.author(number)
    contact = {"slug": f"author-{number}", "email": f"author-{number}@example.org"}
    words = {"display_name": name, "job_title": title, "biography": biography}
    return Author(pk=number + 1, portrait_id=number + 1, **words, **contact)


def body(story):
    return "".join(DRAWN[kind](what) for kind, what in story.blocks)


DRAWN = {
    "paragraph": "<p>{}</p>".format,
    "heading": lambda words: f"<h2>{escape(words)}</h2>",
    "picture": lambda number: f'<figure data-image-id="{number + 1}"></figure>',
}


def _stories(stories):
    texts = [_text(story) for story in stories]
    pairs = list(zip(stories, texts, strict=True))
    Article.objects.bulk_create(
        Article(pk=one.number + 1, first_published_at=one.published, stage="approved", word_count=content.WORDS, **text)
        for one, text in pairs
    )
    Byline.objects.bulk_create(Byline(article_id=one.number + 1, author_id=one.author + 1) for one in stories)
    ArticleTag.objects.bulk_create(
        ArticleTag(content_object_id=one.number + 1, tag_id=tag + 1) for one in stories for tag in one.tags
    )
    Edition.objects.bulk_create(_edition(one, text) for one, text in pairs)
    _rows(stories)


def _text(story):
    names = ("headline", "kicker", "standfirst", "slug")
    keys = {"section_id": story.section + 1, "lead_image_id": story.lead_picture + 1}
    return {name: getattr(story, name) for name in names} | keys | {"language": "fr", "body": prose.clean(body(story))}


def _edition(story, text):
    at, counted = story.published, prose.count_words(text["body"])
    return Edition(
        pk=story.number + 1,
        article_id=story.number + 1,
        kind="first",
        live_from=at,
        first_published_at=at,
        made_at=at,
        words=counted,
        characters=prose.count_characters(text["body"]),
        reading_minutes=prose.reading_minutes(counted),
        digest=f"{story.number:064x}",
        **text,
    )


def _rows(stories):
    """By which the editions stand in lists, and the pictures of their texts."""
    listed = {
        one.number: {"edition_id": one.number + 1, "language": "fr", "listed_at": one.published} for one in stories
    }
    EditionByline.objects.bulk_create(EditionByline(author_id=one.author + 1, **listed[one.number]) for one in stories)
    EditionTag.objects.bulk_create(
        EditionTag(tag_id=tag + 1, **listed[one.number]) for one in stories for tag in one.tags
    )
    EditionPicture.objects.bulk_create(
        EditionPicture(edition_id=one.number + 1, image_id=what + 1) for one in stories for what in one.pictures
    )


def _related(count):
    for story in (content.story(number, count) for number in range(count)):
        for position, other in enumerate(story.related):
            yield EditionRelated(edition_id=story.number + 1, other_id=other + 1, position=position)


def _front():
    """Twelve stories that an editor placed, and the views of a day."""
    front = Front.objects.create(language="fr", section=None)
    layout = Layout.objects.create(front=front, live_from=content.NEWEST, made_at=content.NEWEST)
    styles = ["lead", *["large"] * 2, *["standard"] * 4, *["brief"] * 5]
    Slot.objects.bulk_create(
        Slot(layout=layout, position=place, style=style, article_id=2 * place + 1) for place, style in enumerate(styles)
    )
    hours = [hour_of(timezone.now()) - timedelta(hours=number) for number in range(24)]
    HourlyViews.objects.bulk_create(
        HourlyViews(article_id=key, hour=hour, views=key + 1) for hour in hours for key in range(1, 60)
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    print(settings.DATABASES["default"]["NAME"])
