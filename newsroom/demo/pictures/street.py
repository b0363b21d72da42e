"""The modern town: tram, towers, hospital."""

from itertools import pairwise

from .buildings import lamp_post, lit_window, windows
from .canvas import HEIGHT, WIDTH, Canvas, Point, box, curve
from .figures import WALK, outfit, person
from .nature import ridge, sky, tree
from .palette import (
    AQUA,
    CORAL,
    CREAM,
    INK,
    LAMP,
    MINT,
    MOSS,
    NAVY,
    OCHRE,
    PINE,
    RED,
    RGB,
    ROSE,
    SAND,
    SLATE,
    STEEL,
    STONE,
    TEAL,
    WHITE,
    mix,
)
from .town import passers


def tram(c: Canvas) -> None:
    """Draw a tram coming towards us up a street of shops."""
    ground = 560
    sky(c, ground, 760, clouds=2)
    road = c.tone(STONE)
    c.rect(0, ground, WIDTH, HEIGHT, road)
    _street_side(c, -1)
    _street_side(c, 1)
    c.fade([(700, ground), (900, ground), (1750, 1010), (-300, 1010)], (mix(road, c.haze, 0.4), road))
    lawn = [(770, ground), (838, ground), (1330, 1010), (420, 1010)]
    c.poly(lawn, c.tone(MOSS))
    c.shade(lawn, c.tone(PINE), "bottom", 0.7)
    for x in (520, 770, 980, 1230):
        c.line([(790 + (x - 790) * 0.03, ground), (x, 1010)], c.tone(STEEL), 7)
    for x in (640, 1150):
        c.line([(x, -10), (800, 470)], c.tone(INK), 2.4)
    for x, tall in ((330, 420), (560, 250), (1290, 430), (1060, 250)):
        tree(c, x, 700 if tall > 300 else 620, tall, MOSS)
    _tram_front(c, 1000, 885)
    passers(c, 800, 200, [150, 300, 1420])
    person(c, 470, 960, 300, WALK, outfit(c, coat=RED, long_coat=True), -1)


def _street_side(c: Canvas, side: int) -> None:
    """Print a row of house fronts receding to the vanishing point."""
    vanish = (800, 520)
    edges = [0.0, 0.26, 0.46, 0.62, 0.74, 0.83, 0.9]
    start = -140 if side < 0 else 1740
    for i, (a, b) in enumerate(pairwise(edges)):
        x0, x1 = (start + (vanish[0] - start) * t for t in (a, b))
        tops = [-120 + 26 * (i % 2) + (vanish[1] + 120) * t for t in (a, b)]
        feet = [830 + (vanish[1] + 30 - 830) * t for t in (a, b)]
        wall = c.tone((CREAM, ROSE, STONE, WHITE, SAND, CREAM)[i], 0.1 + 0.09 * i)
        front = [(x0, tops[0]), (x1, tops[1]), (x1, feet[1]), (x0, feet[0])]
        c.poly(front, wall if side < 0 else c.dark(wall, 0.25))
        _front_windows(c, front, 3 if i < 3 else 2, 0.1 + 0.09 * i)
        c.shade(front, c.light.shadow, "top", 0.3)


def _front_windows(c: Canvas, front: list[Point], columns: int, far: float) -> None:
    """Print windows on a front seen in perspective, with a shop below."""

    def at(u: float, v: float) -> Point:
        """Place a point on the front, u along it and v down it."""
        (x0, t0), (x1, t1), (_, f1), (_, f0) = front
        top, foot = t0 + (t1 - t0) * u, f0 + (f1 - f0) * u
        return x0 + (x1 - x0) * u, top + (foot - top) * v

    for row in range(3):
        for column in range(columns):
            u0, v0 = (column + 0.28) / columns, 0.08 + row * 0.235
            u1, v1 = (column + 0.72) / columns, v0 + 0.14
            pane = LAMP if lit_window(c) else c.tone(NAVY, far)
            c.poly([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], pane)
    shop = mix(LAMP, OCHRE, 0.3) if lit_window(c, 0.4) else c.tone(SLATE, far)
    c.poly([at(0.08, 0.84), at(0.92, 0.84), at(0.92, 0.97), at(0.08, 0.97)], shop)
    c.poly(
        [at(0.04, 0.78), at(0.96, 0.78), at(0.96, 0.84), at(0.04, 0.84)],
        c.tone(c.rng.choice((RED, TEAL, OCHRE, NAVY)), far),
    )


