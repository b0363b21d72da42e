"""Work and play: sport, growing, research, printing, and figures drawn as a chart."""

import math

from .canvas import HEIGHT, WIDTH, Canvas, Point, blob, box, curve, ring
from .figures import SHIN, THIGH, Outfit, Pose, person
from .nature import coast, glitter, grass, gulls, sea, sky
from .palette import (
    CORAL,
    CREAM,
    INK,
    MOSS,
    NAVY,
    OCHRE,
    PINE,
    RED,
    RGB,
    RUST,
    SKINS,
    SLATE,
    STEEL,
    STONE,
    TEAL,
    UMBER,
    WHITE,
    mix,
)

KICK = Pose(-16, ((-6, -22), (64, 50)), ((60, 80), (-50, -30)))
CHASE = Pose(14, ((44, 8), (-30, -70)), ((-50, 20), (46, 100)))


def bicycle(c: Canvas) -> None:
    """Draw a cyclist on the coast road, big in the frame."""
    horizon = 470
    sun_x = c.rng.uniform(1050, 1400)
    sky(c, horizon, sun_x, clouds=5)
    sea(c, horizon, 700, ripple=50)
    coast(c, horizon, -200, 800, 70, 0.6)
    glitter(c, sun_x, horizon, 690, width=60)
    bank = [*curve([(-20, 640), (400, 670), (900, 650), (1640, 690)]), (1640, 1010), (-20, 1010)]
    c.poly(bank, c.tone(MOSS))
    c.shade(bank, c.tone(PINE), "bottom", 0.6)
    grass(c, 0, 1600, 672, 56, c.dark(c.tone(MOSS), 0.25), 110)
    c.fade([(-10, 800), (1610, 790), (1610, 1010), (-10, 1010)], (c.tone(STONE), c.tone(SLATE, 0.2)))
    for x in range(-60, 1700, 300):
        c.rect(x, 936, x + 170, 946, c.tone(WHITE))
    for x in range(60, 1600, 230):
        c.rect(x, 730, x + 16, 800, c.tone(WHITE))
        c.rect(x, 736, x + 16, 752, c.tone(RED))
    _cycle(c, 700, 880, 132)
    gulls(c, 420, 250, 5, 28)


def _wheel(c: Canvas, x: float, y: float, radius: float) -> None:
    """Print a spoked wheel."""
    for dx, dy in ring(0, 0, radius, radius)[::3]:
        c.line([(x, y), (x + dx, y + dy)], c.tone(STEEL), 1.6)
    c.line(ring(x, y, radius, radius), c.tone(INK), 11)
    c.line(ring(x, y, radius - 9, radius - 9), c.tone(STEEL), 4)
    c.disc(x, y, 10, c.tone(INK))


def _cycle(c: Canvas, x: float, base: float, radius: float) -> None:
    """Print the bicycle and its rider, going right."""
    axle = base - radius
    back, front, crank = (x - 205, axle), (x + 225, axle), (x - 12, axle + 12)
    saddle, head = (x - 86, axle - 196), (x + 166, axle - 190)
    c.oval(x + 40, base + 6, 380, 18, c.light.shadow, 0.4)
    wear = Outfit(
        coat=c.rng.choice((RED, OCHRE, CORAL)), skin=c.rng.choice(SKINS), hair=c.rng.choice((INK, UMBER, RUST))
    )
    _pedal_leg(c, saddle, (crank[0] - 26, crank[1] + 48), c.dark(c.tone(NAVY), 0.4))
    for hub in (back, front):
        _wheel(c, *hub, radius)
    paint = c.tone(TEAL)
    for a, b in (
        (crank, back),
        (saddle, back),
        (crank, saddle),
        (crank, head),
        ((saddle[0] + 8, saddle[1] + 26), head),
        (head, front),
    ):
        c.line([a, b], paint, 12)
    c.disc(*crank, 30, c.tone(INK))
    c.limb([(saddle[0] - 34, saddle[1] - 16, 18), (saddle[0] + 36, saddle[1] - 12, 9)], c.tone(UMBER))
    c.line([head, (head[0] - 10, head[1] - 52), (head[0] + 40, head[1] - 58)], c.tone(STEEL), 9)
    c.line([(crank[0], crank[1]), (crank[0] + 30, crank[1] - 46)], c.tone(INK), 8)
    _pedal_leg(c, saddle, (crank[0] + 30, crank[1] - 46), c.tone(NAVY))
    _rider(c, saddle, (head[0] + 26, head[1] - 56), wear)


