"""Between land and water: bridge, beach, cliffs, seals."""

import math

from .canvas import HEIGHT, WIDTH, Canvas, Point, blob, box, curve, ring
from .figures import STAND, STRIDE, WALK, WAVE, outfit, person
from .nature import coast, glitter, grass, gulls, ridge, ripples, rock, sea, sky, umbrella_pine, wavelet
from .palette import (
    CREAM,
    GRANITE,
    INK,
    LAMP,
    MOSS,
    NAVY,
    OCHRE,
    PINE,
    RED,
    RGB,
    ROSE,
    SAND,
    STONE,
    TEAL,
    WHITE,
    WOOD,
    mix,
)
from .vessels import HULLS, sailboat


def bridge(c: Canvas) -> None:
    """Draw a cable-stayed bridge leaping the estuary."""
    horizon = 690
    sun_x = c.rng.uniform(260, 560)
    sky(c, horizon, sun_x)
    ridge(c, horizon, 170, c.tone(PINE, 0.62))
    ridge(c, horizon, 90, c.tone(PINE, 0.42), steps=10)
    c.fade(box(0, horizon, WIDTH, HEIGHT), c.light.sea)
    for x, scale in ((420, 0.62), (1130, 1.0)):
        _pylon(c, x, scale)
    _deck(c)
    c.mirror(horizon, 310, 0.5, 4)
    ripples(c, horizon + 8, HEIGHT, 60)
    glitter(c, sun_x, horizon, HEIGHT, width=60)
    sailboat(c, 700, 800, 170, c.rng.choice((CREAM, RED, OCHRE)), hull_ink=c.rng.choice(HULLS))
    _near_bank(c)
    gulls(c, 720, 250, 4, 26)


def _deck_y(x: float) -> float:
    """Return the height of the road over a place."""
    return 560 - 0.00006 * (x - 700) ** 2 - x * 0.03


def _pylon(c: Canvas, x: float, scale: float) -> None:
    """Print an A-shaped pylon and its fan of cables."""
    concrete, foot = c.tone(CREAM, 0.35 - 0.3 * scale), 700 + 30 * scale
    head = foot - 660 * scale
    road = _deck_y(x)
    for i in range(1, 12):
        anchor = head + (30 + 14 * i) * scale
        for side in (-1, 1):
            end = x + side * (60 + 38 * (12 - i)) * scale * 0.95
            c.line([(x, anchor), (end, _deck_y(end))], c.tone(WHITE, 0.2), 2.2)
    for side in (-1, 1):
        leg = [
            (x + side * 74 * scale, foot),
            (x + side * 46 * scale, road),
            (x + side * 4 * scale, head),
            (x + side * 20 * scale, head),
            (x + side * 68 * scale, road),
            (x + side * 102 * scale, foot),
        ]
        c.poly(leg, concrete if side < 0 else c.dark(concrete, 0.3))
    c.rect(x - 20 * scale, head - 24 * scale, x + 20 * scale, head + 150 * scale, concrete)
    c.shade(box(x, head, x + 20 * scale, head + 150 * scale), c.light.shadow, "right", 0.6)
    c.rect(x - 52 * scale, road + 26 * scale, x + 52 * scale, road + 46 * scale, c.dark(concrete, 0.2))
    if c.light.stars:
        c.glow(x, head - 24 * scale, 60, RED, 0.9)


def _deck(c: Canvas) -> None:
    """Print the road deck, its piers, its lamps and its traffic."""
    steel = c.tone(STONE)
    for x in (60, 760, 1520):
        c.rect(x, _deck_y(x), x + 26, 712, c.dark(steel, 0.2))
    top = [(x, _deck_y(x)) for x in range(-20, 1660, 40)]
    under = [(x, y + 16 + x * 0.008) for x, y in reversed(top)]
    c.poly([*top, *under], c.dark(steel, 0.35))
    c.line(top, steel, 7)
    for x in range(20, 1600, 74):
        if c.light.lit:
            c.glow(x, _deck_y(x) - 16, 34, LAMP, 0.9)
        elif c.rng.random() < 0.5:
            c.rect(
                x,
                _deck_y(x) - 13,
                x + c.rng.choice((22, 24, 44)),
                _deck_y(x) - 2,
                c.tone(c.rng.choice(HULLS)),
                radius=4,
            )


