"""Eight designed portraits: the people who sign the demonstration newspaper."""

from collections.abc import Callable

from .canvas import Canvas, blob, curve, ring
from .faces import BLOND, GREY, SILVER, backdrop, capucine, idriss, maelle, yannig
from .features import (
    Face,
    at,
    camera_strap,
    curls,
    glasses,
    head,
    neck_and_shoulders,
    open_collar,
    plait,
    sailor_stripes,
    shaded_hair,
    strands,
    stubble,
)
from .palette import (
    CREAM,
    INK,
    NAVY,
    SLATE,
    UMBER,
    WHITE,
    mix,
)


def noemie(c: Canvas) -> None:
    """Draw curly black hair, brown skin, ochre blouse and gold earrings."""
    hair = (34, 26, 32)
    face = Face((156, 100, 70), hair, width=0.98, jaw=0.96, lips=(150, 56, 58), brow=(30, 20, 24), eyes=(52, 30, 22))
    backdrop(c, (236, 190, 104), (250, 226, 176))
    curls(c, hair, front=False)
    blouse = (186, 70, 58)
    neck_and_shoulders(c, face, blouse, 0.94)
    c.poly([at(-84, 222), at(84, 222), at(4, 340)], face.skin)
    for side in (-1, 1):
        c.poly([at(side * 84, 214), at(side * 124, 244), at(side * 74, 360), at(side * 2, 342)], c.dark(blouse, 0.22))
    head(c, face)
    curls(c, hair, front=True)
    for dx in (-116, 116):
        c.line(ring(*at(dx, 74), 16, 22), (236, 184, 84), 6)


def solene(c: Canvas) -> None:
    """Draw a long blond plait over a striped jersey."""
    face = Face(
        (244, 208, 184), BLOND, width=0.96, jaw=0.94, brow=(176, 132, 78), eyes=(76, 126, 156), lips=(204, 98, 92)
    )
    backdrop(c, (74, 128, 152), (196, 220, 216))
    shaded_hair(
        c,
        blob(
            [
                at(-126, 70),
                at(-136, -60),
                at(-86, -166),
                at(10, -188),
                at(104, -156),
                at(136, -50),
                at(122, 80),
                at(60, 120),
                at(-60, 130),
            ]
        ),
        BLOND,
    )
    body = neck_and_shoulders(c, face, CREAM, 0.9)
    sailor_stripes(c, body, NAVY)
    c.poly([*ring(*at(0, 226), 112, 40, 0, 180), *ring(*at(0, 222), 94, 26, 180, 0)], NAVY)
    head(c, face)
    for side, outer in ((-1, 132), (1, 134)):
        wing = blob(
            [
                at(12, -176),
                at(side * 74, -164),
                at(side * outer, -80),
                at(side * 126, 44),
                at(side * 108, 66),
                at(side * 108, -10),
                at(side * 76, -84),
                at(14, -132),
            ]
        )
        shaded_hair(c, wing, BLOND)
        strands(
            c,
            [
                [at(14, -160), at(side * 66, -122), at(side * 112, -30)],
                [at(14, -148), at(side * 60, -108), at(side * 100, -50)],
            ],
            mix(BLOND, UMBER, 0.4),
            3,
        )
    plait(c, BLOND)


def thomas(c: Canvas) -> None:
    """Draw grey hair, weathered face, a camera strap over a waxed jacket."""
    face = Face(
        (226, 176, 148),
        GREY,
        width=1.02,
        jaw=1.06,
        lines=0.8,
        brow=(120, 116, 114),
        eyes=(84, 112, 124),
        lips=(178, 98, 86),
    )
    backdrop(c, (122, 132, 122), (220, 210, 184))
    jacket = (74, 84, 62)
    neck_and_shoulders(c, face, jacket, 1.08)
    open_collar(c, face, (70, 104, 138), jacket)
    camera_strap(c, (58, 42, 38))
    head(c, face)
    stubble(c, (170, 164, 160))
    cap = blob(
        [
            at(-116, 24),
            at(-126, -50),
            at(-112, -124),
            at(-40, -176),
            at(50, -178),
            at(112, -128),
            at(126, -50),
            at(118, 24),
            at(106, -40),
            at(98, -96),
            at(60, -128),
            at(20, -136),
            at(-30, -122),
            at(-78, -128),
            at(-104, -60),
        ]
    )
    shaded_hair(c, cap, GREY)
    strands(c, [[at(-80, -126), at(-36, -156), at(30, -162)], [at(-30, -124), at(16, -148), at(76, -142)]], WHITE, 4)
    for drop in (-84, -70):
        c.line(curve([at(-44, drop), at(8, drop - 6), at(60, drop)]), mix(face.skin, (112, 34, 52), 0.3), 2.6)


def eleanor(c: Canvas) -> None:
    """Draw a silver bob and round glasses, plum roll-neck."""
    face = Face((244, 212, 194), SILVER, lines=0.7, brow=(150, 148, 150), eyes=(84, 108, 130), lips=(186, 74, 84))
    backdrop(c, (112, 62, 88), (222, 166, 160))
    shaded_hair(
        c,
        blob(
            [
                at(-150, 92),
                at(-152, -30),
                at(-116, -140),
                at(0, -194),
                at(120, -142),
                at(154, -30),
                at(152, 92),
                at(104, 126),
                at(0, 80),
                at(-104, 126),
            ]
        ),
        SILVER,
    )
    cloth = (44, 62, 88)
    neck_and_shoulders(c, face, cloth, 0.95)
    roll = blob([at(-92, 186), at(0, 206), at(92, 184), at(104, 250), at(0, 284), at(-104, 250)])
    c.poly(roll, c.dark(cloth, 0.12))
    c.shade(roll, INK, "bottom", 0.6)
    head(c, face)
    for side, part in ((-1, 40), (1, 40)):
        wing = blob(
            [
                at(part, -178),
                at(side * 80, -164),
                at(side * 144, -70),
                at(side * 154, 40),
                at(side * 132, 116),
                at(side * 102, 112),
                at(side * 108, 10),
                at(side * 84, -70),
                at(part, -136),
            ]
        )
        shaded_hair(c, wing, SILVER)
        strands(c, [[at(part, -162), at(side * 96, -110), at(side * 128, 10)]], mix(SILVER, SLATE, 0.5), 3)
    glasses(c, (150, 50, 56), round_rims=True)
    for dx in (-112, 116):
        c.disc(*at(dx, 66), 8, (244, 232, 210))


PORTRAITS: dict[str, Callable[[Canvas], None]] = {
    "maelle-kervadec": maelle,
    "idriss-benallou": idriss,
    "capucine-tresmont": capucine,
    "yannig-corfdir": yannig,
    "noemie-astruc": noemie,
    "solene-abgrall": solene,
    "thomas-oury": thomas,
    "eleanor-whitcombe": eleanor,
}
