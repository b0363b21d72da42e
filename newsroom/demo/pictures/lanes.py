"""Small streets at close quarters: a bookshop and a lane after rain."""

from .buildings import SHUTTERS, awning, lamp_post, window, windows
from .canvas import HEIGHT, WIDTH, Canvas, box, ring
from .figures import STAND, WALK, outfit, person
from .nature import sky
from .palette import (
    CORAL,
    CREAM,
    GRANITE,
    INK,
    LAMP,
    MINT,
    MOSS,
    NAVY,
    OCHRE,
    RED,
    ROSE,
    SAND,
    SLATE,
    STONE,
    TEAL,
    UMBER,
    WHITE,
    WINE,
    WOOD,
    mix,
)

RUST_SHADE = (120, 70, 40)


def bookshop(c: Canvas) -> None:
    """Draw a bookshop window at street level, a reader pausing before it."""
    c.rect(0, 0, WIDTH, HEIGHT, c.tone(SAND))
    c.shade(box(0, 0, WIDTH, 400), c.light.shadow, "top", 0.4)
    windows(c, (120, -40, 1500, 240), 5, 1, fill=(0.36, 0.72), shutters=c.rng.choice(SHUTTERS))
    front = c.tone((34, 84, 92))
    c.rect(180, 300, 1460, 860, front)
    c.rect(160, 290, 1480, 390, c.dark(front, 0.2))
    c.rect(200, 306, 1440, 374, front)
    _shop_window(c, 230, 930)
    _shop_door(c, 990, 1180)
    _shop_window(c, 1230, 1420)
    awning(c, 170, 1470, 384, 92, WINE, 18)
    c.fade(box(0, 860, WIDTH, HEIGHT), (c.tone(STONE), c.tone(GRANITE)))
    c.rect(0, 856, WIDTH, 868, c.dark(c.tone(STONE), 0.3))
    _book_table(c, 1270, 890)
    person(c, 470, 940, 430, STAND, outfit(c, coat=OCHRE, long_coat=True, bag=UMBER), 1)
    person(c, 1520, 950, 440, WALK, outfit(c, coat=NAVY, long_coat=True), -1)
    if c.light.lit:
        c.glow(590, 640, 460, LAMP, 0.35)


def _shop_window(c: Canvas, left: float, right: float) -> None:
    """Print a lit window with shelves of books."""
    back = mix(LAMP, OCHRE, 0.35) if c.light.lamps > 0.1 else c.tone((250, 222, 170))
    c.rect(left, 440, right, 800, back)
    c.shade(box(left, 440, right, 800), c.tone(RUST_SHADE), "top", 0.5)
    for y in (560, 680, 796):
        book_row(c, left + 12, right - 12, y, 84)
        c.rect(left, y, right, y + 9, c.tone(UMBER))
    c.shade([(left, 440), (left + 160, 440), (left + 20, 800), (left, 800)], WHITE, "left", 0.35, stipple=False)


def book_row(c: Canvas, left: float, right: float, base: float, height: float) -> None:
    """Print a shelf of books, some leaning, some face out."""
    x, inks = left, (RED, NAVY, OCHRE, TEAL, CREAM, WINE, MOSS, CORAL, SLATE)
    while x < right - height * 0.2:
        ink = c.tone(c.rng.choice(inks))
        if c.rng.random() < 0.1 and x < right - height * 0.7:
            wide, tall = height * 0.56, height * 0.84
            c.rect(x + 3, base - tall, x + wide, base, ink)
            c.disc(x + wide / 2, base - tall * 0.55, wide * 0.22, c.tone(CREAM))
        else:
            wide, tall = height * c.rng.uniform(0.12, 0.24), height * c.rng.uniform(0.66, 0.96)
            c.rect(x, base - tall, x + wide - 1.5, base, ink)
            c.rect(x, base - tall * 0.82, x + wide - 1.5, base - tall * 0.76, c.dark(ink, 0.4))
        x += wide + 1


def _shop_door(c: Canvas, left: float, right: float) -> None:
    """Print the glazed door, ajar."""
    c.rect(left, 430, right, 860, c.dark(c.tone((34, 84, 92)), 0.35))
    c.rect(left + 34, 462, right - 34, 740, LAMP if c.light.lamps > 0.1 else c.tone((236, 206, 156)))
    c.disc(right - 20, 680, 8, c.tone(OCHRE))
    c.line([((left + right) / 2, 462), ((left + right) / 2, 740)], c.tone((34, 84, 92)), 8)


def _book_table(c: Canvas, x: float, y: float) -> None:
    """Print a table of second-hand books on the pavement."""
    for dx in (-120, 110):
        c.rect(x + dx, y - 110, x + dx + 12, y + 40, c.tone(UMBER))
    c.rect(x - 150, y - 130, x + 150, y - 90, c.tone(WOOD))
    book_row(c, x - 140, x + 140, y - 128, 76)
    c.shade(box(x - 150, y - 130, x + 150, y - 90), c.light.shadow, "bottom", 0.6)


