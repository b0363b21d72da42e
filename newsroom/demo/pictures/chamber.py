"""The council chamber, and the tall windows of public rooms."""

import math

from .canvas import HEIGHT, WIDTH, Canvas, box, curve, ring
from .figures import STAND, Pose, bust, outfit, person
from .palette import (
    CREAM,
    INK,
    LAMP,
    NAVY,
    OCHRE,
    PINE,
    PLUM,
    RED,
    RUST,
    SAND,
    SKINS,
    SLATE,
    TEAL,
    UMBER,
    WHITE,
    WINE,
    WOOD,
    mix,
)


def tall_window(c: Canvas, x: float, top: float, width: float, base: float) -> None:
    """Print a tall round-headed window giving on the hour's sky."""
    frame = c.tone(CREAM)
    arch = [(x, base), *ring(x + width / 2, top + width / 2, width / 2, width / 2, 180, 360), (x + width, base)]
    outer = [
        (x - 16, base),
        *ring(x + width / 2, top + width / 2, width / 2 + 16, width / 2 + 16, 180, 360),
        (x + width + 16, base),
    ]
    c.poly(outer, frame)
    c.fade(arch, c.light.sky)
    leaf = mix(c.light.haze, PINE, 0.45)
    tops = [(x + width * i / 6, base - width * (0.42 + 0.14 * math.sin(x + 2.1 * i))) for i in range(7)]
    crown = [(x, base), *curve(tops), (x + width, base)]
    c.poly(crown, leaf)
    for i in (1, 2):
        c.rect(x + width * i / 3 - 3, top, x + width * i / 3 + 3, base, frame)
    y = top + width / 2
    while y < base:
        c.rect(x, y - 3, x + width, y + 3, frame)
        y += width * 0.42


def council_chamber(c: Canvas) -> None:
    """Draw the council in session: a hemicycle, tall windows and a speaker standing."""
    c.indoors(0.6)
    c.fade(box(0, 0, WIDTH, 620), (c.tone(SAND), c.tone(CREAM)))
    for x in (110, 400, 1060, 1350):
        tall_window(c, x, 60, 160, 420)
    c.rect(0, 430, WIDTH, 600, c.tone(WOOD))
    for x in range(0, 1600, 100):
        c.rect(x + 8, 446, x + 92, 586, c.dark(c.tone(WOOD), 0.14))
    _rostrum(c, 800, 560)
    c.fade(box(0, 596, WIDTH, HEIGHT), (c.tone((172, 66, 60)), c.tone(WINE)))
    person(
        c, 470, 770, 360, Pose(2, ((5, 3), (-5, -4)), ((60, 120), (-6, 8))), outfit(c, coat=OCHRE, long_coat=False), 1
    )
    for radius, y, size in ((520, 640, 110), (760, 720, 150), (1040, 810, 200)):
        _bench(c, radius, y, size)


def _rostrum(c: Canvas, x: float, base: float) -> None:
    """Print the chair's desk, its flags and the sitting officers."""
    for i, (dx, inks) in enumerate(((-250, ((40, 70, 150), WHITE, RED)), (250, (INK, WHITE, INK)))):
        c.rect(x + dx - 4, base - 360, x + dx + 4, base + 20, c.tone(OCHRE))
        for band, ink in enumerate(inks):
            left = x + dx + 4 + band * 28 if i else x + dx - 4 - (band + 1) * 28
            c.poly(
                [(left, base - 350), (left + 28, base - 342), (left + 28, base - 170), (left, base - 184)], c.tone(ink)
            )
    c.rect(x - 70, base - 400, x + 70, base - 250, c.tone(OCHRE))
    c.rect(x - 60, base - 390, x + 60, base - 260, c.tone(TEAL))
    c.poly(ring(x, base - 262, 44, 52, 180, 360), c.tone(CREAM))
    c.disc(x, base - 330, 24, c.tone(CREAM))
    for dx, ink in ((-120, NAVY), (0, PLUM), (120, SLATE)):
        person(c, x + dx, base + 120, 330, STAND, outfit(c, coat=ink, long_coat=False), -1 if dx > 0 else 1)
    desk = box(x - 220, base - 50, x + 220, base + 100)
    c.poly(desk, c.tone(UMBER))
    c.shade(desk, c.light.shadow, "bottom", 0.7)
    c.rect(x - 236, base - 62, x + 236, base - 44, c.tone(WOOD))


def _bench(c: Canvas, radius: float, y: float, size: float) -> None:
    """Print a curved row of councillors seen from behind, at their desk."""
    wood = c.tone(WOOD)
    for angle in range(16, 172, max(9, round(7600 / radius))):
        turn = math.radians(angle)
        px, py = 800 + radius * math.cos(turn), y + radius * 0.2 * math.sin(turn)
        ink = c.tone(c.rng.choice((NAVY, SLATE, PINE, PLUM, RUST, TEAL, CREAM)))
        hair = c.tone(c.rng.choice((INK, UMBER, (120, 66, 44), (150, 148, 146), (44, 36, 40))))
        bust(c, px, py, size, ink, hair, skin=c.tone(c.rng.choice(SKINS)), bun=c.rng.random() < 0.25)
    arc = ring(800, y + size * 0.36, radius * 1.08, radius * 0.2, 0, 180)
    back = [*arc, *[(px, py + size * 0.42) for px, py in reversed(arc)]]
    c.poly(back, wood)
    c.shade(back, c.light.shadow, "bottom", 0.7)
    c.line(arc, mix(wood, LAMP, 0.35), 7)


SCENES = {"council_chamber": council_chamber}
