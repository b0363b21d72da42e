"""The estuary at work: oyster beds, tide mill and salt pans."""

from .buildings import house, window
from .canvas import HEIGHT, WIDTH, Canvas, box, curve, ring
from .figures import REACH, STOOP, WALK, outfit, person
from .nature import coast, glitter, gulls, ridge, ripples, sky, tree, wavelet
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
    RUST,
    SAND,
    SLATE,
    STEEL,
    STONE,
    UMBER,
    WHITE,
    WOOD,
    mix,
)
from .vessels import HULLS, dinghy


def oyster_beds(c: Canvas) -> None:
    """Draw rows of oyster trestles at low tide, running to the horizon."""
    horizon = 360
    sun_x = c.rng.uniform(420, 900)
    sky(c, horizon, sun_x, clouds=5)
    coast(c, horizon, 300, 1800, 70, 0.55)
    coast(c, horizon, -300, 380, 34, 0.7)
    c.fade(
        box(0, horizon, WIDTH, HEIGHT),
        (c.light.sea[0], mix(c.light.sea[1], c.tone(SAND), 0.5), c.tone(mix(WOOD, STONE, 0.4))),
    )
    glitter(c, sun_x, horizon, 800, width=100)
    vanish = 1060 + c.rng.uniform(-120, 120)
    for lane in (-2.1, -1.15, -0.35, 0.5, 1.5):
        _trestles(c, horizon + 14, vanish, lane)
    _flat_boat(c, 420, 560)
    person(c, 1010, 830, 330, STOOP, outfit(c, coat=OCHRE, legs=PINE, hat=NAVY, long_coat=False), -1)
    person(c, 640, 590, 130, WALK, outfit(c, coat=RED, legs=PINE, long_coat=False))
    gulls(c, 420, 190, 6, 20)


def _trestles(c: Canvas, horizon: float, vanish: float, lane: float) -> None:
    """Print one row of bags on trestles, in perspective."""
    for step in range(16, 0, -1):
        near, far_end = 1 / (step * 0.62), 1 / (step * 0.62 + 0.44)
        y0, y1 = horizon + 380 * near, horizon + 380 * far_end
        x0, x1 = vanish + lane * 620 * near, vanish + lane * 620 * far_end
        w0, w1 = 130 * near, 130 * far_end
        haze = min(0.5, step * 0.035)
        bag = c.tone(mix(PINE, INK, 0.35 + 0.1 * (step % 2)), haze)
        lift = 46 * near
        for x in (x0 - w0 * 0.9, x0 + w0 * 0.9):
            c.line([(x, y0 - lift), (x, y0 + 10 * near)], c.tone(UMBER, haze), max(1.5, 12 * near))
        c.poly([(x0 - w0, y0), (x0 + w0, y0), (x1 + w1, y1), (x1 - w1, y1)], c.dark(c.light.sea[2], 0.3), 0.35)
        top = [(x0 - w0, y0 - lift), (x0 + w0, y0 - lift), (x1 + w1, y1 - lift), (x1 - w1, y1 - lift)]
        c.poly(top, bag)
        c.poly(
            [(x0 - w0, y0 - lift), (x0 + w0, y0 - lift), (x0 + w0, y0 - lift * 0.62), (x0 - w0, y0 - lift * 0.62)],
            c.dark(bag, 0.5),
        )
        c.shade(top, c.tone(MOSS, haze), "left", 0.6)


def _flat_boat(c: Canvas, x: float, y: float) -> None:
    """Print an oyster barge stranded on the sand."""
    steel = c.tone(STEEL)
    c.poly([(x - 190, y - 40), (x + 180, y - 48), (x + 214, y - 60), (x + 170, y), (x - 180, y)], steel)
    c.shade(box(x - 190, y - 40, x + 200, y), c.light.shadow, "bottom", 0.6)
    c.rect(x - 130, y - 130, x - 60, y - 40, c.tone(CREAM))
    c.rect(x - 120, y - 118, x - 70, y - 82, LAMP if c.light.lit else c.tone(NAVY))
    for i in range(5):
        c.rect(x - 30 + i * 36, y - 66 - 16 * (i % 2), x + 2 + i * 36, y - 40, c.tone(PINE))
    wavelet(c, x, y + 6, 440, 14, c.light.shadow, 0.4)


