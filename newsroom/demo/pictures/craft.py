"""Precise work: the laboratory, the press and the chart."""

import math
from itertools import pairwise

from .canvas import HEIGHT, WIDTH, Canvas, Point, box, curve, ring
from .figures import Pose, outfit, person
from .palette import (
    AQUA,
    CORAL,
    CREAM,
    INK,
    LAMP,
    MINT,
    NAVY,
    OCHRE,
    RED,
    RGB,
    ROSE,
    SAND,
    SLATE,
    STEEL,
    TEAL,
    UMBER,
    WHITE,
    WOOD,
    mix,
)


def laboratory(c: Canvas) -> None:
    """Draw a researcher at the microscope, glassware glowing on the bench."""
    c.indoors(0.45)
    c.fade(box(0, 0, WIDTH, 720), (c.tone((132, 178, 176)), c.tone((188, 212, 200))))
    for x in (880, 1150, 1420):
        c.rect(x - 12, 88, x + 232, 462, c.tone(WHITE))
        c.fade(box(x, 100, x + 220, 450), c.light.sky)
        c.rect(x + 106, 100, x + 114, 450, c.tone(WHITE))
    _shelves(c, 80, 640)
    _scientist(c, 690, 720)
    bench = c.tone(CREAM)
    c.rect(0, 700, WIDTH, 742, bench)
    c.fade(box(0, 742, WIDTH, HEIGHT), (c.tone(TEAL), c.dark(c.tone(TEAL), 0.5)))
    for x in range(40, 1600, 310):
        c.rect(x, 780, x + 270, 980, c.dark(c.tone(TEAL), 0.15), radius=6)
        c.rect(x + 100, 806, x + 170, 818, c.tone(STEEL), radius=6)
    c.rect(0, 742, WIDTH, 756, c.light.shadow, 0.4)
    _microscope(c, 860, 700)
    for x, size, ink in ((1080, 1.0, CORAL), (1250, 1.3, AQUA), (1440, 0.9, OCHRE)):
        _flask(c, x, 700, 110 * size, ink)
    _tube_rack(c, 230, 700)


def _shelves(c: Canvas, left: float, right: float) -> None:
    """Print shelves of bottles and jars."""
    for y in (220, 360, 500):
        x = left + 10
        while x < right - 60:
            wide, tall = c.rng.uniform(34, 62), c.rng.uniform(60, 104)
            ink = c.tone(c.rng.choice((MINT, AQUA, CORAL, OCHRE, STEEL, WHITE, (150, 96, 60))))
            c.rect(x, y - tall, x + wide, y, ink, radius=6)
            c.rect(x + wide * 0.25, y - tall - 12, x + wide * 0.75, y - tall + 4, c.tone(SLATE))
            c.rect(x + 4, y - tall * 0.6, x + wide - 4, y - tall * 0.25, c.tone(WHITE))
            x += wide + c.rng.uniform(8, 26)
        c.rect(left, y, right, y + 12, c.tone(WHITE))
        c.shade(box(left, y + 12, right, y + 40), c.light.shadow, "top", 0.3)


def _scientist(c: Canvas, x: float, base: float) -> None:
    """Print the researcher, head and shoulders over the bench, bending to the eyepiece."""
    coat, skin, hair = c.tone(WHITE), c.tone((190, 132, 98)), c.tone(UMBER)
    c.limb(
        [(x - 90, base + 40, 190), (x - 60, base - 150, 180), (x - 6, base - 250, 120), (x + 18, base - 284, 70)], coat
    )
    c.shade(box(x - 190, base - 260, x + 40, base), c.light.shadow, "left", 0.25)
    c.limb([(x + 18, base - 290, 46), (x + 44, base - 330, 44)], skin)
    c.oval(x + 74, base - 356, 60, 70, skin)
    c.poly([(x + 126, base - 366), (x + 150, base - 340), (x + 124, base - 334)], skin)
    c.poly(
        [
            *curve(
                [
                    (x + 112, base - 404),
                    (x + 70, base - 436),
                    (x + 8, base - 420),
                    (x - 8, base - 350),
                    (x + 20, base - 300),
                    (x + 48, base - 320),
                    (x + 50, base - 372),
                    (x + 112, base - 404),
                ]
            )
        ],
        hair,
    )
    c.disc(x - 14, base - 408, 34, hair)
    c.line([(x + 60, base - 368), (x + 128, base - 360)], c.tone(INK), 5)
    c.line(ring(x + 116, base - 356, 17, 17), c.tone(INK), 5)
    c.limb([(x - 20, base - 220, 74), (x + 10, base - 70, 64), (x + 150, base - 60, 44)], c.dark(coat, 0.14))
    c.limb([(x + 150, base - 60, 30), (x + 176, base - 66, 28)], c.tone((110, 170, 200)))


