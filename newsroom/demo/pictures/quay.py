"""The working port: harbour, shipyard and fish auction."""

from .buildings import lamp_post, street
from .canvas import HEIGHT, WIDTH, Canvas, box, curve, ring
from .figures import REACH, STAND, WALK, WAVE, outfit, person
from .nature import gulls, ridge, ripples, sky
from .palette import (
    AQUA,
    CORAL,
    CREAM,
    GRANITE,
    INK,
    LAMP,
    NAVY,
    OCHRE,
    PINE,
    RED,
    RGB,
    SLATE,
    STEEL,
    STONE,
    TEAL,
    UMBER,
    WHITE,
    WOOD,
    mix,
)
from .vessels import HULLS, dinghy, trawler


def harbour(c: Canvas) -> None:
    """Draw trawlers moored under the houses of an old port."""
    quay = 560
    sky(c, quay, c.rng.uniform(250, 700), clouds=3)
    ridge(c, quay, 240, c.tone(PINE, 0.55))
    street(c, quay - 34, -30, 1640, (210, 300), 0.08)
    _quay_wall(c, quay)
    for x in range(140, 1600, 380):
        lamp_post(c, x, quay - 30, 150)
    _masts(c, quay)
    c.fade(box(0, quay + 20, WIDTH, HEIGHT), c.light.sea)
    c.mirror(quay + 20, 380, 0.62)
    ripples(c, quay + 40, HEIGHT, 60)
    inks = c.rng.sample(HULLS, 4)
    trawler(c, 330, 650, 300, inks[0], -1)
    trawler(c, 690, 676, 340, inks[1], 1)
    trawler(c, 1180, 800, 620, inks[2], -1)
    dinghy(c, 380, 880, 300, inks[3], 1)
    gulls(c, 900, 190, 5, 26)


def _quay_wall(c: Canvas, quay: float) -> None:
    """Print the granite quay with its courses and its ladder."""
    stone = c.tone(GRANITE)
    c.rect(0, quay - 36, WIDTH, quay - 22, c.tone(STONE))
    c.rect(0, quay - 22, WIDTH, quay + 22, stone)
    for x in range(-20, 1600, 64):
        c.line([(x, quay - 22), (x, quay)], c.dark(stone, 0.4), 2)
        c.line([(x + 32, quay), (x + 32, quay + 22)], c.dark(stone, 0.4), 2)
    c.line([(0, quay), (WIDTH, quay)], c.dark(stone, 0.4), 2)
    c.rect(0, quay + 8, WIDTH, quay + 22, c.dark(c.tone(PINE), 0.4))


def _masts(c: Canvas, quay: float) -> None:
    """Print the thin masts of the boats lying along the quay."""
    for _ in range(9):
        x, tall = c.rng.uniform(40, 1560), c.rng.uniform(170, 330)
        c.line([(x, quay + 20), (x, quay - tall)], c.tone(WHITE), 4)
        c.line([(x, quay - tall), (x + tall * 0.22, quay + 20)], c.tone(INK), 1.2)
        c.line([(x, quay - 30), (x - tall * 0.3, quay - 36)], c.tone(WOOD), 6)


def shipyard(c: Canvas) -> None:
    """Draw a hull on the slip under a gantry crane."""
    ground = 800
    sky(c, ground, c.rng.uniform(180, 420))
    ridge(c, ground, 120, c.tone(PINE, 0.6))
    _shed(c, 40, ground)
    _gantry(c, ground)
    c.fade(box(0, ground, WIDTH, HEIGHT), (c.tone(STONE), c.tone(GRANITE)))
    _slip_hull(c, ground)
    _scaffold(c, ground)
    for x in (260, 420):
        person(c, x, ground + 90, 170, STAND if x < 300 else WALK, outfit(c, coat=OCHRE, hat=RED, long_coat=False))
    if c.light.lit:
        for x, y in ((830, 640), (1180, 560)):
            _sparks(c, x, y)


def _shed(c: Canvas, x: float, ground: float) -> None:
    """Print the saw-toothed roof of the workshop."""
    wall = c.tone(STEEL, 0.3)
    for i in range(4):
        left = x - 120 + i * 130
        c.poly(
            [
                (left, ground),
                (left, ground - 180),
                (left + 40, ground - 240),
                (left + 130, ground - 180),
                (left + 130, ground),
            ],
            wall,
        )
        c.poly(
            [(left, ground - 180), (left + 40, ground - 240), (left + 40, ground - 190), (left, ground - 140)],
            LAMP if c.light.lit else c.tone(AQUA, 0.3),
        )
    c.rect(x - 120, ground - 140, x + 400, ground - 132, c.dark(wall, 0.3))
    c.rect(x + 120, ground - 110, x + 260, ground, c.dark(wall, 0.45))