def tide_mill(c: Canvas) -> None:
    """Draw a stone mill astride its dyke, mirrored in the pond."""
    water = 610
    sky(c, water, c.rng.uniform(200, 460), clouds=3)
    ridge(c, water, 170, c.tone(PINE, 0.5))
    for x in (60, 170, 330, 1480, 1570):
        tree(c, x, water - 10, c.rng.uniform(150, 230), c.rng.choice((PINE, MOSS)), 0.2)
    c.rect(-10, water - 58, 1610, water + 8, c.tone(GRANITE, 0.1))
    c.rect(-10, water - 66, 1610, water - 56, c.tone(STONE))
    _mill(c, 660, water)
    c.fade(box(0, water, WIDTH, HEIGHT), c.light.sea)
    c.mirror(water, 390, 0.72, 4)
    ripples(c, water + 20, HEIGHT, 45)
    _wheel(c, 1190, water - 30, 138)
    dinghy(c, 420, 800, 240, c.rng.choice(HULLS))
    _reeds(c)


def _mill(c: Canvas, x: float, water: float) -> None:
    """Print the mill house on its sluice arches."""
    stone = c.tone(mix(STONE, SAND, 0.3))
    c.rect(x, 280, x + 440, water + 8, stone)
    roofing = [(x - 16, 290), (x + 40, 150), (x + 400, 150), (x + 456, 290)]
    c.poly(roofing, c.tone(SLATE))
    c.shade(roofing, c.dark(c.tone(SLATE), 0.8), "right", 0.7)
    for _ in range(70):
        bx, by = c.rng.uniform(x, x + 410), c.rng.uniform(290, water - 80)
        c.rect(bx, by, bx + c.rng.uniform(20, 38), by + 12, c.dark(stone, 0.14), 0.5, radius=3)
    for dx in (56, 190, 324):
        window(c, x + dx, 340, 56, 76, shutters=(62, 104, 130))
        c.poly(
            [(x + dx, water + 8), (x + dx, 560), *ring(x + dx + 36, 560, 36, 40, 180, 360), (x + dx + 72, water + 8)],
            c.dark(stone, 0.85),
        )
    c.shade(box(x, 280, x + 440, water), c.dark(stone, 0.7), "right", 0.7)
    c.rect(x + 60, 110, x + 108, 190, stone)
    c.rect(x + 54, 106, x + 114, 120, c.dark(stone, 0.3))


def _wheel(c: Canvas, x: float, y: float, radius: float) -> None:
    """Print the mill wheel, dipping into the water."""
    wood = c.tone(UMBER)
    for index, (dx, dy) in enumerate(ring(0, 0, 1, 1, 0, 345)[::4]):
        c.line([(x, y), (x + dx * radius, y + dy * radius)], wood, 9)
        end = (x + dx * radius * 1.1, y + dy * radius * 1.1)
        c.line([(end[0] - dy * 26, end[1] + dx * 26), (end[0] + dy * 26, end[1] - dx * 26)], wood, 12)
        if index % 3 == 0:
            c.disc(*end, 5, c.tone(WOOD))
    for scale, width in ((1, 14), (0.66, 8)):
        c.line(ring(x, y, radius * scale, radius * scale), c.tone(WOOD), width)
    c.disc(x, y, 24, wood)
    for dx in (-120, 10, 100):
        wavelet(c, x + dx, y + radius * 0.55, 260, 16, c.tone(WHITE), 0.75)