def _microscope(c: Canvas, x: float, base: float) -> None:
    """Print a microscope in profile, its eyepiece to the left."""
    ink, steel = c.tone(NAVY), c.tone(STEEL)
    c.rect(x - 70, base - 26, x + 120, base, ink, radius=10)
    arm = curve([(x + 84, base - 20), (x + 112, base - 120), (x + 84, base - 220), (x + 20, base - 250)])
    c.line(arm, ink, 36)
    c.rect(x - 66, base - 104, x + 70, base - 88, ink)
    c.limb([(x + 22, base - 250, 56), (x - 6, base - 180, 48)], c.tone(WHITE))
    c.limb([(x - 6, base - 176, 30), (x - 18, base - 130, 22)], steel)
    c.limb([(x + 26, base - 256, 40), (x - 42, base - 338, 34)], c.tone(WHITE))
    c.limb([(x - 40, base - 336, 40), (x - 54, base - 354, 36)], ink)
    c.disc(x + 104, base - 110, 22, steel)
    c.glow(x - 14, base - 96, 70, LAMP, 0.8)


def _flask(c: Canvas, x: float, base: float, size: float, ink: RGB) -> None:
    """Print a conical flask half full of a bright liquid."""
    glass = mix(c.tone(WHITE), c.light.sky[1], 0.3)
    c.poly(
        [
            (x - size * 0.62, base),
            (x - size * 0.16, base - size * 1.1),
            (x - size * 0.16, base - size * 1.6),
            (x + size * 0.16, base - size * 1.6),
            (x + size * 0.16, base - size * 1.1),
            (x + size * 0.62, base),
        ],
        glass,
        0.75,
    )
    liquid = [
        (x - size * 0.56, base - 5),
        (x - size * 0.32, base - size * 0.62),
        (x + size * 0.32, base - size * 0.62),
        (x + size * 0.56, base - 5),
    ]
    c.poly(liquid, c.tone(ink))
    c.shade(liquid, c.dark(c.tone(ink), 0.6), "right", 0.7)
    c.oval(x, base - size * 0.62, size * 0.32, size * 0.05, mix(c.tone(ink), WHITE, 0.4))
    c.rect(x - size * 0.22, base - size * 1.64, x + size * 0.22, base - size * 1.57, c.tone(WHITE))
    c.line([(x - size * 0.4, base - size * 0.2), (x - size * 0.12, base - size * 0.95)], WHITE, 4, 0.7)
    for i in range(3):
        c.disc(x + (i - 1) * size * 0.14, base - size * (0.2 + 0.12 * i), size * 0.04, mix(c.tone(ink), WHITE, 0.5))


def _tube_rack(c: Canvas, x: float, base: float) -> None:
    """Print a rack of test tubes."""
    for i, ink in enumerate((CORAL, OCHRE, MINT, AQUA, ROSE, CORAL)):
        left = x + i * 54
        c.rect(left, base - 150, left + 28, base - 16, mix(c.tone(WHITE), c.light.sky[1], 0.25), radius=14)
        c.rect(left + 3, base - 96 + 9 * (i % 3), left + 25, base - 18, c.tone(ink), radius=11)
    for y in (base - 116, base - 20):
        c.rect(x - 24, y, x + 320, y + 18, c.tone(WOOD))
    for dx in (-24, 302):
        c.rect(x + dx, base - 116, x + dx + 18, base, c.tone(WOOD))


def printing_press(c: Canvas) -> None:
    """Draw the rotary press at full speed, the paper web climbing between its towers."""
    c.indoors(0.6)
    c.fade(box(0, 0, WIDTH, 780), (c.tone(NAVY), c.tone(TEAL), c.tone(STEEL)))
    for x in range(0, 1700, 200):
        c.line([(x, 0), (x, 780)], c.dark(c.tone(NAVY), 0.3), 6)
    c.fade(box(0, 780, WIDTH, HEIGHT), (c.tone(STEEL), c.tone(SLATE)))
    for x, ink in ((250, AQUA), (590, CORAL), (930, OCHRE)):
        _press_unit(c, x, ink)
    _web(c)
    _folder(c, 1240)
    _stacks(c)
    person(
        c,
        330,
        960,
        380,
        Pose(6, ((6, 2), (-8, -6)), ((60, 100), (30, 90))),
        outfit(c, coat=(60, 110, 160), legs=NAVY, long_coat=False),
        1,
    )
    c.poly([(386, 716), (500, 690), (520, 750), (400, 776)], c.tone(WHITE))
    for i in range(4):
        c.line([(404, 728 + 12 * i), (500, 706 + 12 * i)], c.tone(STEEL), 4)