def _tram_front(c: Canvas, x: float, y: float) -> None:
    """Print the tram's nose, its side receding to the left."""
    body, belt = c.tone(WHITE), c.tone(TEAL)
    side = [(x - 130, y - 440), (x - 320, y - 370), (x - 320, y - 190), (x - 130, y - 40)]
    c.poly(side, c.dark(body, 0.3))
    c.poly(
        [(x - 136, y - 390), (x - 316, y - 344), (x - 316, y - 270), (x - 136, y - 220)],
        mix(LAMP, OCHRE, 0.2) if c.light.lit else c.tone(NAVY),
    )
    for t in (0.25, 0.5, 0.75):
        px = x - 136 - 180 * t
        c.line([(px, y - 392 + 46 * t), (px, y - 216 - 50 * t)], c.dark(body, 0.3), 8)
    c.poly([(x - 130, y - 130), (x - 320, y - 222), (x - 320, y - 190), (x - 130, y - 40)], c.dark(belt, 0.3))
    _tram_nose(c, x, y)
    for dx in (-96, 96):
        c.oval(x + dx, y - 96, 24, 15, LAMP if c.light.lit else c.tone(CREAM))
        if c.light.lit:
            c.glow(x + dx, y - 96, 120, LAMP, 0.8)
    c.rect(x - 120, y - 28, x + 120, y - 6, c.tone(INK), radius=8)
    c.oval(x - 60, y + 4, 250, 20, c.light.shadow, 0.4)
    c.line([(x - 70, y - 452), (x - 20, y - 540), (x - 80, y - 560)], c.tone(INK), 5)


def _tram_nose(c: Canvas, x: float, y: float) -> None:
    """Print the rounded front with its windscreen and its driver's shape."""
    body, belt = c.tone(WHITE), c.tone(TEAL)
    nose = [
        (x - 140, y - 20),
        *curve(
            [
                (x - 140, y - 20),
                (x - 146, y - 300),
                (x - 120, y - 430),
                (x, y - 462),
                (x + 120, y - 430),
                (x + 146, y - 300),
                (x + 140, y - 20),
            ],
            8,
        ),
    ]
    c.poly(nose, body)
    c.poly([(x - 143, y - 130), (x + 143, y - 130), (x + 140, y - 20), (x - 140, y - 20)], belt)
    screen = curve(
        [
            (x - 116, y - 170),
            (x - 122, y - 300),
            (x - 98, y - 392),
            (x, y - 412),
            (x + 98, y - 392),
            (x + 122, y - 300),
            (x + 116, y - 170),
            (x - 116, y - 170),
        ],
        6,
    )
    c.poly(screen, c.tone(INK))
    c.shade(screen, c.light.sky[2], "left", 0.5, stipple=False)
    c.rect(x - 70, y - 398, x + 70, y - 366, OCHRE, radius=6)
    c.oval(x - 30, y - 236, 24, 32, c.tone((70, 84, 104)))
    c.shade(nose, c.light.shadow, "right", 0.4)


