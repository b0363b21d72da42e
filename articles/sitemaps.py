"""Sitemaps: an index of parts that each hold a range of stories, or of tags, by their numbers; and one of the news.

A range needs neither a count nor an offset: the index skips from part to part, and a part reads nothing but its own.
"""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from authors.models import Author
from masthead.models import Masthead, Page

from .feeds import printable
from .models import Edition, EditionByline, EditionTag, Genre, Section, Tag
from .querysets import ForEach
from .structured_data import absolute

PART = 10_000  # numbers of stories or tags; the format allows 50,000 addresses
LATELY = 500  # of the newest editions, from which the index knows which parts changed
NEWS_AGE = timedelta(days=2)  # what the news sitemap may hold, by its format
MOST_NEWS = 1_000
STANDING = ("frontpage:home", "articles:archives", "articles:corrections", "authors:authors")  # in each language
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@require_safe
@conditional_page
def index(request):
    """Three queries, however many stories there are."""
    changed = _changed(request.at)
    stories = [(_address("stories", part), changed.get(part)) for part in _parts(_stories(request.at), "article_id")]
    tags = [(_address("tags", part), None) for part in _parts(_tagged(request.at), "tag_id")]
    pages = [(absolute(reverse("found:sitemap_pages")), None)]
    return _xml(request, "sitemap_index", entries=pages + stories + tags)


@require_safe
@conditional_page
def stories(request, part):
    """The live stories whose numbers lie in that range. One query."""
    editions = _within(_stories(request.at), "article_id", part).select_related("section").order_by("article_id")
    editions = editions.only("language", "slug", "article", "section", "first_published_at", "updated_at")
    entries = [
        (absolute(edition.get_absolute_url()), edition.updated_at or edition.first_published_at) for edition in editions
    ]
    return _urls(request, entries)


@require_safe
@conditional_page
def tags(request, part):
    """The pages of tags that live stories have, in each language in which they have one. A query for each."""
    entries = []
    for language in LANGUAGES:
        with override(language):
            tagged = _within(_live_tags(request.at, language), "pk", part)
            entries += [(absolute(tag.get_absolute_url()), None) for tag in tagged]
    return _urls(request, entries)


@require_safe
@conditional_page
def pages(request):
    """The front pages, the archives, who writes, and what else has a page of its own. Three queries a language."""
    entries = []
    for language in LANGUAGES:
        with override(language):
            entries += [(absolute(reverse(name)), None) for name in STANDING]
            entries += [(absolute(page.get_absolute_url()), None) for page in _with_pages(request.at, language)]
    return _urls(request, entries)


@require_safe
@conditional_page
def news(request):
    """The stories of the last two days, the newest first; never what is paid for. Two queries."""
    since = request.at - NEWS_AGE
    editions = Edition.objects.live(request.at).filter(language__in=LANGUAGES, first_published_at__gt=since)
    editions = editions.exclude(genre=Genre.SPONSORED).for_cards().newest_first()[:MOST_NEWS]
    return _xml(request, "sitemap_news", editions=editions, masthead=Masthead.objects.current())


def _stories(at):
    return Edition.objects.live(at)


def _tagged(at):
    return EditionTag.objects.filter(ForEach(Edition.objects.live(at).filter(pk=OuterRef("edition"))))


def _within(rows, column, part):
    return rows.filter(**{f"{column}__gte": part * PART, f"{column}__lt": (part + 1) * PART})


def _live_tags(at, language):
    return Tag.objects.shown(language, at).order_by("pk").only("slug")


def _with_pages(at, language):
    """Sections and authors that have live stories, and the pages that hardly ever change."""
    live = Edition.objects.live(at).in_language(language)
    yield from Section.objects.in_language(language).filter(ForEach(live.filter(section=OuterRef("pk"))))
    signed = EditionByline.objects.filter(author=OuterRef("pk"), language=language, listed_at__lte=at)
    signed = signed.filter(ForEach(live.filter(pk=OuterRef("edition"))))
    yield from Author.objects.filter(ForEach(signed)).only("slug")
    yield from Page.objects.filter(language=language).only("language", "slug")


def _parts(rows, column):
    """The numbers of the parts that are not empty: one query that looks up one row of each, and skips the rest.

    The database walks by itself from the first row of one part to the first of the next: a recursive query, which
    Django can't write. The rows themselves are still asked for by the queryset, with its own conditions.
    """
    first, parameters = _first(rows, column, "0", [])
    following, more = _first(rows, column, "(reached.number / %s + 1) * %s", [PART, PART])
    walk = (
        f"WITH RECURSIVE reached(number) AS (SELECT ({first}) UNION ALL "  # noqa: S608  no value is written into it
        f"SELECT ({following}) FROM reached WHERE reached.number IS NOT NULL) "
        "SELECT number FROM reached WHERE number IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(walk, [*parameters, *more])
        return [number // PART for (number,) in cursor.fetchall()]


def _first(rows, column, bound, parameters):
    """The SQL and parameters of the lowest `column` of `rows` from `bound` on, which is SQL too."""
    rows = rows.filter(**{f"{column}__gte": RawSQL(bound, parameters)}).order_by(column)  # noqa: S611  our own
    return rows.values(column)[:1].query.sql_with_params()


def _changed(at):
    """When each part changed last, of those that the newest editions are in: one look at an index."""
    newest = Edition.objects.live(at).order_by("-live_from").values_list("article_id", "live_from")[:LATELY]
    changed = {}
    for story, start in newest:
        changed.setdefault(story // PART, start)
    return changed


def _address(kind, part):
    return absolute(reverse(f"found:sitemap_{kind}", args=[part]))


def _urls(request, entries):
    if not entries:
        raise Http404
    return _xml(request, "sitemap", entries=entries)


def _xml(request, template, **context):
    response = render(request, f"articles/{template}.xml", context, content_type="application/xml; charset=utf-8")
    response.content = printable(response.content.decode())
    return response
