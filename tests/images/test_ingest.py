"""From upload to master: what is refused and in which words, and what every kind of file becomes."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pillow
from PIL import ImageCms

from images import ingest
from tests import make

ORIENTATION, GPS = 0x0112, 0x8825
KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF"]


def develop(file):
    return ingest.develop(ingest.open_upload(file))


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        develop(make.upload(content))
    assert str(refused.value.messages[0])
    return refused.value.code


def noise(size):
    return Pillow.effect_noise(size, 80).convert("RGB")


def close(pixel, expected, within=6):
    return all(abs(one - other) <= within for one, other in zip(pixel, expected, strict=True))


class TestWhatIsTaken:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_format_becomes_the_same_picture(self, kind):
        picture = develop(make.upload(Pillow.new("RGB", (300, 200), (0, 128, 128)), kind))
        assert (picture.mode, picture.size) == ("RGB", (300, 200))
        assert close(picture.getpixel((150, 100)), (0, 128, 128))

    def test_the_type_is_that_of_the_content_not_of_the_name(self):
        assert develop(make.upload(make.photo(), "PNG", name="photo.exe")).size == (1800, 1200)

    def test_of_a_large_picture_the_master_has_a_reasonable_size(self):
        assert develop(make.upload(make.photo((4000, 3000)))).size == (2400, 1800)

    def test_a_large_one_that_is_shrunk_on_the_way_loses_no_part(self):
        picture = Pillow.new("RGB", (9999, 301), "white")
        picture.paste("red", (9699, 1, 9999, 301))
        done = develop(make.upload(picture, "PNG"))
        assert done.width == 2400
        assert close(done.getpixel((2390, done.height - 4)), (255, 0, 0))
        assert close(done.getpixel((20, 20)), (255, 255, 255))

    def test_a_very_narrow_one_is_taken(self):
        assert develop(make.upload(Pillow.new("RGB", (1, 6000)))).size == (1, 2400)

    def test_a_small_one_stays_small(self):
        assert develop(make.upload(make.photo((90, 60)))).size == (90, 60)
        assert develop(make.upload(make.photo((1, 1)), "PNG")).size == (1, 1)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "unreadable"),
            (b"not a picture", "unreadable"),
            (b"%PDF-1.7 ...", "unreadable"),
            (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "unreadable"),
            (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "svg"),
            (b'<?xml version="1.0"?><!-- x --><SVG/>', "svg"),
        ],
    )
    def test_what_is_no_picture(self, content, code):
        assert refusal(content) == code

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_truncated_one(self, kind):
        whole = make.upload(noise((800, 600)), kind).read()
        assert refusal(whole[: len(whole) // 2]) in {"damaged", "unreadable"}

    def test_a_gigantic_one_before_it_is_decoded(self, monkeypatch):
        small_file = make.upload(Pillow.new("1", (11_000, 10_000)), "PNG")
        assert small_file.size < 100_000
        monkeypatch.setattr(Pillow.Image, "load", lambda self: pytest.fail("it was decoded"))
        with pytest.raises(ValidationError) as refused:
            ingest.open_upload(small_file)
        assert refused.value.code == "large"

    def test_a_bomb_that_claims_more_than_there_is(self):
        content = bytearray(make.upload(Pillow.new("L", (10, 10)), "PNG").read())
        content[16:24] = (65_000).to_bytes(4, "big") * 2
        assert refusal(bytes(content)) in {"large", "unreadable"}  # its checksum is wrong as well

    def test_one_heavier_than_50_mb(self):
        file = make.upload()
        file.size = 50 * 1024 * 1024 + 1
        with pytest.raises(ValidationError) as refused:
            ingest.open_upload(file)
        assert refused.value.code == "heavy"

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_decoder_that_is_upset_is_no_failure_of_ours(self, kind):
        whole = make.upload(noise((200, 150)), kind).read()
        for place in range(4, len(whole), max(1, len(whole) // 40)):
            broken = bytearray(whole)
            broken[place : place + 6] = b"\xff\x00\xff\xd8\x00\x7f"
            try:
                assert develop(make.upload(bytes(broken))).mode == "RGB"
            except ValidationError as refused:
                assert refused.messages  # noqa: PT017  either is fine


class TestPixels:
    @pytest.mark.parametrize(
        ("mode", "kind"),
        [
            ("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG"),
            ("YCbCr", "JPEG"), ("CMYK", "TIFF"), ("LAB", "TIFF"), ("I;16", "TIFF"), ("I", "TIFF"), ("F", "TIFF"),
            ("RGBA", "WEBP"), ("RGBA", "AVIF"), ("P", "GIF"), ("PA", "WEBP"),
        ],
    )  # fmt: skip
    def test_every_mode_becomes_a_picture(self, mode, kind):
        source = Pillow.new("RGBA" if mode == "PA" else mode, (400, 300))
        assert develop(make.upload(source, kind)).mode == "RGB"

    @pytest.mark.parametrize("kind", ["PNG", "TIFF"])
    def test_sixteen_bit_greys_stay_grey(self, kind):
        picture = develop(make.upload(Pillow.new("I;16", (40, 40), 128 * 256), kind))
        assert close(picture.getpixel((5, 5)), (128, 128, 128))

    def test_floating_greys_are_spread_between_their_darkest_and_lightest(self):
        source = Pillow.new("F", (40, 40), 0.0)
        source.paste(2.0, (20, 0, 40, 40))
        picture = develop(make.upload(source, "TIFF"))
        assert picture.getpixel((5, 5)) == (0, 0, 0)
        assert picture.getpixel((35, 5)) == (255, 255, 255)

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
    def test_what_is_transparent_becomes_white(self, kind):
        picture = develop(make.upload(Pillow.new("RGBA", (40, 40), (0, 0, 0, 0)), kind))
        assert close(picture.getpixel((5, 5)), (255, 255, 255))

    def test_a_transparent_colour_of_a_palette_becomes_white(self):
        source = Pillow.new("P", (40, 40), 0)
        source.putpalette([0, 0, 0, 255, 0, 0])
        assert close(develop(make.upload(source, "GIF", transparency=0)).getpixel((5, 5)), (255, 255, 255))

    def test_cmyk_is_seen_as_it_was_printed(self):
        red = develop(make.upload(Pillow.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95)).getpixel((9, 9))
        assert red[0] > 200
        assert max(red[1:]) < 60

    def test_another_colour_space_is_brought_to_srgb(self):
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        exchanged = srgb.replace(b"rXYZ", b"tmp.").replace(b"gXYZ", b"rXYZ").replace(b"tmp.", b"gXYZ")
        source = Pillow.new("RGB", (40, 40), (255, 0, 0))
        assert close(develop(make.upload(source, "PNG", icc_profile=srgb)).getpixel((9, 9)), (255, 0, 0))
        assert close(develop(make.upload(source, "PNG", icc_profile=exchanged)).getpixel((9, 9)), (0, 255, 0))

    @pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
    def test_a_broken_or_misplaced_profile_is_ignored(self, mode):
        misplaced = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        for profile in (b"nonsense", misplaced):
            assert develop(make.upload(Pillow.new(mode, (40, 40)), "JPEG", icc_profile=profile)).mode == "RGB"


class TestUpright:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_it_stands_as_its_camera_was_held(self, kind, orientation):
        upright = Pillow.new("RGB", (160, 80), "white")
        upright.paste("red", (0, 0, 80, 40))  # the upper left quarter
        back = {5: Pillow.Transpose.TRANSPOSE, 6: Pillow.Transpose.ROTATE_90, 7: Pillow.Transpose.TRANSVERSE}
        back |= {2: Pillow.Transpose.FLIP_LEFT_RIGHT, 3: Pillow.Transpose.ROTATE_180}
        back |= {4: Pillow.Transpose.FLIP_TOP_BOTTOM, 8: Pillow.Transpose.ROTATE_270}
        held = upright.transpose(back[orientation]) if orientation in back else upright
        exif = Pillow.Exif()
        exif[ORIENTATION] = orientation
        picture = develop(make.upload(held, kind, exif=exif.tobytes()))
        assert picture.size == (160, 80)
        assert close(picture.getpixel((20, 20)), (255, 0, 0), within=40)
        assert close(picture.getpixel((140, 60)), (255, 255, 255), within=40)

    def test_broken_exif_does_not_keep_a_picture_out(self):
        exif = Pillow.Exif()
        exif[ORIENTATION] = 6
        whole = bytearray(make.upload(make.photo((600, 400)), exif=exif).read())
        place = whole.index(b"Exif") + 16
        for value in range(0, 256, 5):
            whole[place : place + 8] = bytes([value] * 8)
            assert develop(make.upload(bytes(whole))).width in {400, 600}


class TestWhatIsLeftBehind:
    def test_no_metadata_in_anything_made(self):
        exif = Pillow.Exif()
        exif[GPS] = {1: "N", 2: (48.0, 38.0, 0.0)}
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        file = make.upload(make.photo(), exif=exif, comment=b"SECRET", xmp=b"<x>SECRET</x>", icc_profile=profile)
        assert b"SECRET" in file.read()
        prepared = ingest.prepare(develop(file))
        for content in [prepared.master, *prepared.quick.values()]:
            made = Pillow.open(io.BytesIO(content))
            assert not made.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(made.info)
            assert b"SECRET" not in content

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_hangs_on_behind_a_picture_stays_out(self, kind):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("SECRET.html", "<script>alert('SECRET')</script>")
        content = make.upload(make.photo((300, 200)), kind).read() + archive.getvalue() + b"<html>SECRET</html>"
        prepared = ingest.prepare(develop(make.upload(content)))
        for made in [prepared.master, *prepared.quick.values()]:
            assert b"SECRET" not in made

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "TIFF"])
    def test_of_an_animation_the_first_picture_is_kept_and_that_is_said(self, kind):
        first, second = Pillow.new("RGB", (60, 40), "red"), Pillow.new("RGB", (60, 40), "blue")
        opened = ingest.open_upload(make.upload(first, kind, save_all=True, append_images=[second]))
        assert ingest.remark(opened)
        assert ingest.develop(opened).getpixel((9, 9))[0] > 200

    def test_a_second_page_that_is_broken_does_not_keep_the_first_out(self):
        buffer = io.BytesIO()
        noise((60, 40)).save(buffer, "TIFF", save_all=True, append_images=[noise((60, 40))])
        content = bytearray(buffer.getvalue())
        start = int.from_bytes(content[4:8], "little")
        following = start + 2 + 12 * int.from_bytes(content[start : start + 2], "little")
        content[following : following + 4] = (len(content) - 3).to_bytes(4, "little")  # where no page can be
        picture = ingest.open_upload(make.upload(bytes(content)))
        ingest.develop(picture)
        assert ingest.remark(picture)

    def test_nothing_is_said_of_a_still_one(self):
        for kind in KINDS:
            assert not ingest.remark(ingest.open_upload(make.upload(make.photo((60, 40)), kind)))
