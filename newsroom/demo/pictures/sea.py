"""The open sea and its edges."""

import math

from .buildings import window
from .canvas import HEIGHT, WIDTH, Canvas, Point, box, curve, ring
from .nature import coast, glitter, grass, gulls, rain, rock, sea, sky, wavelet
from .palette import (
    CORAL,
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
    SLATE,
    STONE,
    TEAL,
    UMBER,
    WHITE,
    mix,
)
from .vessels import HULLS, sailboat, trawler


def lighthouse(c: Canvas) -> None:
    """Draw a lighthouse on its headland, sea and distant shore to the left."""
    horizon = 640 + c.rng.uniform(-30, 30)
    sun_x = c.rng.uniform(260, 520)
    sky(c, horizon, sun_x)
    sea(c, horizon)
    coast(c, horizon, -200, 420, 50, 0.65)
    glitter(c, sun_x, horizon, HEIGHT)
    _islet(c, 560, horizon + 30, 220)
    x = c.rng.uniform(990, 1080)
    _headland(c, horizon)
    _keeper_house(c, x + 120, 690)
    _tower(c, x, 700, 470)
    _rocks(c, 720, 1650, 940, 9)
    gulls(c, 640, 330, 6, 30)


def _headland(c: Canvas, horizon: float) -> None:
    """Print the grassy cap the tower stands on."""
    cap = [
        *curve([(700, horizon + 190), (800, 740), (930, 700), (1150, 680), (1400, 664), (1700, 650)]),
        (1700, 1010),
        (640, 1010),
    ]
    stone = c.tone(GRANITE)
    c.poly(cap, stone)
    for i in range(9):
        x = 690 + i * 112 + c.rng.uniform(-24, 24)
        facet = [(x, 740), (x + 74, 730), (x + 96 + c.rng.uniform(-20, 30), 850), (x + 30, 1000), (x - 40, 900)]
        c.shade(facet, c.dark(stone, 0.7), "right", 0.8)
    c.shade(cap, c.dark(stone, 0.8), "bottom", 0.9)
    turf = [
        *curve([(790, 742), (930, 700), (1150, 680), (1400, 664), (1700, 650)]),
        (1700, 730),
        *curve([(1700, 730), (1400, 742), (1200, 735), (1000, 760), (790, 742)]),
    ]
    c.poly(turf, c.tone(MOSS))
    c.shade(turf, c.tone(PINE), "bottom", 0.7)
    grass(c, 860, 1620, 700, 26, c.dark(c.tone(MOSS), 0.3), 50)


def _tower(c: Canvas, x: float, base: float, height: float) -> None:
    """Print the tapering tower, its gallery and its lantern."""
    white, top = c.tone(WHITE), base - height
    body = [(x - 58, base), (x - 38, top), (x + 38, top), (x + 58, base)]
    c.poly(body, white)
    for low, high in ((0.22, 0.42), (0.64, 0.84)):
        c.poly(
            [
                (x - 58 + 20 * low, base - height * low),
                (x - 58 + 20 * high, base - height * high),
                (x + 58 - 20 * high, base - height * high),
                (x + 58 - 20 * low, base - height * low),
            ],
            c.tone(RED),
        )
    c.shade(body, c.light.shadow, "right", 0.75)
    for up in (0.16, 0.52, 0.92):
        c.rect(x - 9, base - height * up - 24, x + 9, base - height * up, c.tone(INK))
    _lantern(c, x, top)


def _lantern(c: Canvas, x: float, top: float) -> None:
    """Print the lantern room, and its beam when it is lit."""
    iron = c.tone(INK)
    if c.light.lamps > 0.2:
        c.shade([(x, top - 40), (-400, top - 190), (-400, top + 60)], LAMP, "right", 0.75, stipple=False)
        c.shade([(x, top - 40), (1800, top - 130), (1800, top + 10)], LAMP, "left", 0.6, stipple=False)
    c.rect(x - 52, top - 12, x + 52, top + 4, iron)
    c.rect(x - 26, top - 72, x + 26, top - 12, LAMP if c.light.lit else c.tone(CREAM))
    for dx in (-26, -9, 8, 23):
        c.rect(x + dx, top - 72, x + dx + 3, top - 12, iron)
    c.poly([(x - 34, top - 70), *ring(x, top - 72, 30, 34, 180, 360), (x + 34, top - 70)], c.tone(RED))
    c.line([(x, top - 104), (x, top - 132)], iron, 4)
    for dx in range(-50, 51, 20):
        c.line([(x + dx, top - 12), (x + dx, top - 34)], iron, 2.4)
    c.line([(x - 52, top - 34), (x + 52, top - 34)], iron, 2.4)
    if c.light.lit:
        c.glow(x, top - 42, 150, LAMP, 0.9)