def _near_bank(c: Canvas) -> None:
    """Print the wooded bank the bridge is seen from."""
    bank = [*curve([(-20, 850), (140, 868), (330, 930), (520, 1010)]), (-20, 1010)]
    c.poly(bank, c.tone(PINE))
    c.shade(bank, c.dark(c.tone(PINE), 0.5), "bottom", 0.8)
    umbrella_pine(c, 90, 900, 470)
    umbrella_pine(c, 270, 950, 300)
    grass(c, 0, 420, 900, 44, c.dark(c.tone(MOSS), 0.2), 40)


def beach(c: Canvas) -> None:
    """Draw striped cabins, parasols and bathers on a wide low-tide beach."""
    horizon = 330
    sky(c, horizon, c.rng.uniform(500, 900), clouds=3)
    sea(c, horizon, 560, ripple=40)
    coast(c, horizon, 900, 1900, 60, 0.5)
    for i in range(3):
        sailboat(c, 200 + i * 260 + c.rng.uniform(-60, 60), horizon + 14 + 12 * i, 60 + 16 * i, CREAM, far=0.3)
    _sand(c)
    for i in range(7):
        _cabin(c, 880 + i * 128, 636 + i * 20, 124 + i * 8, (RED, (64, 130, 180), OCHRE, TEAL)[i % 4])
    for x, y, tall in ((300, 590, 96), (360, 594, 70), (560, 566, 80), (130, 576, 84)):
        person(c, x, y, tall, c.rng.choice((STRIDE, STAND, WAVE)), _bather(c), c.rng.choice((-1, 1)))
    for x, y, size, ink in ((250, 800, 190, RED), (560, 730, 130, (64, 130, 180)), (820, 920, 220, OCHRE)):
        _parasol(c, x, y, size, ink)
    person(c, 1120, 900, 300, WALK, _bather(c, hat=OCHRE), -1)
    person(c, 1240, 912, 196, STRIDE, _bather(c), -1)
    gulls(c, 500, 170, 5, 20)


def _bather(c: Canvas, **fixed: object) -> object:
    """Draw lots for a bather's clothes."""
    return outfit(c, coat=c.rng.choice((RED, NAVY, OCHRE, WHITE, TEAL)), bare_legs=True, long_coat=False, **fixed)


def _sand(c: Canvas) -> None:
    """Print the wet and the dry sand, with the last wave on it."""
    sand = c.tone(SAND)
    edge = curve([(-20, 600), (260, 560), (620, 552), (1000, 530), (1640, 520)])
    c.poly([*edge, (1640, 1010), (-20, 1010)], mix(c.dark(sand, 0.16), c.light.sea[0], 0.35))
    c.line(edge, c.tone(WHITE), 11)
    dry = curve([(-20, 668), (300, 618), (700, 600), (1100, 560), (1640, 548)])
    beach_area = [*dry, (1640, 1010), (-20, 1010)]
    c.poly(beach_area, sand)
    c.shade(beach_area, c.tone(mix(SAND, OCHRE, 0.45)), "bottom", 0.8)