def _press_unit(c: Canvas, x: float, ink: RGB) -> None:
    """Print one printing tower with its cylinders."""
    frame = c.tone(CREAM)
    c.rect(x - 120, 250, x + 120, 790, frame, radius=18)
    c.shade(box(x - 120, 250, x + 120, 790), c.light.shadow, "right", 0.6)
    c.rect(x - 120, 250, x + 120, 296, c.tone(RED), radius=18)
    c.rect(x - 92, 320, x + 92, 740, c.dark(c.tone(NAVY), 0.3), radius=10)
    for y, colour in ((390, ink), (486, STEEL), (582, STEEL), (678, ink)):
        drum = ring(x - 30 if y in (390, 678) else x + 14, y, 50, 50)
        c.poly(drum, c.tone(colour))
        c.shade(drum, c.light.shadow, "bottom", 0.8)
        centre = (x - 30 if y in (390, 678) else x + 14, y)
        c.disc(*centre, 12, c.tone(INK))


def _web(c: Canvas) -> None:
    """Print the ribbon of paper running over and through the towers."""
    paper = c.tone(WHITE)
    ribbon = [
        (-20, 700),
        (40, 640),
        (150, 180),
        (350, 180),
        (430, 640),
        (500, 640),
        (560, 150),
        (690, 150),
        (770, 640),
        (840, 640),
        (900, 150),
        (1040, 150),
        (1240, 330),
    ]
    for offset, tint in ((14, c.dark(paper, 0.25)), (0, paper)):
        c.line([(x + offset, y + offset) for x, y in ribbon], tint, 40)
    for (x0, y0), (x1, y1) in pairwise(ribbon):
        steps = int(math.hypot(x1 - x0, y1 - y0) / 46)
        for i in range(1, steps):
            px, py = x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps
            c.rect(px - 11, py - 13, px + 11, py + 13, c.tone(STEEL), 0.5)
            c.rect(px - 11, py - 13, px + 11, py - 5, c.tone(NAVY), 0.8)
    for x, y in ribbon[1:-1]:
        c.disc(x, y + (26 if y < 300 else -26), 26, c.tone(SLATE))
        c.disc(x, y + (26 if y < 300 else -26), 8, c.tone(INK))


def _folder(c: Canvas, x: float) -> None:
    """Print the folder, its funnel and the copies coming out on the belt."""
    c.poly([(x - 60, 300), (x + 220, 300), (x + 120, 520), (x + 40, 520)], c.tone(STEEL))
    c.shade([(x - 60, 300), (x + 220, 300), (x + 120, 520), (x + 40, 520)], c.light.shadow, "right", 0.7)
    c.rect(x - 70, 510, x + 230, 790, c.tone(CREAM), radius=16)
    c.shade(box(x - 70, 510, x + 230, 790), c.light.shadow, "right", 0.6)
    c.rect(x - 30, 550, x + 100, 630, c.tone(INK), radius=8)
    for i, ink in enumerate((RED, OCHRE, MINT)):
        c.disc(x + 140, 566 + i * 28, 10, ink)
    c.poly([(x - 70, 720), (x + 380, 760), (x + 380, 786), (x - 70, 750)], c.tone(INK))
    for i in range(8):
        _copy(c, x - 40 + i * 54, 706 + i * 5, 92)


def _copy(c: Canvas, x: float, y: float, size: float) -> None:
    """Print one folded copy: a masthead, a picture and grey columns, no words."""
    c.poly(
        [(x, y), (x + size, y + size * 0.06), (x + size * 0.92, y + size * 0.34), (x - size * 0.1, y + size * 0.26)],
        c.tone(WHITE),
    )
    c.line([(x + size * 0.04, y + size * 0.06), (x + size * 0.9, y + size * 0.12)], c.tone(NAVY), size * 0.06)
    c.line([(x, y + size * 0.17), (x + size * 0.4, y + size * 0.2)], c.tone(STEEL), size * 0.06)
    c.line([(x + size * 0.5, y + size * 0.2), (x + size * 0.84, y + size * 0.23)], c.tone(CORAL), size * 0.1)


