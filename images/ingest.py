"""What happens to a picture between its upload and the library: it is checked, turned upright, freed of metadata, cut.

Pure but for the library's storage: works on files and Pillow pictures, and knows no model.
"""

import io
import struct
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MASTER = 2400  # pixels, the longer side of what we keep
MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 100_000_000
WIDTHS = (320, 640, 960, 1280, 1600)  # pixels, of the renditions
# Pillow only warns, and of less than we take; `open_upload` refuses before anything is decoded.
Pillow.MAX_IMAGE_PIXELS = None
UNREADABLE = (OSError, ValueError, SyntaxError)


@dataclass(frozen=True)
class Prepared:
    """A picture as the library keeps it: WebP bytes of the master and of each rendition, by width."""

    width: int
    height: int
    master: bytes
    renditions: dict[int, bytes]


def open_upload(file):
    """The Pillow picture in an uploaded file, decoded, upright and no larger than the master.

    Raises ValidationError with a sentence for the person when the file can't be used.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("This picture is heavier than 50 MB."), code="heavy")
    try:
        picture = Pillow.open(file, formats=FORMATS)
    except UNREADABLE:
        sentence = _("This file is not a picture that can be read. Use JPEG, PNG or WebP.")
        raise ValidationError(sentence, code="unreadable") from None
    # Before decoding: a tiny file can claim to be gigantic.
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_("This picture has more than 100 million pixels."), code="large")
    try:
        picture.draft("RGB", (MASTER, MASTER))
        picture = _upright(picture)
        picture.thumbnail((MASTER, MASTER), Pillow.Resampling.LANCZOS)
    except UNREADABLE:
        sentence = _("This picture is damaged: it can't be read to its end.")
        raise ValidationError(sentence, code="damaged") from None
    return picture


def _upright(picture):
    """Turned as its camera was held; a picture whose EXIF is broken stays as it is."""
    try:
        return ImageOps.exif_transpose(picture)
    except (*UNREADABLE, TypeError, LookupError, struct.error):
        picture.load()
        return picture


def _in_colour(picture):
    """As RGB, on white where it is transparent; 16-bit greys are scaled, for Pillow would cut them off."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = Pillow.alpha_composite(Pillow.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    return picture.convert("RGB")


def prepare(picture, effort=2):
    """Encode a Pillow picture and its renditions. `effort` is WebP's, 0 to 6."""
    picture = _in_colour(picture)
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    master, size, renditions = _encode(picture, 88, effort), picture.size, {}
    for width in reversed(widths):  # each from the next larger one: a third of the time, and no eye can tell
        picture = _resize(picture, width)
        renditions[width] = _encode(picture, 76, effort)
    return Prepared(*size, master, dict(sorted(renditions.items())))


def _resize(picture, width):
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=2.0)


def _encode(picture, quality, effort):
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=effort)
    return buffer.getvalue()
