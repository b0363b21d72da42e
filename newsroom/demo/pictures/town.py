"""Squares, streets and public buildings."""

import math

from .buildings import (
    WALLS,
    awning,
    chimney,
    glass,
    lamp_post,
    lit_window,
    street,
    window,
    windows,
)
from .canvas import HEIGHT, WIDTH, Canvas, box, curve, ring
from .figures import STAND, STRIDE, WALK, WAVE, outfit, person
from .nature import gulls, ridge, sea, sky, tree
from .palette import (
    AQUA,
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
    RUST,
    SAND,
    SLATE,
    STONE,
    TEAL,
    UMBER,
    WHITE,
    WOOD,
    mix,
)


def paving(c: Canvas, top: float, colour: RGB, vanish: float = 800) -> None:
    """Print a paved square running to the viewer, with its joints in perspective."""
    near = c.tone(colour)
    c.fade(box(0, top, WIDTH, HEIGHT), (mix(near, c.haze, 0.3), near))
    joint = c.dark(near, 0.16)
    for i in range(-12, 13):
        c.line([(vanish + i * 60, top), (vanish + i * 210, HEIGHT)], joint, 2)
    y, step = top, 12.0
    while y < HEIGHT:
        c.line([(0, y), (WIDTH, y)], joint, 2)
        y, step = y + step, step * 1.32


def shadow(c: Canvas, x: float, y: float, width: float) -> None:
    """Print the cast shadow of someone or something on the ground."""
    c.oval(x + width * 0.3, y, width, width * 0.14, c.light.shadow, 0.3)


def passers(c: Canvas, y: float, height: float, places: list[float]) -> None:
    """Print people walking about a square."""
    for x in places:
        where, tall = x + c.rng.uniform(-40, 40), height * c.rng.uniform(0.92, 1.08)
        base = y + c.rng.uniform(-8, 24)
        shadow(c, where, base, tall * 0.16)
        person(c, where, base, tall, c.rng.choice((WALK, WALK, WALK, STAND)), outfit(c), c.rng.choice((-1, 1)))


def market_hall(c: Canvas) -> None:
    """Draw the iron and glass market hall, with its stalls spilling onto the square."""
    ground = 700
    sky(c, ground, c.rng.uniform(120, 320), clouds=4)
    street(c, ground, -60, 300, (230, 300), 0.3)
    street(c, ground, 1380, 1700, (230, 300), 0.3)
    _iron_front(c, 250, 1390, ground)
    paving(c, ground, STONE)
    passers(c, 752, 150, [340, 700, 940, 1290])
    for x, ink in ((150, RED), (640, (52, 120, 110)), (1130, OCHRE)):
        _stall(c, x, 800, ink)
    person(c, 560, 930, 330, WALK, outfit(c, coat=CORAL, long_coat=True), 1)
    person(c, 1080, 916, 320, STAND, outfit(c, coat=NAVY), -1)


def _iron_front(c: Canvas, left: float, right: float, ground: float) -> None:
    """Print the great glazed arch between its two aisles."""
    iron, mid = c.tone((44, 92, 92)), (left + right) / 2
    pane = mix(LAMP, OCHRE, 0.2) if c.light.lit else mix(c.tone(AQUA), c.light.sky[2], 0.4)
    c.poly([(left, ground), (left, 430), (mid - 300, 350), (mid + 300, 350), (right, 430), (right, ground)], pane)
    nave = [(mid - 330, ground), *ring(mid, 430, 330, 300, 180, 360), (mid + 330, ground)]
    c.poly(nave, iron)
    c.poly([(mid - 306, ground), *ring(mid, 430, 306, 276, 180, 360), (mid + 306, ground)], pane)
    c.shade(nave, c.light.shadow if not c.light.lit else RUST, "bottom", 0.5)
    for angle in range(190, 360, 20):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        c.line([(mid + 90 * x, 430 + 82 * y), (mid + 306 * x, 430 + 276 * y)], iron, 6)
    for rx in (90, 200):
        c.line(ring(mid, 430, rx, rx * 0.9, 180, 360), iron, 7)
    c.rect(left, 430, right, 452, iron)
    for i in range(17):
        x = left + (right - left) * i / 16
        c.rect(x - 5, 452, x + 5, ground, iron)
    c.line([(left - 20, 436), (mid - 320, 346)], iron, 18)
    c.line([(right + 20, 436), (mid + 320, 346)], iron, 18)
    c.rect(left, 560, right, 570, iron)
    c.line([(mid, 130), (mid, 70)], iron, 6)
    c.poly([(mid, 70), (mid + 70, 84), (mid, 102)], c.tone(RED))