def _pedal_leg(c: Canvas, saddle: Point, pedal: Point, ink: RGB) -> None:
    """Print a leg from the saddle to a pedal, the knee forward."""
    hip, ankle = (saddle[0] + 4, saddle[1] - 34), (pedal[0] - 10, pedal[1] - 16)
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    reach = math.hypot(dx, dy)
    bend = math.sqrt(max(0, 150**2 - (reach / 2) ** 2))
    knee = ((hip[0] + ankle[0]) / 2 + bend * dy / reach, (hip[1] + ankle[1]) / 2 - bend * dx / reach)
    c.limb([(ankle[0] - 8, ankle[1] + 8, 22), (ankle[0] + 40, ankle[1] + 14, 16)], c.tone(WHITE))
    c.limb([(*hip, 62), (*knee, 44), (*ankle, 26)], ink)


def _rider(c: Canvas, saddle: Point, grip: Point, wear: Outfit) -> None:
    """Print the rider's back, arms, head and flying scarf."""
    coat, skin = c.tone(wear.coat), c.tone(wear.skin)
    hip, neck = (saddle[0] - 2, saddle[1] - 40), (saddle[0] + 128, saddle[1] - 216)
    c.limb([(*hip, 84), (hip[0] + 44, hip[1] - 92, 92), (neck[0] - 20, neck[1] + 34, 74), (*neck, 40)], coat)
    body = [(hip[0] - 42, hip[1]), (neck[0] - 60, neck[1]), (neck[0] + 30, neck[1] + 30), (hip[0] + 44, hip[1] + 10)]
    c.shade(body, c.dark(coat, 0.8), "left", 0.6)
    elbow = (neck[0] + 30, neck[1] + 120)
    c.limb([(neck[0] - 2, neck[1] + 26, 46), (*elbow, 36), (*grip, 26)], c.dark(coat, 0.2))
    c.disc(*grip, 15, skin)
    scarf = curve(
        [
            (neck[0] - 6, neck[1] - 4),
            (neck[0] - 70, neck[1] - 26),
            (neck[0] - 120, neck[1] + 4),
            (neck[0] - 180, neck[1] - 24),
        ]
    )
    c.line(scarf, c.tone(CREAM), 18)
    c.limb([(neck[0] - 14, neck[1], 34), (neck[0] + 22, neck[1] + 2, 34)], c.tone(CREAM))
    face = (neck[0] + 34, neck[1] - 62)
    c.limb([(face[0] - 12, face[1] + 20, 30), (face[0] - 18, face[1] + 50, 28)], skin)
    c.oval(*face, 40, 48, skin)
    c.poly([(face[0] + 34, face[1] - 4), (face[0] + 50, face[1] + 12), (face[0] + 34, face[1] + 16)], skin)
    c.poly(
        blob(
            [
                (face[0] - 44, face[1] + 30),
                (face[0] - 50, face[1] - 20),
                (face[0] - 10, face[1] - 56),
                (face[0] + 34, face[1] - 40),
                (face[0] + 6, face[1] - 18),
                (face[0] - 8, face[1] + 14),
            ],
            6,
        ),
        c.tone(wear.hair),
    )
    c.disc(face[0] + 24, face[1] - 4, 4, c.tone(INK))
    c.poly(ring(face[0] - 4, face[1] - 16, 50, 44, 180, 350), c.tone(RED if wear.coat != RED else OCHRE))


def football(c: Canvas) -> None:
    """Draw a striker shooting, the defence late, the stand behind."""
    ground = 560
    if c.light.lit:
        c.indoors(0.15 + 0.5 * c.light.lamps)
    sky(c, 320, c.rng.uniform(200, 500), clouds=3)
    _stand(c, 150, ground)
    _floodlights(c, 150)
    _floodlights(c, 1330)
    c.fade(box(0, ground, WIDTH, HEIGHT), (c.tone((96, 142, 80)), c.tone((52, 110, 70))))
    for i in range(0, 9, 2):
        c.poly(
            [(-500 + i * 300, HEIGHT), (-200 + i * 300, HEIGHT), (360 + i * 130, ground), (230 + i * 130, ground)],
            c.tone((44, 98, 64)),
            0.5,
        )
    c.line([(0, 640), (1600, 610)], c.tone(WHITE), 5)
    c.line([(1000, 1010), (1240, 614)], c.tone(WHITE), 6)
    _goal(c, 1250, 640)
    striped = c.rng.choice((RED, NAVY, OCHRE))
    rival = WHITE if striped != WHITE else TEAL
    for x, y, tall in ((300, 690, 190), (1060, 700, 200)):
        _player(c, x, y, tall, CHASE, rival, 1)
    _player(c, 1180, 790, 330, CHASE, rival, -1)
    _player(c, 580, 930, 560, KICK, striped, 1)
    c.oval(930, 934, 50, 9, c.light.shadow, 0.4)
    _ball(c, 920, 850, 40)


