"""Boats: trawlers, sailing boats and dinghies."""

from .canvas import Canvas, Point, curve
from .nature import wavelet
from .palette import CREAM, INK, LAMP, NAVY, OCHRE, RED, RGB, TEAL, UMBER, WHITE

HULLS = (NAVY, RED, TEAL, (60, 120, 170), (40, 92, 76), OCHRE)


def hull(c: Canvas, x: float, water: float, length: float, depth: float, colour: RGB, facing: int = 1) -> list[Point]:
    """Print a working hull with its sheer line and boot stripe; return its outline."""

    def at(along: float, up: float) -> Point:
        """Place a point relative to the middle of the waterline."""
        return x + facing * along * length, water - up * depth

    sheer = curve([at(-0.5, 0.8), at(-0.3, 0.66), at(0.1, 0.7), at(0.36, 1.0), at(0.52, 1.32)])
    outline = [*sheer, *curve([at(0.52, 1.32), at(0.46, 0.5), at(0.4, -0.05)], 5), at(-0.46, -0.05)]
    c.poly(outline, colour)
    c.shade(outline, c.light.shadow, "bottom", 0.5)
    c.line(sheer, c.tone(WHITE), max(2, depth * 0.07))
    c.line([at(-0.47, 0.1), at(0.41, 0.1)], c.tone(RED if colour[0] < colour[2] else NAVY), depth * 0.12)
    return outline


def trawler(c: Canvas, x: float, water: float, length: float, colour: RGB, facing: int = 1, far: float = 0.0) -> None:
    """Print a small inshore trawler with its wheelhouse, mast and gantry."""
    depth, steel = length * 0.2, c.tone(CREAM, far)
    deck = water - depth * 0.66
    ink, wood = c.tone(INK, far), c.tone(OCHRE, far)
    stern = x - facing * length * 0.4
    mast = x + facing * length * 0.04
    c.line([(mast, deck), (mast, deck - length * 0.62)], ink, max(2, length * 0.012))
    c.line([(mast, deck - length * 0.56), (stern, deck - length * 0.3), (stern, deck)], wood, max(2, length * 0.014))
    c.line([(mast, deck - length * 0.6), (x + facing * length * 0.5, water - depth * 1.3)], ink, 1.4)
    c.line([(mast, deck - length * 0.6), (x - facing * length * 0.48, deck)], ink, 1.4)
    _wheelhouse(c, x + facing * length * 0.14, deck, length, facing, steel)
    hull(c, x, water, length, depth, c.tone(colour, far), facing)
    c.line([(stern - facing * length * 0.08, deck - length * 0.09), (x, deck - length * 0.09)], ink, 1.6)
    if c.light.lit:
        c.glow(mast, deck - length * 0.62, length * 0.18, LAMP, 0.7)
    wavelet(c, x, water + depth * 0.08, length * 1.1, depth * 0.16, c.light.sea[0], 0.5)


def _wheelhouse(c: Canvas, x: float, deck: float, length: float, facing: int, steel: RGB) -> None:
    """Print a trawler's wheelhouse with lit or dark panes."""
    wide, tall = length * 0.1, length * 0.24
    c.poly([(x - wide, deck + 6), (x - wide, deck - tall), (x + wide, deck - tall), (x + wide, deck + 6)], steel)
    shade = sorted((x + facing * wide, x + facing * wide * 0.2))
    c.rect(shade[0], deck - tall, shade[1], deck + 4, c.dark(steel, 0.22))
    pane = LAMP if c.light.lit else c.tone(NAVY)
    for place in (-0.78, -0.22, 0.34):
        left = x + wide * place
        c.rect(left, deck - tall * 0.86, left + wide * 0.42, deck - tall * 0.56, pane)
    c.rect(x - wide * 1.15, deck - tall - length * 0.015, x + wide * 1.15, deck - tall, c.tone(RED))


def sailboat(
    c: Canvas,
    x: float,
    water: float,
    height: float,
    sail: RGB,
    *,
    heel: float = 0.12,
    far: float = 0.0,
    hull_ink: RGB = NAVY,
    spinnaker: RGB | None = None,
) -> None:
    """Print a sloop heeling to the right, with a balloon sail if it runs downwind."""

    def at(along: float, up: float) -> Point:
        """Place a point in the boat's own tilted frame."""
        return x + along * height + up * height * heel, water - up * height + along * height * heel * 0.5

    if spinnaker:
        balloon = [
            *curve([at(0.02, 0.98), at(0.34, 0.86), at(0.52, 0.5), at(0.4, 0.16)], 8),
            *curve([at(0.4, 0.16), at(0.22, 0.3), at(0.06, 0.5), at(0.02, 0.98)], 8),
        ]
        c.poly(balloon, c.tone(spinnaker, far))
        c.shade(balloon, c.dark(c.tone(spinnaker, far), 0.6), "left", 0.6)
    cloth = c.tone(sail, far)
    main = [*curve([at(0, 1.0), at(-0.16, 0.6), at(-0.36, 0.12)], 8), at(0, 0.12)]
    jib = [*curve([at(0.01, 0.86), at(0.1, 0.5), at(0.3, 0.1)], 8), at(0.04, 0.12)]
    c.poly(main, cloth)
    c.shade(main, c.dark(cloth, 0.55), "right", 0.7)
    if not spinnaker:
        c.poly(jib, c.dark(cloth, 0.12))
    c.line([at(0, 0.02), at(0, 1.02)], c.tone(UMBER, far), max(2, height * 0.012))
    body = [
        at(-0.4, 0.08),
        at(0.42, 0.1),
        *curve([at(0.42, 0.1), at(0.32, 0.02), at(0.22, -0.01)], 4),
        at(-0.34, -0.01),
    ]
    c.poly(body, c.tone(hull_ink, far))
    c.line([at(-0.4, 0.08), at(0.42, 0.1)], c.tone(WHITE, far), max(1.5, height * 0.01))
    wavelet(c, x, water + 4, height, height * 0.03, c.tone(WHITE), 0.6)


def dinghy(c: Canvas, x: float, water: float, length: float, colour: RGB, facing: int = 1) -> None:
    """Print a rowing boat at its mooring."""
    depth = length * 0.17
    inside = [
        (x - length * 0.46, water - depth * 0.95),
        (x + length * 0.46, water - depth * 0.95),
        (x + length * 0.36, water - depth * 0.6),
        (x - length * 0.36, water - depth * 0.6),
    ]
    hull(c, x, water, length, depth, c.tone(colour), facing)
    c.poly(inside, c.dark(c.tone(UMBER), 0.2))
    wavelet(c, x, water + depth * 0.1, length, depth * 0.2, c.light.sea[0], 0.5)
