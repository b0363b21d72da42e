"""From upload to library: what is refused, what is stripped, what is cut."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from images import ingest
from images.models import Image

GPS, ORIENTATION = 0x8825, 0x0112


def upload(picture, kind="JPEG", name="photo.jpg", **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return SimpleUploadedFile(name, buffer.getvalue())


def photo(size=(1800, 1200), mode="RGB", colour="teal"):
    return Pillow.new(mode, size, colour)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_usual_formats_are_taken(kind):
    assert ingest.open_upload(upload(photo(), kind)).size == (1800, 1200)


def test_the_type_is_that_of_the_content_not_of_the_name():
    assert ingest.open_upload(upload(photo(), "PNG", name="photo.exe")).size == (1800, 1200)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable"),
        (b"not a picture", "unreadable"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "unreadable"),
    ],
)
def test_what_is_no_picture_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        ingest.open_upload(SimpleUploadedFile("photo.jpg", content))
    assert refused.value.code == code


def test_a_truncated_picture_is_refused():
    whole = upload(Pillow.effect_noise((800, 600), 80).convert("RGB")).read()
    with pytest.raises(ValidationError) as refused:
        ingest.open_upload(SimpleUploadedFile("photo.jpg", whole[: len(whole) // 2]))
    assert refused.value.code == "damaged"


def test_a_gigantic_picture_is_refused_before_it_is_decoded():
    with pytest.raises(ValidationError) as refused:
        ingest.open_upload(upload(photo((11_000, 10_000), "1", 0), "PNG"))
    assert refused.value.code == "large"


def test_place_and_camera_are_stripped_and_the_picture_stands_upright():
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (48.0, 38.0, 0.0)}
    prepared = ingest.prepare(ingest.open_upload(upload(photo((1200, 800)), exif=exif)))
    assert (prepared.width, prepared.height) == (800, 1200)
    for content in [prepared.master, *prepared.renditions.values()]:
        assert not Pillow.open(io.BytesIO(content)).getexif()
        assert b"GPS" not in content


def test_a_large_picture_is_kept_at_a_reasonable_size():
    assert max(ingest.open_upload(upload(photo((4000, 3000)))).size) == ingest.MASTER


@pytest.mark.parametrize(("width", "widths"), [(1800, [320, 640, 960, 1280, 1600]), (700, [320, 640, 700]), (90, [90])])
def test_renditions_are_never_larger_than_the_picture(width, widths):
    prepared = ingest.prepare(photo((width, 60)))
    assert list(prepared.renditions) == widths
    for wide, content in prepared.renditions.items():
        assert Pillow.open(io.BytesIO(content)).width == wide


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "1", "I;16"])
def test_every_kind_of_pixel_becomes_a_picture(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Pillow.new(mode, (400, 300))
    prepared = ingest.prepare(ingest.open_upload(upload(picture, kind)))
    assert Pillow.open(io.BytesIO(prepared.master)).mode == "RGB"


def test_broken_exif_does_not_keep_a_picture_out():
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    whole = bytearray(upload(photo((600, 400)), exif=exif).read())
    place = whole.index(b"Exif") + 16
    for value in range(0, 256, 5):
        whole[place : place + 8] = bytes([value] * 8)
        assert ingest.open_upload(SimpleUploadedFile("photo.jpg", bytes(whole))).width in {400, 600}


def test_sixteen_bit_greys_stay_grey():
    grey = Pillow.new("I;16", (40, 40), 128 * 256)
    pixel = Pillow.open(io.BytesIO(ingest.prepare(grey).master)).getpixel((5, 5))
    assert all(abs(channel - 128) < 4 for channel in pixel)


def test_what_is_transparent_becomes_white():
    prepared = ingest.prepare(Pillow.new("RGBA", (40, 40), (0, 0, 0, 0)))
    assert Pillow.open(io.BytesIO(prepared.master)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.django_db
def test_the_library_keeps_it_under_a_name_that_can_not_be_guessed():
    first, second = Image(alt_text="Un"), Image(alt_text="Deux")
    for image in (first, second):
        image.keep(ingest.prepare(photo()), "quai")
        image.refresh_from_db()
    assert first.file.name.endswith("/quai.webp")
    assert first.file.name.split("/")[1] != second.file.name.split("/")[1]
    assert len(first.file.name.split("/")[1]) >= 22
    assert (first.width, first.height, first.widths) == (1800, 1200, [320, 640, 960, 1280, 1600])
    for width in first.widths:
        assert first.file.storage.exists(first.rendition_name(width))
        assert f"{width}w" in first.srcset
