"""What is cut from a master: widths, ratios, and the focal point in each."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from images import rendering, renditions
from images.models import Image
from images.storages import default_storage
from images.uploading import take_in
from tests import make

SIDES, SHARES = st.integers(1, 5000), st.floats(0, 1)
RATIOS = st.sampled_from(list(renditions.RATIOS))
TYPES = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


def spotted(size, spot):
    """A white picture with a red spot at a share of its width and height."""
    picture = Pillow.new("RGB", size, "white")
    x, y = round(size[0] * spot[0]), round(size[1] * spot[1])
    picture.paste("red", (x - 60, y - 60, x + 60, y + 60))
    return picture


class TestCutting:
    @given(SIDES, SIDES, RATIOS, SHARES, SHARES)
    def test_a_crop_stays_in_the_picture_and_holds_the_focal_point(self, width, height, ratio, x, y):
        left, upper, right, lower = renditions.box((width, height), ratio, (x, y))
        assert 0 <= left < right <= width
        assert 0 <= upper < lower <= height
        assert left - 1 <= x * width <= right + 1
        assert upper - 1 <= y * height <= lower + 1

    @given(SIDES, SIDES, RATIOS)
    def test_a_crop_has_its_ratio_and_touches_two_sides(self, width, height, ratio):
        inner = renditions.frame((width, height), ratio)
        assert inner[0] == width or inner[1] == height
        if renditions.RATIOS[ratio]:
            across, down = renditions.RATIOS[ratio]
            assert abs(inner[0] * down - inner[1] * across) <= max(across, down)

    @given(SIDES, SIDES, RATIOS)
    def test_nothing_is_made_larger(self, width, height, ratio):
        for widths in renditions.plan((width, height), ratio).values():
            assert widths == sorted(set(widths))
            assert 1 <= widths[-1] <= width

    @pytest.mark.parametrize(
        ("size", "widths"),
        [((2400, 1600), [320, 640, 960, 1280, 1920]), ((700, 500), [320, 640, 700]), ((90, 60), [90])],
    )
    def test_the_widths_of_the_whole_picture(self, size, widths):
        assert renditions.plan(size, "free")["webp"] == widths

    @pytest.mark.parametrize("ratio", renditions.RATIOS)
    @pytest.mark.parametrize("spot", [(0.1, 0.1), (0.9, 0.5), (0.5, 0.9), (0.5, 0.5)])
    @pytest.mark.parametrize("size", [(1600, 600), (600, 1600)])
    def test_the_focal_point_is_seen_in_every_crop(self, ratio, spot, size):
        for _kind, width, content in renditions.cut(spotted(size, spot), ratio, spot, only={"webp": (320,)}):
            made = Pillow.open(io.BytesIO(content)).convert("RGB")
            red = sum(count for count, pixel in made.getcolors(1 << 24) if pixel[0] > 180 > 90 > pixel[1])
            assert made.width == width
            assert red / (made.width * made.height) > 0.005

    def test_a_point_in_the_middle_of_a_crop_where_there_is_room(self):
        assert renditions.box((2000, 1000), "1:1", (0.5, 0.5)) == (500, 0, 1500, 1000)
        assert renditions.box((2000, 1000), "1:1", (0.6, 0.5)) == (700, 0, 1700, 1000)
        assert renditions.box((2000, 1000), "1:1", (0.9, 0.5)) == (1000, 0, 2000, 1000)


@pytest.mark.django_db
class TestMaking:
    @pytest.fixture
    def image(self):
        image = take_in(make.upload(make.photo((1000, 800))), by=None)
        rendering.render(image.pk)
        return Image.objects.get(pk=image.pk)

    def test_every_ratio_format_and_width_is_there_and_is_what_it_says(self, image):
        for ratio in renditions.RATIOS:
            address = image.address_of(ratio)
            for kind, widths in renditions.plan((1000, 800), ratio).items():
                assert image.widths(ratio, kind) == widths
                for width in widths:
                    with default_storage.open(address(width, kind).removeprefix("/media/")) as file:
                        made = Pillow.open(io.BytesIO(file.read()))
                    assert (made.format, made.width) == (TYPES[kind], width)
                    assert not made.getexif()
                    expected = renditions.frame((1000, 800), ratio)
                    assert abs(made.height - width * expected[1] / expected[0]) <= 1

    def test_another_focal_point_makes_other_names_and_the_old_stay_until_they_are_there(self, image):
        before = {ratio: image.crop_url(ratio) for ratio in renditions.RATIOS}
        Image.objects.update(focal_x=0.25, focal_y=0.75)
        image.refresh_from_db()
        assert not image.ready
        assert {ratio: image.crop_url(ratio) for ratio in renditions.RATIOS} == before
        assert rendering.render(image.pk)
        image.refresh_from_db()
        assert image.ready
        assert image.crop_url("free") == before.pop("free")
        for ratio, old in before.items():
            assert image.crop_url(ratio) != old
            assert "25-75" in image.crop_url(ratio)
            assert default_storage.exists(old.removeprefix("/media/"))
        rendering.tidy(image.pk)
        for ratio, old in before.items():
            assert not default_storage.exists(old.removeprefix("/media/"))
            assert default_storage.exists(image.crop_url(ratio).removeprefix("/media/"))

    def test_an_upgrade_that_changes_what_is_made_makes_it_again(self, image, monkeypatch):
        assert not Image.objects.unfinished()
        monkeypatch.setattr(renditions, "PLAN", renditions.PLAN + 1)
        assert list(Image.objects.unfinished()) == [image]
        rendering.render(image.pk)
        assert not Image.objects.unfinished()

    def test_a_tiny_picture_has_all_ratios_too(self):
        image = take_in(make.upload(make.photo((3, 2)), "PNG"), by=None)
        rendering.render(image.pk)
        image.refresh_from_db()
        assert image.ready
        assert image.crop_url("16:9").endswith("16x9-50-50-3.webp")

    def test_nothing_is_made_in_a_readers_request(self, at_noon, client, monkeypatch, tmp_path):
        make.masthead()
        article = make.published(lead_image=make.image(), at=at_noon - make.DAY)
        monkeypatch.setattr(Pillow, "open", lambda *args, **options: pytest.fail("a picture was opened"))
        for address in ("/", make.live(article, at_noon).get_absolute_url()):
            assert "free-960.webp" in client.get(address).content.decode()
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
