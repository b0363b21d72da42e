"""Feeds of the site, of a section, a tag and an author: the newest live stories, as standfirst or in full."""

import re
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.db.models import OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.views.decorators.http import conditional_page, require_safe

from authors.models import Author
from masthead.models import Masthead

from . import drawing, prose
from .feed_formats import FORMATS
from .models import Edition, FormerTag, Section, Tag
from .querysets import ForEach
from .structured_data import absolute

NEWEST = 30  # stories in a feed
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML may hold them
FACADE_NOTICE = re.compile(r'<p class="facade-notice" hidden>.*?</p>', re.DOTALL)
# What readers of feeds show everywhere; a picture is its plain `img`, an embed the link to it.
PLAIN = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "cite", "q", "a", "strong", "em", "b"),
    *("i", "u", "s", "sub", "sup", "small", "abbr", "br", "hr", "figure", "figcaption", "img", "div", "aside", "time"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "code", "pre"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "time": {"datetime"}, "th": {"scope"}}


@require_safe
@conditional_page
def site(request, kind):
    masthead = Masthead.objects.current()
    stories, home = _of(request, Edition.objects), reverse("frontpage:home")
    return _feed(request, kind, masthead, stories, masthead.name, home, masthead.text("motto"))


@require_safe
@conditional_page
def section(request, slug, kind):
    section = get_object_or_404(Section.objects.in_language(get_language()), slug=slug)
    stories = _of(request, section.editions)
    return _feed(request, kind, None, stories, section.name, section.get_absolute_url(), section.description)


@require_safe
@conditional_page
def tag(request, slug, kind):
    shown = ForEach(Edition.objects.live(request.at).filter(tag_items__tag=OuterRef("pk")))
    former = FormerTag.objects.filter(slug=slug).values("tag")
    tag = Tag.objects.filter(shown, Q(slug=slug) | Q(pk__in=former)).order_by().first()
    if not tag:
        raise Http404  # as is one of nothing but unpublished stories: its page would tell of them
    if tag.slug != slug:  # it was merged into another
        return redirect("articles:tag_feed", tag.slug, kind, permanent=True)
    stories = _listed(request, tag.editions, "tag_items")
    return _feed(request, kind, None, stories, tag.name, tag.get_absolute_url(), tag.description)


@require_safe
@conditional_page
def author(request, slug, kind):
    author = get_object_or_404(Author, slug=slug)
    stories = _listed(request, author.editions, "bylines")
    return _feed(request, kind, None, stories, author.display_name, author.get_absolute_url(), author.title)


def _of(request, editions):
    return editions.live(request.at).in_language(get_language()).newest_first()


def _listed(request, editions, rows):
    """A tag's or an author's, read from their own list, of which nothing but the newest is looked at."""
    listed = editions.listed_by(rows, get_language(), request.at)
    return listed.live(request.at).order_by("-listed_at", "-article_id")


def _feed(request, kind, masthead, stories, title, page, description):
    """`masthead` is None where the feed is of a part of the site: its title then says of which."""
    whole, masthead = masthead is not None, masthead or Masthead.objects.current()
    stories = list(stories.for_feed(masthead.feeds_full_text)[:NEWEST])
    feed = FORMATS[kind](
        title=printable(title if whole else f"{title} – {masthead.name}"),
        link=absolute(page),
        description=printable(description or title),
        subtitle=printable(description) or None,
        language=get_language(),
        feed_url=absolute(request.path),
        hub=masthead.websub_hub,
    )
    linked = _linked(stories, request.at) if masthead.feeds_full_text else None
    for edition in stories:
        feed.add_item(**_item(edition, linked))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _linked(editions, at):
    """The live stories that the texts lead to, by id: one query for all of them."""
    wanted = {key for edition in editions for key in prose.article_ids(edition.body)}
    return {other.article_id: other for other in Edition.objects.live(at).filter(article__in=wanted).for_cards()}


def _item(edition, linked):
    """`linked` is None where the feed gives no full text."""
    return {
        "title": printable(_title(edition)),
        "link": absolute(edition.get_absolute_url()),
        "description": escape(printable(edition.standfirst)),
        "summary": printable(edition.standfirst),
        "unique_id": identity(edition),
        "unique_id_is_permalink": False,
        "pubdate": timezone.localtime(edition.first_published_at),
        "updateddate": timezone.localtime(edition.updated_at or edition.first_published_at),
        "categories": [printable(name) for name in (edition.section.name, *map(str, edition.tags.all()))],
        "people": [(printable(one.display_name), absolute(one.get_absolute_url())) for one in _writers(edition)],
        "picture": _picture(edition),
        "language": edition.language,
        "content": "" if linked is None else printable(full_text(edition, linked)),
    }


def _title(edition):
    """What is paid for says so before its headline, wherever the feed is read."""
    if not edition.sponsored:
        return edition.headline
    return gettext("%(label)s: %(headline)s") % {"label": gettext("Sponsored content"), "headline": edition.headline}


def _writers(edition):
    return [byline.author for byline in edition.bylines.all() if byline.role == byline.Role.WORDS]


def _picture(edition):
    image = edition.lead_image
    if not image or not image.share_url:
        return None
    text = printable(edition.lead_caption or image.caption or image.alt_text)
    return {"url": absolute(image.share_url), "text": text, "credit": printable(image.credit)}


def identity(edition):
    """What tells stories apart for ever, whatever becomes of headline and address (RFC 4151)."""
    day = timezone.localtime(edition.first_published_at).date()
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{edition.article_id}"


def full_text(edition, linked):
    """The text as plain HTML with whole addresses: nothing that needs our styles or scripts."""
    html = FACADE_NOTICE.sub("", drawing.draw(edition.body, edition.pictures.all(), linked))
    html = nh3.clean(html, tags=PLAIN, attributes=ATTRIBUTES, clean_content_tags={"button"}, attribute_filter=_whole)
    return f"{_paid_by(edition)}{html}{_notes(edition)}"


def _whole(element, name, value):
    return absolute(value) if name in {"href", "src"} else value


def _paid_by(edition):
    if not edition.sponsored:
        return ""
    label, paid = gettext("Sponsored content"), gettext("Paid for by")
    return f"<p><strong>{escape(label)}</strong>. {escape(paid)} {escape(edition.sponsor_name)}.</p>"


def _notes(edition):
    """Corrections and updates stand under the text, as they do on its page."""
    return "".join(f"<p><em>{escape(note['label'])}: {escape(note['text'])}</em></p>" for note in edition.notes)


def printable(text):
    return UNPRINTABLE.sub("", str(text))
