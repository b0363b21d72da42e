"""The greenhouse."""

from .canvas import HEIGHT, WIDTH, Canvas, Point, box
from .figures import REACH, outfit, person
from .palette import (
    CORAL,
    CREAM,
    MOSS,
    NAVY,
    PINE,
    RED,
    RGB,
    SAND,
    STONE,
    WHITE,
    WOOD,
    mix,
)


def greenhouse(c: Canvas) -> None:
    """Draw tomato rows under glass, running to the far gable."""
    vanish = (c.rng.uniform(900, 1000), 470.0)
    c.fade(box(0, 0, WIDTH, 560), c.light.sky)
    c.fade(box(0, 500, WIDTH, HEIGHT), (c.tone(SAND, 0.3), c.tone(STONE)))
    _glass_roof(c, vanish)
    for lane in (-2.6, 2.7, -1.5, 1.6):
        _vine_row(c, vanish, lane)
    path = [(vanish[0] - 14, 500), (vanish[0] + 14, 500), (vanish[0] + 210, 1010), (vanish[0] - 330, 1010)]
    c.fade(path, (c.tone(CREAM, 0.3), c.tone(CREAM)))
    for lane in (-0.62, 0.72):
        _vine_row(c, vanish, lane)
    person(c, vanish[0] - 60, 930, 470, REACH, outfit(c, coat=(60, 110, 150), legs=NAVY, hat=SAND, long_coat=False), -1)
    _crates(c, vanish[0] + 90, 950)
    if c.light.stars or c.light.name == "dusk":
        for i in range(4):
            c.glow(vanish[0], 330 + 20 * i, 300 - 60 * i, (250, 170, 200), 0.4)


def _glass_roof(c: Canvas, vanish: Point) -> None:
    """Print the ribs of the glasshouse in perspective."""
    rib = c.tone(WHITE)
    vx, vy = vanish
    for step in range(1, 9):
        near = (step / 8) ** 2.2
        wide, eave, apex = 60 + 1150 * near, vy - 20 - 330 * near, vy - 60 - 620 * near
        c.line(
            [
                (vx - wide, vy + 40 + 300 * near),
                (vx - wide, eave),
                (vx, apex),
                (vx + wide, eave),
                (vx + wide, vy + 40 + 300 * near),
            ],
            rib,
            2 + 13 * near,
        )
    for wide, up in (
        (1210, 350),
        (-1210, 350),
        (0, 680),
        (600, 515),
        (-600, 515),
        (300, 598),
        (-300, 598),
        (900, 432),
        (-900, 432),
    ):
        c.line([(vx + wide * 0.05, vy - up * 0.07 - 12), (vx + wide, vy - up)], rib, 4)


def _vine_row(c: Canvas, vanish: Point, lane: float) -> None:
    """Print one row of tomato plants, from far to near."""
    for step in range(15, -1, -1):
        near = 1 / (1 + step * 0.55)
        x, base = vanish[0] + lane * 560 * near, vanish[1] + 20 + 540 * near
        tall, far = 560 * near, min(0.6, step * 0.045)
        if -300 < x < WIDTH + 300:
            _vine(c, x, base, tall, far)


def _vine(c: Canvas, x: float, base: float, tall: float, far: float) -> None:
    """Print one plant: a column of leaves hung with trusses of fruit."""
    leaf = c.tone(mix(MOSS, PINE, c.rng.uniform(0.2, 0.8)), far)
    c.oval(x, base, tall * 0.2, tall * 0.03, c.light.shadow, 0.3)
    c.rect(x - tall * 0.15, base - tall * 0.07, x + tall * 0.15, base, c.tone(WHITE, far), radius=tall * 0.02)
    c.line([(x, base), (x, base - tall * 1.5)], c.tone(CREAM, far), max(1, tall * 0.006))
    c.rect(
        x - tall * 0.09, base - tall * 0.9, x + tall * 0.09, base - tall * 0.06, c.dark(leaf, 0.35), radius=tall * 0.08
    )
    for i in range(54 if tall > 160 else 14):
        lx, ly = x + c.rng.uniform(-0.15, 0.15) * tall, base - (i % 18 / 17 + 0.06) * tall * 0.96
        _leaf(c, lx, ly, tall * c.rng.uniform(0.05, 0.085), mix(leaf, c.light.sun, c.rng.uniform(0, 0.22)))
    for _ in range(5 if tall > 60 else 2):
        fx, fy = x + c.rng.uniform(-0.15, 0.15) * tall, base - c.rng.uniform(0.12, 0.66) * tall
        for dx, dy in ((0, 0), (0.024, 0.03), (-0.02, 0.036)):
            c.disc(fx + dx * tall, fy + dy * tall, tall * 0.024, c.tone(c.rng.choice((RED, RED, CORAL)), far))


def _leaf(c: Canvas, x: float, y: float, size: float, ink: RGB) -> None:
    """Print one drooping pointed leaf."""
    tip = size * c.rng.choice((-1.5, 1.5))
    c.poly(
        [
            (x, y - size * 0.5),
            (x + tip * 0.55, y - size * 0.35),
            (x + tip, y + size * 0.7),
            (x + tip * 0.35, y + size * 0.45),
        ],
        ink,
    )


def _crates(c: Canvas, x: float, y: float) -> None:
    """Print crates of picked tomatoes."""
    for row in range(2):
        left, top = x + 16 * row, y - 74 * (row + 1)
        for i in range(11):
            c.disc(left + 16 + i * 19, top + 4 - 6 * (i % 2), 15, c.tone(RED if i % 3 else CORAL))
        c.rect(left, top, left + 220, top + 72, c.tone(WOOD))
        c.rect(left, top + 30, left + 220, top + 36, c.dark(c.tone(WOOD), 0.35))
        c.shade(box(left, top, left + 220, top + 72), c.light.shadow, "right", 0.5)


SCENES = {"greenhouse": greenhouse}
