"""What a picture says about itself: words, rights, date and camera, from XMP, IPTC and EXIF, in this order of trust.

Pure: reads an opened Pillow picture. What is broken is left out; nothing here can keep a picture from coming in.
"""

import logging
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PIL import IptcImagePlugin

from . import xmp

MOST_KEYWORDS = 40
EXIF_BLOCK = 0x8769
# EXIF tags
DESCRIPTION, MAKE, MODEL, ARTIST, COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
# IPTC datasets
CHARACTER_SET = (1, 90)
OBJECT_NAME, KEYWORDS, DATE, TIME, BYLINE = (2, 5), (2, 25), (2, 55), (2, 60), (2, 80)
HEADLINE, CREDIT, SOURCE, RIGHTS, CAPTION = (2, 105), (2, 110), (2, 115), (2, 116), (2, 120)
# What cameras write where a description should be.
NO_WORDS = re.compile(r"(OLYMPUS|SONY|KONICA|MINOLTA|SAMSUNG|default|charset=).*|DSC.?\d*|IMG_\d+", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+")
MOMENT = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)? ?(Z|[+-]\d\d:?\d\d)?"
)
logger = logging.getLogger(__name__)


@dataclass
class Words:
    """As the library's fields are called; all empty where the file says nothing."""

    title: str = ""
    alt_text: str = ""
    caption: str = ""
    credit: str = ""
    source: str = ""
    usage_terms: str = ""
    camera: str = ""
    taken_at: datetime | None = None
    keywords: list[str] = field(default_factory=list)


def read(picture, time_zone=UTC):
    """The `Words` of an opened picture. `time_zone`: of dates that don't say theirs, as most cameras'."""
    packet, records, exif = _attempt(_xmp, picture), _attempt(_iptc, picture), _attempt(_exif, picture)
    people = _first(packet.get("creator"), records.get(BYLINE), exif.get(ARTIST))
    headline = _first(packet.get("headline"), records.get(HEADLINE))
    return Words(
        title=_line(_first(headline, packet.get("title"), records.get(OBJECT_NAME))),
        alt_text=_line(_first(packet.get("alt"), packet.get("extended"))),
        caption=_text(_first(packet.get("description"), records.get(CAPTION), _worded(exif.get(DESCRIPTION)))),
        credit=_credit(people, _first(packet.get("credit"), records.get(CREDIT))),
        source=_line(_first(packet.get("source"), records.get(SOURCE))),
        usage_terms=_terms(packet.get("terms"), _first(packet.get("rights"), records.get(RIGHTS), exif.get(COPYRIGHT))),
        camera=_camera(_first(exif.get(MAKE), packet.get("make")), _first(exif.get(MODEL), packet.get("model"))),
        taken_at=_taken(packet, records, exif, time_zone),
        keywords=_keywords(_first(packet.get("keywords"), records.get(KEYWORDS))),
    )


def _attempt(reader, picture):
    try:
        return reader(picture)
    except Exception as error:  # metadata come from anywhere, broken in any way
        logger.info("A picture's metadata could not be read: %r", error)
        return {}


def _xmp(picture):
    # JPEG and WebP call it xmp, PNG spells it out, TIFF keeps it in a tag.
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if not packet and hasattr(picture, "tag_v2"):
        packet = picture.tag_v2.get(700)
    return xmp.read(packet) if packet else {}


def _iptc(picture):
    """Lists of texts by dataset."""
    records = IptcImagePlugin.getiptcinfo(picture) or {}
    unicode = b"\x1b%G" in _several(records.pop(CHARACTER_SET, b""))
    return {name: [_decoded(value, unicode) for value in _several(values)] for name, values in records.items()}


def _decoded(content, unicode):
    """UTF-8 where the file says so or where it is well-formed; else what Windows programs wrote."""
    with suppress(UnicodeDecodeError):
        return content.decode()
    return content.decode(errors="replace") if unicode else content.decode("cp1252", errors="replace")


def _exif(picture):
    """Texts by tag. Pillow reads them as Latin-1; most programs write UTF-8 today."""
    exif = picture.getexif()
    values = dict(exif) | dict(_attempt(lambda exif: exif.get_ifd(EXIF_BLOCK), exif))
    texts = {tag: value for tag, value in values.items() if type(value) is str}
    return {tag: _decoded(text.encode("latin-1", "replace"), False) for tag, text in texts.items()}


def _several(values):
    return values if isinstance(values, list) else [values]


def _first(*candidates):
    """The first that says something: a text, or a list of texts."""
    for candidate in candidates:
        texts = [text for text in map(_text, _several(candidate or [])) if text]
        if texts:
            return texts
    return []


def _text(value):
    """Without control characters, which no database and no page wants; lines stay."""
    text = " ".join(value) if isinstance(value, list) else str(value)
    lines = (" ".join(CONTROLS.sub(" ", line).split()) for line in re.split(r"\r\n|\r|\n", text))
    return "\n".join(lines).strip()


def _line(value):
    return " ".join(_text(value).split())


def _worded(text):
    return None if not text or NO_WORDS.fullmatch(text.strip()) else text


def _credit(people, line):
    """«Jeanne Le Goff / AFP»: who took it and whom to credit, each once."""
    names, line = ", ".join(map(_line, people)), _line(line)
    if not names or names.casefold() in line.casefold():
        return line
    return names if line.casefold() in names.casefold() else f"{names} / {line}"


def _terms(terms, rights):
    lines = [*_first(terms), *rights]
    return "\n".join(dict.fromkeys(map(_text, lines)))


def _camera(make, model):
    make, model = _line(make), _line(model)
    return model if not make or model.casefold().startswith(make.split()[0].casefold()) else f"{make} {model}".strip()


def _keywords(values):
    words = (_line(word) for value in values for word in re.split(r"[;,]", value))
    return list(dict.fromkeys(word for word in words if word))[:MOST_KEYWORDS]


def _taken(packet, records, exif, time_zone):
    candidates = (
        exif.get(TAKEN, "") + exif.get(TAKEN_OFFSET, ""),
        _line(_first(packet.get("taken"))),
        _line(_first(packet.get("created"))),
        "T".join((_line(_first(records.get(DATE))), _line(_first(records.get(TIME))))).rstrip("T"),
    )
    return next((moment for moment in (_moment(text, time_zone) for text in candidates) if moment), None)


def _moment(text, time_zone):
    """2026-02-07T11:00:00+01:00, 2026:02:07 11:00:00, 20260207T110000+0100 or a date alone; None for anything else."""
    found = MOMENT.fullmatch(CONTROLS.sub("", text).strip())
    if not found:
        return None
    *numbers, offset = found.groups()
    with suppress(ValueError, OverflowError):
        moment = datetime(*(int(number or 0) for number in numbers))
        zone = datetime.strptime(offset.replace("Z", "+0000"), "%z").tzinfo if offset else time_zone
        moment = moment.replace(tzinfo=zone).astimezone(UTC)
        return moment if moment.year >= 1826 else None  # the first photograph
    return None
