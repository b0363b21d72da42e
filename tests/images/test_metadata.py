"""The picture's own words: read from wherever they stand, in whichever encoding; broken ones keep no picture out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from images import ingest, metadata, xmp
from images.models import Image
from images.uploading import take_in
from tests import make

PARIS = ZoneInfo("Europe/Paris")
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<rdf:Description rdf:about="" photoshop:Headline="La criée à l’aube" photoshop:Credit="AFP" photoshop:Source="AFP Photo"
 photoshop:DateCreated="2026-02-07T05:30:00+01:00">
 <dc:title><rdf:Alt><rdf:li xml:lang="x-default">DSC_0042</rdf:li></rdf:Alt></dc:title>
 <dc:description><rdf:Alt><rdf:li xml:lang="en">Fish market</rdf:li><rdf:li xml:lang="x-default">Le port,
 le matin</rdf:li></rdf:Alt></dc:description>
 <dc:creator><rdf:Seq><rdf:li>Jeanne Le Goff</rdf:li></rdf:Seq></dc:creator>
 <dc:subject><rdf:Bag><rdf:li>pêche</rdf:li><rdf:li>criée</rdf:li><rdf:li>pêche</rdf:li></rdf:Bag></dc:subject>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© AFP 2026</rdf:li></rdf:Alt></dc:rights>
 <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Éditorial seulement</rdf:li></rdf:Alt>
 </xmpRights:UsageTerms>
 <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Des caisses de poissons</rdf:li></rdf:Alt>
 </core:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def iptc(*records, encoding="utf-8", marked=True):
    """The APP13 segment of a JPEG, as picture desks' programs write it."""
    data = b"\x1c\x01\x5a\x00\x03\x1b%G" if marked else b""
    for dataset, text in records:
        content = text if isinstance(text, bytes) else text.encode(encoding)
        data += bytes([0x1C, 2, dataset]) + len(content).to_bytes(2, "big") + content
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\x00" * (len(data) % 2)
    body = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def exif(inner=None, **tags):
    made = Pillow.Exif()
    for tag, value in tags.items():
        made[getattr(metadata, tag)] = value.encode()
    for tag, value in (inner or {}).items():
        made.get_ifd(metadata.EXIF_BLOCK)[tag] = value
    return made


def read(kind="JPEG", **options):
    return metadata.read(ingest.open_upload(make.upload(make.photo((60, 40)), kind, **options)), PARIS)


class TestXMP:
    @pytest.mark.parametrize("kind", ["JPEG", "WEBP", "TIFF", "AVIF", "HEIF"])
    def test_everything_is_found(self, kind):
        options = {"tiffinfo": {700: PACKET.encode()}} if kind == "TIFF" else {"xmp": PACKET.encode()}
        words = read(kind, **options)
        assert words.title == "La criée à l’aube"
        assert words.alt_text == "Des caisses de poissons"
        assert words.caption == "Le port,\nle matin"
        assert words.credit == "Jeanne Le Goff / AFP"
        assert words.source == "AFP Photo"
        assert words.usage_terms == "Éditorial seulement\n© AFP 2026"
        assert words.keywords == ["pêche", "criée"]
        assert words.taken_at == datetime(2026, 2, 7, 4, 30, tzinfo=UTC)

    def test_entities_are_not_even_read(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + PACKET.replace("AFP Photo", "&b;")
        with pytest.raises(ValueError, match="entities"):
            xmp.read(bomb)
        assert read(xmp=bomb.encode()) == metadata.Words()

    @pytest.mark.parametrize("packet", [b"<x", b"\xff\xfe\x00", b"<a/>", b"\x00" * 50, b"not XML"])
    def test_what_is_broken_is_left_out(self, packet):
        assert read(xmp=packet) == metadata.Words()

    def test_entities_are_refused_in_utf_16_too(self):
        bomb = '<!DOCTYPE a [<!ENTITY b "boom">]>' + PACKET.split("?>", 1)[1].split("<?xpacket")[0]
        with pytest.raises(ValueError, match="entities"):
            xmp.read(b"\xfe\xff" + bomb.strip().replace("DSC_0042", "&b;").encode("utf-16-be"))

    def test_what_lies_too_deep_is_refused_before_it_takes_hours(self):
        nested = "<rdf:li>" * 20_000 + "</rdf:li>" * 20_000
        with pytest.raises(ValueError, match="within each other"):
            xmp.read(PACKET.replace("DSC_0042", nested))


class TestIPTC:
    RECORDS = (
        (5, "DSC_0042"), (105, "Le pont rouvert"), (120, "Première voiture"), (80, "T. Oury"), (110, "Ouest-France"),
        (115, "Rédaction"), (116, "© 2026"), (25, "pont"), (25, "mairie"), (55, "20260207"), (60, "110000+0100"),
    )  # fmt: skip

    @pytest.mark.parametrize(("encoding", "marked"), [("utf-8", True), ("utf-8", False), ("cp1252", False)])
    def test_everything_is_found_in_whichever_encoding(self, encoding, marked):
        words = read(extra=iptc(*self.RECORDS, encoding=encoding, marked=marked))
        assert (words.title, words.caption) == ("Le pont rouvert", "Première voiture")
        assert (words.credit, words.source) == ("T. Oury / Ouest-France", "Rédaction")
        assert (words.usage_terms, words.keywords) == ("© 2026", ["pont", "mairie"])
        assert words.taken_at == datetime(2026, 2, 7, 10, 0, tzinfo=UTC)

    def test_xmp_goes_first_and_iptc_fills_what_it_leaves_out(self):
        packet = PACKET.replace('photoshop:Credit="AFP"', "")
        words = read(xmp=packet.encode(), extra=iptc(*self.RECORDS))
        assert words.caption == "Le port,\nle matin"
        assert words.credit == "Jeanne Le Goff / Ouest-France"

    def test_what_is_broken_is_left_out(self):
        whole = iptc(*self.RECORDS)
        for place in range(20, len(whole), 7):
            broken = bytearray(whole)
            broken[place] = 0xFF
            assert isinstance(read(extra=bytes(broken)), metadata.Words)


class TestEXIF:
    def test_camera_date_and_photographer(self):
        inner = {metadata.TAKEN: "2026:02:07 11:00:00"}
        words = read(
            exif=exif(inner, MAKE="NIKON CORPORATION", MODEL="NIKON Z 8", ARTIST="T. Oury", COPYRIGHT="© Oury")
        )
        assert (words.camera, words.credit, words.usage_terms) == ("NIKON Z 8", "T. Oury", "© Oury")
        assert words.taken_at == datetime(2026, 2, 7, 10, 0, tzinfo=UTC)  # the newsroom's time, as the camera says none

    def test_a_camera_that_knows_its_time_zone(self):
        inner = {metadata.TAKEN: "2026:02:07 11:00:00", metadata.TAKEN_OFFSET: "+05:30"}
        assert read(exif=exif(inner)).taken_at == datetime(2026, 2, 7, 5, 30, tzinfo=UTC)

    def test_a_maker_and_a_model_each_said_once(self):
        assert read(exif=exif(MAKE="FUJIFILM", MODEL="X-T5")).camera == "FUJIFILM X-T5"
        assert read(exif=exif(MODEL="Pixel 9")).camera == "Pixel 9"

    @pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "", "   "])
    def test_what_cameras_write_for_a_description_is_none(self, text):
        assert read(exif=exif(DESCRIPTION=text)).caption == ""

    def test_accents_survive(self):
        assert read(exif=exif(DESCRIPTION="La criée")).caption == "La criée"

    @pytest.mark.parametrize(
        "moment", ["0000:00:00 00:00:00", "2026:13:45 99:00:00", "    :  :     :  :  ", "hier", "9"]
    )
    def test_a_date_that_is_none(self, moment):
        assert read(exif=exif({metadata.TAKEN: moment})).taken_at is None


