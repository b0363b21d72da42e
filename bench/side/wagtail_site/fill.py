"""`WAGTAIL_DATABASE_URL=… python -m bench.side.wagtail_site.fill 2000`: Wagtail's tables, and pages of so many stories.

A database that is filled already is left as it is. Renditions are rows here: pages need their addresses, no files.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.side.wagtail_site.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from taggit.models import Tag  # noqa: E402
from wagtail.images.models import Filter, Image, Rendition  # noqa: E402
from wagtail.models import Collection, Page, Site  # noqa: E402

from bench import content  # noqa: E402
from bench.side.wagtail_site.models import (  # noqa: E402
    CARD,
    FREE,
    SQUARE,
    ArticlePage,
    ArticleTag,
    Author,
    HomePage,
    RelatedArticle,
    SectionPage,
)

ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}


def fill(count):
    call_command("migrate", verbosity=0)
    if ArticlePage.objects.exists():
        return
    with transaction.atomic():
        sections = _sections(_home())
        _surroundings()
        pages = [_add(sections, content.story(number, count)) for number in reversed(range(count))][::-1]
        _relate(pages, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _home():
    """In place of the page of welcome that a new site has."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "port": 80, "root_page": home}
    )
    return home


def _sections(home):
    titles = [(content.section(number), f"section-{number}") for number in range(content.SECTIONS)]
    return [home.add_child(instance=SectionPage(title=name, slug=slug, show_in_menus=True)) for name, slug in titles]


def _surroundings():
    Tag.objects.bulk_create(
        Tag(pk=number + 1, name=content.tag(number), slug=f"tag-{number}") for number in range(content.TAGS)
    )
    images = Image.objects.bulk_create(_image(content.picture(number)) for number in range(content.PICTURES))
    rows = [_rendition(image, spec) for image in images for spec in (*FREE, *CARD, *SQUARE)]
    Rendition.objects.bulk_create(rows, batch_size=5000)
    Author.objects.bulk_create(_author(number) for number in range(content.AUTHORS))


def _image(picture):
    size = {"width": picture.width, "height": picture.height}
    file, collection = f"original_images/{picture.number}.jpg", Collection.get_first_root_node()
    described = {"title": picture.alt_text, "description": picture.alt_text}
    return Image(pk=picture.number + 1, file=file, collection=collection, **described, **size)


def _rendition(image, spec):
    """As Wagtail would have made it when the page was opened for the first time."""
    kind, cut = (part.partition("-")[2] for part in spec.split("|"))
    width, _cross, height = cut.partition("x")
    size = {"width": int(width), "height": int(height or int(width) * image.height // image.width)}
    file = f"images/{image.pk}.{spec.replace('|', '.')}.{ENDINGS[kind]}"
    key = Filter(spec=spec).get_cache_key(image)
    return Rendition(image=image, filter_spec=spec, focal_point_key=key, file=file, **size)


def _author(number):
    name, title, biography = content.author(number)
    contact = {"slug": f"author-{number}", "email": f"author-{number}@example.org"}
    return Author(pk=number + 1, name=name, title=title, biography=biography, portrait_id=number + 1, **contact)


def _add(sections, story):
    return sections[story.section].add_child(instance=draft(story))


def draft(story):
    """A page that isn't saved yet."""
    lead = content.picture(story.lead_picture)
    return ArticlePage(
        title=story.headline,
        slug=story.slug,
        kicker=story.kicker,
        standfirst=story.standfirst,
        published=story.published,
        words=content.WORDS,
        author_id=story.author + 1,
        lead_picture_id=lead.number + 1,
        lead_caption=lead.caption,
        lead_credit=lead.credit,
        body=[_block(*block) for block in story.blocks],
    )


def _block(kind, what):
    if kind == "picture":
        shown = content.picture(what)
        return {"type": kind, "value": {"image": what + 1, "caption": shown.caption, "credit": shown.credit}}
    return {"type": kind, "value": f"<p>{what}</p>".replace("strong>", "b>") if kind == "paragraph" else what}


def _relate(pages, count):
    stories = [content.story(number, count) for number in range(count)]
    both = list(zip(pages, stories, strict=True))
    tagged = [ArticleTag(content_object=page, tag_id=tag + 1) for page, story in both for tag in story.tags]
    ArticleTag.objects.bulk_create(tagged, batch_size=5000)
    related = [
        RelatedArticle(page=page, article=pages[other], sort_order=order)
        for page, story in both
        for order, other in enumerate(story.related)
    ]
    RelatedArticle.objects.bulk_create(related, batch_size=5000)


if __name__ == "__main__":
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
