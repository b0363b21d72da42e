"""Sky, water, land and weather, shared by every outdoor picture."""

import math

from .canvas import HEIGHT, WIDTH, Canvas, Point, box, curve, ring
from .palette import INK, MOSS, PINE, RGB, UMBER, WHITE, mix

CLOUD_BRIGHTNESS = {"dawn": 0.42, "day": 0.66, "dusk": 0.22, "night": 0.09, "grey": 0.45}


def sky(c: Canvas, horizon: float = 600, sun_x: float = 480, *, clouds: int = 4) -> None:
    """Print the sky down to the horizon, with its sun or moon, stars and clouds."""
    c.fade(box(0, 0, WIDTH, horizon + 4), c.light.sky)
    if c.light.stars:
        _stars(c, horizon)
    _sun(c, sun_x, horizon)
    for _ in range(clouds):
        width = c.rng.uniform(160, 420)
        x, y = c.rng.uniform(-150, WIDTH), c.rng.uniform(0.1, 0.72) * horizon
        if not sun_x - width - 110 < x < sun_x + 110:
            cloud(c, x, y, width)


def _sun(c: Canvas, x: float, horizon: float) -> None:
    """Print the disc of the hour, in its halo."""
    y = horizon * (1 - c.light.sun_height)
    if c.rng.random() > c.light.sun_up:
        c.glow(x, y, 520, c.light.sun, 0.25)
        return
    if c.light.name == "grey":
        c.glow(x, y, 420, c.light.sun, 0.5)
        return
    radius = 46 if c.light.stars else 72
    c.glow(x, y, radius * 6, c.light.sun, 0.4 if c.light.stars else 0.6)
    c.disc(x, y, radius, c.light.sun)


def _stars(c: Canvas, horizon: float) -> None:
    """Scatter a few stars, denser at the top."""
    for _ in range(90):
        x, y = c.rng.uniform(0, WIDTH), horizon * c.rng.random() ** 1.6 * 0.8
        c.disc(x, y, c.rng.choice((1.2, 1.2, 1.8, 2.6)), WHITE, 0.75)


def cloud(c: Canvas, x: float, y: float, width: float) -> None:
    """Print a flat cloud made of overlapping bars with round ends."""
    behind = c.light.sky[1 if y < 250 else 2]
    colour = mix(behind, c.light.sun, CLOUD_BRIGHTNESS[c.light.name])
    height = width * 0.07
    for row, (shift, length) in enumerate(((0.22, 0.42), (0.05, 0.72), (0, 1.0), (0.3, 0.55))):
        left = x + width * (shift + c.rng.uniform(-0.08, 0.08))
        top = y + row * height * 0.82
        c.rect(left, top, left + width * length, top + height, colour, radius=height / 2)


def sea(c: Canvas, horizon: float = 600, bottom: float = HEIGHT, *, ripple: int = 70) -> None:
    """Print the water from the horizon to the bottom, with its ripples."""
    c.fade(box(0, horizon, WIDTH, bottom), c.light.sea)
    ripples(c, horizon + 6, bottom, ripple)


def ripples(c: Canvas, top: float, bottom: float, count: int, left: float = 0, right: float = WIDTH) -> None:
    """Scatter flat wavelets, longer and wider apart as they come nearer."""
    pale, deep = mix(c.light.sea[0], WHITE, 0.25), c.light.sea[2]
    for index in range(count):
        near = c.rng.random() ** 1.5
        y = top + (bottom - top) * near
        length = (30 + 190 * near) * c.rng.uniform(0.5, 1.4)
        wavelet(c, c.rng.uniform(left, right), y, length, 1.5 + 5 * near, pale if index % 3 else deep)


def wavelet(c: Canvas, x: float, y: float, length: float, height: float, colour: RGB, alpha: float = 0.34) -> None:
    """Print one flat, pointed glint of water."""
    half = length / 2
    c.poly(
        [
            (x - half, y),
            (x - half * 0.3, y - height / 2),
            (x + half * 0.4, y - height * 0.35),
            (x + half, y),
            (x + half * 0.2, y + height / 2),
        ],
        colour,
        alpha,
    )