def _stall(c: Canvas, x: float, y: float, ink: RGB) -> None:
    """Print a market stall heaped with produce under its awning."""
    for dx in (8, 322):
        c.rect(x + dx, y - 220, x + dx + 9, y + 90, c.tone(UMBER))
    c.rect(x, y - 20, x + 340, y + 100, c.tone(WOOD))
    c.shade(box(x, y - 20, x + 340, y + 100), c.light.shadow, "bottom", 0.7)
    person(
        c,
        x + c.rng.uniform(110, 230),
        y + 92,
        260,
        STAND,
        outfit(c, coat=WHITE, long_coat=False),
        c.rng.choice((-1, 1)),
    )
    c.rect(x, y - 8, x + 340, y + 100, c.tone(WOOD))
    for i, produce in enumerate((RED, MOSS, OCHRE, (128, 70, 110))):
        left = x + 8 + i * 83
        for _ in range(24):
            c.disc(
                left + c.rng.uniform(8, 66),
                y - 4 - abs(c.rng.gauss(0, 13)),
                10,
                c.dark(c.tone(produce), c.rng.random() * 0.3),
            )
        c.rect(left - 2, y - 2, left + 76, y + 34, c.tone(SAND))
        c.shade(box(left - 2, y - 2, left + 76, y + 34), c.light.shadow, "bottom", 0.4)
    awning(c, x - 12, x + 352, y - 268, 84, ink, 10)
    if c.light.lit:
        c.glow(x + 170, y - 110, 180, LAMP, 0.5)


def town_hall(c: Canvas) -> None:
    """Draw the town hall with its belfry, seen across its square."""
    ground = 740
    sky(c, ground, c.rng.uniform(160, 380), clouds=5)
    street(c, ground, -80, 460, (200, 260), 0.4)
    _hall_front(c, 520, 1380, ground)
    _belfry(c, 950, 340)
    paving(c, ground, SAND, 950)
    for step in range(4):
        c.rect(
            820 - step * 18,
            ground - 24 + step * 12,
            1080 + step * 18,
            ground - 12 + step * 12,
            c.dark(c.tone(STONE), 0.05 * step),
        )
    for x, tall in ((120, 360), (400, 300), (1500, 380)):
        tree(c, x, ground + 40, tall, MOSS if x < 300 else PINE)
    passers(c, 830, 170, [520, 640, 1180, 1330])
    lamp_post(c, 300, 900, 420)
    person(c, 760, 940, 250, WALK, outfit(c, coat=RED, long_coat=True), 1)


def _hall_front(c: Canvas, left: float, right: float, ground: float) -> None:
    """Print the pale classical front, its pavilion and its slate roof."""
    wall, slate = c.tone(CREAM), c.tone(SLATE)
    c.rect(left, 430, right, ground, wall)
    roofing = [(left - 14, 432), (left + 50, 326), (right - 50, 326), (right + 14, 432)]
    c.poly(roofing, slate)
    c.shade(roofing, c.dark(slate, 0.8), "right", 0.7)
    windows(c, (left + 10, 440, 830, 590), 3, 1, fill=(0.36, 0.74))
    windows(c, (1070, 440, right - 10, 590), 3, 1, fill=(0.36, 0.74))
    windows(c, (left + 10, 595, 830, ground), 3, 1, fill=(0.36, 0.72))
    windows(c, (1070, 595, right - 10, ground), 3, 1, fill=(0.36, 0.72))
    c.shade(box(left, 430, right, ground), c.light.shadow, "right", 0.4)
    c.rect(left - 6, 588, right + 6, 600, c.dark(wall, 0.15))
    c.rect(830, 400, 1070, ground, c.tone(WHITE))
    c.poly([(816, 404), (950, 318), (1084, 404)], c.tone(WHITE))
    c.poly([(856, 396), (950, 336), (1044, 396)], c.dark(wall, 0.2))
    for i in range(3):
        window(c, 856 + i * 70, 440, 44, 120, arch=True)
        door = [(852 + i * 70, ground), *ring(878 + i * 70, 646, 26, 28, 180, 360), (904 + i * 70, ground)]
        c.poly(door, LAMP if c.light.lamps > 0.2 else c.tone((62, 92, 110)))
    for i, ink in enumerate(((40, 70, 150), WHITE, RED)):
        c.rect(1010 + i * 30, 556, 1040 + i * 30, 606, c.tone(ink))
    c.shade(box(830, 400, 1070, ground), c.light.shadow, "right", 0.45)


