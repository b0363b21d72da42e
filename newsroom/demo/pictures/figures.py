"""People: small articulated figures, and heads seen from behind."""

import math
from dataclasses import dataclass

from .canvas import Canvas, Point, ring
from .palette import CORAL, CREAM, INK, MOSS, NAVY, OCHRE, RED, RGB, SKINS, SLATE, TEAL, UMBER

COATS = (NAVY, RED, OCHRE, TEAL, CREAM, SLATE, CORAL, MOSS)
HAIRS = (INK, UMBER, (150, 92, 52), (206, 164, 96), (180, 176, 170))
THIGH, SHIN, TORSO, UPPER, FORE = 0.245, 0.25, 0.3, 0.16, 0.15

Angles = tuple[float, float]


@dataclass(frozen=True)
class Pose:
    """Angles in degrees from straight down, positive forwards: far limb first, then near limb."""

    lean: float
    legs: tuple[Angles, Angles]
    arms: tuple[Angles, Angles]


STAND = Pose(0, ((5, 3), (-5, -4)), ((10, 16), (-8, 4)))
WALK = Pose(4, ((24, 14), (-16, -34)), ((-24, -8), (22, 40)))
STRIDE = Pose(10, ((38, 14), (-20, -62)), ((-46, 10), (38, 96)))
STOOP = Pose(58, ((10, -8), (-8, -12)), ((12, 8), (-4, 4)))
REACH = Pose(6, ((6, 2), (-8, -6)), ((70, 92), (52, 84)))
SIT = Pose(6, ((86, 4), (80, -4)), ((26, 72), (20, 66)))
WAVE = Pose(0, ((5, 3), (-5, -4)), ((150, 172), (-8, 4)))


@dataclass(frozen=True)
class Outfit:
    """What a figure wears and looks like."""

    coat: RGB = NAVY
    legs: RGB = INK
    skin: RGB = SKINS[1]
    hair: RGB = INK
    long_coat: bool = False
    bare_legs: bool = False
    hat: RGB | None = None
    bag: RGB | None = None


def outfit(c: Canvas, **fixed: object) -> Outfit:
    """Draw lots for an outfit, keeping what is given."""
    chosen = {
        "coat": c.rng.choice(COATS),
        "legs": c.rng.choice((INK, NAVY, SLATE, UMBER)),
        "skin": c.rng.choice(SKINS),
        "hair": c.rng.choice(HAIRS),
        "long_coat": c.rng.random() < 0.4,
    }
    return Outfit(**{**chosen, **fixed})


def person(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    pose: Pose = STAND,
    wear: Outfit | None = None,
    facing: int = 1,
    far: float = 0.0,
) -> tuple[Point, Point]:
    """Print a figure standing at (x, y); return where its two hands are."""
    wear = wear or outfit(c)
    drop = max(_reach(angles, THIGH, SHIN) for angles in pose.legs) * height
    hip = (x, y - drop - height * 0.025)
    neck = _step(hip, 180 - pose.lean, TORSO * height, facing)
    coat, trousers = c.tone(wear.coat, far), c.tone(wear.skin if wear.bare_legs else wear.legs, far)
    shoes, skin = c.tone(INK, far), c.tone(wear.skin, far)
    far_hand = _arm(c, neck, pose.arms[0], height, facing, c.dark(coat, 0.35), skin)
    _leg(c, hip, pose.legs[0], height, facing, c.dark(trousers, 0.35), shoes)
    _leg(c, hip, pose.legs[1], height, facing, trousers, shoes)
    _body(c, hip, neck, height, coat, long_coat=wear.long_coat)
    if wear.bag:
        _satchel(c, hip, neck, height, facing, c.tone(wear.bag, far))
    _head(c, _step(neck, 180 - pose.lean * 0.6, height * 0.095, facing), height, facing, wear, far)
    return far_hand, _arm(c, neck, pose.arms[1], height, facing, c.dark(coat, 0.14), skin)


def _reach(angles: Angles, first: float, second: float) -> float:
    """Return how far down a two-part limb goes."""
    return first * math.cos(math.radians(angles[0])) + second * math.cos(math.radians(angles[1]))


def _step(start: Point, angle: float, length: float, facing: int) -> Point:
    """Return the end of a bone hanging at an angle from straight down."""
    turn = math.radians(angle)
    return start[0] + facing * length * math.sin(turn), start[1] + length * math.cos(turn)


