"""The printing table: a supersampled canvas with flat inks, gradients, stipple and glow.

Pictures are composed on a sheet of 1600 by 1000 units whatever their final size.
"""

import math
import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from .palette import RGB, Light, light_of_day, mix, multiply

WIDTH, HEIGHT = 1600, 1000
OVERSAMPLE = 2
TILE = 512
GRAIN_DEPTH = 11
STIPPLE = [min(255, value * 3) for value in range(256)]
HALO_REACH = 0.7
INDOOR_LAMP = (255, 236, 208)

Point = tuple[float, float]

_TURNS = {
    "bottom": None,
    "top": Image.Transpose.FLIP_TOP_BOTTOM,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


@lru_cache(maxsize=32)
def _noise_sheet(size: tuple[int, int], cell: int) -> Image.Image:
    """Return a sheet of uniform noise, tiled from one repeatable square."""
    side = TILE // cell
    tile = Image.frombytes("L", (side, side), random.Random(cell).randbytes(side * side))
    tile = tile.resize((TILE, TILE), Image.Resampling.NEAREST)
    sheet = Image.new("L", size)
    for x in range(0, size[0], TILE):
        for y in range(0, size[1], TILE):
            sheet.paste(tile, (x, y))
    return sheet


def _noise(size: tuple[int, int], cell: int) -> Image.Image:
    """Return uniform noise of a size, cut from one of a few cached sheets."""
    whole = tuple(math.ceil(length / TILE) * TILE for length in size)
    return _noise_sheet(whole, cell).crop((0, 0, *size))


@lru_cache(maxsize=4)
def _paper(size: tuple[int, int]) -> Image.Image:
    """Return the paper grain laid over a finished picture, centred on mid grey."""
    sheet = ImageChops.add(_noise(size, 1), _noise(size, 2), scale=2)
    sheet = sheet.point([128 + (value - 128) * GRAIN_DEPTH // 128 for value in range(256)])
    return Image.merge("RGB", (sheet, sheet, sheet))


@lru_cache(maxsize=64)
def _ramp(side: str, strength: float) -> Image.Image:
    """Return a 256-pixel square growing towards one side, eased, up to a strength."""
    ramp = Image.linear_gradient("L")
    if _TURNS[side] is not None:
        ramp = ramp.transpose(_TURNS[side])
    return ramp.point([round(255 * strength * (value / 255) ** 1.4) for value in range(256)])


@lru_cache(maxsize=64)
def _halo(strength: float) -> Image.Image:
    """Return a round mask, brightest in the centre and nothing at its edge."""
    falloff = [round(255 * strength * (1 - value / 255) ** 2) for value in range(256)]
    return Image.radial_gradient("L").point(falloff)


def curve(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_spline(x0, x1, x2, x3, t), _spline(y0, y1, y2, y3, t)))
    return [*line, points[-1]]


def blob(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """Return a smooth closed outline through the points."""
    ring = [points[-1], *points, points[0], points[1]]
    line = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_spline(x0, x1, x2, x3, t), _spline(y0, y1, y2, y3, t)))
    return line


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    """Evaluate one coordinate of a Catmull-Rom segment."""
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def box(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """Return the four corners of an upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def ring(cx: float, cy: float, rx: float, ry: float, start: float = 0, end: float = 360) -> list[Point]:
    """Return points along an ellipse; angles in degrees, clockwise from the right."""
    count = max(8, int(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * step / count) for step in range(count + 1)]
    return [(cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles]


class Canvas:
    """A sheet being printed: shapes are given in sheet units, colours as final inks."""

    def __init__(
        self,
        light: str,
        seed: int | str,
        size: tuple[int, int] = (WIDTH, HEIGHT),
        sheet: tuple[int, int] = (WIDTH, HEIGHT),
        zoom: float = 1.0,
    ) -> None:
        """Prepare an empty sheet large enough to cover the wanted size, framed closer by up to a zoom."""
        self.rng = random.Random(str(seed))
        self.light: Light = light_of_day(light, self.rng)
        self.size = size
        self.ambient, self.haze = self.light.ambient, self.light.haze
        cover = max(size[0] / sheet[0], size[1] / sheet[1]) * OVERSAMPLE
        pixels = (math.ceil(sheet[0] * cover), math.ceil(sheet[1] * cover))
        zoom = self.rng.uniform(1, zoom)
        self.scale = cover * zoom
        slack = (1 - 1 / zoom) * sheet[0], (1 - 1 / zoom) * sheet[1]
        self.left, self.top = slack[0] * self.rng.uniform(0.25, 0.75), slack[1] * self.rng.uniform(0.4, 0.9)
        self.image = Image.new("RGB", pixels, self.light.haze)
        self._flat = ImageDraw.Draw(self.image)
        self._glaze = ImageDraw.Draw(self.image, "RGBA")

    def indoors(self, warmth: float = 0.6) -> None:
        """Switch to lamp light: the hour then only tints the room."""
        self.ambient = mix(self.light.ambient, INDOOR_LAMP, warmth)
        self.haze = mix(self.light.haze, INDOOR_LAMP, warmth * 0.6)

    def tone(self, colour: RGB, far: float = 0.0) -> RGB:
        """Return an ink as seen in this light, hazier as it is farther (0 to 1)."""
        return mix(multiply(colour, self.ambient), self.haze, far)

    def dark(self, colour: RGB, amount: float = 0.25) -> RGB:
        """Return an already toned colour in the shade."""
        return mix(colour, self.light.shadow, amount)

    def poly(self, points: Iterable[Point], colour: RGB, alpha: float = 1.0) -> None:
        """Fill a polygon."""
        pen, ink = self._pen(colour, alpha)
        pen.polygon(self._scaled(points), fill=ink)

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, colour: RGB, alpha: float = 1.0, radius: float = 0
    ) -> None:
        """Fill an upright rectangle, with round corners if wanted."""
        pen, ink = self._pen(colour, alpha)
        corners = self._scaled([(min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))])
        if radius:
            pen.rounded_rectangle(corners, radius * self.scale, fill=ink)
        else:
            pen.rectangle(corners, fill=ink)

    def oval(self, cx: float, cy: float, rx: float, ry: float, colour: RGB, alpha: float = 1.0) -> None:
        """Fill an upright ellipse."""
        pen, ink = self._pen(colour, alpha)
        pen.ellipse(self._scaled([(cx - rx, cy - ry), (cx + rx, cy + ry)]), fill=ink)

    def disc(self, cx: float, cy: float, radius: float, colour: RGB, alpha: float = 1.0) -> None:
        """Fill a circle."""
        self.oval(cx, cy, radius, radius, colour, alpha)

    def line(self, points: Iterable[Point], colour: RGB, width: float = 2, alpha: float = 1.0) -> None:
        """Draw a line with smooth joints."""
        pen, ink = self._pen(colour, alpha)
        pen.line(self._scaled(points), fill=ink, width=max(1, round(width * self.scale)), joint="curve")

    def limb(self, joints: Sequence[tuple[float, float, float]], colour: RGB) -> None:
        """Draw a tapering, round-ended stroke through (x, y, width) joints."""
        for (x0, y0, w0), (x1, y1, w1) in pairwise(joints):
            length = math.hypot(x1 - x0, y1 - y0) or 1
            nx, ny = (y0 - y1) / length / 2, (x1 - x0) / length / 2
            self.poly(
                [
                    (x0 + nx * w0, y0 + ny * w0),
                    (x1 + nx * w1, y1 + ny * w1),
                    (x1 - nx * w1, y1 - ny * w1),
                    (x0 - nx * w0, y0 - ny * w0),
                ],
                colour,
            )
        for x, y, width in joints:
            self.disc(x, y, width / 2, colour)

    def fade(self, points: Sequence[Point], stops: Sequence[RGB]) -> None:
        """Fill a polygon with a vertical gradient through the given colours."""
        frame = self._frame(points)
        if frame is None:
            return
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        strip = Image.new("RGB", (1, len(stops)))
        strip.putdata(list(stops))
        blend = strip.resize((1, 64), Image.Resampling.BICUBIC).resize((1, height), Image.Resampling.BILINEAR)
        blend = blend.resize((width, height), Image.Resampling.NEAREST)
        self.image.paste(blend, frame[:2], self._mask(points, frame))

    def shade(
        self, points: Sequence[Point], colour: RGB, side: str = "right", strength: float = 0.5, *, stipple: bool = True
    ) -> None:
        """Lay a shadow or a light over a polygon, growing towards one side, in grains or smooth."""
        frame = self._frame(points)
        if frame is None:
            return
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        half = (width // OVERSAMPLE + 1, height // OVERSAMPLE + 1)
        veil = _ramp(side, strength).resize(half, Image.Resampling.BILINEAR)
        if stipple:
            veil = ImageChops.subtract(veil, _noise(half, 1)).point(STIPPLE)
        veil = veil.resize((half[0] * OVERSAMPLE, half[1] * OVERSAMPLE), Image.Resampling.NEAREST)
        veil = veil.crop((0, 0, width, height))
        mask = self._mask(points, frame)
        self._veil(colour, frame[:2], ImageChops.darker(mask, veil) if mask else veil)

    def glow(self, cx: float, cy: float, radius: float, colour: RGB, strength: float = 0.6) -> None:
        """Lay a round light, fading out at its radius."""
        radius *= HALO_REACH
        side = max(2, round(2 * radius * self.scale))
        corner = (round((cx - radius - self.left) * self.scale), round((cy - radius - self.top) * self.scale))
        halo = _halo(strength).resize((side, side), Image.Resampling.BILINEAR)
        self._veil(colour, corner, halo)

    def mirror(self, waterline: float, height: float, strength: float = 0.6, sway: float = 5) -> None:
        """Reflect what stands above the waterline in the water below it, in swaying slices."""
        top = round((waterline - self.top) * self.scale)
        rows = min(round(height * self.scale), top, self.image.height - top)
        above = self.image.crop((0, top - rows, self.image.width, top))
        above = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        below = Image.new("RGB", above.size)
        band, y = max(3, round(3 * self.scale)), 0
        while y < rows:
            depth = y / rows
            shift = round(math.sin(y / (9 + 30 * depth)) * sway * (0.3 + depth) * self.scale)
            strip = above.crop((0, y, above.width, y + band))
            below.paste(strip, (0, y))
            below.paste(strip, (shift, y))
            y += band
        veil = _ramp("top", strength).resize(below.size, Image.Resampling.BILINEAR)
        self.image.paste(below, (0, top), veil)

    def finish(self, *, flip: bool = False) -> Image.Image:
        """Return the print: reduced, cropped to size, with the paper's grain."""
        sheet = self.image.reduce(OVERSAMPLE)
        left, top = (sheet.width - self.size[0]) // 2, (sheet.height - self.size[1]) // 2
        sheet = sheet.crop((left, top, left + self.size[0], top + self.size[1]))
        if flip:
            sheet = sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return ImageChops.add(sheet, _paper(self.size), offset=-128)

    def _veil(self, colour: RGB, corner: tuple[int, int], mask: Image.Image) -> None:
        """Lay a colour through a mask; pasting a plain sheet is twice as fast as filling."""
        self.image.paste(Image.new("RGB", mask.size, colour), corner, mask)

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        """Convert sheet units to pixels."""
        return [((x - self.left) * self.scale, (y - self.top) * self.scale) for x, y in points]

    def _pen(self, colour: RGB, alpha: float) -> tuple[ImageDraw.ImageDraw, tuple[int, ...]]:
        """Return the pen and the ink for an opaque or a glazed stroke."""
        if alpha >= 1:
            return self._flat, colour
        return self._glaze, (*colour, round(255 * alpha))

    def _frame(self, points: Sequence[Point]) -> tuple[int, int, int, int] | None:
        """Return the pixels a polygon spans on the sheet, or nothing if it lies outside."""
        pixels = self._scaled(points)
        xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self.image.width, math.ceil(max(xs)) + 1)
        bottom = min(self.image.height, math.ceil(max(ys)) + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _mask(self, points: Sequence[Point], frame: tuple[int, int, int, int]) -> Image.Image | None:
        """Return the mask of a polygon within its frame; an upright rectangle needs none."""
        if len(points) == 4 and len({x for x, _ in points}) == 2 and len({y for _, y in points}) == 2:
            return None
        left, top, right, bottom = frame
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in self._scaled(points)], fill=255)
        return mask