def _stand(c: Canvas, top: float, ground: float) -> None:
    """Print the crowded stand under its roof, and the hoardings."""
    c.poly([(0, top + 60), (WIDTH, top), (WIDTH, ground), (0, ground)], c.tone(SLATE, 0.15))
    inks = [c.tone(ink, 0.2) for ink in (RED, CREAM, NAVY, OCHRE, WHITE, SLATE, RED)]
    for row in range(12):
        for x in range(-10, 1610, 26):
            y = top + 128 + row * 24 + (1600 - x) * 0.02
            c.disc(x + c.rng.uniform(-4, 4) + 13 * (row % 2), y, 9, c.rng.choice(inks))
    c.shade(box(0, top + 60, WIDTH, ground - 40), c.light.shadow, "top", 0.75)
    c.poly([(0, top + 40), (WIDTH, top - 30), (WIDTH, top + 40), (0, top + 110)], c.tone(STEEL))
    c.poly([(0, top + 84), (WIDTH, top + 14), (WIDTH, top + 40), (0, top + 110)], c.tone(RED))
    for i in range(7):
        c.rect(i * 240 - 40, ground - 50, i * 240 + 196, ground, c.tone((NAVY, RED, CREAM, TEAL, OCHRE)[i % 5], 0.05))


def _floodlights(c: Canvas, x: float) -> None:
    """Print a floodlight mast."""
    c.limb([(x, 300, 16), (x, 100, 10)], c.tone(INK))
    c.rect(x - 64, 70, x + 64, 130, c.tone(INK))
    for i in range(8):
        lx, ly = x - 48 + (i % 4) * 32, 86 + (i // 4) * 28
        c.disc(lx, ly, 11, WHITE if c.light.lit else c.tone(STEEL))
    if c.light.lit:
        c.glow(x, 100, 260, WHITE, 0.7)


def _goal(c: Canvas, x: float, base: float) -> None:
    """Print the goal and its net."""
    net = c.tone(WHITE)
    for i in range(11):
        c.line([(x + i * 30, base - 180 - i * 2), (x + 60 + i * 28, base - 20 - i * 2)], net, 1.4, 0.7)
        c.line([(x + 6 * i, base - 180 + 16 * i), (x + 320, base - 200 + 16 * i)], net, 1.4, 0.7)
    c.line([(x, base), (x, base - 180), (x + 330, base - 204), (x + 330, base - 20)], net, 10)


def _player(c: Canvas, x: float, y: float, tall: float, pose: Pose, shirt: RGB, facing: int) -> None:
    """Print a player: a figure with shorts and socks over bare legs."""
    c.oval(x + tall * 0.1, y, tall * 0.24, tall * 0.03, c.light.shadow, 0.35)
    skin = c.rng.choice(SKINS)
    person(
        c,
        x,
        y,
        tall,
        pose,
        Outfit(coat=shirt, legs=skin, skin=skin, hair=c.rng.choice((INK, UMBER, RUST)), bare_legs=True),
        facing,
    )
    drop = max(THIGH * math.cos(math.radians(t)) + SHIN * math.cos(math.radians(s)) for t, s in pose.legs) * tall
    hip_y = y - drop - tall * 0.025
    for index, (thigh, shin) in enumerate(pose.legs):
        turn, low = math.radians(thigh), math.radians(shin)
        knee = (x + facing * tall * THIGH * math.sin(turn), hip_y + tall * THIGH * math.cos(turn))
        ankle = (knee[0] + facing * tall * SHIN * math.sin(low), knee[1] + tall * SHIN * math.cos(low))
        mid = (x + (knee[0] - x) * 0.62, hip_y + (knee[1] - hip_y) * 0.62)
        c.limb(
            [(x, hip_y, tall * 0.115), (*mid, tall * 0.1)],
            c.dark(c.tone(WHITE if shirt != WHITE else NAVY), 0.3 - 0.3 * index),
        )
        top = (knee[0] + (ankle[0] - knee[0]) * 0.36, knee[1] + (ankle[1] - knee[1]) * 0.36)
        c.limb([(*top, tall * 0.056), (*ankle, tall * 0.044)], c.dark(c.tone(shirt), 0.3 - 0.25 * index))


def _ball(c: Canvas, x: float, y: float, radius: float) -> None:
    """Print the ball, spinning."""
    c.disc(x, y, radius, c.tone(WHITE))
    c.disc(x, y, radius * 0.36, c.tone(INK))
    for dx, dy in ring(0, 0, radius * 0.8, radius * 0.8, 18, 306)[::12]:
        c.line([(x + dx * 0.4, y + dy * 0.4), (x + dx, y + dy)], c.tone(INK), 3)
        c.disc(x + dx, y + dy, radius * 0.2, c.tone(INK))
    c.shade(ring(x, y, radius, radius), c.light.shadow, "bottom", 0.7)


def swimming_pool(c: Canvas) -> None:
    """Draw the pool from above: lanes, swimmers and light broken by the water."""
    c.indoors(0.5)
    deep, pale = c.tone((40, 140, 176)), c.tone((116, 204, 214))
    c.fade(box(0, 0, WIDTH, HEIGHT), (pale, mix(pale, deep, 0.6), deep))
    slant = 150
    for lane in range(6):
        y = -60 + lane * 212
        c.poly([(-10, y + 96), (1610, y + 96 - slant), (1610, y + 122 - slant), (-10, y + 122)], c.dark(deep, 0.4), 0.5)
    _caustics(c, mix(pale, WHITE, 0.55))
    for lane in range(7):
        _lane_rope(c, -60 + lane * 212, slant)
    for lane, x in enumerate((1180, 560, 980, 320, 1260)):
        along = x + c.rng.uniform(-140, 140)
        _swimmer(c, along, 40 + lane * 212 + 10 - slant * along / 1600 + 4, (RED, OCHRE, WHITE, CORAL, NAVY)[lane])
    deck = [(-10, 1010), (-10, 880), (330, 1010)]
    c.poly(deck, c.tone(CREAM))


def _caustics(c: Canvas, colour: RGB) -> None:
    """Print the net of light the water throws on the tiles."""
    for _ in range(130):
        x, y = c.rng.uniform(-50, 1650), c.rng.uniform(-20, 1020)
        wide, tall = c.rng.uniform(40, 110), c.rng.uniform(12, 26)
        loop = blob(
            [
                (
                    x + wide * math.cos(a * math.tau / 6) * c.rng.uniform(0.7, 1.1),
                    y + tall * math.sin(a * math.tau / 6) - 0.09 * wide * math.cos(a * math.tau / 6),
                )
                for a in range(6)
            ],
            4,
        )
        c.line([*loop, loop[0]], colour, 2.4, 0.4)


def _lane_rope(c: Canvas, y: float, slant: float) -> None:
    """Print a lane rope of red and white floats."""
    for i in range(50):
        x = -10 + i * 33
        level = y - slant * x / 1600
        ink = c.tone(RED if (i // 3) % 2 else WHITE)
        c.oval(x, level + 9, 17, 6, c.light.shadow, 0.25)
        c.limb([(x, level, 12), (x + 22, level - 2, 12)], ink)


def _swimmer(c: Canvas, x: float, y: float, cap: RGB) -> None:
    """Print a crawl swimmer seen from above, with foam and wake."""
    skin, foam = c.tone(c.rng.choice(SKINS)), c.tone(WHITE)
    c.poly(blob([(x - 190, y + 60), (x, y + 40), (x + 100, y + 36), (x, y + 62)], 5), c.light.shadow, 0.25)
    for i in range(9):
        c.oval(x - 150 - i * 26, y + 16 + i * 2.4 + c.rng.uniform(-12, 12), 26, 7, foam, 0.6)
    for side in (-1, 1):
        c.limb(
            [(x - 60, y + 8 + side * 10, 30), (x - 120, y + 14 + side * 14, 22), (x - 176, y + 20 + side * 10, 14)],
            skin,
        )
    c.limb([(x - 70, y + 8, 46), (x - 10, y + 2, 54), (x + 24, y - 1, 58)], c.tone(NAVY))
    c.limb([(x + 20, y - 2, 54), (x + 36, y - 4, 46)], skin)
    c.limb([(x + 26, y + 22, 24), (x - 26, y + 56, 20), (x - 80, y + 52, 14)], skin)
    c.limb([(x + 30, y - 26, 24), (x + 96, y - 48, 20), (x + 168, y - 30, 14)], skin)
    c.disc(x + 70, y - 8, 27, c.tone(cap))
    c.shade(ring(x + 70, y - 8, 27, 27), c.light.shadow, "bottom", 0.6)
    for dx, dy in ((176, -28), (192, -20), (170, -16), (-92, 56), (-104, 48)):
        c.disc(x + dx, y + dy, c.rng.uniform(5, 11), foam)


SCENES = {"bicycle": bicycle, "football": football, "swimming_pool": swimming_pool}
