"""What happens to a picture between its upload and the library: it is checked, turned upright, brought to plain sRGB.

Pure: works on files and Pillow pictures, knows no model and no storage.
"""

import io
import logging
from dataclasses import dataclass

import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from PIL import ImageCms

from .likeness import fingerprint
from .renditions import QUICK, cut

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF")
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
SUFFIXES |= {"TIFF": "tif", "HEIF": "heic"}
MASTER = 2400  # pixels, the longer side of what everything is cut from
MASTER_QUALITY = 92
MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 100_000_000
STRIP = 512  # rows that are converted at a time, so that a large picture is never in memory twice
ORIENTATION = 0x0112
UPRIGHT = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")
UNREADABLE = _("This file is not a picture that can be read. Use JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC.")
LARGE = _("This picture has more than 100 million pixels.")
REMARKS = dict.fromkeys(("GIF", "WEBP", "PNG", "AVIF"), _("Only the first picture of this animation was kept."))
REMARKS["TIFF"] = _("Only the first page of this file was kept.")

# Pillow itself refuses what has twice as many, also inside a file; `open_upload` refuses the rest before decoding.
Pillow.MAX_IMAGE_PIXELS = MOST_PIXELS
pillow_heif.register_heif_opener()
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """A picture as the library keeps it: its master's bytes, the first renditions (WebP, by width), its likeness."""

    width: int
    height: int
    master: bytes
    quick: dict[int, bytes]
    fingerprint: int | None


def open_upload(file):
    """The Pillow picture in an uploaded file, not decoded yet.

    Raises ValidationError with a sentence for the person when the file can't be one of ours.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("This picture is heavier than 50 MB."), code="heavy")
    file.seek(0)
    try:
        picture = Pillow.open(file, formats=FORMATS)
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise ValidationError(LARGE, code="large") from None
    except Exception as error:  # a hostile file can upset a decoder in any way
        raise _unreadable(file, error) from None
    # Before decoding: a tiny file can claim to be gigantic.
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(LARGE, code="large")
    return picture


def _unreadable(file, error):
    logger.info("An uploaded file could not be opened: %r", error)
    file.seek(0)
    if b"<svg" in file.read(2048).lower():
        return ValidationError(_("SVG drawings are not taken. Export it as PNG."), code="svg")
    return ValidationError(UNREADABLE, code="unreadable")


def develop(picture):
    """The picture upright, opaque, in 8-bit sRGB, with no metadata, its longer side at most `MASTER`.

    Raises ValidationError when it can't be decoded to its end.
    """
    try:
        profile = picture.info.get("icc_profile")
        picture.draft(None, _size_of_master(picture))
        picture.load()
        turn = UPRIGHT.get(_orientation(picture))
        picture = _plain(picture)
        picture.thumbnail((MASTER, MASTER), Pillow.Resampling.LANCZOS)
        picture = _in_srgb(picture, profile)
        return _bare(picture.transpose(turn) if turn is not None else picture)
    except Exception as error:  # decoders fail in many ways; whichever it was, the file can't be used
        logger.info("An uploaded picture could not be decoded: %r", error)
        sentence = _("This picture is damaged: it can't be read to its end.")
        raise ValidationError(sentence, code="damaged") from None


def remark(picture):
    """What the person should know about what was taken of this file, or nothing."""
    if picture.format in REMARKS and _has_more(picture):
        return REMARKS[picture.format]
    return ""


def _has_more(picture):
    """Whether the file holds more pictures than the first; where it breaks off after that, it does not matter."""
    try:
        return getattr(picture, "is_animated", False)
    except Exception:  # counting them reads on in the file, and what comes may be broken in any way
        return False


def _size_of_master(picture):
    share = min(1, MASTER / max(picture.size))
    return max(1, round(picture.width * share)), max(1, round(picture.height * share))


def _orientation(picture):
    """How its camera was held (EXIF); a picture whose EXIF is broken stays as it is."""
    try:
        return picture.getexif().get(ORIENTATION)
    except Exception:  # EXIF is a format of its own, and broken in as many ways
        return None


def _plain(picture):
    """8 bits a channel, on white where it is transparent: strip by strip, and a large one shrunk on the way."""
    factor = max(1, max(picture.size) // (2 * MASTER))
    factor = min(factor, *picture.size)
    lowest, highest = picture.getextrema() if picture.mode == "F" else (0, 65535)
    canvas = None
    for top in range(0, picture.height, STRIP * factor):
        bottom = min(picture.height, top + STRIP * factor)
        strip = _opaque(_eight_bits(picture.crop((0, top, picture.width, bottom)), lowest, highest))
        strip = strip.reduce(factor) if factor > 1 else strip
        if canvas is None:
            canvas = Pillow.new(strip.mode, (strip.width, -(-picture.height // factor)))
        canvas.paste(strip, (0, top // factor))
    return canvas


def _eight_bits(picture, lowest, highest):
    """Greys of 16 bits and floating ones are scaled, for Pillow would cut them off."""
    if picture.mode.startswith("I") or picture.mode == "F":
        scale = 255 / ((highest - lowest) or 1)
        mode = "F" if picture.mode == "F" else "I"
        return picture.convert(mode).point(lambda grey: grey * scale - lowest * scale).convert("L")
    return picture.convert("L") if picture.mode == "1" else picture


def _opaque(picture):
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Pillow.alpha_composite(Pillow.new("RGBA", picture.size, "white"), picture)
    return picture if picture.mode in {"L", "RGB", "CMYK", "LAB"} else picture.convert("RGB")


def _in_srgb(picture, profile):
    """Through the file's own colour profile where it has one that can be used."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        source = source or (ImageCms.createProfile("LAB") if picture.mode == "LAB" else None)
        if source:
            return ImageCms.profileToProfile(picture, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        logger.info("A picture's colour profile could not be used.")
    return picture.convert("RGB")


def _bare(picture):
    """The same pixels with nothing else that came in the file."""
    picture.info = {}
    return picture


def prepare(picture):
    """Encode what `develop` gave: the master, and the first renditions, so that the desk sees the picture at once."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=MASTER_QUALITY, subsampling=0)
    quick = {width: content for _kind, width, content in cut(picture, "free", only=QUICK)}
    return Prepared(*picture.size, buffer.getvalue(), quick, fingerprint(picture))