def _keeper_house(c: Canvas, x: float, base: float) -> None:
    """Print the keeper's low house beside the tower."""
    white, slate = c.tone(WHITE), c.tone(SLATE)
    c.rect(x + 30, base - 170, x + 58, base - 90, white)
    c.rect(x + 200, base - 170, x + 228, base - 90, c.dark(white, 0.2))
    c.rect(x, base - 92, x + 258, base + 6, white)
    c.shade(box(x, base - 92, x + 258, base + 6), c.light.shadow, "right", 0.5)
    roofing = [(x - 10, base - 90), (x + 26, base - 150), (x + 232, base - 150), (x + 268, base - 90)]
    c.poly(roofing, slate)
    c.shade(roofing, c.dark(slate, 0.7), "right", 0.7)
    for dx in (32, 96, 200):
        window(c, x + dx, base - 68, 26, 38)
    c.rect(x + 146, base - 64, x + 176, base + 6, c.tone((62, 104, 130)))


def _islet(c: Canvas, x: float, water: float, width: float) -> None:
    """Print a small reef with a collar of foam."""
    for dx, w, h in ((-0.3, 0.5, 0.18), (0.15, 0.8, 0.26), (0.5, 0.3, 0.1)):
        rock(c, x + width * dx, water, width * w, width * h, c.tone(GRANITE, 0.25))
    wavelet(c, x, water + 3, width * 1.5, 8, c.tone(WHITE), 0.8)


def _rocks(c: Canvas, left: float, right: float, base: float, count: int) -> None:
    """Print a pile of boulders along the foreground."""
    for i in range(count):
        x = left + (right - left) * i / (count - 1)
        width = c.rng.uniform(150, 260)
        rock(c, x, base + c.rng.uniform(-20, 50), width, width * c.rng.uniform(0.45, 0.7), c.tone(GRANITE))
    for _ in range(8):
        x = c.rng.uniform(left - 60, right)
        wavelet(c, x, c.rng.uniform(950, 992), c.rng.uniform(160, 320), 12, c.tone(WHITE), 0.8)


def ferry(c: Canvas) -> None:
    """Draw a car ferry crossing the bay in three-quarter light."""
    horizon = 560
    sun_x = c.rng.uniform(1050, 1400)
    sky(c, horizon, sun_x, clouds=5)
    sea(c, horizon)
    glitter(c, sun_x, horizon, 860, width=90)
    coast(c, horizon, -260, 620, 80, 0.5)
    coast(c, horizon, 900, 1900, 46, 0.68)
    water = 740
    _ferry_hull(c, 760, water)
    _ferry_decks(c, 700, water - 150)
    _wake(c, 760, water)
    sailboat(c, 1420, 630, 110, CREAM, far=0.2)
    gulls(c, 420, 330, 7, 32)


def _ferry_hull(c: Canvas, x: float, water: float) -> None:
    """Print the white hull with its blue belt, bow to the right."""
    white, blue = c.tone(WHITE), c.tone((26, 84, 140))
    side = [
        (x - 520, water - 150),
        (x + 470, water - 150),
        *curve([(x + 570, water - 176), (x + 520, water - 60), (x + 470, water)], 5),
        (x - 500, water),
    ]
    c.poly(side, white)
    c.shade(side, c.light.shadow, "bottom", 0.45)
    belt = [
        (x - 508, water - 62),
        (x + 522, water - 62),
        *curve([(x + 522, water - 62), (x + 498, water - 24), (x + 472, water + 6)], 4),
        (x - 498, water + 6),
    ]
    c.poly(belt, blue)
    c.shade(belt, c.dark(blue, 0.8), "bottom", 0.8)
    c.poly([(x - 120, water - 150), (x + 60, water - 150), (x - 20, water - 62), (x - 200, water - 62)], c.tone(RED))
    c.poly([(x + 76, water - 150), (x + 106, water - 150), (x + 26, water - 62), (x - 4, water - 62)], c.tone(OCHRE))
    for i in range(17):
        if not -5 < i - 7 < 1:
            c.disc(x - 450 + i * 56, water - 104, 10, LAMP if c.light.lit else c.tone(NAVY))


