"""Inks and lights: the limited palette every picture is printed with."""

import random
from dataclasses import dataclass, replace

RGB = tuple[int, int, int]

INK = (22, 30, 50)
NAVY = (34, 58, 96)
TEAL = (36, 112, 122)
SLATE = (72, 86, 108)
STEEL = (120, 138, 152)
GRANITE = (136, 130, 126)
STONE = (190, 178, 160)
SAND = (228, 202, 160)
CREAM = (247, 236, 214)
WHITE = (253, 250, 243)
RED = (204, 62, 46)
CORAL = (234, 122, 92)
OCHRE = (230, 168, 62)
RUST = (152, 78, 52)
WOOD = (146, 102, 70)
UMBER = (84, 58, 48)
MOSS = (112, 132, 76)
PINE = (42, 80, 72)
MINT = (152, 196, 176)
AQUA = (118, 184, 200)
ROSE = (226, 164, 150)
PLUM = (98, 50, 78)
WINE = (140, 36, 48)
LAMP = (255, 208, 122)
SKIN_PALE = (238, 196, 168)
SKIN_WARM = (214, 158, 122)
SKIN_BROWN = (150, 98, 70)
SKIN_DEEP = (104, 66, 50)
SKINS = (SKIN_PALE, SKIN_WARM, SKIN_BROWN, SKIN_DEEP)


@dataclass(frozen=True)
class Light:
    """The hour of a picture: its sky, its water, and what it does to every ink."""

    name: str
    sky: tuple[RGB, ...]
    sea: tuple[RGB, ...]
    ambient: RGB
    haze: RGB
    sun: RGB
    shadow: RGB
    sun_height: float
    lamps: float
    stars: bool = False
    sun_up: float = 1.0

    @property
    def lit(self) -> bool:
        """Tell whether lamps are on at this hour."""
        return self.lamps > 0


LIGHTS = {
    "dawn": Light(
        "dawn",
        sky=((126, 154, 190), (206, 182, 190), (246, 198, 174), (255, 228, 190)),
        sea=((248, 206, 182), (176, 162, 172), (78, 108, 138)),
        ambient=(244, 216, 212),
        haze=(238, 200, 188),
        sun=(255, 246, 222),
        shadow=(74, 70, 112),
        sun_height=0.12,
        lamps=0.25,
        sun_up=0.75,
    ),
    "day": Light(
        "day",
        sky=((78, 152, 194), (128, 188, 210), (190, 220, 222), (242, 236, 212)),
        sea=((152, 202, 204), (70, 148, 166), (22, 88, 120)),
        ambient=(255, 252, 246),
        haze=(192, 218, 220),
        sun=(255, 250, 226),
        shadow=(24, 52, 88),
        sun_height=0.62,
        lamps=0.0,
        sun_up=0.35,
    ),
    "dusk": Light(
        "dusk",
        sky=((54, 50, 104), (130, 70, 116), (222, 100, 96), (252, 176, 98)),
        sea=((246, 158, 100), (150, 80, 106), (40, 40, 86)),
        ambient=(204, 150, 158),
        haze=(198, 112, 112),
        sun=(255, 214, 130),
        shadow=(34, 24, 66),
        sun_height=0.1,
        lamps=0.55,
        sun_up=0.8,
    ),
    "night": Light(
        "night",
        sky=((9, 16, 40), (17, 34, 68), (32, 62, 98), (62, 100, 128)),
        sea=((58, 96, 124), (24, 52, 86), (9, 20, 44)),
        ambient=(110, 130, 176),
        haze=(38, 66, 102),
        sun=(240, 240, 220),
        shadow=(6, 12, 30),
        sun_height=0.7,
        lamps=0.85,
        stars=True,
        sun_up=0.6,
    ),
    "grey": Light(
        "grey",
        sky=((142, 156, 168), (174, 184, 190), (204, 208, 206), (228, 226, 214)),
        sea=((196, 204, 202), (130, 150, 156), (70, 96, 108)),
        ambient=(222, 224, 224),
        haze=(202, 208, 206),
        sun=(240, 238, 226),
        shadow=(46, 60, 78),
        sun_height=0.55,
        lamps=0.15,
    ),
}

SKIES = {
    "dawn": (
        ((150, 196, 204), (206, 218, 200), (250, 220, 172), (255, 236, 200)),
        ((112, 118, 166), (178, 140, 174), (238, 164, 158), (255, 214, 176)),
    ),
    "day": (
        ((240, 214, 160), (246, 226, 184), (250, 236, 208), (252, 243, 224)),
        ((112, 186, 184), (164, 208, 194), (216, 228, 204), (248, 238, 210)),
        ((44, 116, 172), (84, 152, 194), (142, 190, 210), (206, 224, 220)),
        ((176, 206, 216), (206, 220, 220), (232, 230, 218), (248, 238, 222)),
    ),
    "dusk": (
        ((34, 62, 98), (86, 104, 126), (218, 146, 112), (252, 204, 134)),
        ((84, 44, 88), (164, 66, 88), (232, 112, 84), (250, 188, 116)),
    ),
    "night": (
        ((12, 28, 40), (18, 48, 62), (34, 78, 88), (74, 116, 118)),
        ((22, 16, 44), (40, 32, 78), (62, 62, 112), (98, 100, 140)),
    ),
    "grey": (
        ((118, 132, 140), (154, 164, 164), (192, 194, 186), (218, 212, 196)),
        ((170, 184, 190), (194, 204, 206), (214, 218, 216), (232, 230, 224)),
    ),
}


def light_of_day(name: str, rng: random.Random) -> Light:
    """Return a light under one of its possible skies, its haze and far water following the sky."""
    light = LIGHTS[name]
    sky = rng.choice((light.sky, *SKIES[name]))
    far_water = mix(light.sea[0], mix(sky[2], sky[1], 0.4), 0.6)
    return replace(
        light,
        sky=sky,
        sea=(far_water, mix(light.sea[1], sky[0], 0.18), light.sea[2]),
        haze=mix(light.haze, sky[2], 0.5),
    )


def mix(first: RGB, second: RGB, amount: float) -> RGB:
    """Blend two colours; 0 gives the first, 1 the second."""
    return tuple(round(a + (b - a) * amount) for a, b in zip(first, second, strict=True))


def multiply(first: RGB, second: RGB) -> RGB:
    """Filter one colour through another, as ink over coloured light."""
    return tuple(a * b // 255 for a, b in zip(first, second, strict=True))
