"""Which renditions a picture has, how they are cut and what they are called. Pure: Pillow pictures in, bytes out.

AVIF and WebP in five widths for each ratio. JPEG, which only very old browsers, feeds and networks that show shared
links still want, in two: one for a phone, one for a screen.
"""

import io

from PIL import Image as Pillow

PLAN = 1  # raise it when what is made changes: all pictures are then made again
RATIOS = {"free": None, "16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1)}
WIDTHS = {"avif": (320, 640, 960, 1280, 1920), "webp": (320, 640, 960, 1280, 1920), "jpg": (640, 1280)}  # pixels
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
QUICK = {"webp": (320, 960)}  # of the free ratio, made while somebody waits
ENCODERS = {
    "avif": ("AVIF", {"quality": 55, "speed": 8}),
    "webp": ("WEBP", {"quality": 76, "method": 2}),
    "jpg": ("JPEG", {"quality": 78, "progressive": True, "optimize": True}),
}
CENTRE = (0.5, 0.5)


def frame(size, ratio):
    """The largest width and height of this ratio inside a picture of this size."""
    width, height = size
    if not RATIOS[ratio]:
        return size
    across, down = RATIOS[ratio]
    inner = min(width, max(1, round(height * across / down)))
    return inner, min(height, max(1, round(inner * down / across)))


def box(size, ratio, focus=CENTRE):
    """What is cut out (left, upper, right, lower): the focal point as near to its centre as the picture allows."""
    inner = frame(size, ratio)
    left, upper = (
        min(max(0, round(length * share - part / 2)), length - part)
        for length, part, share in zip(size, inner, focus, strict=True)
    )
    return left, upper, left + inner[0], upper + inner[1]


def plan(size, ratio):
    """The widths to make, by format; never larger than the picture."""
    largest = frame(size, ratio)[0]
    return {kind: sorted({min(width, largest) for width in widths}) for kind, widths in WIDTHS.items()}


def mark(ratio, focus):
    """What in the file name tells crops around one focal point from those around another."""
    return "" if ratio == "free" else "-".join(f"{share * 100:.0f}" for share in focus)


def file_name(ratio, mark, width, kind):
    parts = [ratio.replace(":", "x"), mark, str(width)]
    return f"{'-'.join(filter(None, parts))}.{kind}"


def cut(picture, ratio, focus=CENTRE, only=None):
    """Yield (format, width, bytes), the largest first: each is shrunk from the one before, a third of the time.

    `only`: widths by format, instead of the whole plan.
    """
    wanted = plan(picture.size, ratio)
    if only:
        wanted = {kind: sorted({min(width, wanted[kind][-1]) for width in widths}) for kind, widths in only.items()}
    rest = box(picture.size, ratio, focus)
    inner = frame(picture.size, ratio)
    for width in sorted(set().union(*wanted.values()), reverse=True):
        height = max(1, round(inner[1] * width / inner[0]))
        picture = picture.resize((width, height), Pillow.Resampling.LANCZOS, box=rest, reducing_gap=2.0)
        rest = (0, 0, width, height)
        for kind in (kind for kind, widths in wanted.items() if width in widths):
            yield kind, width, encode(picture, kind)


def encode(picture, kind):
    name, options = ENCODERS[kind]
    buffer = io.BytesIO()
    picture.save(buffer, name, **options)
    return buffer.getvalue()
