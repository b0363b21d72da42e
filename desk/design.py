"""Every part that readers' pages are made of, on one page, from the same templates and style sheets."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.drawing import draw
from articles.models import Edition, Section
from masthead.models import Masthead

from .preview import PRIVATE, with_headers

COLOURS = ("paper", "sand", "ink", "ink-soft", "ink-quiet", "hairline", "hairline-strong", "sea", "sea-bright")
COLOURS += ("alarm", "alarm-wash")
SIZES = ("3xl", "2xl", "xl", "l", "m", "s", "xs", "2xs")
VARIANTS = ("lead", "feature", "standard", "row", "brief")
SHAPES = ("river", "spread", "mirror")
SHEETS = ("front", "story", "lists", "authors", "search", "contact", "design")
SCHEMES = ("light", "dark")
CARDS = 12


@require_safe
def page(request):
    """The parts with stories that readers see now; `?scheme=dark` shows them in the dark, whatever the device wants.

    Its queries: those of a home page and those of a story's.
    """
    asked = request.GET.get("scheme")
    context = admin.site.each_context(request) | {
        "at": request.at,
        "scheme": asked if asked in SCHEMES else "",
        "sheets": [f"css/{name}.css" for name in SHEETS],
        "colours": COLOURS,
        "text_sizes": SIZES,
        "variants": VARIANTS,
        "masthead": Masthead.objects.with_quote(turn=0).current(),
        "prose": draw(render_to_string("desk/_design_body.html"), ()),
        "notes": _notes(request.at),
    }
    context |= _stories(Edition.objects.live(request.at).filter(language=get_language()), request.at)
    return with_headers(TemplateResponse(request, "desk/design.html", context), PRIVATE)


def _stories(live, at):
    """What the parts are shown with: cards, the newest story in full, and one block in each shape."""
    newest = live.order_by("-first_published_at", "-pk")
    cards = list(newest.for_cards()[:CARDS])
    sections = Section.objects.in_language(get_language())[: len(SHAPES)]
    return {
        "cards": cards,
        "opinion": next((card for card in cards if card.genre == "opinion"), None),
        "sponsored": newest.for_cards().filter(genre="sponsored").first(),
        "story": newest.for_page().with_earlier(at).first(),
        "blocks": [(section, shape, cards[:4]) for section, shape in zip(sections, SHAPES, strict=False)],
    }


def _notes(at):
    return [
        {"kind": "correction", "label": _("correction"), "at": at, "text": _("What was wrong, and what is right.")},
        {"kind": "update", "label": _("update"), "at": at, "text": _("What came to be known since.")},
    ]