def _belfry(c: Canvas, x: float, base: float) -> None:
    """Print the belfry with its clock."""
    wall, slate = c.tone(WHITE), c.tone(SLATE)
    c.rect(x - 56, base - 150, x + 56, base, wall)
    c.shade(box(x - 56, base - 150, x + 56, base), c.light.shadow, "right", 0.6)
    c.rect(x - 66, base - 158, x + 66, base - 146, c.dark(wall, 0.2))
    dome = [
        (x - 56, base - 156),
        *curve([(x - 56, base - 156), (x - 44, base - 210), (x - 12, base - 236), (x, base - 330)]),
        *curve([(x, base - 330), (x + 12, base - 236), (x + 44, base - 210), (x + 56, base - 156)]),
    ]
    c.poly(dome, slate)
    c.shade(dome, c.dark(slate, 0.8), "right", 0.8)
    c.disc(x, base - 84, 42, c.tone(INK))
    c.disc(x, base - 84, 36, LAMP if c.light.lit else c.tone(CREAM))
    c.line([(x, base - 84), (x, base - 112)], c.tone(INK), 4)
    c.line([(x, base - 84), (x + 20, base - 74)], c.tone(INK), 4)


def school(c: Canvas) -> None:
    """Draw a village school at the hour of the bell."""
    ground = 690
    sky(c, ground, c.rng.uniform(900, 1250), clouds=5)
    ridge(c, ground, 110, c.tone(PINE, 0.5))
    _school_front(c, 380, 1360, ground)
    c.fade(box(0, ground, WIDTH, HEIGHT), (c.tone(SAND, 0.2), c.tone(mix(SAND, STONE, 0.4))))
    _hopscotch(c, 980, 760)
    tree(c, 210, 800, 640, MOSS)
    shadow(c, 240, 800, 230)
    for x, y, tall, pose in (
        (560, 780, 150, STRIDE),
        (640, 800, 140, STRIDE),
        (1300, 770, 150, WALK),
        (1210, 784, 146, WALK),
        (860, 850, 170, WAVE),
        (450, 900, 190, WALK),
    ):
        wear = outfit(
            c, coat=c.rng.choice((RED, OCHRE, TEAL, CORAL)), bag=c.rng.choice((NAVY, RED, MOSS)), long_coat=False
        )
        shadow(c, x, y, tall * 0.16)
        person(c, x, y, tall, pose, wear, 1 if x < 900 else -1)
    person(c, 1420, 860, 250, STAND, outfit(c, coat=NAVY, long_coat=True), -1)


def _school_front(c: Canvas, left: float, right: float, ground: float) -> None:
    """Print the brick-trimmed school with its two wings and its bell."""
    wall, brick, mid = c.tone(CREAM), c.tone((190, 92, 66)), (left + right) / 2
    c.rect(left, 470, right, ground, wall)
    roofing = [(left - 18, 474), (left + 44, 370), (right - 44, 370), (right + 18, 474)]
    c.poly(roofing, brick)
    c.shade(roofing, c.dark(brick, 0.7), "right", 0.7)
    windows(c, (left + 20, 490, mid - 140, ground), 3, 1, fill=(0.62, 0.58))
    windows(c, (mid + 140, 490, right - 20, ground), 3, 1, fill=(0.62, 0.58))
    c.shade(box(left, 470, right, ground), c.light.shadow, "right", 0.4)
    c.poly([(mid - 130, ground), (mid - 130, 440), (mid, 320), (mid + 130, 440), (mid + 130, ground)], c.tone(WHITE))
    c.line([(mid - 146, 452), (mid, 316), (mid + 146, 452)], brick, 16)
    c.rect(mid - 26, 244, mid + 26, 330, brick)
    c.poly([(mid - 40, 248), (mid, 190), (mid + 40, 248)], c.tone(SLATE))
    c.poly([(mid - 12, 300), (mid, 262), (mid + 12, 300)], c.tone(OCHRE))
    c.disc(mid, 440, 38, c.tone(INK))
    c.disc(mid, 440, 32, c.tone(WHITE))
    c.line([(mid, 416), (mid, 440), (mid + 16, 450)], c.tone(INK), 4)
    window(c, mid - 90, 510, 44, 74)
    window(c, mid + 46, 510, 44, 74)
    c.rect(mid - 34, 560, mid + 34, ground, c.tone((62, 104, 130)))
    for x in (left, right - 26, mid - 130, mid + 112):
        for y in range(480, int(ground), 36):
            c.rect(x, y, x + 22, y + 18, brick)


def _hopscotch(c: Canvas, x: float, y: float) -> None:
    """Print a hopscotch chalked on the yard."""
    chalk = c.tone(WHITE)
    for row in range(5):
        wide, tall = 44 + row * 7, 22 + row * 3
        top = y + row * (20 + row * 3)
        for left in (x - wide, x) if row % 2 else (x - wide / 2,):
            corners = box(left, top, left + wide, top + tall)
            c.line([*corners, corners[0]], chalk, 3.4)


