"""What stands around a story: its translations, the stories that its text leads to, and the related ones."""

from datetime import datetime

from django.db import connection
from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.expressions import RawSQL

from . import likeness, prose
from .models import Edition, EditionRelated, EditionTag

RELATED = 4
MOST_LINKED = 200  # stories that one text leads to
# How far one looks for related stories, however many there are: editions, of which some are not live any more.
TAGS = 6  # the rarest of the story
NEWEST, BEFORE, AFTER = 30, 40, 40  # of all its tags together: the newest ones, and those of the story's own days
NEWEST_OF_SECTION, BEFORE_OF_SECTION = 24, 12

# Each is one walk along an index, and ends after so many rows. As querysets they would take 30 ms to be written.
OF_STORY = "SELECT id FROM articles_edition WHERE article_id = %s"
OF_TRANSLATIONS = """
    SELECT articles_edition.id FROM articles_article
    JOIN articles_edition ON article_id = articles_article.id WHERE translation_of_id = %s
"""
OF_PICKS = """
    SELECT articles_edition.id FROM articles_editionrelated
    JOIN articles_edition ON article_id = other_id WHERE edition_id = %s
"""
OF_TAG = """
    SELECT edition_id FROM (
        SELECT edition_id FROM articles_editiontag WHERE tag_id = %s AND language = %s AND listed_at <= %s
        ORDER BY listed_at DESC LIMIT %s
    ) of_tag
"""
OF_TAG_AFTER = """
    SELECT edition_id FROM (
        SELECT edition_id FROM articles_editiontag WHERE tag_id = %s AND language = %s AND listed_at > %s
        ORDER BY listed_at LIMIT %s
    ) of_tag
"""
OF_SECTION = """
    SELECT id FROM (
        SELECT id FROM articles_edition WHERE section_id = %s AND first_published_at <= %s
        ORDER BY first_published_at DESC LIMIT %s
    ) of_section
"""


def companions(edition, at):
    """The live translations of a story, the live stories that its text leads to by article id, and the related ones.

    One query, which reads no more rows of 1,000,000 stories than of 1,000. Related are those that were picked by hand,
    in their order; then the likest of some hundred candidates. Never the story itself, never a sponsored one.
    """
    links = prose.article_ids(edition.body)[:MOST_LINKED]
    tags = sorted(edition.tags.all(), key=lambda tag: (tag.frequency, tag.pk))[:TAGS]
    found = list(_found(edition, tags, links, at))
    translations = [other for other in found if _translates(other, edition)]
    linked = {other.article_id: other for other in found if other.article_id in links}
    kin = [other for other in found if _is_kin(other, edition)]
    picked = sorted((other for other in kin if other.pick is not None), key=lambda other: other.pick)
    others = [other for other in kin if other.pick is None]
    return translations, linked, (picked + likeness.ranked(others, edition, tags, at))[:RELATED]


def _found(edition, tags, links, at):
    """The live editions that may stand around the story, with what they have in common with it."""
    walks = [*_named(edition, links), *_of_section(edition, at), *_of_tags(edition, tags, at)]
    sql = " UNION ".join(sql for sql, *_params in walks)
    keys = RawSQL(sql, [_stored(param) for _sql, *params in walks for param in params])  # noqa: S611  all parameters
    found = Edition.objects.live(at).filter(pk__in=keys).exclude(article=edition.article_id)
    original = F("article__translation_of")
    return found.annotate(original=original, pick=_pick(edition), shared=_shared(tags)).for_cards().order_by("pk")


def _stored(param):
    """Times as the database keeps them: SQLite has no zones."""
    return connection.ops.adapt_datetimefield_value(param) if isinstance(param, datetime) else param


def _named(edition, links):
    """Translations, what the text leads to and what was picked by hand; a proof has no rows, but `picked`."""
    original, picked = edition.article.original_id, getattr(edition, "picked", [])
    yield OF_TRANSLATIONS, original
    yield OF_PICKS, edition.pk
    yield from ((OF_STORY, story) for story in dict.fromkeys([original, *links, *picked]))


def _of_section(edition, at):
    yield OF_SECTION, edition.section_id, at, NEWEST_OF_SECTION
    yield OF_SECTION, edition.section_id, edition.first_published_at, BEFORE_OF_SECTION


def _of_tags(edition, tags, at):
    windows = (OF_TAG, at, NEWEST), (OF_TAG, edition.first_published_at, BEFORE)
    windows += ((OF_TAG_AFTER, edition.first_published_at, AFTER),)
    for tag in tags:
        yield from ((walk, tag.pk, edition.language, when, count // len(tags)) for walk, when, count in windows)


def _translates(other, edition):
    original = edition.article.original_id  # a proof of a new story has none
    return original is not None and original in (other.article_id, other.original)


def _is_kin(other, edition):
    """Whether it may be shown as related: what the text leads to is not, if it has nothing else in common."""
    if _translates(other, edition) or other.sponsored or other.language != edition.language:
        return False
    return other.pick is not None or other.shared or other.section_id == edition.section_id


def _pick(edition):
    """The place of a story among those picked by hand."""
    picked = getattr(edition, "picked", None)
    if picked is None:
        rows = EditionRelated.objects.filter(edition=edition.pk, other=OuterRef("article"))
        return Subquery(rows.values("position")[:1])
    places = [When(article=story, then=Value(place)) for place, story in enumerate(picked)]
    return Case(*places, default=None, output_field=IntegerField())


def _shared(tags):
    """Which of `tags` a story has: the sum of 1 for the first, 2 for the second, 4 for the third …; None for none."""
    if not tags:
        return Value(0)
    bits = Case(*(When(tag=tag.pk, then=Value(1 << place)) for place, tag in enumerate(tags)))
    items = EditionTag.objects.filter(edition=OuterRef("pk"), tag__in=[tag.pk for tag in tags])
    return Subquery(items.order_by().values("edition").annotate(total=Sum(bits)).values("total"))
