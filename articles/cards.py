"""A story in a list, and its HTML: in plain Python, and without instances of models, for pages have dozens."""

from functools import lru_cache
from html import escape
from operator import itemgetter
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from images.markup import picture
from images.showing import Light, light_columns

from . import addresses, times
from .models.article import Genre

GENRES = dict(Genre.choices)
FIELDS = (
    "pk", "article_id", "language", "genre", "headline", "kicker", "standfirst", "slug", "sponsor_name",
    "first_published_at", "reading_minutes", "section_id", "section_name", "section_slug",
)  # fmt: skip
COLUMNS = (*FIELDS[:-2], "section__name", "section__slug")
PICTURE = slice(len(FIELDS), len(FIELDS) + len(light_columns()))
SEPARATOR = '<span class="separator" aria-hidden="true">/</span>'
DOT = '<span class="separator" aria-hidden="true">·</span>'
PICTURED = {"lead": "16:9", "feature": "16:9"}  # the shape of the picture, by variant; of the others 4:3


class Card(tuple):
    """What a list shows of an edition: a row that `columns()` asked for, since a page weighs a hundred of them.

    `signed` are its bylines, where they are shown. What else was asked for stands from the place `MORE` on.
    """

    MORE = PICTURE.stop
    signed = ()

    @property
    def lead_image(self):
        row = self[PICTURE]
        return Light(*row) if row[0] else None

    def get_absolute_url(self):
        return addresses.story(self.language, self.section_slug, self.slug, self.article_id)

    @property
    def sponsored(self):
        return self.genre == Genre.SPONSORED

    @property
    def section(self):
        return SectionOf(self.section_id, self.language, self.section_name, self.section_slug)

    def get_genre_display(self):
        return GENRES.get(self.genre, self.genre)

    def __eq__(self, other):
        return self.pk == getattr(other, "pk", None)

    def __hash__(self):
        return hash(self.pk)


for _place, _name in enumerate(FIELDS):
    setattr(Card, _name, property(itemgetter(_place)))


class SectionOf(NamedTuple):
    """The section of a card, or of the menu."""

    pk: int
    language: str
    name: str
    slug: str

    def get_absolute_url(self):
        return addresses.section(self.language, self.slug)


def columns(*more):
    """What `values_list` has to ask of editions for a `Card`; those of `more` come after it."""
    return [*COLUMNS, *light_columns("lead_image__"), *more]


def card(edition, *, variant="standard", level=3, sizes="", eager=False, hide_section=False, own_headline=""):
    """The HTML of a story in a list: of a `Card`, or of an edition that was fetched with `for_cards()`.

    `variant`: "lead", "feature", "standard", "row", "brief" (no picture) or "opinion" (the portrait of who wrote it, of
    editions with `signed`). `level`: of the heading. `hide_section`: on the section's own page. `own_headline`: what
    editors say on a front instead of the story's own.
    """
    variant, level = variant or "standard", level or 3
    special = " card-sponsored" if edition.sponsored else " card-opinion" if edition.genre == "opinion" else ""
    spoken = get_language()
    foreign = edition.language != spoken
    link = f'<a href="{edition.get_absolute_url()}"' + (f' hreflang="{edition.language}">' if foreign else ">")
    meta = _meta(edition.first_published_at, edition.reading_minutes, spoken, settings.TIME_ZONE)
    html = (
        f'<article class="card card-{variant}{special}">{_picture(edition, variant, sizes, eager)}'
        f'<div class="card-text">{overline(edition, hide_section=hide_section)}'
        f'<h{level} class="card-headline">{link}{escape(own_headline or edition.headline)}</a></h{level}>'
        f"{_standfirst(edition)}{_signed(edition)}{meta}</div></article>"
    )
    return mark_safe(html)  # noqa: S308  each text is escaped


def _picture(edition, variant, sizes, eager):
    if variant == "opinion":
        signed = getattr(edition, "signed", ())
        portrait = signed[0].author.portrait if signed else None
        drawn = picture(portrait, ratio="1:1", shown=72, sizes="4.5rem", decorative=True)
        return f'<div class="portrait">{drawn}</div>' if portrait else ""
    if variant == "brief" or not edition.lead_image:
        return ""
    shape = {"ratio": PICTURED.get(variant, "4:3"), "sizes": sizes, "eager": eager}
    return f'<div class="card-picture">{picture(edition.lead_image, decorative=True, shown=320, **shape)}</div>'


def _standfirst(edition):
    return f'<p class="card-standfirst">{escape(edition.standfirst)}</p>' if edition.standfirst else ""


def _signed(edition):
    names = ", ".join(escape(byline.author.display_name) for byline in getattr(edition, "signed", ()))
    return f'<p class="card-signed">{names}</p>' if names else ""


@lru_cache(maxsize=5000)
def _meta(at, minutes, *_what_else_decides):
    when = f'<time datetime="{times.machine_time(at)}">{times.short_day(at)}</time>'
    return f'<p class="card-meta">{when} {DOT} <span>{times.reading_time(minutes)}</span></p>'


def overline(edition, *, linked=False, hide_section=False):
    """The short line above a headline. `linked`: on the story's own page, where the sponsor has a box of its own."""
    kicker = edition.kicker or (
        "" if edition.genre in ("news", "sponsored") else capfirst(str(edition.get_genre_display()))
    )
    where = ""
    if linked:
        section = edition.section
        where = f'<a class="section-name" href="{section.get_absolute_url()}">{escape(section.name)}</a>'
    elif edition.sponsored:
        where = f'<span class="sponsored-label">{gettext("Sponsored content")}</span>'
        kicker = edition.sponsor_name
    elif not hide_section:
        where = f'<span class="section-name">{escape(edition.section.name)}</span>'
    said = f'<span class="kicker">{escape(kicker)}</span>' if kicker else ""
    parts = " ".join(filter(None, [where, where and said and SEPARATOR, said]))
    return mark_safe(f'<p class="overline">{parts}</p>' if parts else "")  # noqa: S308  each text is escaped
