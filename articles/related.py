"""What stands around a story: its translations, the stories that its text leads to, and the related ones."""

from datetime import datetime
from operator import itemgetter

from django.db import connection
from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.expressions import RawSQL

from . import likeness, prose
from .cards import Card, columns
from .models import Edition, EditionRelated, EditionTag
from .prepared import Prepared

RELATED = 4
MOST_LINKED = 200  # stories that one text leads to
# How far one looks for related stories, however many there are: editions, of which some are not live any more. Twice
# as far costs a fifth of the page, and finds one more of a hundred (bench/related.py).
TAGS = 6  # the rarest of the story
NEWEST, BEFORE, AFTER = 16, 20, 20  # of all its tags together: the newest ones, and those of the story's own days
NEWEST_OF_SECTION, BEFORE_OF_SECTION = 12, 6

# Each is one walk along an index, and ends after so many rows.
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


class Found(Card):
    """A live edition that may stand around a story, with what they have in common.

    `original`: the story that its own translates. `pick`: its place among those picked by hand. `shared`: which of the
    story’s tags it has, the sum of 1 for the first, 2 for the second, 4 for the third …
    """

    original, pick, shared = (property(itemgetter(Card.MORE + place)) for place in range(3))


def companions(edition, at, tags=None):
    """The live translations of a story, the live stories that its text leads to by article id, and the related ones.

    One query, which reads no more rows of 1,000,000 stories than of 1,000. Related are those that were picked by hand,
    in their order; then the likest of some hundred candidates. Never the story itself, never a sponsored one. All are
    `Card`. `tags`: those of the edition with their frequency, where they are known already.
    """
    links = prose.article_ids(edition.body)[:MOST_LINKED]
    tags = sorted(edition.tags.all() if tags is None else tags, key=lambda tag: (tag.frequency, tag.pk))[:TAGS]
    found = [Found(row) for row in _rows(edition, tags, links, at)]
    original = edition.article.original_id  # a proof of a new story has none
    translations = [other for other in found if original and original in (other.article_id, other.original)]
    linked = {other.article_id: other for other in found if other.article_id in links}
    kin = [other for other in found if _is_kin(other, edition) and other not in translations]
    picked = sorted((other for other in kin if other.pick is not None), key=lambda other: other.pick)
    others = [other for other in kin if other.pick is None]
    return translations, linked, (picked + likeness.ranked(others, edition, tags, at))[:RELATED]


def _rows(edition, tags, links, at):
    values = {
        "edition": edition.pk,
        "article": edition.article_id,
        "original": edition.article.original_id,
        "section": edition.section_id,
        "language": edition.language,
        "published": edition.first_published_at,
        "at": at,
        **{f"tag{place}": tag.pk for place, tag in enumerate(tags)},
    }
    picked = getattr(edition, "picked", None)
    if picked is not None:
        return _query(len(tags), tuple(picked), **values, links=links)
    return _prepared(len(tags), None, **values, **({"links": list(links)} if links else {}))


def _query(count, picked, *, article, at, links=(), **values):
    """The live editions that may stand around the story. `picked`: by hand, of a proof: it has no rows of its own."""
    tags = [values[f"tag{place}"] for place in range(count)]
    walks = [*_named(values, links, picked), *_of_section(values, at), *_of_tags(values, tags, at)]
    sql = " UNION ".join(sql for sql, *_params in walks)
    keys = RawSQL(sql, [_stored(param) for _sql, *params in walks for param in params])  # noqa: S611  all parameters
    found = Edition.objects.live(at).filter(pk__in=keys).exclude(article=article)
    pick = _pick(values["edition"]) if picked is None else _pick_of_proof(picked)
    found = found.annotate(original=F("article__translation_of"), pick=pick, shared=_shared(tags))
    return found.order_by("pk").values_list(*columns("original", "pick", "shared"))


_prepared = Prepared(_query)


def _stored(param):
    """Times as the database keeps them: SQLite has no zones."""
    return connection.ops.adapt_datetimefield_value(param) if isinstance(param, datetime) else param


def _named(values, links, picked):
    """Translations, what the text leads to and what was picked by hand."""
    yield OF_TRANSLATIONS, values["original"]
    yield OF_PICKS, values["edition"]
    yield from ((OF_STORY, story) for story in dict.fromkeys([values["original"], *links, *(picked or ())]))


def _of_section(values, at):
    yield OF_SECTION, values["section"], at, NEWEST_OF_SECTION
    yield OF_SECTION, values["section"], values["published"], BEFORE_OF_SECTION


def _of_tags(values, tags, at):
    windows = (OF_TAG, at, NEWEST), (OF_TAG, values["published"], BEFORE), (OF_TAG_AFTER, values["published"], AFTER)
    for tag in tags:
        yield from ((walk, tag, values["language"], when, count // len(tags)) for walk, when, count in windows)


def _is_kin(other, edition):
    """Whether it may be shown as related: what the text leads to is not, if it has nothing else in common."""
    if other.sponsored or other.language != edition.language:
        return False
    return other.section_id == edition.section_id or other.shared or other.pick is not None


def _pick(edition):
    """The place of a story among those picked by hand."""
    rows = EditionRelated.objects.filter(edition=edition, other=OuterRef("article"))
    return Subquery(rows.values("position")[:1])


def _pick_of_proof(picked):
    places = [When(article=story, then=Value(place)) for place, story in enumerate(picked)]
    return Case(*places, default=None, output_field=IntegerField())


def _shared(tags):
    """Which of `tags` a story has, as `Found.shared` says it."""
    if not tags:
        return Value(0)
    bits = Case(*(When(tag=tag, then=Value(1 << place)) for place, tag in enumerate(tags)))
    items = EditionTag.objects.filter(edition=OuterRef("pk"), tag__in=tags)
    return Subquery(items.order_by().values("edition").annotate(total=Sum(bits)).values("total"))