def glitter(c: Canvas, x: float, top: float, bottom: float, colour: RGB | None = None, width: float = 70) -> None:
    """Print the path of light a sun or a lamp lays on the water."""
    colour, strength = colour or c.light.sun, 0.32 if c.light.name == "grey" else 0.75
    y = top + 4.0
    while y < bottom:
        near = (y - top) / (bottom - top)
        spread = width * (0.5 + 1.3 * near)
        for _ in range(2):
            length = spread * c.rng.uniform(0.5, 1.3)
            wavelet(
                c, x + c.rng.uniform(-0.4, 0.4) * spread, y, length, 3 + 6 * near, colour, strength * (1 - 0.65 * near)
            )
        y += 7 + 16 * near


def ridge(
    c: Canvas, base: float, height: float, colour: RGB, *, steps: int = 7, left: float = -60, right: float = WIDTH + 60
) -> list[Point]:
    """Print a rolling line of land standing on a base line and return its outline."""
    gap = (right - left) / steps
    crest = [(left + gap * i, base - height * c.rng.uniform(0.35, 1)) for i in range(steps + 1)]
    outline = [(left, base), *curve(crest), (right, base)]
    c.poly(outline, colour)
    return outline


def coast(c: Canvas, horizon: float, left: float, right: float, height: float, far: float = 0.6) -> None:
    """Print a low distant shore tapering into the sea."""
    span = right - left
    crest = [(left, horizon)]
    for i in range(1, 8):
        rise = math.sin(math.pi * i / 8) ** 0.7
        crest.append((left + span * i / 8, horizon - height * rise * c.rng.uniform(0.6, 1)))
    crest.append((right, horizon))
    outline = [*curve(crest), (right, horizon + 2), (left, horizon + 2)]
    c.poly(outline, c.tone(mix(PINE, MOSS, 0.3), far))


def rock(c: Canvas, x: float, base: float, width: float, height: float, colour: RGB) -> None:
    """Print a rounded granite boulder, lit from the left."""
    tops = [(x - width * 0.5, base)]
    for step in (-0.46, -0.3, -0.08, 0.16, 0.36, 0.47):
        rise = math.cos(step * math.pi) ** 0.6
        tops.append((x + width * step, base - height * rise * c.rng.uniform(0.78, 1)))
    tops.append((x + width * 0.5, base))
    outline = [*curve(tops, 5), (x + width * 0.5, base), (x - width * 0.5, base)]
    c.poly(outline, colour)
    c.shade(outline, c.dark(colour, 0.75), "right", 0.85)
    c.shade(outline, c.dark(colour, 0.85), "bottom", 0.55)


def tree(c: Canvas, x: float, base: float, height: float, colour: RGB = PINE, far: float = 0.0) -> None:
    """Print a round-headed tree, shaded in grains."""
    leaf = c.tone(colour, far)
    trunk = c.tone(UMBER, far)
    c.limb([(x, base, height * 0.06), (x, base - height * 0.5, height * 0.035)], trunk)
    c.line([(x, base - height * 0.34), (x + height * 0.13, base - height * 0.55)], trunk, height * 0.022)
    crown = foliage(c, x, base - height * 0.68, height * 0.3, height * 0.32)
    c.poly(crown, leaf)
    c.shade(crown, c.dark(leaf, 0.7), "right", 0.8)
    c.shade(crown, mix(leaf, c.light.sun, 0.35), "left", 0.4)