def _ferry_decks(c: Canvas, x: float, deck: float) -> None:
    """Print the stacked decks, bridge and funnel."""
    white = c.tone(WHITE)
    for level, (left, right) in enumerate(((-430, 420), (-390, 360), (-300, 270))):
        top = deck - 66 * (level + 1)
        c.poly([(x + left, top + 66), (x + left, top), (x + right - 26, top), (x + right, top + 66)], white)
        c.rect(x + left - 14, top - 8, x + right - 20, top, c.dark(white, 0.25))
        pane = mix(LAMP, OCHRE, 0.2) if c.light.lit else c.tone(NAVY)
        for i in range(int((right - left - 80) / 46)):
            c.rect(x + left + 28 + i * 46, top + 18, x + left + 60 + i * 46, top + 42, pane, radius=5)
    c.shade(box(x - 430, deck - 198, x + 420, deck), c.light.shadow, "bottom", 0.25)
    c.poly([(x + 130, deck - 206), (x + 130, deck - 262), (x + 236, deck - 262), (x + 262, deck - 206)], white)
    c.rect(x + 150, deck - 250, x + 240, deck - 226, LAMP if c.light.lit else c.tone(NAVY))
    funnel = [(x - 220, deck - 206), (x - 240, deck - 330), (x - 140, deck - 330), (x - 110, deck - 206)]
    c.poly(funnel, c.tone(RED))
    c.shade(funnel, c.light.shadow, "right", 0.6)
    c.poly([(x - 235, deck - 300), (x - 240, deck - 330), (x - 140, deck - 330), (x - 134, deck - 300)], c.tone(INK))
    c.line([(x + 190, deck - 262), (x + 180, deck - 350)], c.tone(INK), 6)
    c.line([(x + 150, deck - 322), (x + 216, deck - 322)], c.tone(INK), 4)
    for dx in (-60, 20, 80):
        c.rect(x + dx - 34, deck - 226, x + dx + 22, deck - 206, c.tone(OCHRE), radius=9)


def _wake(c: Canvas, x: float, water: float) -> None:
    """Print the bow wave and the wake."""
    foam = c.tone(WHITE)
    bow = [
        *curve(
            [
                (x + 560, water + 16),
                (x + 500, water - 16),
                (x + 380, water + 2),
                (x + 100, water + 10),
                (x - 500, water - 6),
                (x - 980, water + 6),
            ]
        ),
        (x - 980, water + 26),
        (x, water + 28),
    ]
    c.poly(bow, foam, 0.9)
    for i in range(26):
        y = water + 20 + i * 6
        wavelet(c, x + c.rng.uniform(-700, 400) - i * 8, y, c.rng.uniform(120, 380), 5 + i * 0.4, foam, 0.45)


def storm_sea(c: Canvas) -> None:
    """Draw a trawler climbing between great waves under a squall."""
    c.fade(box(0, 0, WIDTH, 700), [mix(tint, c.tone(SLATE), 0.45) for tint in c.light.sky])
    for i in range(5):
        _squall(c, c.rng.uniform(-200, 1300), 40 + i * 62, i)
    _swell(c, 560, 90, mix(c.light.sea[1], c.haze, 0.4), 0)
    boat_x = c.rng.uniform(860, 960)
    trawler(c, boat_x, 612, 330, c.rng.choice(HULLS), -1)
    _swell(c, 660, 110, c.light.sea[1], 1)
    _breaker(c, 470, 820, 1.35)
    _swell(c, 860, 90, mix(c.light.sea[1], c.light.sea[2], 0.7), 2)
    _breaker(c, 1420, 1010, 1.0)
    _swell(c, 960, 50, c.light.sea[2], 1)
    rain(c, 150)
    gulls(c, 1100, 330, 3, 34)