def _cabin(c: Canvas, x: float, base: float, width: float, ink: RGB) -> None:
    """Print a striped beach cabin."""
    tall = width * 1.35
    c.oval(x + width * 0.62, base, width * 0.62, width * 0.07, c.light.shadow, 0.35)
    for i in range(8):
        c.rect(x + width * i / 8, base - tall, x + width * (i + 1) / 8, base, c.tone(ink if i % 2 else CREAM))
    gable = [(x, base - tall), (x + width / 2, base - tall - width * 0.42), (x + width, base - tall)]
    c.poly(gable, c.tone(CREAM))
    c.rect(x + width * 0.3, base - tall * 0.78, x + width * 0.7, base, c.dark(c.tone(ink), 0.25))
    c.shade(
        [(x, base), (x, base - tall), gable[1], (x + width, base - tall), (x + width, base)],
        c.light.shadow,
        "right",
        0.5,
    )
    c.line([(x - 8, base - tall + 6), gable[1], (x + width + 8, base - tall + 6)], c.tone(ink), width * 0.07)


def _parasol(c: Canvas, x: float, y: float, size: float, ink: RGB) -> None:
    """Print a parasol, its shadow and its towel."""
    c.oval(x + size * 0.4, y + size * 0.08, size * 0.72, size * 0.13, c.light.shadow, 0.32)
    towel = [
        (x - size * 0.1, y + size * 0.02),
        (x + size * 0.7, y - size * 0.02),
        (x + size * 0.84, y + size * 0.16),
        (x, y + size * 0.2),
    ]
    c.poly(towel, c.tone(mix(ink, CREAM, 0.7)))
    tip = (x + size * 0.18, y - size * 1.02)
    c.line([(x, y + size * 0.06), tip], c.tone(WOOD), size * 0.03)
    low = []
    for px, _ in ring(x + size * 0.1, y, size * 0.78, size * 0.2, 360, 180):
        wave = math.sin((px - x) / size * 12) * size * 0.03
        low.append((px, y - size * 0.52 + 0.14 * (px - x) - wave))
    for i in range(6):
        lo, hi = i * (len(low) - 1) // 6, (i + 1) * (len(low) - 1) // 6
        c.poly([tip, *low[lo : hi + 1]], c.tone(ink if i % 2 else CREAM))
    c.shade([tip, *low], c.light.shadow, "left", 0.45)


def cliff_path(c: Canvas) -> None:
    """Draw the customs officers' path along the cliffs, two walkers on it."""
    horizon = 330
    sun_x = c.rng.uniform(140, 420)
    sky(c, horizon, sun_x, clouds=4)
    sea(c, horizon, ripple=110)
    glitter(c, sun_x, horizon, 760, width=60)
    _headland(c, [(720, 340), (900, 300), (1150, 296), (1700, 250)], 420, 0.62)
    _headland(c, [(560, 470), (700, 410), (1000, 380), (1300, 350), (1700, 330)], 620, 0.38)
    _headland(c, [(380, 640), (560, 560), (800, 530), (1200, 520), (1700, 430)], 860, 0.16)
    _near_slope(c)
    person(c, 884, 690, 150, WALK, outfit(c, coat=RED, bag=NAVY, long_coat=False), 1)
    person(c, 790, 712, 156, WALK, outfit(c, coat=OCHRE, bag=PINE, long_coat=False), 1)
    gulls(c, 300, 430, 6, 30)
    sailboat(c, 210, 470, 70, CREAM, far=0.3)


def _headland(c: Canvas, crest: list[Point], foot: float, far: float) -> None:
    """Print a cliff: turf on top, faceted rock falling to a collar of foam."""
    x0 = crest[0][0]
    rock_ink, turf = c.tone(mix(GRANITE, ROSE, 0.35), far), c.tone(mix(MOSS, PINE, 0.4), far)
    top = curve(crest)
    c.poly([*top, (1700, foot), (x0 - 40, foot), (x0 - 20, foot - (foot - crest[0][1]) * 0.5)], rock_ink)
    tall = foot - crest[0][1]
    for i in range(12):
        x = x0 + i * 88 + c.rng.uniform(-26, 26)
        edge = min(top, key=lambda point, x=x: abs(point[0] - x))[1]
        facet = [(x - 40, foot), (x + c.rng.uniform(-20, 20), edge), (x + 58, edge), (x + 30, foot)]
        c.shade(facet, c.dark(rock_ink, 0.7), "right", 0.6)
    c.poly([*top, *[(x, y + tall * (0.22 + 0.1 * math.sin(x / 34))) for x, y in reversed(top)]], turf)
    c.shade([*top, (1700, foot), (x0, foot)], mix(turf, c.light.sun, 0.4), "top", 0.3)
    for _ in range(14):
        wavelet(
            c,
            c.rng.uniform(x0 - 90, 1650),
            foot + c.rng.uniform(-4, 12),
            c.rng.uniform(80, 200),
            9,
            c.tone(WHITE),
            0.8,
        )