def night_street(c: Canvas) -> None:
    """Draw a lane of timbered houses after rain, lamps doubled in the cobbles."""
    ground = 640
    sky(c, ground, 800, clouds=2)
    for i, (left, right, top, far) in enumerate(
        (
            (620, 780, 330, 0.45),
            (830, 990, 300, 0.45),
            (400, 650, 210, 0.26),
            (960, 1200, 170, 0.26),
            (-40, 430, 40, 0.04),
            (1160, 1660, 10, 0.04),
        )
    ):
        _timbered(c, left, right, top, ground + (1 - far) * 60 - 30, far, i)
    c.fade(box(0, ground, WIDTH, HEIGHT), (c.tone(SLATE, 0.3), c.tone((58, 62, 82))))
    c.mirror(ground + 24, 330, 0.7, 7)
    _cobbles(c, ground + 10)
    for x, base, tall in ((690, 660, 190), (1080, 720, 330), (330, 800, 500)):
        lamp_post(c, x, base, tall)
        if c.light.lit:
            c.shade(
                [
                    (x - 20, base),
                    (x + 20, base),
                    (x + tall * 0.16, base + tall * 0.7),
                    (x - tall * 0.16, base + tall * 0.7),
                ],
                LAMP,
                "top",
                0.75,
            )
    person(c, 840, 880, 300, WALK, outfit(c, coat=RED, long_coat=True, hair=INK), -1)
    _umbrella(c, 836, 590, 120)
    c.shade([(790, 884), (880, 884), (890, 1000), (780, 1000)], c.tone(RED), "top", 0.6)


def _timbered(c: Canvas, left: float, right: float, top: float, base: float, far: float, index: int) -> None:
    """Print a half-timbered house front with its jettied floors and gable."""
    wall = c.tone((CREAM, ROSE, SAND, MINT, CREAM, (236, 190, 130))[index], far)
    beam, wide = c.tone((WINE, TEAL, UMBER, UMBER, (60, 86, 110), WINE)[index], far), right - left
    c.rect(left, top, right, base, wall)
    gable = [(left - wide * 0.05, top), (left + wide / 2, top - wide * 0.62), (right + wide * 0.05, top)]
    c.poly(gable, c.tone(SLATE, far))
    c.poly([(left + wide * 0.08, top), (left + wide / 2, top - wide * 0.5), (right - wide * 0.08, top)], wall)
    thick, floor = wide * 0.035, (base - top) / 3
    for row in range(4):
        c.rect(left - thick, top + row * floor - thick / 2, right + thick, top + row * floor + thick / 2, beam)
    for row in range(2):
        y = top + row * floor
        for i in range(5):
            x = left + wide * i / 4
            c.rect(x - thick / 2, y, x + thick / 2, y + floor, beam)
        for x in (left, left + wide * 0.75):
            c.line([(x, y + floor), (x + wide / 4, y)], beam, thick * 0.9)
        for x in (left + wide * 0.3, left + wide * 0.55):
            window(c, x, y + floor * 0.24, wide * 0.15, floor * 0.5, frame=None, far=far)
    shop = mix(LAMP, OCHRE, 0.3) if c.light.lit else c.tone(NAVY, far)
    c.rect(left + wide * 0.08, base - floor * 0.76, right - wide * 0.4, base - floor * 0.18, shop)
    c.rect(right - wide * 0.28, base - floor * 0.8, right - wide * 0.08, base, beam)
    c.shade(box(left, top, right, base), c.light.shadow, "right" if left > 800 else "left", 0.5)


def _cobbles(c: Canvas, top: float) -> None:
    """Print courses of cobbles, larger as they come nearer."""
    y, row = top, 0
    while y < HEIGHT:
        near = (y - top) / (HEIGHT - top)
        tall, wide = 9 + 26 * near, 26 + 70 * near
        x = -wide * (row % 2) / 2
        while x < WIDTH:
            c.line([(x + wide * 0.12, y), (x + wide * 0.88, y)], c.light.shadow, 1.5 + 1.5 * near, 0.35)
            x += wide
        y, row = y + tall, row + 1


def _umbrella(c: Canvas, x: float, y: float, size: float) -> None:
    """Print an open umbrella."""
    canopy = [*ring(x, y, size, size * 0.68, 180, 360)]
    for i in range(4):
        canopy += ring(x + size * (0.75 - 0.5 * i), y, size * 0.25, size * 0.09, 0, -180)
    c.line([(x, y - size * 0.74), (x, y + size * 0.9)], c.tone(INK), 4)
    c.poly(canopy, c.tone(OCHRE))
    c.shade(canopy, c.light.shadow, "right", 0.6)


SCENES = {"bookshop": bookshop, "night_street": night_street}
