"""The parts of a portrait: heads, hair and clothes, on a sheet of 690 by 690 units."""

import math
from dataclasses import dataclass

from .canvas import Canvas, Point, blob, curve, ring
from .palette import CREAM, INK, OCHRE, RED, RGB, UMBER, WHITE, mix

SIDE = 690
HEAD_X, HEAD_Y = 345, 318
LIP = (176, 78, 74)


@dataclass(frozen=True)
class Face:
    """The colours and proportions of a head."""

    skin: RGB
    hair: RGB
    width: float = 1.0
    jaw: float = 1.0
    brow: RGB | None = None
    lips: RGB = LIP
    lines: float = 0.0
    eyes: RGB = INK


def at(dx: float, dy: float) -> Point:
    """Place a point relative to the middle of the face."""
    return HEAD_X + dx, HEAD_Y + dy


def outline(face: Face) -> list[Point]:
    """Return the outline of the face, turned a little to the right."""
    half = ((96, -118), (114, -50), (112, 20), (100 * face.jaw, 82), (64 * face.jaw, 134), (24, 160))
    right = [at(dx * face.width + 2, dy) for dx, dy in half]
    left = [at(-dx * face.width + (6 if dy > 60 else 0), dy) for dx, dy in reversed(half)]
    return blob([at(0, -146), *right, *left], 8)


def neck_and_shoulders(c: Canvas, face: Face, cloth: RGB, width: float = 1.0) -> list[Point]:
    """Print the shoulders and the neck; return the outline of the shoulders."""
    spread = 270 * width
    body = curve(
        [
            at(-spread - 40, 460),
            at(-spread, 340),
            at(-170 * width, 262),
            at(-70, 220),
            at(0, 216),
            at(70, 220),
            at(170 * width, 262),
            at(spread, 340),
            at(spread + 40, 460),
        ]
    )
    c.poly(body, cloth)
    c.shade(body, c.dark(cloth, 0.75), "right", 0.65)
    neck = [
        at(-58, 70),
        at(60, 70),
        *curve([at(60, 70), at(64, 190), at(92, 232)]),
        at(2, 262),
        *curve([at(-92, 232), at(-62, 190), at(-58, 70)]),
    ]
    c.poly(neck, face.skin)
    throat = [at(-58, 100), at(60, 100), *curve([at(63, 176), at(40, 206), at(-6, 204), at(-60, 158)])]
    c.poly(throat, mix(face.skin, shadow_of(face), 0.62))
    return body


def shadow_of(face: Face) -> RGB:
    """Return the ink of the shadows on a skin."""
    return mix(face.skin, (112, 34, 52), 0.42)


def head(c: Canvas, face: Face) -> None:
    """Print the ears, the face and its features."""
    for side in (-1, 1):
        c.oval(*at(side * 112 * face.width, 18), 22, 34, mix(face.skin, shadow_of(face), 0.3))
    shape = outline(face)
    c.poly(shape, face.skin)
    c.shade(shape, shadow_of(face), "right", 0.5)
    c.shade(shape, mix(face.skin, WHITE, 0.4), "left", 0.25)
    for dx in (-62, 72):
        c.glow(*at(dx, 58), 44, mix(face.skin, RED, 0.45), 0.5)
    _eyes(c, face)
    _nose(c, face)
    _mouth(c, face)
    if face.lines:
        _lines(c, face)


def _eyes(c: Canvas, face: Face) -> None:
    """Print the eyes under their brows."""
    brow = face.brow or mix(face.hair, INK, 0.3)
    for side, x in ((-1, -44), (1, 58)):
        white = [
            at(x - 25, 6),
            *curve([at(x - 25, 6), at(x, -9), at(x + 25, 6)]),
            *curve([at(x + 25, 6), at(x, 16), at(x - 25, 6)]),
        ]
        c.poly(white, mix(WHITE, face.skin, 0.15))
        c.disc(*at(x + 4, 3), 12, face.eyes)
        c.disc(*at(x + 4, 3), 6, INK)
        c.disc(*at(x + 8, -1), 3, WHITE)
        c.line(curve([at(x - 28, 8), at(x - 2, -11), at(x + 27, 5)]), INK, 5)
        c.line(curve([at(x - 18, -18), at(x, -24), at(x + 20, -18)]), shadow_of(face), 2.4)
        arch = curve([at(x - side * 32, -39), at(x + side * 8, -48), at(x + side * 36, -34)])
        c.line(arch, brow, 8)