def _near_slope(c: Canvas) -> None:
    """Print the near slope, its winding path and its gorse in flower."""
    turf = c.tone(MOSS)
    slope = [
        *curve([(-20, 800), (260, 770), (560, 730), (820, 690), (1150, 690), (1640, 610)]),
        (1640, 1010),
        (-20, 1010),
    ]
    c.poly(slope, turf)
    c.shade(slope, c.dark(c.tone(PINE), 0.4), "bottom", 0.95)
    left = curve([(330, 1010), (420, 900), (640, 800), (830, 735), (960, 690), (1100, 690)])
    right = curve([(1110, 694), (985, 706), (880, 752), (760, 820), (640, 910), (640, 1010)])
    c.poly([*left, *right], c.tone(SAND))
    c.shade([*left, *right], c.light.shadow, "bottom", 0.3)
    for _ in range(22):
        x = c.rng.choice((c.rng.uniform(-20, 300), c.rng.uniform(800, 1620)))
        _gorse(c, x, c.rng.uniform(850, 1000) if x > 700 else c.rng.uniform(830, 1000), c.rng.uniform(50, 100))
    grass(c, 0, 1600, 1000, 80, c.dark(c.tone(PINE), 0.3), 90)


def _gorse(c: Canvas, x: float, y: float, size: float) -> None:
    """Print a gorse bush with its yellow flowers."""
    bush = blob(
        [
            (
                x + size * math.cos(a / 8 * math.tau) * c.rng.uniform(0.8, 1.1),
                y - size * 0.3 + size * 0.6 * math.sin(a / 8 * math.tau),
            )
            for a in range(8)
        ],
        4,
    )
    c.poly(bush, c.dark(c.tone(PINE), 0.15))
    for _ in range(26):
        angle, reach = c.rng.uniform(0, math.tau), size * c.rng.random() ** 0.5
        c.disc(
            x + reach * math.cos(angle), y - size * 0.36 + 0.55 * reach * math.sin(angle), size * 0.06, c.tone(OCHRE)
        )


def seals(c: Canvas) -> None:
    """Draw grey seals hauled out on the rocks, one head in the water."""
    horizon = 420
    sun_x = c.rng.uniform(300, 640)
    sky(c, horizon, sun_x, clouds=4)
    sea(c, horizon, ripple=100)
    coast(c, horizon, 620, 1900, 90, 0.55)
    glitter(c, sun_x, horizon, HEIGHT, width=80)
    for x, base, width, tall in ((1250, 600, 340, 110), (1480, 620, 420, 150)):
        rock(c, x, base, width, tall, c.tone(GRANITE, 0.3))
    _seal(c, 1290, 520, 190, (150, 142, 134), 0.3)
    for x, base, width, tall in ((560, 860, 520, 120), (1180, 880, 760, 190), (860, 890, 700, 150)):
        rock(c, x, base, width, tall, c.tone(GRANITE))
    _seal(c, 470, 762, 330, (176, 164, 148), 0.0)
    _seal(c, 1000, 762, 520, (124, 118, 118), 0.0)
    for i in range(16):
        wavelet(c, 260 + i * 86, 876 + 12 * (i % 3), 240, 14, c.tone(WHITE), 0.7)
    _swimmer(c, 300, 940, 84)
    gulls(c, 1050, 250, 5, 26)


