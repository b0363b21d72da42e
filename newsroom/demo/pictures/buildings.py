"""Walls, roofs, windows and street furniture."""

from .canvas import Canvas, Point, box, ring
from .palette import CREAM, INK, LAMP, NAVY, OCHRE, RGB, SLATE, STONE, UMBER, WHITE, mix

WALLS = (CREAM, WHITE, STONE, (236, 216, 184), (224, 190, 160), (206, 214, 208))
SHUTTERS = ((62, 104, 130), (150, 60, 50), (70, 110, 92), (216, 160, 70), (120, 140, 160))


def lit_window(c: Canvas, bias: float = 0.0) -> bool:
    """Draw lots for a lamp behind a window."""
    return c.rng.random() < c.light.lamps * 0.8 + bias * bool(c.light.lit)


def glass(c: Canvas, far: float = 0.0) -> RGB:
    """Return the ink of an unlit pane, which mirrors the sky."""
    return mix(c.tone(NAVY, far), c.light.sky[1], 0.28)


def window(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    shutters: RGB | None = None,
    frame: RGB | None = WHITE,
    far: float = 0.0,
    arch: bool = False,
) -> None:
    """Print a window; (x, y) is its top left corner."""
    pane = mix(LAMP, OCHRE, c.rng.uniform(0, 0.5)) if lit_window(c) else glass(c, far)
    edge = max(1.5, width * 0.09)
    if frame:
        _opening(c, x - edge, y - edge, width + 2 * edge, height + 2 * edge, c.tone(frame, far), arch=arch)
    _opening(c, x, y, width, height, pane, arch=arch)
    if frame:
        bar = c.tone(frame, far)
        c.rect(x + width / 2 - edge * 0.35, y, x + width / 2 + edge * 0.35, y + height, bar)
        c.rect(x, y + height * 0.38, x + width, y + height * 0.38 + edge * 0.7, bar)
    if shutters:
        colour = c.tone(shutters, far)
        c.rect(x - edge - width * 0.5, y - edge, x - edge, y + height + edge, colour)
        c.rect(x + width + edge, y - edge, x + width * 1.5 + edge, y + height + edge, c.dark(colour, 0.15))


def _opening(c: Canvas, x: float, y: float, width: float, height: float, colour: RGB, *, arch: bool) -> None:
    """Print a rectangular or round-headed opening."""
    if arch:
        c.poly(
            [
                (x, y + height),
                *ring(x + width / 2, y + width / 2, width / 2, width / 2, 180, 360),
                (x + width, y + height),
            ],
            colour,
        )
    else:
        c.rect(x, y, x + width, y + height, colour)