def rooftops(c: Canvas) -> None:
    """Draw slate roofs down to the sea, a spire rising among them."""
    horizon = 400
    sun_x = c.rng.uniform(200, 460)
    sky(c, horizon, sun_x, clouds=4)
    sea(c, horizon, 560, ripple=24)
    for row, (base, tall, far) in enumerate(((520, 90, 0.5), (610, 130, 0.34), (720, 180, 0.18))):
        x = -120.0 + 40 * row
        while x < 1650:
            wide = tall * c.rng.uniform(1.3, 1.9)
            _roof(c, x, base + c.rng.uniform(-18, 18), wide, tall, far)
            x += wide * 0.92
        if row == 1:
            _spire(c, 1120, 640)
    for x, base, wide in ((-60, 900, 560), (520, 960, 620), (1120, 900, 620)):
        _roof(c, x, base, wide, 290, 0.0)
    gulls(c, 620, 250, 5, 30)


def _roof(c: Canvas, x: float, base: float, wide: float, tall: float, far: float) -> None:
    """Print one slate roof with its wall, skylight and chimney."""
    wall = c.tone(c.rng.choice(WALLS), far)
    slate = c.tone(c.rng.choice((SLATE, SLATE, (88, 98, 116), (150, 92, 76))), far)
    eave = base - tall * 0.45
    c.rect(x + wide * 0.04, eave - tall * 0.1, x + wide * 0.96, base + tall * 1.6, wall)
    c.shade(box(x + wide * 0.04, eave, x + wide * 0.96, base + tall * 1.2), c.light.shadow, "right", 0.5)
    chimney(c, x + wide * c.rng.choice((0.1, 0.74)), eave - tall * 0.98, wide * 0.12, tall * 0.6, wall)
    roofing = [(x, eave), (x + wide * 0.1, eave - tall * 0.62), (x + wide * 0.9, eave - tall * 0.62), (x + wide, eave)]
    c.poly(roofing, slate)
    for i in range(1, 6):
        y = eave - tall * 0.62 * i / 6
        c.line(
            [(x + wide * 0.1 * i / 6, y), (x + wide - wide * 0.1 * i / 6, y)], c.dark(slate, 0.2), max(1, tall * 0.012)
        )
    c.shade(roofing, c.dark(slate, 0.85), "right", 0.75)
    skylight = x + wide * c.rng.uniform(0.25, 0.6)
    c.poly(
        [
            (skylight, eave - tall * 0.2),
            (skylight + wide * 0.02, eave - tall * 0.44),
            (skylight + wide * 0.11, eave - tall * 0.44),
            (skylight + wide * 0.11, eave - tall * 0.2),
        ],
        LAMP if lit_window(c, 0.2) else glass(c, far),
    )
    columns = max(2, round(wide / (tall * 0.55)))
    windows(
        c,
        (x + wide * 0.08, eave + tall * 0.05, x + wide * 0.92, eave + tall * 0.75),
        columns,
        1,
        fill=(0.36, 0.66),
        far=far,
    )


def _spire(c: Canvas, x: float, base: float) -> None:
    """Print a Breton openwork spire with its pinnacles."""
    stone = c.tone(GRANITE, 0.14)
    c.rect(x - 58, base - 320, x + 58, base, stone)
    c.shade(box(x - 58, base - 320, x + 58, base), c.light.shadow, "right", 0.7)
    for dx in (-34, 6):
        c.poly(
            [(x + dx, base - 180), *ring(x + dx + 14, base - 276, 14, 20, 180, 360), (x + dx + 28, base - 180)],
            c.dark(stone, 0.8),
        )
    spire = [(x - 46, base - 326), (x, base - 600), (x + 46, base - 326)]
    c.poly(spire, stone)
    c.shade(spire, c.light.shadow, "right", 0.7)
    for dx in (-56, 56):
        c.poly([(x + dx - 14, base - 320), (x + dx, base - 420), (x + dx + 14, base - 320)], c.dark(stone, 0.15))
    c.rect(x - 66, base - 332, x + 66, base - 318, c.dark(stone, 0.2))
    for up in (390, 440, 490):
        c.disc(x, base - up, 7, c.dark(stone, 0.8))
    c.line([(x, base - 600), (x, base - 640)], c.tone(INK), 4)
    c.line([(x - 12, base - 624), (x + 12, base - 624)], c.tone(INK), 4)


SCENES = {"market_hall": market_hall, "town_hall": town_hall, "school": school, "rooftops": rooftops}