def _seal(c: Canvas, x: float, y: float, length: float, fur: RGB, far: float) -> None:
    """Print a seal lying with its head and tail raised, like a banana."""

    def at(along: float, up: float) -> Point:
        """Place a point of the seal."""
        return x + along * length, y - up * length

    ink = c.tone(fur, far)
    body = curve(
        [
            at(-0.6, 0.2),
            at(-0.5, 0.12),
            at(-0.3, 0.17),
            at(0, 0.21),
            at(0.22, 0.24),
            at(0.34, 0.34),
            at(0.44, 0.38),
            at(0.53, 0.34),
            at(0.585, 0.27),
            at(0.55, 0.225),
            at(0.47, 0.2),
            at(0.42, 0.08),
            at(0.25, -0.02),
            at(-0.2, -0.03),
            at(-0.46, 0.0),
            at(-0.56, 0.06),
            at(-0.66, 0.12),
            at(-0.6, 0.2),
        ],
        6,
    )
    c.poly(body, ink)
    c.shade(body, mix(ink, c.tone(CREAM, far), 0.8), "bottom", 0.5)
    c.shade(body, c.dark(ink, 0.8), "top", 0.4)
    c.poly(
        curve([at(0.16, 0.07), at(0.24, 0.02), at(0.2, -0.09), at(0.09, -0.08), at(0.16, 0.07)], 5), c.dark(ink, 0.4)
    )
    for _ in range(22):
        c.oval(
            *at(c.rng.uniform(-0.4, 0.3), c.rng.uniform(0.04, 0.17)), length * 0.012, length * 0.008, c.dark(ink, 0.4)
        )
    _seal_face(c, *at(0.5, 0.3), length * 0.12, ink)


def _seal_face(c: Canvas, x: float, y: float, size: float, ink: RGB) -> None:
    """Print a seal's eye, nose and whiskers, in profile to the right."""
    dark = c.tone(INK)
    c.disc(x - size * 0.06, y - size * 0.2, size * 0.14, dark)
    c.disc(x - size * 0.02, y - size * 0.24, size * 0.04, c.tone(WHITE))
    c.oval(x + size * 0.66, y + size * 0.14, size * 0.12, size * 0.09, dark)
    for drop in (0.1, 0.3, 0.5):
        c.line(
            [(x + size * 0.46, y + size * 0.36), (x + size * 0.1, y + size * (0.42 + drop))], mix(ink, WHITE, 0.6), 1.6
        )


def _swimmer(c: Canvas, x: float, y: float, size: float) -> None:
    """Print a seal's head above the water, facing us."""
    ink = c.tone((92, 90, 98))
    head = [
        *ring(x, y - size * 0.3, size * 0.52, size * 0.66, 180, 360),
        (x + size * 0.6, y + 4),
        (x - size * 0.6, y + 4),
    ]
    c.poly(head, ink)
    c.shade(head, c.light.shadow, "right", 0.7)
    for side in (-1, 1):
        c.disc(x + side * size * 0.22, y - size * 0.46, size * 0.09, c.tone(INK))
        c.disc(x + side * size * 0.22 - 2, y - size * 0.49, size * 0.028, c.tone(WHITE))
    c.oval(x, y - size * 0.2, size * 0.2, size * 0.14, mix(ink, c.tone(CREAM), 0.35))
    c.oval(x, y - size * 0.27, size * 0.1, size * 0.06, c.tone(INK))
    for i in range(3):
        wavelet(c, x, y + 6 + 12 * i, size * (2 + 1.1 * i), 9, c.light.sea[0], 0.7)


SCENES = {"bridge": bridge, "beach": beach, "cliff_path": cliff_path, "seals": seals}