def towers(c: Canvas) -> None:
    """Draw a housing estate of towers, its balconies a grid of lights."""
    ground = 800
    sky(c, ground, c.rng.uniform(200, 420), clouds=4)
    ridge(c, ground, 80, c.tone(PINE, 0.6))
    _tower(c, (300, 500), 300, ground, 5, 0.45, SAND)
    _tower(c, (1330, 1560), 250, ground, 6, 0.4, STEEL)
    _slab(c, 20, 470, 560, ground)
    _tower(c, (960, 1270), 60, ground, 6, 0.06, CREAM)
    _tower(c, (560, 800), 190, ground, 5, 0.16, CORAL)
    c.fade(box(0, ground - 4, WIDTH, HEIGHT), (c.tone(MOSS), c.tone(PINE)))
    path = [
        *curve([(820, ground), (760, 850), (520, 920), (330, 1010)]),
        *curve([(760, 1010), (800, 930), (900, 860), (880, ground)]),
    ]
    c.poly(path, c.tone(SAND))
    for x, tall in ((120, 250), (330, 190), (880, 160), (1120, 230), (1420, 310), (1540, 210)):
        tree(c, x, ground + c.rng.uniform(10, 60), tall, c.rng.choice((MOSS, PINE)))
    passers(c, 900, 120, [640, 720])
    person(c, 560, 970, 210, WALK, outfit(c, coat=RED, long_coat=True), 1)
    lamp_post(c, 930, 920, 300)