def _nose(c: Canvas, face: Face) -> None:
    """Print the nose as one shadow and one line."""
    shade = shadow_of(face)
    plane = curve([at(18, -24), at(34, 40), at(38, 62), at(12, 72), at(20, 30), at(18, -24)])
    c.shade(plane, shade, "right", 0.9, stipple=False)
    c.line(curve([at(-8, 66), at(2, 74), at(16, 75), at(30, 70), at(34, 60)]), mix(shade, INK, 0.2), 4)


def _mouth(c: Canvas, face: Face) -> None:
    """Print a closed, faintly smiling mouth."""
    upper = [
        *curve([at(-32, 107), at(-6, 98), at(8, 101), at(22, 98), at(46, 106)]),
        *curve([at(46, 106), at(8, 112), at(-32, 107)]),
    ]
    lower = [*curve([at(-26, 109), at(8, 112), at(42, 108)]), *curve([at(42, 108), at(10, 128), at(-26, 109)])]
    c.poly(upper, mix(face.lips, shadow_of(face), 0.3))
    c.poly(lower, face.lips)
    c.line(curve([at(-38, 104), at(-20, 109), at(8, 112), at(38, 108), at(52, 102)]), mix(face.lips, INK, 0.5), 3.6)
    c.line(curve([at(-4, 138), at(10, 141), at(24, 137)]), shadow_of(face), 3)


