"""The picture that networks show of a story that has none: its section, its headline and who publishes it.

Drawn once for each edition, and kept in the cache; it is a page of the story as any other, so only of what is live.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from masthead.models import Masthead

from .models import Edition
from .structured_data import share_image_path

WIDTH, HEIGHT, MARGIN = 1200, 630, 80  # pixels
PAPER, INK, ACCENT, QUIET = "#faf7f1", "#14201f", "#0b5a5e", "#5b6665"
SERIF = ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "Georgia Bold.ttf", "NotoSerif-Bold.ttf")
SANS = ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "Arial Bold.ttf", "NotoSans-Bold.ttf")
SIZES = range(84, 31, -4)  # of the headline, the largest that fits is taken
TOP, BOTTOM = 190, 500  # between which the headline stands
LEADING = 1.16
KEPT = 24 * 3600  # seconds


@dataclass(frozen=True)
class Words:
    """What is written on it."""

    label: str
    headline: str
    signature: str


@require_safe
def show(request, article_id, digest):
    edition = Edition.objects.live(request.at).filter(article=article_id).select_related("section").first()
    if not edition:
        raise Http404
    if request.path != share_image_path(edition):
        return redirect(share_image_path(edition))
    return HttpResponse(_kept(edition), content_type="image/png")


def _kept(edition):
    words = _words(edition)
    mark = sha256(repr(words).encode()).hexdigest()
    return cache.get_or_set(f"share-image:{mark}", lambda: draw(words), KEPT)


def _words(edition):
    """What is paid for says so, and by whom, before anything else."""
    label = edition.kicker or edition.section.name
    if edition.sponsored:
        with override(edition.language):
            label = " · ".join(filter(None, [gettext("Sponsored content"), edition.sponsor_name]))
    return Words(label=label, headline=edition.headline, signature=Masthead.objects.current().name)


def draw(words):
    """The bytes of a PNG of 1200 by 630 pixels."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 18), fill=ACCENT)
    label = _fitted(words.label.upper(), font_of(SANS, 34))
    pen.text((MARGIN, 96), label, fill=ACCENT, font=font_of(SANS, 34))
    font, lines = fit(words.headline)
    for place, line in enumerate(lines):
        pen.text((MARGIN, TOP - 20 + place * font.size * LEADING), line, fill=INK, font=font)
    pen.rectangle((MARGIN, 536, MARGIN + 72, 542), fill=ACCENT)
    pen.text((MARGIN, 556), _fitted(words.signature, font_of(SERIF, 36)), fill=QUIET, font=font_of(SERIF, 36))
    buffer = BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def fit(headline):
    """The font and the lines of a headline in the largest size at which all of it stands in its place."""
    for size in SIZES:
        font = font_of(SERIF, size)
        lines = _lines(headline, font)
        if len(lines) * size * LEADING <= BOTTOM - TOP and all(_fits(line, font) for line in lines):
            return font, lines
    most = int((BOTTOM - TOP) / (SIZES[-1] * LEADING))
    lines = [_fitted(line, font) for line in lines]
    return font, lines[:most] if len(lines) <= most else [*lines[: most - 1], _fitted(lines[most - 1] + " …", font)]


def _lines(text, font):
    """Broken at spaces; a no-break space holds together what belongs together."""
    lines = [""]
    for word in text.replace("\n", " ").split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _fits(longer, font) or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fits(text, font):
    return font.getlength(text) <= WIDTH - 2 * MARGIN


def _fitted(text, font):
    """Cut short where it is too long for a line."""
    if _fits(text, font):
        return text
    while text and not _fits(text + "…", font):
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=64)
def font_of(names, size):
    """The first of these that the system has, else the one that comes with Pillow."""
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
