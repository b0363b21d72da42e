"""The HTML of a picture: what browsers choose from. From the row alone and in plain Python, for pages have many."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

from . import renditions

FALLBACK = ("jpg", "webp", "avif")  # of <img>: the first that exists
SHOWN = 640  # pixels, the width that <img> names for browsers that choose for themselves
THIRDS = (0.34, 0.66)


def picture(image, *, ratio="free", sizes="", eager=False, decorative=False, shown=SHOWN):
    """A `<picture>` of this ratio, or of the next best that exists; nothing for a picture without any rendition.

    `eager`: for the one that decides when the page looks ready. `decorative`: where the words beside it say it all.
    `shown`: its width in pixels without style sheets. `sizes`: as the browser wants it.
    """
    ratio, sizes = ratio or "free", sizes or "100vw"  # a template's undefined variable is an empty text
    if not image or not (made := image.best_ratio(ratio)):
        return ""
    address = image.address_of(made)
    kinds = {kind: image.widths(made, kind) for kind in FALLBACK if image.widths(made, kind)}
    sets = {kind: ", ".join(f"{address(width, kind)} {width}w" for width in kinds[kind]) for kind in kinds}
    fallback = next(iter(kinds))
    attributes = {
        "class": "picture" if made == ratio else f"picture {uncut(image, ratio)}",
        "src": address(_nearest(kinds[fallback], shown), fallback),
        "srcset": sets.pop(fallback),
        "sizes": sizes,
        **_shape(image, ratio, shown),
        "alt": "" if decorative else image.alt_text,
        **({"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}),
    }
    return mark_safe(f"<picture>{_sources(sets, sizes)}<img {_said(attributes)}></picture>")  # noqa: S308  escaped


def _sources(sets, sizes):
    """AVIF before WebP: browsers take the first that they know."""
    return "".join(
        f"<source {_said({'type': renditions.TYPES[kind], 'srcset': sets[kind], 'sizes': sizes})}>"
        for kind in ("avif", "webp")
        if kind in sets
    )


def _said(attributes):
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())


def _nearest(widths, shown):
    return next((width for width in widths if width >= shown), widths[-1])


def _shape(image, ratio, shown):
    """Its size on the page before any style is there: nothing moves when it arrives."""
    across, down = renditions.RATIOS[ratio] or (image.width, image.height)
    return {"width": shown, "height": max(1, round(shown * down / across))}


def uncut(image, ratio):
    """Classes that let the style sheet cut what has not been cut yet, around the focal point.

    Nine of them stand in for an inline object-position, which the content policy forbids.
    """
    across = ("left", "centre", "right")[_third(image.focal_x)]
    down = ("top", "middle", "bottom")[_third(image.focal_y)]
    return f"uncut uncut-{ratio.replace(':', 'x')} focus-{across}-{down}"


def _third(share):
    return (share >= THIRDS[0]) + (share > THIRDS[1])