def _tower(c: Canvas, span: tuple[float, float], top: float, ground: float, columns: int, far: float, ink: RGB) -> None:
    """Print a tower: its lit front with balconies, and its shaded flank."""
    left, right = span
    wall = c.tone(ink, far)
    flank = (right - left) * 0.3
    c.poly([(right, top), (right + flank, top + 26), (right + flank, ground), (right, ground)], c.dark(wall, 0.45))
    c.rect(left, top, right, ground, wall)
    c.rect(left + 30, top - 26, left + 110, top, c.dark(wall, 0.2))
    rows = round((ground - top) / 46)
    wide, tall = (right - left) / columns, (ground - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * wide, top + row * tall
            pane = mix(LAMP, OCHRE, c.rng.uniform(0, 0.6)) if lit_window(c) else c.tone(NAVY, far + 0.1)
            c.rect(x + wide * 0.16, y + tall * 0.22, x + wide * 0.84, y + tall * 0.74, pane)
            if column % 2 == row % 2:
                c.rect(x + wide * 0.08, y + tall * 0.58, x + wide * 0.92, y + tall * 0.84, c.dark(wall, 0.22))
        c.rect(
            right + flank * 0.4, top + row * tall + 26, right + flank * 0.6, top + row * tall + 44, c.tone(NAVY, far)
        )
    c.shade(box(left, top, right, ground), c.light.shadow, "bottom", 0.35)


def _slab(c: Canvas, left: float, right: float, top: float, ground: float) -> None:
    """Print a long low block."""
    wall = c.tone(WHITE, 0.2)
    c.rect(left - 60, top, right, ground, wall)
    windows(c, (left - 60, top + 10, right, ground), 8, 4, fill=(0.56, 0.5), frame=None, far=0.2)
    for row in range(1, 4):
        c.rect(left - 60, top + row * 60 - 4, right, top + row * 60 + 4, c.tone(OCHRE, 0.2))
    c.shade(box(left - 60, top, right, ground), c.light.shadow, "right", 0.4)


def hospital(c: Canvas) -> None:
    """Draw the emergency entrance of a hospital, an ambulance at its canopy."""
    ground = 760
    sky(c, ground, c.rng.uniform(180, 400), clouds=4)
    ridge(c, ground, 130, c.tone(PINE, 0.55))
    _ward_block(c, 470, 1640, 190, ground)
    _entrance(c, 120, 700, ground)
    c.fade(box(0, ground, WIDTH, HEIGHT), (c.tone(STEEL, 0.25), c.tone(SLATE)))
    for x in range(60, 1700, 260):
        c.poly([(x, 900), (x + 130, 900), (x + 110, 916), (x - 24, 916)], c.tone(WHITE))
    tree(c, 60, ground + 20, 280, MOSS)
    tree(c, 1520, ground + 16, 250, PINE)
    person(c, 560, 800, 170, WALK, outfit(c, coat=WHITE, legs=WHITE, long_coat=False), -1)
    person(c, 640, 806, 172, WALK, outfit(c, coat=TEAL, legs=TEAL, long_coat=False), -1)
    _ambulance(c, 1040, 900)


def _ward_block(c: Canvas, left: float, right: float, top: float, ground: float) -> None:
    """Print the tall ward block with bands of windows and its cross."""
    wall = c.tone(WHITE, 0.08)
    c.rect(left, top, right, ground, wall)
    for row in range(5):
        y = top + 60 + row * 104
        c.rect(left, y + 62, right, y + 74, c.tone(MINT, 0.1))
        for x in range(int(left) + 190, int(right), 76):
            pane = mix(LAMP, WHITE, 0.25) if lit_window(c, 0.1) else c.tone(NAVY, 0.14)
            c.rect(x, y, x + 60, y + 56, pane)
    c.rect(left, top - 14, right, top + 4, c.dark(wall, 0.3))
    core = box(left, top - 60, left + 170, ground)
    c.poly(core, c.tone(TEAL))
    c.shade(core, c.light.shadow, "bottom", 0.6)
    c.shade(box(left + 170, top, right, ground), c.light.shadow, "right", 0.35)
    cross, y = left + 85, top + 40
    if c.light.lit:
        c.glow(cross, y, 160, WHITE, 0.7)
    c.rect(cross - 16, y - 50, cross + 16, y + 50, c.tone(WHITE) if not c.light.lit else WHITE)
    c.rect(cross - 50, y - 16, cross + 50, y + 16, c.tone(WHITE) if not c.light.lit else WHITE)


def _entrance(c: Canvas, left: float, right: float, ground: float) -> None:
    """Print the glazed lobby under its canopy."""
    pane = mix(LAMP, WHITE, 0.3) if c.light.lit else c.tone(AQUA)
    c.rect(left, ground - 170, right, ground, pane)
    for x in range(int(left), int(right), 64):
        c.rect(x, ground - 170, x + 6, ground, c.tone(SLATE))
    c.shade(box(left, ground - 170, right, ground), c.light.shadow, "top", 0.5)
    c.poly(
        [
            (left - 50, ground - 206),
            (right + 70, ground - 206),
            (right + 110, ground - 172),
            (left - 90, ground - 172),
        ],
        c.tone(WHITE),
    )
    c.rect(left - 90, ground - 174, right + 110, ground - 160, c.tone(RED))
    for x in (left - 40, right + 60):
        c.rect(x, ground - 160, x + 14, ground + 10, c.tone(SLATE))


def _ambulance(c: Canvas, x: float, y: float) -> None:
    """Print an ambulance, facing left."""
    white = c.tone(WHITE)
    c.oval(x + 20, y + 4, 300, 20, c.light.shadow, 0.4)
    van = [
        (x - 270, y - 20),
        (x - 276, y - 92),
        *curve([(x - 262, y - 104), (x - 220, y - 122), (x - 176, y - 204), (x - 140, y - 222)], 5),
        (x - 90, y - 250),
        (x + 262, y - 250),
        (x + 274, y - 20),
    ]
    c.poly(van, white)
    c.shade(van, c.light.shadow, "bottom", 0.5)
    c.poly([(x - 206, y - 124), (x - 168, y - 196), (x - 104, y - 196), (x - 104, y - 124)], c.tone(NAVY))
    c.rect(x - 274, y - 96, x + 272, y - 66, c.tone(OCHRE))
    for i in range(9):
        c.poly(
            [
                (x - 260 + i * 60, y - 96),
                (x - 232 + i * 60, y - 96),
                (x - 246 + i * 60, y - 66),
                (x - 274 + i * 60, y - 66),
            ],
            c.tone(RED),
        )
    blue = (70, 140, 230)
    c.rect(x - 120, y - 272, x - 40, y - 248, blue, radius=8)
    if c.light.name != "day":
        c.glow(x - 80, y - 262, 170, blue, 0.9)
    c.rect(x + 70, y - 214, x + 96, y - 124, c.tone((60, 120, 190)))
    c.rect(x + 38, y - 182, x + 128, y - 156, c.tone((60, 120, 190)))
    for dx in (-180, 190):
        c.disc(x + dx, y - 24, 48, c.tone(INK))
        c.disc(x + dx, y - 24, 22, c.tone(STEEL))
    c.oval(x - 262, y - 108, 14, 10, LAMP)


SCENES = {"tram": tram, "towers": towers, "hospital": hospital}
