"""The backdrop of the portraits, and the first four people."""

from .canvas import Canvas, blob, box, curve, ring
from .features import (
    SIDE,
    Face,
    at,
    beard,
    crew_neck,
    glasses,
    head,
    neck_and_shoulders,
    open_collar,
    scarf,
    shaded_hair,
    strands,
    stubble,
    tracksuit,
)
from .palette import (
    CREAM,
    INK,
    NAVY,
    OCHRE,
    PINE,
    RGB,
    WHITE,
    mix,
)

AUBURN = (142, 62, 38)
COPPER = (200, 124, 66)
BLOND = (226, 184, 110)
PEPPER = (78, 74, 78)
GREY = (164, 164, 164)
SILVER = (214, 214, 212)


def backdrop(c: Canvas, ground: RGB, sun: RGB) -> None:
    """Print a quiet ground with a large disc behind the head."""
    c.fade(box(0, 0, SIDE, SIDE), (mix(ground, WHITE, 0.12), ground, mix(ground, INK, 0.14)))
    dx = c.rng.uniform(-60, 60)
    disc = ring(*at(70 + dx, 10), 290, 290)
    c.poly(disc, sun)
    c.shade(disc, ground, "bottom", 0.8)


def maelle(c: Canvas) -> None:
    """Draw short auburn hair, navy jumper."""
    face = Face((240, 200, 174), AUBURN, lines=0.55, eyes=(70, 104, 92))
    backdrop(c, (206, 214, 204), (238, 206, 160))
    shaded_hair(
        c,
        blob(
            [
                at(-128, 10),
                at(-132, -90),
                at(-60, -176),
                at(50, -182),
                at(132, -100),
                at(128, 10),
                at(90, 60),
                at(-90, 60),
            ]
        ),
        AUBURN,
    )
    neck_and_shoulders(c, face, NAVY)
    crew_neck(c, NAVY)
    head(c, face)
    sweep = blob(
        [
            at(-118, 22),
            at(-130, -60),
            at(-96, -150),
            at(0, -190),
            at(90, -168),
            at(130, -80),
            at(118, 14),
            at(104, -40),
            at(66, -92),
            at(-8, -96),
            at(-72, -66),
            at(-104, -30),
        ]
    )
    shaded_hair(c, sweep, AUBURN)
    strands(
        c,
        [
            [at(70, -160), at(0, -130), at(-80, -70)],
            [at(90, -150), at(30, -116), at(-50, -84)],
            [at(96, -140), at(112, -80), at(118, -20)],
        ],
        mix(AUBURN, OCHRE, 0.35),
    )


def idriss(c: Canvas) -> None:
    """Draw trimmed greying beard and square glasses, charcoal jacket."""
    face = Face(
        (192, 138, 102),
        PEPPER,
        width=1.03,
        jaw=1.08,
        lines=0.6,
        brow=(44, 38, 40),
        eyes=(58, 36, 26),
        lips=(160, 84, 74),
    )
    backdrop(c, (58, 108, 112), (224, 172, 110))
    jacket = (62, 66, 80)
    neck_and_shoulders(c, face, jacket, 1.08)
    open_collar(c, face, (210, 222, 228), jacket)
    head(c, face)
    beard(c, (58, 52, 54))
    c.poly(
        [*curve([at(-30, 106), at(8, 101), at(44, 105)]), *curve([at(44, 105), at(10, 126), at(-30, 106)])], face.lips
    )
    c.line(curve([at(-32, 105), at(8, 110), at(46, 104)]), (70, 34, 36), 3.6)
    shaded_hair(
        c,
        blob(
            [
                at(-118, 14),
                at(-124, -70),
                at(-92, -144),
                at(0, -176),
                at(92, -146),
                at(126, -70),
                at(120, 12),
                at(108, -54),
                at(76, -108),
                at(0, -122),
                at(-74, -106),
                at(-106, -54),
            ]
        ),
        PEPPER,
    )
    glasses(c, INK, round_rims=False)


def capucine(c: Canvas) -> None:
    """Draw a dark bob with a fringe, mustard scarf."""
    hair = (48, 34, 38)
    face = Face((242, 206, 184), hair, width=0.96, jaw=0.94, lips=(190, 62, 66), eyes=(72, 52, 40))
    backdrop(c, (226, 160, 142), (246, 218, 188))
    shaded_hair(
        c,
        blob(
            [
                at(-148, 120),
                at(-150, -20),
                at(-126, -130),
                at(0, -194),
                at(126, -132),
                at(152, -20),
                at(150, 122),
                at(100, 140),
                at(0, 90),
                at(-96, 140),
            ]
        ),
        hair,
    )
    neck_and_shoulders(c, face, PINE, 0.92)
    scarf(c, OCHRE)
    head(c, face)
    fringe = blob(
        [
            at(-114, -40),
            at(-118, -110),
            at(-60, -168),
            at(40, -172),
            at(114, -116),
            at(116, -40),
            at(60, -52),
            at(0, -56),
            at(-60, -50),
        ]
    )
    shaded_hair(c, fringe, hair)
    for side in (-1, 1):
        lock = blob(
            [
                at(side * 96, -96),
                at(side * 134, -90),
                at(side * 150, 20),
                at(side * 146, 124),
                at(side * 100, 136),
                at(side * 100, 60),
                at(side * 108, -20),
            ]
        )
        shaded_hair(c, lock, hair, "bottom")
    strands(
        c,
        [[at(dx * 0.5, -164), at(dx, -110), at(dx * 1.08, -58)] for dx in (-70, -34, 4, 42, 78)],
        mix(hair, (150, 100, 90), 0.5),
    )


def yannig(c: Canvas) -> None:
    """Draw red-blond hair and stubble, tracksuit jacket."""
    face = Face(
        (240, 192, 162),
        COPPER,
        width=1.02,
        jaw=1.1,
        brow=(160, 92, 50),
        eyes=(70, 116, 142),
        lips=(190, 100, 88),
        lines=0.35,
    )
    backdrop(c, (150, 186, 192), (222, 230, 214))
    cloth = (30, 84, 90)
    neck_and_shoulders(c, face, cloth, 1.12)
    tracksuit(c, cloth, CREAM)
    head(c, face)
    stubble(c, (176, 104, 62))
    crop = blob(
        [
            at(-114, 10),
            at(-122, -70),
            at(-104, -140),
            at(-30, -178),
            at(60, -186),
            at(120, -140),
            at(124, -60),
            at(116, 10),
            at(108, -50),
            at(84, -96),
            at(20, -104),
            at(-50, -112),
            at(-98, -70),
        ]
    )
    shaded_hair(c, crop, COPPER)
    strands(
        c,
        [
            [at(-80, -112), at(-40, -150), at(30, -166)],
            [at(-40, -112), at(10, -142), at(76, -152)],
            [at(20, -106), at(60, -128), at(104, -126)],
        ],
        mix(COPPER, CREAM, 0.45),
        4,
    )