class TestTexts:
    @given(st.text(max_size=200))
    def test_nothing_that_a_database_or_a_page_can_not_hold(self, text):
        said = metadata._text(text)
        said.encode()
        assert not set(said) & set(map(chr, [*range(9), 11, 12, *range(14, 32), 127]))
        assert metadata._text(said) == said

    @pytest.mark.parametrize(
        ("people", "line", "credit"),
        [
            (["T. Oury"], "", "T. Oury"),
            ([], "AFP", "AFP"),
            (["T. Oury"], "T. OURY / AFP", "T. OURY / AFP"),
            (["T. Oury / AFP"], "afp", "T. Oury / AFP"),
            (["A. Un", "B. Deux"], "AFP", "A. Un, B. Deux / AFP"),
        ],
    )
    def test_nobody_is_credited_twice(self, people, line, credit):
        assert metadata._credit(people, line) == credit


@pytest.mark.django_db
class TestInTheLibrary:
    def test_the_words_come_with_the_picture(self):
        image = take_in(make.upload(make.photo((60, 40)), xmp=PACKET.encode(), exif=exif(MODEL="Z 8")), by=None)
        image = Image.objects.get(pk=image.pk)
        assert (image.title, image.camera) == ("La criée à l’aube", "Z 8")
        assert sorted(image.keywords.names()) == ["criée", "pêche"]

    def test_what_is_too_long_is_cut_rather_than_refused(self):
        records = [(105, "t" * 900), (120, "c" * 1900), (110, "k" * 900), *((25, f"mot {n}" * 30) for n in range(60))]
        image = take_in(make.upload(make.photo((60, 40)), extra=iptc(*records)), by=None)
        image.full_clean(exclude=["original", "master"])
        assert len(image.title) == 200
        assert image.keywords.count() <= metadata.MOST_KEYWORDS

    def test_a_caption_of_megabytes_is_cut_too(self):
        file = make.upload(make.photo((60, 40)), "TIFF", description="c" * 1_000_000)
        assert len(take_in(file, by=None).caption) == 10_000

    def test_a_nul_is_no_failure(self):
        image = take_in(make.upload(make.photo((60, 40)), extra=iptc((105, b"a\x00b"), (25, b"\x00"))), by=None)
        assert image.title == "a b"

    def test_two_keywords_that_differ_in_case_or_accent_are_no_failure(self):
        for seed, words in enumerate([["Port", "port", "PORT"], ["pôrt", "port "]]):
            records = [(25, word) for word in words]
            take_in(make.upload(make.photo((60, 40), seed), extra=iptc(*records)), by=None, keep_similar=True)
        assert Image.objects.count() == 2

    def test_keywords_of_every_length_and_script_have_an_address(self):
        words = ["a" * 100, "á" * 100, "日本", "Київ"]
        image = take_in(make.upload(make.photo((60, 40)), extra=iptc(*((25, word) for word in words))), by=None)
        slugs = list(image.keywords.values_list("slug", flat=True))
        assert len(slugs) == 4
        assert all(slug and len(slug) <= 100 for slug in slugs)