def _stacks(c: Canvas) -> None:
    """Print bundles of newspapers ready to leave."""
    for x, count in ((900, 7), (1110, 10), (1420, 13)):
        for i in range(count):
            y = 950 - i * 17
            c.rect(
                x + c.rng.uniform(-4, 4), y, x + 180 + c.rng.uniform(-4, 4), y + 14, c.tone(WHITE if i % 2 else CREAM)
            )
            c.line([(x, y + 14), (x + 180, y + 14)], c.tone(STEEL), 2)
        _copy(c, x + 34, 944 - count * 17, 140)
        c.rect(x + 82, 958 - count * 17, x + 92, 964, c.tone(RED))
        c.shade(box(x, 960 - count * 17, x + 180, 964), c.light.shadow, "right", 0.5)


def chart(c: Canvas) -> None:
    """Draw columns rising like a town along a quay, and the curve drawn over them."""
    c.indoors(0.8)
    paper = c.tone(CREAM)
    c.fade(box(0, 0, WIDTH, HEIGHT), (mix(paper, c.light.sky[1], 0.25), paper))
    for y in range(160, 860, 140):
        for x in range(120, 1500, 18):
            c.rect(x, y, x + 9, y + 2, c.dark(paper, 0.3))
    base, values = 860, _values(c)
    count = len(values)
    for i, value in enumerate(values):
        _column(c, 140 + i * 122, base, 82, value, RED if i == count - 2 else (NAVY, TEAL)[i % 2])
    c.rect(110, base, 1500, base + 6, c.tone(INK))
    trend = curve([(180 + i * 122, base - value - 90 - 40 * math.sin(i)) for i, value in enumerate(values)], 10)
    c.line([(x + 5, y + 9) for x, y in trend], c.light.shadow, 10, 0.25)
    c.line(trend, c.tone(OCHRE), 10)
    for x, y in trend[::10]:
        c.disc(x, y, 17, c.tone(OCHRE))
        c.disc(x, y, 9, paper)
    _pencil(c, trend[-1])


def _values(c: Canvas) -> list[float]:
    """Draw lots for a series that climbs, falls back or swells and ebbs."""
    slope = c.rng.choice((lambda t: t, lambda t: t, lambda t: 1 - t, lambda t: math.sin(math.pi * t)))
    return [150 + 440 * slope(i / 10) + c.rng.uniform(-55, 55) for i in range(11)]


def _column(c: Canvas, x: float, base: float, width: float, height: float, ink: RGB) -> None:
    """Print one column with a shaded side and a lit top."""
    colour, depth = c.tone(ink), width * 0.28
    c.poly(
        [
            (x + width, base),
            (x + width + depth, base - depth),
            (x + width + depth, base - height - depth),
            (x + width, base - height),
        ],
        c.dark(colour, 0.5),
    )
    c.poly(
        [
            (x, base - height),
            (x + depth, base - height - depth),
            (x + width + depth, base - height - depth),
            (x + width, base - height),
        ],
        mix(colour, WHITE, 0.35),
    )
    c.rect(x, base - height, x + width, base, colour)
    c.shade(box(x, base - height, x + width, base), mix(colour, c.tone(MINT), 0.7), "bottom", 0.7)


def _pencil(c: Canvas, tip: Point) -> None:
    """Print the pencil finishing the curve."""
    x, y = tip

    def at(along: float, across: float) -> Point:
        """Place a point along the pencil."""
        return x + along * 0.76 - across * 0.65, y - along * 0.65 - across * 0.76

    c.poly([at(40, -60), at(420, -64), at(420, -24), at(60, -20)], c.light.shadow, 0.15)
    c.poly([at(0, 0), at(56, -20), at(56, 20)], c.tone(SAND))
    c.poly([at(0, 0), at(18, -7), at(18, 7)], c.tone(INK))
    for low, high, ink in ((-20, -7, (214, 84, 58)), (-7, 7, (236, 116, 84)), (7, 20, (188, 62, 44))):
        c.poly([at(56, low), at(400, low), at(400, high), at(56, high)], c.tone(ink))


SCENES = {"laboratory": laboratory, "printing_press": printing_press, "chart": chart}