def windows(
    c: Canvas,
    area: tuple[float, float, float, float],
    columns: int,
    rows: int,
    *,
    fill: tuple[float, float] = (0.42, 0.55),
    shutters: RGB | None = None,
    frame: RGB | None = WHITE,
    far: float = 0.0,
) -> None:
    """Print a regular grid of windows inside an area (left, top, right, bottom)."""
    left, top, right, bottom = area
    wide, tall = (right - left) / columns, (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x = left + wide * (column + (1 - fill[0]) / 2)
            y = top + tall * (row + (1 - fill[1]) / 2)
            window(c, x, y, wide * fill[0], tall * fill[1], shutters=shutters, frame=frame, far=far)


def house(
    c: Canvas,
    x: float,
    base: float,
    width: float,
    height: float,
    wall: RGB,
    *,
    roof: RGB = SLATE,
    gable: bool = False,
    shutters: RGB | None = None,
    far: float = 0.0,
) -> None:
    """Print a Breton town house standing at x, lit from the left."""
    front = c.tone(wall, far)
    top = base - height
    rise = height * 0.34
    slate = c.tone(roof, far)
    chimney(c, x + width * 0.03, top - rise * 1.28, width * 0.13, rise * 0.9, front)
    chimney(c, x + width * 0.84, top - rise * 1.28, width * 0.13, rise * 0.9, c.dark(front, 0.15))
    if gable:
        c.poly([(x, base), (x, top), (x + width / 2, top - rise * 1.4), (x + width, top), (x + width, base)], front)
        c.line([(x - 4, top + 4), (x + width / 2, top - rise * 1.4), (x + width + 4, top + 4)], slate, 9)
    else:
        c.rect(x, top, x + width, base, front)
        roofing = [(x - 4, top), (x + width * 0.03, top - rise), (x + width * 0.97, top - rise), (x + width + 4, top)]
        c.poly(roofing, slate)
        c.shade(roofing, c.dark(slate, 0.8), "right", 0.6)
        _dormers(c, x, top, width, rise, front, slate)
    c.shade(box(x, top, x + width, base), c.dark(front, 0.6), "right", 0.4)
    rows = max(1, round(height / 120))
    _facade(c, (x + width * 0.06, top + height * 0.03, x + width * 0.94, base), rows, width, shutters, far)


def _facade(
    c: Canvas, area: tuple[float, float, float, float], rows: int, width: float, shutters: RGB | None, far: float
) -> None:
    """Print the upper windows, and a door and a shop window on the ground floor."""
    left, top, right, bottom = area
    floor = (bottom - top) / (rows + 0.15)
    columns = max(2, round(width / 85))
    if rows > 1:
        windows(c, (left, top, right, bottom - floor), columns, rows - 1, fill=(0.34, 0.62), shutters=shutters, far=far)
    door = c.tone(shutters or UMBER, far)
    c.rect(left + width * 0.05, bottom - floor * 0.72, left + width * 0.22, bottom, door)
    window(c, left + width * 0.36, bottom - floor * 0.68, width * 0.42, floor * 0.44, far=far)


def _dormers(c: Canvas, x: float, top: float, width: float, rise: float, front: RGB, slate: RGB) -> None:
    """Print two dormer windows on a roof."""
    for place in (0.28, 0.68):
        mid, half = x + width * place, width * 0.06
        c.rect(mid - half, top - rise * 0.55, mid + half, top - rise * 0.06, front)
        c.poly(
            [(mid - half * 1.4, top - rise * 0.52), (mid, top - rise * 0.85), (mid + half * 1.4, top - rise * 0.52)],
            c.dark(slate, 0.3),
        )
        window(c, mid - half * 0.6, top - rise * 0.48, half * 1.2, rise * 0.36, frame=None)


def chimney(c: Canvas, x: float, top: float, width: float, height: float, wall: RGB) -> None:
    """Print a chimney stack with its pots; wall is an already toned ink."""
    c.rect(x, top, x + width, top + height, wall)
    c.rect(x - width * 0.08, top, x + width * 1.08, top + height * 0.1, c.dark(wall, 0.25))
    for place in (0.15, 0.6):
        c.rect(x + width * place, top - width * 0.32, x + width * (place + 0.26), top, c.tone((196, 104, 72)))


def street(c: Canvas, base: float, left: float, right: float, heights: tuple[float, float], far: float = 0.0) -> None:
    """Print a row of houses of varied widths along a base line."""
    x, turn = left, c.rng.randrange(len(WALLS))
    while x < right:
        width = c.rng.uniform(0.62, 0.85) * heights[1]
        house(
            c,
            x,
            base,
            width,
            c.rng.uniform(*heights),
            WALLS[turn % len(WALLS)],
            gable=c.rng.random() < 0.35,
            shutters=c.rng.choice(SHUTTERS) if c.rng.random() < 0.6 else None,
            far=far,
        )
        x, turn = x + width, turn + 1 + c.rng.randrange(2)


def lamp_post(c: Canvas, x: float, base: float, height: float) -> None:
    """Print a street lamp, glowing when the hour wants it."""
    iron = c.tone(INK)
    top = base - height
    c.limb([(x, base, height * 0.03), (x, top + height * 0.12, height * 0.014)], iron)
    c.rect(x - height * 0.03, base - height * 0.06, x + height * 0.03, base, iron)
    lamp: list[Point] = [
        (x - height * 0.035, top + height * 0.03),
        (x + height * 0.035, top + height * 0.03),
        (x + height * 0.022, top + height * 0.12),
        (x - height * 0.022, top + height * 0.12),
    ]
    c.poly(lamp, LAMP if c.light.lit else c.tone(CREAM))
    c.poly([(x - height * 0.05, top + height * 0.035), (x, top), (x + height * 0.05, top + height * 0.035)], iron)
    if c.light.lit:
        c.glow(x, top + height * 0.08, height * 0.5, LAMP, 0.35 + 0.4 * c.light.lamps)


def awning(c: Canvas, left: float, right: float, top: float, drop: float, colour: RGB, stripes: int = 8) -> None:
    """Print a striped shop awning with a scalloped edge."""
    wide = (right - left) / stripes
    flare = drop * 0.25
    for i in range(stripes):
        ink = c.tone(colour if i % 2 else CREAM)
        x0, x1 = left + wide * i, left + wide * (i + 1)
        y0, y1 = (left - flare + (right - left + 2 * flare) * j / stripes for j in (i, i + 1))
        c.poly(
            [
                (x0, top),
                (x1, top),
                (y1, top + drop),
                *ring((y0 + y1) / 2, top + drop, (y1 - y0) / 2, wide * 0.3, 0, 180),
                (y0, top + drop),
            ],
            ink,
        )
    c.shade(box(left - flare, top + drop * 0.4, right + flare, top + drop), c.light.shadow, "bottom", 0.3)
