"""The HTML of a picture: what browsers choose from. From the row alone and in plain Python, for pages have many.

Pictures of the same shape, of which the same renditions exist, have the same HTML but for the folder and the words: it
is made once, with marks in it for those.
"""

from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from . import renditions
from .showing import best_ratio, known

FALLBACK = ("jpg", "webp", "avif")  # of <img>: the first that exists
SHOWN = 640  # pixels, the width that <img> names for browsers that choose for themselves
THIRDS = (0.34, 0.66)
FOLDER, ALT = "\x00", "\x01"  # marks: no text of ours has a control character


FIGURES = {
    "column": "(min-width: 45rem) 40rem, 100vw",
    "wide": "(min-width: 75rem) 56rem, 100vw",
    "half": "(min-width: 45rem) 20rem, 100vw",
}  # how wide a picture of a text is shown, by layout


class Shape(NamedTuple):
    """All that decides the HTML of a picture, but for its folder and its words."""

    made: str  # its renditions, as JSON
    width: int
    height: int
    focus: str
    ratio: str
    sizes: str
    eager: bool
    shown: int


def picture(image, *, ratio="free", sizes="", eager=False, decorative=False, shown=SHOWN):
    """A `<picture>` of this ratio, or of the next best that exists; nothing for a picture without any rendition.

    `eager`: for the one that decides when the page looks ready. `decorative`: where the words beside it say it all.
    `shown`: its width in pixels without style sheets. `sizes`: as the browser wants it.
    """
    if not image:
        return ""
    ratio, sizes = ratio or "free", sizes or "100vw"  # a template's undefined variable is an empty text
    shape = Shape(image.made, image.width, image.height, _focus(image), ratio, sizes, bool(eager), shown)
    if not (html := _drawn(shape)):
        return ""
    html = html.replace(FOLDER, escape(image.base))
    return mark_safe(html.replace(ALT, "" if decorative else escape(image.alt_text)))  # noqa: S308  escaped


def figure(image, *, layout="column", caption="", credit="", ratio="free", sizes=""):
    """A picture of a text with its caption, which is HTML, or a text to be escaped; those of a text are never cut.

    `layout`: one of FIGURES, or "gallery", with a `ratio` and `sizes` of its own. `credit`: instead of the picture's.
    """
    layout, credit = layout or "column", credit or image.credit
    drawn = picture(image, ratio=ratio, sizes=sizes or FIGURES.get(layout, FIGURES["column"]))
    said = conditional_escape(caption) + (f' <small class="credit-line">{escape(credit)}</small>' if credit else "")
    below = f"<figcaption>{said}</figcaption>" if said else ""
    return mark_safe(f'<figure class="figure figure-{layout}">{drawn}{below}</figure>')  # noqa: S308  escaped


@lru_cache(maxsize=2000)
def _drawn(shape):
    existing = known(shape.made)
    if not (made := best_ratio(existing, shape.ratio)):
        return ""
    kinds = {kind: existing[made][kind] for kind in FALLBACK if existing[made].get(kind)}
    sets = {
        kind: ", ".join(f"{_name(existing, made, width, kind)} {width}w" for width in kinds[kind]) for kind in kinds
    }
    fallback = next(iter(kinds))
    attributes = {
        "class": "picture" if made == shape.ratio else f"picture {_uncut(shape)}",
        "src": _name(existing, made, _nearest(kinds[fallback], shape.shown), fallback),
        "srcset": sets.pop(fallback),
        "sizes": shape.sizes,
        **_size(shape),
        "alt": ALT,
        **({"fetchpriority": "high"} if shape.eager else {"loading": "lazy", "decoding": "async"}),
    }
    return f"<picture>{_sources(sets, shape.sizes)}<img {_said(attributes)}></picture>"


def _name(existing, ratio, width, kind):
    return FOLDER + renditions.file_name(ratio, existing[ratio]["mark"], width, kind)


def _set(existing, ratio, kind):
    return ", ".join(f"{_name(existing, ratio, width, kind)} {width}w" for width in existing[ratio][kind])


def _sources(sets, sizes):
    """AVIF before WebP: browsers take the first that they know."""
    return "".join(
        f"<source {_said({'type': renditions.TYPES[kind], 'srcset': sets[kind], 'sizes': sizes})}>"
        for kind in ("avif", "webp")
        if kind in sets
    )


def _said(attributes):
    return " ".join(f'{name}="{escape(str(value))}"' for name, value in attributes.items())


def _nearest(widths, shown):
    return next((width for width in widths if width >= shown), widths[-1])


def _size(shape):
    """Its size on the page before any style is there: nothing moves when it arrives."""
    across, down = renditions.RATIOS[shape.ratio] or (shape.width, shape.height)
    return {"width": shape.shown, "height": max(1, round(shape.shown * down / across))}


def _uncut(shape):
    """Classes that let the style sheet cut what has not been cut yet, around the focal point.

    Nine of them stand in for an inline object-position, which the content policy forbids.
    """
    return f"uncut uncut-{shape.ratio.replace(':', 'x')} focus-{shape.focus}"


def _focus(image):
    across = ("left", "centre", "right")[_third(image.focal_x)]
    return f"{across}-{('top', 'middle', 'bottom')[_third(image.focal_y)]}"


def _third(share):
    return (share >= THIRDS[0]) + (share > THIRDS[1])