def foliage(c: Canvas, x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Return the lobed outline of a mass of leaves."""
    lobes, phase = c.rng.choice((7, 8, 9)), c.rng.uniform(0, math.tau)
    outline = []
    for step in range(72):
        angle = step * math.tau / 72
        push = 0.93 + 0.1 * abs(math.sin(lobes * angle / 2 + phase)) + 0.03 * math.sin(3 * angle + phase)
        outline.append((x + rx * push * math.cos(angle), y + ry * push * math.sin(angle)))
    return outline


def umbrella_pine(c: Canvas, x: float, base: float, height: float, far: float = 0.0) -> None:
    """Print a maritime pine leaning with the wind."""
    leaf, trunk = c.tone(PINE, far), c.tone(UMBER, far)
    top = base - height
    c.limb(
        [
            (x, base, height * 0.06),
            (x + height * 0.04, base - height * 0.5, height * 0.045),
            (x + height * 0.14, top + height * 0.14, height * 0.03),
        ],
        trunk,
    )
    c.line([(x + height * 0.05, base - height * 0.55), (x - height * 0.12, top + height * 0.3)], trunk, height * 0.02)
    for dx, dy, rx, ry in ((0.14, 0.08, 0.36, 0.1), (-0.16, 0.27, 0.2, 0.065), (0.34, 0.22, 0.2, 0.06)):
        crown = ring(x + height * dx, top + height * dy, height * rx, height * ry)
        c.poly(crown, leaf)
        c.shade(crown, c.dark(leaf, 0.7), "bottom", 0.8)


def gulls(c: Canvas, x: float, y: float, count: int, size: float = 26, spread: float = 220) -> None:
    """Print a loose flight of gulls."""
    colour = mix(WHITE, c.light.haze, 0.25) if not c.light.stars else c.tone(WHITE)
    for _ in range(count):
        gx, gy = x + c.rng.uniform(-spread, spread), y + c.rng.uniform(-spread, spread) * 0.35
        gull(c, gx, gy, size * c.rng.uniform(0.6, 1.2), colour)


def gull(c: Canvas, x: float, y: float, size: float, colour: RGB) -> None:
    """Print one gull gliding, wings raised, with dark wing tips."""
    tilt = c.rng.uniform(-0.25, 0.25) * size
    left = [(x - size, y - size * 0.2 + tilt), (x - size * 0.45, y - size * 0.42 + tilt / 2), (x, y)]
    right = [(x, y), (x + size * 0.45, y - size * 0.42 - tilt / 2), (x + size, y - size * 0.2 - tilt)]
    under = [
        (x + size * 0.45, y - size * 0.22 - tilt / 2),
        (x + size * 0.1, y + size * 0.16),
        (x - size * 0.1, y + size * 0.16),
        (x - size * 0.45, y - size * 0.22 + tilt / 2),
    ]
    c.poly([*curve(left, 5), *curve(right, 5), *under], colour)
    c.line([left[0], (x - size * 0.78, y - size * 0.3 + tilt * 0.8)], c.tone(INK), size * 0.07)
    c.line([right[2], (x + size * 0.78, y - size * 0.3 - tilt * 0.8)], c.tone(INK), size * 0.07)


def rain(c: Canvas, count: int = 160, slant: float = -34) -> None:
    """Print slanted rain over the whole sheet."""
    colour = mix(c.light.haze, WHITE, 0.5)
    for _ in range(count):
        x, y, length = c.rng.uniform(0, WIDTH + 100), c.rng.uniform(-50, HEIGHT), c.rng.uniform(0.5, 1.5)
        c.line([(x, y), (x + slant * length, y + 90 * length)], colour, 1.2, 0.3)


def grass(c: Canvas, left: float, right: float, base: float, height: float, colour: RGB, count: int = 60) -> None:
    """Print wind-bent blades of grass along a base line."""
    for _ in range(count):
        x, tall = c.rng.uniform(left, right), height * c.rng.uniform(0.4, 1)
        lean = tall * c.rng.uniform(0.15, 0.6)
        y = base + c.rng.uniform(-0.15, 0.2) * height
        c.poly([(x - 2.5, y), *curve([(x, y - tall * 0.5), (x + lean, y - tall)], 3), (x + 3, y)], colour)