def _gantry(c: Canvas, ground: float) -> None:
    """Print the great travelling crane."""
    steel, top = c.tone(RED), 170
    for x, spread in ((560, 60), (1480, 60)):
        for side in (-1, 1):
            c.limb([(x + side * spread, ground + 20, 26), (x + side * 18, top + 40, 20)], steel)
        for level in range(1, 6):
            y = ground - (ground - top) * level / 6
            half = spread - (spread - 18) * level / 6
            c.line([(x - half, y), (x + half, y)], steel, 8)
    c.rect(440, top, 1600, top + 56, steel)
    c.shade(box(440, top, 1600, top + 56), c.light.shadow, "bottom", 0.6)
    for x in range(440, 1600, 58):
        c.line([(x, top + 50), (x + 29, top + 8), (x + 58, top + 50)], c.dark(steel, 0.4), 4)
    c.rect(820, top + 56, 930, top + 104, c.tone(CREAM))
    for x in (850, 900):
        c.line([(x, top + 104), (x, 400)], c.tone(INK), 3)
    c.rect(820, 396, 930, 420, c.tone(OCHRE))


def _slip_hull(c: Canvas, ground: float) -> None:
    """Print the bow of a ship under construction, red below and blue above."""
    paint, keel = c.tone(TEAL), c.tone(RED)
    side = [
        *curve([(560, 430), (640, 480), (900, 520), (1250, 516), (1700, 500)]),
        (1700, 780),
        (760, 780),
        *curve([(760, 780), (690, 700), (620, 560), (560, 430)]),
    ]
    c.poly(side, paint)
    c.shade(side, c.dark(paint, 0.75), "bottom", 0.9)
    c.shade(side, mix(paint, c.light.sun, 0.5), "left", 0.0 if c.light.stars else 0.35)
    belly = [(664, 640), (1700, 640), (1700, 780), (760, 780), *curve([(760, 780), (708, 722), (664, 640)])]
    c.poly(belly, keel)
    c.shade(belly, c.dark(keel, 0.8), "bottom", 0.9)
    c.line([(664, 640), (1700, 640)], c.tone(WHITE), 7)
    for x in range(760, 1700, 150):
        c.line([(x, 530), (x, 636)], c.dark(paint, 0.35), 2)
    for y in (566, 602):
        c.line([(640, y), (1700, y)], c.dark(paint, 0.35), 2)
    c.line([(640, 560), (668, 612)], c.tone(WHITE), 5)
    for x in range(800, 1600, 130):
        c.poly([(x, 780), (x + 40, 780), (x + 54, ground + 30), (x - 14, ground + 30)], c.tone(UMBER))


def _scaffold(c: Canvas, ground: float) -> None:
    """Print the scaffolding along the hull."""
    pole = c.tone(OCHRE)
    for x in range(1060, 1600, 90):
        c.line([(x, 430), (x, ground + 40)], pole, 5)
    for y in (500, 600, 700):
        c.rect(1040, y, 1600, y + 7, c.tone(WOOD))
        c.line([(1040, y - 36), (1600, y - 36)], pole, 3)
    for x, y in ((1110, 500), (1290, 600), (1500, 700)):
        person(c, x, y, 104, REACH, outfit(c, hat=OCHRE, long_coat=False, coat=NAVY), 1)


def _sparks(c: Canvas, x: float, y: float) -> None:
    """Print a welder's light."""
    c.glow(x, y, 130, WHITE, 0.9)
    for _ in range(26):
        dx, dy = c.rng.gauss(0, 40), abs(c.rng.gauss(0, 60))
        c.line([(x + dx * 0.4, y + dy * 0.4), (x + dx, y + dy)], LAMP, 2)


def fish_auction(c: Canvas) -> None:
    """Draw Crates of fish under the lamps of the auction hall, buyers behind."""
    c.indoors()
    c.fade(box(0, 0, WIDTH, 520), (c.tone(NAVY), c.tone(TEAL), c.tone(AQUA)))
    for x in range(-60, 1700, 190):
        c.poly([(x, 0), (x + 26, 0), (x + 26, 500), (x, 500)], c.dark(c.tone(TEAL), 0.35))
        c.line([(x, 120), (x + 190, 40), (x + 380, 120)], c.dark(c.tone(TEAL), 0.35), 9)
    _board(c, 1040, 120)
    c.fade(box(0, 500, WIDTH, HEIGHT), (c.tone(STEEL), c.tone(SLATE)))
    for i, x in enumerate((70, 150, 300, 372, 520, 690, 760, 900)):
        pose, tall = c.rng.choice((STAND, STAND, REACH, WAVE)), c.rng.uniform(290, 340)
        person(
            c,
            x + c.rng.uniform(-20, 20),
            580 + 14 * (i % 2),
            tall,
            pose,
            outfit(c),
            1 if i % 3 else -1,
            0.14 - 0.1 * (i % 2),
        )
    person(c, 1220, 640, 380, REACH, outfit(c, coat=OCHRE, legs=PINE, hat=RED, long_coat=False), -1)
    for x in (330, 820, 1310):
        _hall_lamp(c, x)
    for row, (y, size) in enumerate(((600, 0.6), (690, 0.8), (820, 1.1))):
        for column in range(-3, 6):
            _crate(c, 800 + (column - 1 + row * 0.3) * 330 * size, y, size, (row + column) % 3)