def _reeds(c: Canvas) -> None:
    """Print reeds in the near corner."""
    for _ in range(46):
        x, tall = 1260 + 380 * c.rng.random() ** 0.7, c.rng.uniform(120, 330)
        lean = c.rng.uniform(10, 60)
        c.line(curve([(x, 1010), (x + lean * 0.3, 1010 - tall * 0.6), (x + lean, 1010 - tall)], 4), c.tone(PINE), 5)
        if tall > 240:
            c.limb([(x + lean, 1006 - tall, 11), (x + lean * 1.16, 960 - tall, 11)], c.tone(RUST))


def salt_marsh(c: Canvas) -> None:
    """Draw salt pans like panes of sky, a salt worker and white heaps."""
    horizon = 330
    sun_x = c.rng.uniform(360, 640)
    sky(c, horizon, sun_x, clouds=4)
    coast(c, horizon, -200, 1900, 36, 0.5)
    mud = c.tone(mix(WOOD, MOSS, 0.35))
    c.fade(box(0, horizon, WIDTH, HEIGHT), (c.tone(MOSS, 0.4), mud, c.dark(mud, 0.3)))
    for row in range(7):
        _pans(c, horizon, row)
    glitter(c, sun_x, horizon + 40, 760, width=60)
    for x, y, size in ((1250, 560, 70), (1390, 590, 90), (1060, 540, 50)):
        _salt_heap(c, x, y, size)
    _salter(c, 930, 850)
    house(c, 240, horizon + 30, 110, 64, WHITE, far=0.2)


def _pans(c: Canvas, horizon: float, row: int) -> None:
    """Print one receding row of salt pans, each mirroring the sky."""
    near0, near1 = (row / 7) ** 1.7, ((row + 0.84) / 7) ** 1.7
    y0, y1 = horizon + 26 + 680 * near0, horizon + 26 + 680 * near1
    centre, span0, span1 = 760, 210 + 620 * near0, 210 + 620 * near1
    for column in range(-5, 5):
        left, right = column + 0.05, column + 0.93
        water = mix(c.light.sky[(row + column) % 2 + 1], c.light.sea[1], 0.15 + 0.09 * row)
        if (row * 3 + column) % 5 == 0:
            water = mix(water, c.tone(CORAL), 0.32)
        pan = [
            (centre + left * span0, y0),
            (centre + right * span0, y0),
            (centre + right * span1, y1),
            (centre + left * span1, y1),
        ]
        c.poly(pan, water)
        if pan[1][0] > 0 and pan[0][0] < WIDTH:
            c.shade(pan, mix(water, WHITE, 0.6), "top", 0.5)


def _salt_heap(c: Canvas, x: float, y: float, size: float) -> None:
    """Print a cone of salt and its shadow."""
    heap = curve(
        [
            (x - size, y),
            (x - size * 0.45, y - size * 0.52),
            (x, y - size * 0.86),
            (x + size * 0.5, y - size * 0.5),
            (x + size, y),
        ],
        5,
    )
    c.oval(x + size * 0.2, y, size * 1.2, size * 0.12, c.light.shadow, 0.3)
    c.poly(heap, c.tone(WHITE))
    c.shade(heap, c.light.shadow, "right", 0.6)


def _salter(c: Canvas, x: float, y: float) -> None:
    """Print a salt worker drawing the crust with a long rake."""
    near = person(c, x, y, 360, REACH, outfit(c, coat=CREAM, legs=NAVY, hat=WOOD, long_coat=False), -1)[1]
    c.line([(near[0] + 110, near[1] - 90), (near[0] - 420, near[1] + 210)], c.tone(WOOD), 7)
    c.line([(near[0] - 460, near[1] + 190), (near[0] - 376, near[1] + 232)], c.tone(UMBER), 12)
    c.poly([(x - 360, y + 24), (x - 540, y + 50), (x - 300, y + 62)], c.tone(WHITE), 0.9)
    c.oval(x - 10, y + 2, 120, 9, c.light.shadow, 0.35)


SCENES = {"oyster_beds": oyster_beds, "tide_mill": tide_mill, "salt_marsh": salt_marsh}