def _squall(c: Canvas, x: float, y: float, index: int) -> None:
    """Print one torn, heavy cloud."""
    colour = mix(c.light.shadow, c.light.sky[1], 0.35 + 0.1 * index)
    length = c.rng.uniform(500, 900)
    points = [(x - length * 0.6, y)]
    points += [(x + length * (-0.4 + 0.2 * i), y - c.rng.uniform(20, 70)) for i in range(5)]
    points += [(x + length * 0.6, y + 6), (x + length * 0.2, y + 40), (x - length * 0.2, y + 50)]
    outline = curve([*points, points[0]], 6)
    c.poly(outline, colour)
    c.shade(outline, c.light.shadow, "bottom", 0.7)


def _swell(c: Canvas, level: float, height: float, colour: RGB, phase: int) -> None:
    """Print a rolling body of water with foam on its crests."""
    shift = c.rng.uniform(0, 200) + phase * 140
    crest = [(x, level - height * (0.5 + 0.5 * math.sin((x + shift) / 150)) ** 1.8) for x in range(-40, 1680, 20)]
    body = [*crest, (1680, 1010), (-40, 1010)]
    c.poly(body, colour)
    foam = mix(c.tone(WHITE), colour, 0.2)
    c.shade([*crest, *[(x, y + height * 1.3) for x, y in reversed(crest)]], foam, "top", 0.5)
    c.line(crest, foam, 4)


def _breaker(c: Canvas, x: float, base: float, size: float) -> None:
    """Print a great curling wave, its face ribbed and its lip breaking into foam."""

    def at(dx: float, up: float) -> Point:
        """Place a point of the wave."""
        return x + dx * size, base - up * size

    deep, foam = mix(c.light.sea[2], c.tone(NAVY), 0.3), c.tone(WHITE)
    outer = curve([at(-760, 0), at(-520, 90), at(-300, 240), at(-90, 400), at(90, 440), at(210, 370), at(226, 290)])
    inner = curve([at(226, 290), at(150, 350), at(60, 340), at(0, 250), at(20, 120), at(140, 20), at(420, -60)])
    c.poly([*outer, *inner, at(420, -200), at(-760, -200)], deep)
    c.shade([*outer, *inner], c.light.sea[1], "top", 0.9)
    for i in range(1, 6):
        rib = curve([at(-40 - 66 * i, 330 - 52 * i), at(-50 - 60 * i, 170 - 30 * i), at(20 - 40 * i, 40 - 20 * i)], 6)
        c.line(rib, mix(deep, foam, 0.5), 5)
    _lip(c, [at(-150, 356), at(-60, 416), at(60, 450), at(150, 420), at(216, 360), at(236, 280)], size, foam)


def _lip(c: Canvas, line: list[Point], size: float, foam: RGB) -> None:
    """Print the broken foam along a wave's lip and the spray above it."""
    for x, y in curve(line, 5):
        c.disc(x, y + 8 * size, c.rng.uniform(12, 26) * size, foam)
    tip_x, tip_y = line[-1]
    for step in range(9):
        fall = step / 8
        c.disc(tip_x + (4 - 22 * fall) * size, tip_y + 74 * fall * size, (20 - 15 * fall) * size, foam)
        c.disc(tip_x - (44 + 14 * fall) * size, tip_y + (40 * fall - 44) * size, (19 - 14 * fall) * size, foam)
    for _ in range(60):
        c.disc(
            tip_x + c.rng.gauss(-60, 150) * size, tip_y - abs(c.rng.gauss(150, 70)) * size, c.rng.uniform(2, 6), foam
        )


def regatta(c: Canvas) -> None:
    """Draw a fleet heeling on a reach, the leader cut by the frame."""
    horizon = 640
    sky(c, horizon, c.rng.uniform(200, 420), clouds=5)
    sea(c, horizon, ripple=90)
    coast(c, horizon, 500, 1900, 60, 0.6)
    inks = c.rng.sample((RED, OCHRE, TEAL, CORAL, (64, 130, 180), NAVY), 4)
    for i in range(6):
        sailboat(
            c,
            180 + i * 240 + c.rng.uniform(-60, 60),
            horizon + 8 + 5 * (i % 3),
            c.rng.uniform(110, 170),
            CREAM,
            far=0.35,
            heel=0.1,
            spinnaker=c.rng.choice((None, inks[i % 4])),
        )
    sailboat(c, 330, 760, 400, WHITE, heel=0.15, far=0.08, hull_ink=inks[1], spinnaker=inks[0])
    sailboat(c, 960, 880, 820, WHITE, heel=0.16, hull_ink=NAVY, spinnaker=inks[2])
    _race_number(c, 960, 880)
    c.oval(1430, 852, 26, 9, c.light.shadow, 0.4)
    c.poly([(1404, 850), (1430, 760), (1456, 850)], c.tone(RED))
    for i in range(10):
        wavelet(c, 900 - i * 40, 892 + i * 5, 330, 10, c.tone(WHITE), 0.5)