def _board(c: Canvas, x: float, y: float) -> None:
    """Print the auction clock and its falling prices as bars."""
    c.rect(x, y, x + 440, y + 230, c.tone(INK), radius=8)
    c.line(ring(x + 116, y + 115, 84, 84), OCHRE, 8)
    c.line([(x + 116, y + 115), (x + 160, y + 60)], OCHRE, 8)
    for i in range(5):
        c.rect(x + 236, y + 34 + i * 36, x + 410 - i * 30, y + 50 + i * 36, RED if i == 1 else (120, 210, 190))


def _hall_lamp(c: Canvas, x: float) -> None:
    """Print a hanging industrial lamp and its cone of light."""
    c.line([(x, 0), (x, 90)], c.tone(INK), 4)
    c.shade([(x - 40, 130), (x + 40, 130), (x + 300, 800), (x - 300, 800)], LAMP, "top", 0.4, stipple=False)
    c.poly([(x - 56, 132), (x - 22, 86), (x + 22, 86), (x + 56, 132)], c.tone(INK))
    c.oval(x, 132, 56, 9, LAMP)
    c.glow(x, 136, 150, LAMP, 0.6)


def _crate(c: Canvas, x: float, y: float, size: float, kind: int) -> None:
    """Print a crate of fish on ice."""
    wide, tall = 310 * size, 150 * size
    ink = c.tone((CORAL, (70, 140, 180), OCHRE)[kind])
    rim = [(x, y), (x + wide, y), (x + wide * 1.04, y + tall * 0.72), (x - wide * 0.04, y + tall * 0.72)]
    c.poly(rim, ink)
    c.poly(
        [
            (x + wide * 0.04, y + tall * 0.06),
            (x + wide * 0.96, y + tall * 0.06),
            (x + wide * 0.99, y + tall * 0.64),
            (x + wide * 0.01, y + tall * 0.64),
        ],
        c.tone((226, 238, 242)),
    )
    skin = c.tone(((92, 122, 150), (196, 104, 92), (118, 136, 140))[kind])
    for i in range(5):
        _fish(
            c, x + wide * (0.5 + 0.03 * (i % 2)), y + tall * (0.12 + 0.115 * i), wide * 0.84, skin, -1 if i % 2 else 1
        )
    front = box(x - wide * 0.04, y + tall * 0.7, x + wide * 1.04, y + tall * 1.2)
    c.poly(front, ink)
    c.shade(front, c.light.shadow, "bottom", 0.6)
    c.rect(x + wide * 0.38, y + tall * 0.84, x + wide * 0.62, y + tall * 0.94, c.dark(ink, 0.6), radius=6 * size)


def _fish(c: Canvas, x: float, y: float, length: float, skin: RGB, facing: int) -> None:
    """Print one fish lying on its side, dark back and pale belly."""

    def at(along: float, up: float) -> tuple[float, float]:
        """Place a point along the fish."""
        return x + facing * along * length, y - up * length

    back = curve([at(-0.4, 0.0), at(-0.1, 0.075), at(0.25, 0.075), at(0.46, 0.0)], 5)
    belly = curve([at(0.46, 0.0), at(0.2, -0.06), at(-0.1, -0.05), at(-0.4, 0.0)], 5)
    c.poly([*back, *belly], c.tone((222, 228, 226)))
    c.poly([*back, *curve([at(0.46, 0), at(0.2, 0.02), at(-0.1, 0.025), at(-0.4, 0)], 5)], skin)
    c.poly([at(-0.36, 0), at(-0.52, 0.075), at(-0.47, 0), at(-0.52, -0.06)], skin)
    c.line(ring(x + facing * length * 0.27, y, length * 0.03, length * 0.06, -80, 80), c.dark(skin, 0.3), 2)
    c.disc(*at(0.38, 0.02), length * 0.014, c.tone(INK))


SCENES = {"harbour": harbour, "shipyard": shipyard, "fish_auction": fish_auction}
