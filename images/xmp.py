"""XMP, the XML in which pictures carry their words. Pure: bytes in, plain lists of texts by our own names out."""

from xml.etree import ElementTree

MOST_BYTES = 2 * 1024 * 1024
MOST_DEEP = 30  # elements within each other; words are gathered from within, so depth costs time by its square
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC, PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
CORE, TIFF = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}", "{http://ns.adobe.com/tiff/1.0/}"
RIGHTS, EXIF = "{http://ns.adobe.com/xap/1.0/rights/}", "{http://ns.adobe.com/exif/1.0/}"
NAMES = {
    f"{DC}title": "title",
    f"{DC}description": "description",
    f"{DC}creator": "creator",
    f"{DC}subject": "keywords",
    f"{DC}rights": "rights",
    f"{PHOTOSHOP}Headline": "headline",
    f"{PHOTOSHOP}Credit": "credit",
    f"{PHOTOSHOP}Source": "source",
    f"{PHOTOSHOP}DateCreated": "created",
    f"{EXIF}DateTimeOriginal": "taken",
    f"{RIGHTS}UsageTerms": "terms",
    f"{CORE}AltTextAccessibility": "alt",
    f"{CORE}ExtDescrAccessibility": "extended",
    f"{TIFF}Make": "make",
    f"{TIFF}Model": "model",
}


def read(packet):
    """{"title": ["…"], "keywords": ["…", "…"], …}: what is there, and nothing else.

    Raises ValueError or ElementTree.ParseError for what can't be read.
    """
    packet = packet.encode() if isinstance(packet, str) else bytes(packet)
    packet = packet.strip(b"\x00 \r\n\t")
    # A byte of zero means UTF-16, which pictures don't use and in which a declaration would not be found.
    if len(packet) > MOST_BYTES or any(mark in packet for mark in (b"<!DOCTYPE", b"<!ENTITY", b"\x00")):
        raise ValueError("this XMP is too large, or declares entities")
    root = ElementTree.fromstring(packet)  # noqa: S314  no entities: see above
    _require_shallow(root)
    found = {}
    for description in root.iter(f"{RDF}Description"):
        for tag, value in [*description.attrib.items(), *((child.tag, child) for child in description)]:
            if tag in NAMES and (texts := _texts(value)):
                found.setdefault(NAMES[tag], texts)
    return found


def _require_shallow(root):
    level = [root]
    for _depth in range(MOST_DEEP):
        level = [child for element in level for child in element]
    if level:
        raise ValueError("this XMP has more elements within each other than anybody writes")


def _texts(value):
    if isinstance(value, str):
        return [value]
    items = list(value.iter(f"{RDF}li"))
    if value.find(f"{RDF}Alt") is not None:
        items = _one_language(items)
    return [text for item in items or [value] if (text := "".join(item.itertext()).strip())]


def _one_language(items):
    """Of the same words in several languages, those that their writer put first."""
    default = [item for item in items if item.get(XML_LANGUAGE) == "x-default"]
    return (default or items)[:1]