def _race_number(c: Canvas, x: float, water: float) -> None:
    """Print seams and a class stripe on the leader's sail, and its crew on the rail."""
    for up in (0.3, 0.48, 0.66, 0.82):
        left = x + 820 * (0.16 * up) - 820 * 0.36 * (1 - up) ** 0.8
        c.line([(left + 20, water - 820 * up), (x + 820 * up * 0.16, water - 820 * (up + 0.02))], c.tone(STONE), 2)
    for i, ink in enumerate((RED, OCHRE, NAVY, CORAL)):
        cx = x - 190 + i * 62
        c.limb([(cx, water - 92 + 4 * i, 40), (cx - 8, water - 52 + 4 * i, 44)], c.tone(ink))
        c.disc(cx + 4, water - 126 + 4 * i, 17, c.tone((214, 158, 122)))
        c.poly(ring(cx + 4, water - 130 + 4 * i, 19, 17, 180, 360), c.tone(INK))


def wind_turbines(c: Canvas) -> None:
    """Draw an offshore wind farm in perspective, with its service boat."""
    horizon = 700
    sun_x = c.rng.uniform(300, 620)
    sky(c, horizon, sun_x, clouds=6)
    sea(c, horizon)
    glitter(c, sun_x, horizon, HEIGHT, width=80)
    for i in range(7, 0, -1):
        near = 1 / (1 + 0.55 * i)
        _turbine(c, 1130 - 1130 * (1 - near) + 60, horizon + 150 * near, 760 * near, 0.75 - 0.7 * near)
    _turbine(c, 1130, horizon + 170, 800, 0.0)
    trawler(c, 640, 868, 210, c.rng.choice(HULLS), 1)
    gulls(c, 560, 420, 5, 22)


def _turbine(c: Canvas, x: float, base: float, height: float, far: float) -> None:
    """Print a turbine on its yellow foot."""
    white = c.tone(WHITE, far)
    hub = base - height
    mast = [
        (x - height * 0.022, base - height * 0.1),
        (x - height * 0.011, hub),
        (x + height * 0.011, hub),
        (x + height * 0.022, base - height * 0.1),
    ]
    c.poly(mast, white)
    c.shade(mast, c.light.shadow, "right", 0.7 - 0.6 * far)
    c.rect(x - height * 0.026, base - height * 0.12, x + height * 0.026, base, c.tone(OCHRE, far))
    c.rect(x - height * 0.045, base - height * 0.125, x + height * 0.045, base - height * 0.112, c.tone(UMBER, far))
    turn = c.rng.uniform(0, 120)
    for blade in range(3):
        _blade(c, x, hub, height * 0.62, math.radians(turn + 120 * blade), white)
    c.disc(x, hub, height * 0.024, c.dark(white, 0.2))
    if c.light.stars:
        c.glow(x, hub - height * 0.03, height * 0.1, RED, 0.8)
    wavelet(c, x, base + 2, height * 0.3, height * 0.012, c.tone(WHITE), 0.6)


def _blade(c: Canvas, x: float, y: float, length: float, angle: float, colour: RGB) -> None:
    """Print one blade, wide near its root and pointed at its tip."""
    cos, sin = math.cos(angle), math.sin(angle)
    profile = ((0, -0.014), (0.12, -0.03), (0.4, -0.02), (1, 0), (0.4, 0.008), (0, 0.014))
    c.poly([(x + length * (a * cos - b * sin), y + length * (a * sin + b * cos)) for a, b in profile], colour)


SCENES = {
    "lighthouse": lighthouse,
    "ferry": ferry,
    "storm_sea": storm_sea,
    "regatta": regatta,
    "wind_turbines": wind_turbines,
}