def _leg(c: Canvas, hip: Point, angles: Angles, height: float, facing: int, colour: RGB, shoe: RGB) -> None:
    """Print a leg and its shoe."""
    knee = _step(hip, angles[0], THIGH * height, facing)
    ankle = _step(knee, angles[1], SHIN * height, facing)
    toe = _step(ankle, angles[1] + 78, height * 0.055, facing)
    c.limb([(*ankle, height * 0.04), (*toe, height * 0.03)], shoe)
    c.limb([(*hip, height * 0.09), (*knee, height * 0.062), (*ankle, height * 0.042)], colour)


def _arm(c: Canvas, neck: Point, angles: Angles, height: float, facing: int, colour: RGB, skin: RGB) -> Point:
    """Print an arm and return the place of its hand."""
    shoulder = (neck[0], neck[1] + height * 0.045)
    elbow = _step(shoulder, angles[0], UPPER * height, facing)
    hand = _step(elbow, angles[1], FORE * height, facing)
    c.disc(*_step(elbow, angles[1], FORE * height * 1.1, facing), height * 0.02, skin)
    c.limb([(*shoulder, height * 0.062), (*elbow, height * 0.05), (*hand, height * 0.04)], colour)
    return hand


def _body(c: Canvas, hip: Point, neck: Point, height: float, coat: RGB, *, long_coat: bool) -> None:
    """Print the trunk, with a coat's skirt if it is long."""
    chest = (neck[0] + (hip[0] - neck[0]) * 0.24, neck[1] + (hip[1] - neck[1]) * 0.24)
    c.limb([(*neck, height * 0.07), (*chest, height * 0.135), (*hip, height * 0.12)], coat)
    if long_coat:
        hem = hip[1] + height * 0.17
        c.poly(
            [
                (hip[0] - height * 0.062, hip[1] - height * 0.05),
                (hip[0] + height * 0.062, hip[1] - height * 0.05),
                (hip[0] + height * 0.088, hem),
                (hip[0] - height * 0.092, hem),
            ],
            coat,
        )


def _satchel(c: Canvas, hip: Point, neck: Point, height: float, facing: int, colour: RGB) -> None:
    """Print a schoolbag or rucksack on the figure's back."""
    x, y = neck[0] - facing * height * 0.085, (neck[1] * 2 + hip[1]) / 3
    c.rect(x - height * 0.05, y - height * 0.08, x + height * 0.05, y + height * 0.1, colour, radius=height * 0.03)


def _head(c: Canvas, centre: Point, height: float, facing: int, wear: Outfit, far: float) -> None:
    """Print the head, its hair and its hat."""
    x, y = centre
    wide, tall = height * 0.046, height * 0.058
    hair = c.tone(wear.hair, far)
    c.oval(x - facing * wide * 0.22, y - tall * 0.12, wide * 1.06, tall * 1.04, hair)
    c.oval(x + facing * wide * 0.2, y + tall * 0.14, wide * 0.84, tall * 0.86, c.tone(wear.skin, far))
    c.poly(ring(x, y - tall * 0.25, wide * 1.12, tall * 0.85, 180, 360), hair)
    if wear.hat:
        c.poly(ring(x, y - tall * 0.2, wide * 1.2, tall * 0.98, 180, 360), c.tone(wear.hat, far))


def bust(
    c: Canvas, x: float, y: float, width: float, coat: RGB, hair: RGB, *, skin: RGB | None = None, bun: bool = False
) -> None:
    """Print someone's head and shoulders seen from behind; y is the shoulder line."""
    neck = skin or hair
    shoulders = [
        (x - width * 0.5, y + width * 0.7),
        *ring(x, y + width * 0.22, width * 0.5, width * 0.22, 180, 360),
        (x + width * 0.5, y + width * 0.7),
    ]
    c.poly(shoulders, coat)
    c.rect(x - width * 0.085, y - width * 0.15, x + width * 0.085, y + width * 0.06, neck)
    for side in (-1, 1):
        c.oval(x + side * width * 0.185, y - width * 0.22, width * 0.035, width * 0.055, neck)
    c.oval(x, y - width * 0.26, width * 0.185, width * 0.235, hair)
    if bun:
        c.disc(x, y - width * 0.5, width * 0.085, hair)


def crowd(
    c: Canvas, y: float, width: float, coat: RGB, *, left: float = -40, right: float = 1640, pace: float = 0.95
) -> None:
    """Print a row of people seen from behind, as one silhouette ink."""
    x = left + c.rng.uniform(0, width)
    while x < right:
        size = width * c.rng.uniform(0.88, 1.1)
        bust(c, x, y + c.rng.uniform(-0.08, 0.08) * width, size, coat, c.dark(coat, 0.2), bun=c.rng.random() < 0.2)
        x += width * pace * c.rng.uniform(0.95, 1.25)
