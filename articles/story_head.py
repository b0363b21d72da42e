"""What a story's page tells search engines and networks of it: in plain Python, since templates take longer."""

import json
from html import escape

from django.utils.safestring import mark_safe

from . import structured_data, times
from .structured_data import absolute

LOCALES = {"fr": "fr_FR"}  # as networks want it; of other languages English


def story_head(edition, parts, masthead, translations):
    """`parts`: its `fetching.Parts`. `translations`: the live ones."""
    address = absolute(edition.get_absolute_url())
    title, description = edition.headline, edition.seo_description or edition.standfirst
    lines = [
        f'<link rel="canonical" href="{escape(address)}">',
        *_alternates(edition, address, translations),
        *(_named("description", description) if description else ()),
        *_property("og:type", "article"),
        *_property("og:site_name", masthead.name),
        *_property("og:locale", _locale(edition)),
        *_property("og:title", title),
        *(_property("og:description", description) if description else ()),
        *_property("og:url", address),
        *_image(edition),
        *(line for other in translations for line in _property("og:locale:alternate", _locale(other))),
        *_article(edition, parts),
        *_named("twitter:card", "summary_large_image"),
        json_ld(structured_data.news_article(edition, parts, masthead, translations)),
        json_ld(structured_data.way_to(edition, masthead)),
    ]
    return mark_safe("\n  ".join(lines))  # noqa: S308  each text is escaped


def json_ld(data):
    """A JSON-LD block; what could end the script element or begin a comment is escaped."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above


def _property(name, content):
    yield f'<meta property="{name}" content="{escape(str(content))}">'


def _named(name, content):
    yield f'<meta name="{name}" content="{escape(content)}">'


def _locale(edition):
    return LOCALES.get(edition.language, "en_GB")


def _alternates(edition, address, translations):
    if not translations:
        return
    for language, where in [
        (edition.language, address),
        *((other.language, absolute(other.get_absolute_url())) for other in translations),
    ]:
        yield f'<link rel="alternate" hreflang="{language}" href="{escape(where)}">'


def _image(edition):
    image = edition.lead_image
    shown = image and image.share_url
    yield from _property("og:image", absolute(shown or structured_data.share_image_path(edition)))
    if not shown:
        yield from _property("og:image:width", 1200)
        yield from _property("og:image:height", 630)
    if said := image.alt_text if shown else edition.headline:
        yield from _property("og:image:alt", said)


def _article(edition, parts):
    yield from _property("article:published_time", times.machine_time(edition.first_published_at))
    if edition.updated_at:
        yield from _property("article:modified_time", times.machine_time(edition.updated_at))
    yield from _property("article:section", edition.section.name)
    for author in (byline.author for byline in parts.bylines if byline.role == "words"):
        yield from _named("author", author.display_name)
        yield from _property("article:author", absolute(author.get_absolute_url()))
    for tag in parts.tags:
        yield from _property("article:tag", tag.name)