def _lines(c: Canvas, face: Face) -> None:
    """Print the lines of age beside the mouth and the eyes."""
    ink = shadow_of(face)
    c.line(curve([at(-34, 72), at(-50, 90), at(-52, 106)]), ink, 3, face.lines)
    c.line(curve([at(58, 70), at(70, 88), at(70, 104)]), ink, 3, face.lines)
    for x, side in ((-78, -1), (92, 1)):
        for drop in (2, 12):
            c.line([at(x, drop), at(x + side * 12, drop - 4 + drop // 2)], ink, 2.4, face.lines)


def glasses(c: Canvas, ink: RGB, *, round_rims: bool) -> None:
    """Print a pair of glasses."""
    for x in (-44, 58):
        wide, tall = (42, 42) if round_rims else (46, 32)
        rim = (
            ring(*at(x + 2, 4), wide, tall)
            if round_rims
            else blob([at(x - 42, -26), at(x + 46, -26), at(x + 42, 30), at(x - 36, 32)], 6)
        )
        c.poly(rim, WHITE, 0.16)
        c.line([*rim, rim[0]], ink, 6)
    c.line(curve([at(-1, -4), at(8, -10), at(17, -4)]), ink, 6)
    c.line([at(-87, -4), at(-114, -10)], ink, 6)
    c.line([at(102, -4), at(116, -8)], ink, 6)


def shaded_hair(c: Canvas, points: list[Point], ink: RGB, side: str = "right") -> None:
    """Print a mass of hair with its shadow and its light."""
    c.poly(points, ink)
    c.shade(points, mix(ink, INK, 0.75), side, 0.7)
    c.shade(points, mix(ink, WHITE, 0.4), "top", 0.3)


def strands(c: Canvas, lines: list[list[Point]], ink: RGB, width: float = 3.5) -> None:
    """Print a few strands over a mass of hair."""
    for points in lines:
        c.line(curve(points), ink, width)


def beard(c: Canvas, ink: RGB) -> None:
    """Print a full trimmed beard and moustache around the mouth."""
    shape = blob(
        [
            at(-114, 22),
            at(-104, 62),
            at(-62, 82),
            at(-30, 84),
            at(8, 86),
            at(50, 84),
            at(78, 80),
            at(108, 58),
            at(116, 20),
            at(112, 100),
            at(76, 160),
            at(6, 184),
            at(-66, 160),
            at(-108, 100),
        ],
        6,
    )
    c.poly(shape, ink)
    c.shade(shape, mix(ink, INK, 0.7), "right", 0.7)
    c.shade(shape, (170, 162, 156), "bottom", 0.5)


def stubble(c: Canvas, ink: RGB) -> None:
    """Print a few days' beard in grains."""
    shape = blob(
        [
            at(-108, 40),
            at(-70, 78),
            at(-30, 86),
            at(8, 84),
            at(46, 84),
            at(80, 76),
            at(110, 36),
            at(98, 96),
            at(62, 142),
            at(4, 162),
            at(-56, 142),
            at(-96, 96),
        ],
        6,
    )
    c.shade(shape, ink, "bottom", 0.8)


def crew_neck(c: Canvas, cloth: RGB) -> None:
    """Print a ribbed round collar."""
    band = [*ring(*at(0, 232), 106, 58, 0, 180), *ring(*at(0, 224), 80, 34, 180, 0)]
    c.poly(band, mix(cloth, WHITE, 0.14))
    for angle in range(12, 172, 12):
        turn = math.radians(angle)
        c.line(
            [at(84 * math.cos(turn), 226 + 36 * math.sin(turn)), at(104 * math.cos(turn), 232 + 56 * math.sin(turn))],
            c.dark(cloth, 0.6),
            2.4,
        )


def open_collar(c: Canvas, face: Face, shirt: RGB, jacket: RGB) -> None:
    """Print an open shirt under a jacket with lapels."""
    c.poly([at(-96, 226), at(96, 226), at(36, 470), at(-36, 470)], shirt)
    c.poly([at(-66, 214), at(66, 214), at(4, 316)], face.skin)
    c.shade([at(-66, 214), at(66, 214), at(4, 316)], shadow_of(face), "top", 0.6)
    for side in (-1, 1):
        c.poly([at(side * 66, 200), at(side * 112, 236), at(side * 66, 322), at(side * 4, 316)], mix(shirt, WHITE, 0.4))
        lapel = [
            at(side * 104, 226),
            at(side * 150, 262),
            at(side * 128, 344),
            at(side * 150, 366),
            at(side * 40, 470),
            at(side * 70, 330),
        ]
        c.poly(lapel, c.dark(jacket, 0.25))
        c.line([lapel[0], lapel[5], lapel[4]], c.dark(jacket, 0.6), 3)


def scarf(c: Canvas, cloth: RGB) -> None:
    """Print a thick scarf wound round the neck."""
    for dy, wide, tall in ((210, 130, 46), (244, 150, 52)):
        roll = ring(HEAD_X, HEAD_Y + dy, wide, tall)
        c.poly(roll, cloth)
        c.shade(roll, c.dark(cloth, 0.7), "bottom", 0.8)
    tail = [at(34, 250), at(128, 256), at(150, 470), at(52, 470)]
    c.poly(tail, cloth)
    c.shade(tail, c.dark(cloth, 0.7), "left", 0.7)
    for i in range(5):
        c.line([at(50 + i * 2, 310 + i * 34), at(138 + i * 3, 306 + i * 34)], mix(cloth, CREAM, 0.5), 5)


def tracksuit(c: Canvas, cloth: RGB, stripe: RGB) -> None:
    """Print a zipped sports jacket with a stand-up collar."""
    for side in (-1, 1):
        collar = [at(side * 6, 300), at(side * 96, 208), at(side * 112, 232), at(side * 100, 280), at(side * 8, 350)]
        c.poly(collar, c.dark(cloth, 0.18))
        c.line([at(side * 96, 208), at(side * 6, 300)], stripe, 7)
        for lag in (0, 28):
            c.line(
                curve(
                    [at(side * (132 + lag), 262 + lag * 0.4), at(side * (206 + lag), 330), at(side * (250 + lag), 460)]
                ),
                stripe,
                11,
            )
    c.line([at(2, 300), at(2, 470)], mix(cloth, WHITE, 0.5), 6)
    c.rect(HEAD_X - 4, HEAD_Y + 340, HEAD_X + 8, HEAD_Y + 372, OCHRE, radius=4)


def sailor_stripes(c: Canvas, body: list[Point], stripe: RGB) -> None:
    """Print the stripes of a Breton jersey within the shoulders."""
    for i in range(6):
        y = HEAD_Y + 296 + i * 34
        xs = [x for x, height in body if height < y]
        left, right = min(xs, default=HEAD_X - 200) + 6, max(xs, default=HEAD_X + 200) - 6
        c.line(curve([(left, y + 8), (HEAD_X, y + 22), (right, y + 8)]), stripe, 12)


def camera_strap(c: Canvas, leather: RGB) -> None:
    """Print a camera strap across the chest, with its buckle."""
    band = [at(-170, 250), at(-118, 232), at(170, 470), at(96, 470)]
    c.poly(band, leather)
    c.line([at(-160, 252), at(106, 468)], mix(leather, CREAM, 0.5), 3)
    c.line([at(-124, 240), at(160, 468)], mix(leather, CREAM, 0.5), 3)
    c.poly([at(-62, 300), at(-28, 282), at(4, 316), at(-30, 340)], (196, 190, 176))
    c.poly([at(-48, 304), at(-28, 294), at(-8, 315), at(-28, 328)], leather)


def curls(c: Canvas, ink: RGB, *, front: bool) -> None:
    """Print a crown of curls, behind the face or falling on the forehead."""
    places: list[tuple[float, float, float]] = []
    if front:
        places = [
            (-104, -84, 36),
            (-70, -124, 40),
            (-24, -142, 40),
            (26, -144, 40),
            (72, -124, 40),
            (106, -84, 36),
            (-118, -44, 28),
            (120, -44, 28),
        ]
    else:
        for angle in range(140, 405, 19):
            turn = math.radians(angle)
            for reach in (120, 164):
                places.append((reach * math.cos(turn), reach * 1.04 * math.sin(turn) - 26, 62))
    for index, (dx, dy, radius) in enumerate(places):
        size = radius * c.rng.uniform(0.9, 1.1)
        lock = ring(*at(dx, dy), size, size)
        c.poly(lock, mix(ink, WHITE, 0.03 * (index % 3)))
        c.shade(lock, mix(ink, (150, 110, 110), 0.6), "top", 0.35)
        c.line(ring(*at(dx, dy), size * 0.55, size * 0.55, 190, 330), mix(ink, (170, 130, 120), 0.45), 3)


def plait(c: Canvas, ink: RGB) -> None:
    """Print a thick plait falling over the left shoulder."""
    for i in range(8):
        x, y, wide = -104 - 6 * math.sin(i / 2), 128 + i * 46, 44 - i * 1.5
        for side in (-1, 1):
            lock = blob(
                [
                    at(x, y - 26),
                    at(x + side * wide, y - 8),
                    at(x + side * wide * 0.7, y + 26),
                    at(x - side * 6, y + 44),
                    at(x - side * 8, y + 8),
                ],
                6,
            )
            c.poly(lock, mix(ink, UMBER, 0.12 if side < 0 else 0.0))
            c.shade(lock, mix(ink, UMBER, 0.8), "bottom", 0.7)
            c.line(
                curve([at(x, y - 8), at(x + side * wide * 0.5, y + 4), at(x + side * wide * 0.2, y + 28)]),
                mix(ink, UMBER, 0.5),
                2.4,
            )
