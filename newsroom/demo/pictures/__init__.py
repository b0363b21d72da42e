"""Printed pictures for the demonstration newspaper: designed scenes and portraits.

`draw` prints a scene in a light and `portrait` prints one of the people; both are deterministic.
"""

from collections.abc import Callable

from PIL import Image

from . import chamber, craft, culture, estuary, garden, lanes, quay, sea, shore, street, town, work
from .canvas import HEIGHT, WIDTH, Canvas
from .features import SIDE
from .palette import LIGHTS
from .portraits import PORTRAITS

SCENES: dict[str, Callable[[Canvas], None]] = {
    **sea.SCENES,
    **shore.SCENES,
    **quay.SCENES,
    **estuary.SCENES,
    **town.SCENES,
    **street.SCENES,
    **lanes.SCENES,
    **culture.SCENES,
    **chamber.SCENES,
    **work.SCENES,
    **garden.SCENES,
    **craft.SCENES,
}

CLOSEST = 1.14
ONE_WAY = {"chart", "council_chamber", "town_hall"}

__all__ = ["LIGHTS", "PORTRAITS", "SCENES", "draw", "portrait"]


def draw(scene: str, light: str, seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """Draw a scene in a light (dawn, day, dusk, night or grey); the seed varies its composition."""
    if scene not in SCENES:
        raise ValueError(f"unknown scene: {scene}")
    if light not in LIGHTS:
        raise ValueError(f"unknown light: {light}")
    canvas = Canvas(light, f"{scene} {seed}", size, zoom=CLOSEST)
    flip = scene not in ONE_WAY and canvas.rng.random() < 0.5
    SCENES[scene](canvas)
    return canvas.finish(flip=flip)


def portrait(slug: str, seed: int, size: tuple[int, int] = (800, 800)) -> Image.Image:
    """Draw the portrait of one of the people of the newspaper; the seed varies its ground and its side."""
    if slug not in PORTRAITS:
        raise ValueError(f"unknown person: {slug}")
    canvas = Canvas("day", f"{slug} {seed}", size, sheet=(SIDE, SIDE))
    flip = canvas.rng.random() < 0.5
    PORTRAITS[slug](canvas)
    return canvas.finish(flip=flip)
