"""Rooms for gathering: library, theatre, concert, cinema, council."""

from .canvas import HEIGHT, WIDTH, Canvas, blob, box, curve, ring
from .chamber import tall_window
from .figures import REACH, SIT, WALK, Outfit, Pose, crowd, outfit, person
from .lanes import book_row
from .palette import (
    AQUA,
    CORAL,
    CREAM,
    INK,
    LAMP,
    LIGHTS,
    MOSS,
    NAVY,
    OCHRE,
    PLUM,
    RED,
    RGB,
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


def library(c: Canvas) -> None:
    """Draw a reading room: tall windows, shelves in perspective and green lamps."""
    c.indoors(0.55)
    c.fade(box(0, 0, WIDTH, 720), (c.tone(CREAM), c.tone(SAND)))
    for i in range(3):
        tall_window(c, 640 + i * 250, 110, 150, 560)
    c.fade(box(0, 690, WIDTH, HEIGHT), (c.tone(WOOD), c.tone(UMBER)))
    for i in range(3):
        x = 640 + i * 250
        c.shade(
            [(x, 700), (x + 150, 700), (x + 30, 1000), (x - 200, 1000)],
            mix(c.light.sky[2], LAMP, 0.3),
            "top",
            0.45,
            stipple=False,
        )
    _bookcase_back(c, 600, 1420)
    _bookcase_side(c, -40, 470)
    _reading_table(c, 640, 790)
    person(c, 470, 900, 500, REACH, outfit(c, coat=TEAL, long_coat=True), -1)


def _bookcase_back(c: Canvas, left: float, right: float) -> None:
    """Print the low cases under the windows."""
    wood = c.tone(UMBER)
    c.rect(left, 560, right + 300, 712, wood)
    for y in (632, 702):
        book_row(c, left + 10, right + 290, y, 58)
    c.rect(left - 10, 552, right + 300, 564, c.tone(WOOD))


def _bookcase_side(c: Canvas, left: float, right: float) -> None:
    """Print the great shelves along the left wall, receding to the windows."""
    wood = c.tone(UMBER)
    c.poly([(left, -60), (right, 120), (right, 730), (left, 1010)], wood)
    inks = (RED, NAVY, OCHRE, TEAL, CREAM, WINE, MOSS, CORAL, SLATE)
    for row in range(7):
        t0, t1 = row / 7 + 0.018, (row + 1) / 7 - 0.018
        u = 0.02
        while u < 0.96:
            step = c.rng.uniform(0.016, 0.034) * (1.25 - 0.6 * u)
            high = t0 + (t1 - t0) * c.rng.uniform(0.02, 0.32)
            x0, x1 = left + (right - left) * u, left + (right - left) * (u + step * 0.9)
            spans = [(-60 + 180 * v, 1010 - 280 * v) for v in (u, u + step * 0.9)]
            (a0, b0), (a1, b1) = spans
            c.poly(
                [
                    (x0, a0 + (b0 - a0) * high),
                    (x1, a1 + (b1 - a1) * high),
                    (x1, a1 + (b1 - a1) * t1),
                    (x0, a0 + (b0 - a0) * t1),
                ],
                c.tone(c.rng.choice(inks), 0.12 * u),
            )
            u += step
    c.shade([(left, -60), (right, 120), (right, 730), (left, 1010)], c.light.shadow, "left", 0.6)


def _reading_table(c: Canvas, left: float, top: float) -> None:
    """Print readers at a long table under green lamps."""
    inks = c.rng.sample((RED, OCHRE, NAVY, CORAL, MOSS), 3)
    for i, ink in enumerate(inks):
        person(
            c, left + 220 + i * 270, top + 186, 540, SIT, outfit(c, coat=ink, long_coat=False), c.rng.choice((-1, 1))
        )
    table = [(left, top), (left + 1000, top), (left + 1100, top + 70), (left - 60, top + 70)]
    c.poly(table, c.tone((176, 116, 72)))
    c.shade(table, LAMP, "top", 0.4)
    c.rect(left - 60, top + 70, left + 1100, top + 100, c.dark(c.tone(WOOD), 0.3))
    panel = box(left - 20, top + 100, left + 1060, 1010)
    c.poly(panel, c.dark(c.tone(UMBER), 0.3))
    c.shade(panel, c.light.shadow, "bottom", 0.6)
    for x in (left + 90, left + 380, left + 650, left + 900):
        _desk_lamp(c, x, top + 30)
    for x in (left + 240, left + 520, left + 790):
        c.poly(
            [
                (x - 54, top + 40),
                (x, top + 30),
                (x + 54, top + 40),
                (x + 54, top + 56),
                (x, top + 46),
                (x - 54, top + 56),
            ],
            c.tone(WHITE),
        )


def _desk_lamp(c: Canvas, x: float, y: float) -> None:
    """Print a green-shaded reading lamp."""
    c.glow(x, y - 60, 150, LAMP, 0.4 + 0.3 * c.light.lamps)
    c.rect(x - 4, y - 90, x + 4, y, c.tone(OCHRE))
    c.oval(x, y, 28, 7, c.tone(OCHRE))
    c.poly([(x - 52, y - 78), *ring(x, y - 84, 42, 32, 180, 360), (x + 52, y - 78)], (40, 122, 92))
    c.rect(x - 48, y - 80, x + 48, y - 74, LAMP)


def theatre(c: Canvas) -> None:
    """Draw two actors in the light, framed by a red curtain and the first rows."""
    c.indoors(0.7)
    c.fade(box(0, 0, WIDTH, 760), ((38, 22, 44), (92, 40, 66), (150, 66, 70)))
    _stage_set(c)
    c.fade(box(0, 700, WIDTH, 830), ((170, 112, 74), (104, 62, 50)))
    for x, tip in ((620, 240), (980, 1240)):
        c.shade([(tip - 24, 0), (tip + 24, 0), (x + 190, 790), (x - 190, 790)], LAMP, "bottom", 0.42, stipple=False)
        c.oval(x, 770, 200, 26, LAMP, 0.4)
    person(
        c,
        620,
        776,
        400,
        Pose(-4, ((10, 4), (-10, -8)), ((140, 160), (60, 110))),
        Outfit(coat=WHITE, long_coat=True, hair=UMBER),
        1,
    )
    person(
        c,
        970,
        776,
        420,
        Pose(6, ((16, 4), (-12, -16)), ((20, 60), (70, 30))),
        Outfit(coat=RED, long_coat=True, skin=SKINS[2]),
        -1,
    )
    _curtain(c, -20, 330, 1)
    _curtain(c, 1620, 1270, -1)
    _valance(c)
    c.rect(0, 822, WIDTH, 850, c.tone(OCHRE))
    c.shade(box(0, 822, WIDTH, 850), c.light.shadow, "bottom", 0.6)
    c.fade(box(0, 850, WIDTH, HEIGHT), ((44, 18, 34), (20, 10, 24)))
    crowd(c, 912, 120, (40, 18, 36))
    crowd(c, 986, 170, (22, 12, 26))


def _stage_set(c: Canvas) -> None:
    """Print a painted backdrop: a moon over a tree and a balcony."""
    c.disc(1090, 250, 96, (246, 214, 150))
    c.glow(1090, 250, 320, (246, 180, 120), 0.5)
    hills = [*curve([(200, 620), (480, 540), (800, 600), (1100, 520), (1400, 590)]), (1400, 720), (200, 720)]
    c.poly(hills, (70, 34, 62))
    trunk = (40, 22, 42)
    c.limb([(430, 720, 46), (450, 520, 34), (520, 380, 20)], trunk)
    c.limb([(452, 520, 24), (380, 400, 14)], trunk)
    for x, y, size in ((380, 370, 90), (520, 340, 110), (450, 270, 90)):
        leaf = ring(x, y, size, size * 0.7)
        c.poly(leaf, (58, 40, 74))
        c.shade(leaf, (220, 120, 100), "right", 0.45)


def _curtain(c: Canvas, outer: float, inner: float, side: int) -> None:
    """Print one half of the house curtain, gathered in folds."""
    folds = 7
    for i in range(folds):
        a, b = outer + (inner - outer) * i / folds, outer + (inner - outer) * (i + 1) / folds
        pull = 90 * side * (i / folds) ** 2
        fold = [
            (a, 0),
            (b, 0),
            *curve([(b, 0), (b - pull * 0.4, 420), (b - pull * 1.5, 640), (b - pull * 0.9, 826)]),
            *curve([(a - pull * 0.8, 826), (a - pull * 1.3, 640), (a - pull * 0.3, 420), (a, 0)]),
        ]
        c.poly(fold, c.tone(RED) if i % 2 else c.dark(c.tone(RED), 0.16))
        c.shade(fold, (60, 8, 26), "left" if side > 0 else "right", 0.9)


def _valance(c: Canvas) -> None:
    """Print the scalloped top of the curtain with its gold fringe."""
    for i in range(6):
        x = 270 * i + 125
        swag = [(x - 150, 0), (x + 150, 0), (x + 140, 76), *ring(x, 76, 140, 86, 0, 180), (x - 140, 76)]
        c.line(ring(x, 80, 138, 88, 0, 180), c.tone(OCHRE), 14)
        c.poly(swag, c.tone(RED))
        c.shade(swag, (60, 8, 26), "bottom", 0.8)


def concert(c: Canvas) -> None:
    """Draw a festival stage: beams, a guitarist and raised hands."""
    c.fade(
        box(0, 0, WIDTH, HEIGHT),
        (c.light.sky[0], PLUM, mix(PLUM, CORAL, 0.6), OCHRE) if not c.light.stars else (INK, NAVY, PLUM, CORAL),
    )
    for i in range(7):
        x, aim = 200 + i * 200, c.rng.uniform(-260, 260)
        ink = (OCHRE, CORAL, AQUA, LAMP)[i % 4]
        c.shade(
            [(x - 12, 60), (x + 12, 60), (x + aim + 130, 760), (x + aim - 130, 760)], ink, "top", 0.85, stipple=False
        )
    _truss(c)
    c.glow(620, 470, 380, LAMP, 0.7)
    stage = c.dark(INK, 0.1)
    c.rect(0, 690, WIDTH, 780, stage)
    for x, wide in ((80, 150), (1370, 160)):
        c.rect(x, 430, x + wide, 700, stage)
        for y in (480, 560, 640):
            c.disc(x + wide / 2, y, 34, (52, 56, 76))
    c.fade(box(0, 760, WIDTH, HEIGHT), (stage, PLUM, INK))
    _drums(c, 1010, 690)
    _guitarist(c, 620, 700, 440)
    person(
        c,
        860,
        700,
        350,
        Pose(4, ((10, 4), (-10, -6)), ((30, 130), (40, 150))),
        Outfit(coat=INK, hair=INK, skin=UMBER),
        -1,
    )
    c.line([(826, 470), (826, 700)], INK, 5)
    _audience(c)


def _truss(c: Canvas) -> None:
    """Print the lighting truss and its lamps."""
    c.line([(60, 30), (1540, 30)], INK, 6)
    c.line([(60, 70), (1540, 70)], INK, 6)
    for x in range(60, 1540, 40):
        c.line([(x, 70), (x + 20, 30), (x + 40, 70)], INK, 3)
    for i in range(7):
        x = 200 + i * 200
        c.rect(x - 22, 60, x + 22, 104, INK, radius=6)
        c.oval(x, 104, 20, 8, LAMP)
        c.glow(x, 104, 70, LAMP, 0.8)


def _drums(c: Canvas, x: float, base: float) -> None:
    """Print a drummer behind the kit."""
    person(
        c,
        x + 10,
        base - 20,
        320,
        Pose(4, ((20, 4), (-20, -8)), ((50, 120), (60, 140))),
        Outfit(coat=INK, skin=UMBER),
        -1,
    )
    c.disc(x, base - 66, 66, INK)
    c.disc(x, base - 66, 54, WINE)
    for dx, dy, rx in ((-110, 120, 46), (110, 124, 46)):
        c.rect(x + dx - rx, base - dy, x + dx + rx, base - dy + 54, INK, radius=8)
    for dx, dy in ((-170, 210), (160, 226)):
        c.line([(x + dx, base), (x + dx, base - dy)], INK, 4)
        c.poly(ring(x + dx, base - dy, 70, 10), OCHRE)


def _guitarist(c: Canvas, x: float, base: float, height: float) -> None:
    """Print the guitarist leaning back, head in the light."""
    pose = Pose(-10, ((26, 6), (-18, -16)), ((60, 110), (10, 70)))
    person(c, x, base, height, pose, Outfit(coat=(40, 30, 58), legs=INK, skin=SKINS[1], hair=RUST), 1)
    y = base - height * 0.56
    body = blob(
        [
            (x - 86, y + 40),
            (x - 66, y - 20),
            (x - 14, y - 8),
            (x + 34, y - 44),
            (x + 66, y - 4),
            (x + 18, y + 34),
            (x - 20, y + 76),
        ]
    )
    c.poly(body, RED)
    c.shade(body, INK, "bottom", 0.6)
    c.limb([(x + 40, y - 14, 13), (x + 220, y - 120, 11)], UMBER)
    c.limb([(x + 216, y - 118, 24), (x + 244, y - 134, 20)], INK)
    c.limb([(x - 30, y - 60, 28), (x - 52, y + 4, 24), (x - 2, y + 22, 19)], (52, 40, 72))
    c.disc(x + 4, y + 22, 12, SKINS[1])


def _audience(c: Canvas) -> None:
    """Print the raised hands and the heads before the stage."""
    _hands(c)
    crowd(c, 880, 120, (34, 20, 48))
    crowd(c, 964, 170, (16, 12, 30))


def _hands(c: Canvas) -> None:
    """Print raised arms and hands among the crowd."""
    for _ in range(13):
        x, top = c.rng.uniform(40, 1560), c.rng.uniform(700, 800)
        lean, ink = c.rng.uniform(-34, 34), (34, 20, 48)
        c.limb([(x, 930, 40), (x + lean * 0.4, 860, 32), (x + lean, top + 46, 20)], ink)
        c.limb([(x + lean, top + 46, 20), (x + lean * 1.1, top + 22, 26)], ink)
        for spread in (-12, -4, 4, 12):
            c.limb(
                [
                    (x + lean * 1.1 + spread * 0.7, top + 20, 8),
                    (x + lean * 1.15 + spread * 1.4, top - 16 + abs(spread), 6),
                ],
                ink,
            )


def cinema(c: Canvas) -> None:
    """Draw a full house before the screen, the projector's beam overhead."""
    c.fade(box(0, 0, WIDTH, HEIGHT), ((14, 14, 30), (40, 22, 46), (18, 12, 28)))
    _screen_film(c, 330, 120, 1270, 610)
    for i in range(6):
        for x, side in ((i * 52, "right"), (1600 - i * 52, "left")):
            fold = box(x - 26, 0, x + 26, 700)
            c.poly(fold, (96 - 8 * i, 26, 42))
            c.shade(fold, (20, 8, 24), side, 0.8)
    c.shade([(-20, 700), (330, 610), (1270, 610), (1620, 700), (1620, 820), (-20, 820)], c.light.sky[2], "top", 0.4)
    beam = mix(LAMP, WHITE, 0.5)
    c.shade([(1500, -60), (1560, -60), (1270, 610), (330, 120)], beam, "top", 0.16, stipple=False)
    for y, width, tint in (
        (700, 96, (56, 30, 54)),
        (776, 124, (42, 22, 44)),
        (870, 164, (28, 16, 34)),
        (976, 216, (14, 10, 22)),
    ):
        _seats(c, y, width, tint)
        crowd(c, y - width * 0.24, width * 0.92, c.dark(tint, 0.4), pace=1.35)


def _screen_film(c: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """Print the screen, showing a walker and a dog before the hills."""
    film = LIGHTS["dusk"] if c.light.name in ("night", "grey") else c.light
    c.glow((left + right) / 2, (top + bottom) / 2, 640, film.sky[2], 0.35)
    c.rect(left - 14, top - 14, right + 14, bottom + 14, (8, 8, 16))
    c.fade(box(left, top, right, bottom), film.sky)
    c.disc(left + 300, bottom - 190, 90, film.sun)
    for base, rise, far in ((160, 70, 0.6), (100, 60, 0.4), (40, 40, 0.1)):
        crest = curve(
            [
                (left, bottom - base),
                (left + 240, bottom - base - rise),
                (left + 480, bottom - base + 10),
                (left + 720, bottom - base - rise * 0.7),
                (right, bottom - base - 6),
            ]
        )
        c.poly([*crest, (right, bottom), (left, bottom)], mix(mix(PLUM, RUST, 0.4), film.haze, far))
    person(c, left + 590, bottom - 40, 250, WALK, Outfit(coat=INK, legs=INK, skin=INK, long_coat=True), -1)
    c.limb([(left + 470, bottom - 36, 20), (left + 530, bottom - 36, 20)], INK)
    c.limb([(left + 476, bottom - 52, 22), (left + 522, bottom - 54, 20), (left + 540, bottom - 72, 16)], INK)


def _seats(c: Canvas, y: float, width: float, tint: RGB) -> None:
    """Print a row of cinema seats."""
    x = -width * c.rng.random()
    while x < WIDTH:
        c.rect(x + width * 0.06, y, x + width * 0.94, y + width * 1.2, mix(tint, WINE, 0.5), radius=width * 0.2)
        x += width
    c.shade(box(0, y, WIDTH, y + width), (10, 8, 18), "bottom", 0.9)


SCENES = {
    "library": library,
    "theatre": theatre,
    "concert": concert,
    "cinema": cinema,
}
