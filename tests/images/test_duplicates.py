"""The same picture is not kept twice unasked: the same bytes never, what looks the same only when one insists."""

import random
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageEnhance

from images import likeness
from images.models import Image
from images.uploading import Duplicate, Similar, take_in
from tests import make

NUMBERS = st.integers(-(2**63), 2**63 - 1)


@pytest.mark.django_db
class TestInTheLibrary:
    def test_the_same_bytes_are_pointed_out_whatever_the_name(self):
        first = take_in(make.upload(name="a.jpg"), by=None)
        with pytest.raises(Duplicate) as found:
            take_in(make.upload(name="b.png"), by=None, keep_similar=True)
        assert found.value.image == first
        assert Image.objects.count() == 1

    @pytest.mark.parametrize(
        "change",
        [
            lambda picture: make.upload(picture, quality=30),
            lambda picture: make.upload(picture.resize((640, 427)), "WEBP"),
            lambda picture: make.upload(ImageEnhance.Brightness(picture).enhance(1.15), "PNG"),
            lambda picture: make.upload(picture.convert("L")),
        ],
    )
    def test_what_looks_the_same_is_offered_instead(self, change):
        first = take_in(make.upload(make.photo()), by=None)
        take_in(make.upload(make.photo(seed=7)), by=None)
        file = change(make.photo())
        with pytest.raises(Similar) as found:
            take_in(file, by=None)
        assert found.value.images == [first]
        assert take_in(file, by=None, keep_similar=True) != first

    def test_other_pictures_are_not(self):
        for seed in range(12):
            take_in(make.upload(make.photo((300, 200), seed)), by=None)
        assert Image.objects.count() == 12

    def test_pictures_too_plain_to_tell_are_not(self):
        for colour in ("white", "black", "teal"):
            take_in(make.upload(Pillow.new("RGB", (300, 200), colour)), by=None)
        take_in(make.upload(Pillow.linear_gradient("L")), by=None)
        take_in(make.upload(Pillow.linear_gradient("L").resize((300, 300))), by=None)

    def test_nothing_is_left_of_what_was_not_kept(self, tmp_path):
        take_in(make.upload(), by=None)
        files = sorted(tmp_path.rglob("*"))
        with pytest.raises(Duplicate):
            take_in(make.upload(), by=None)
        with pytest.raises(Similar):
            take_in(make.upload(quality=40), by=None)
        assert sorted(tmp_path.rglob("*")) == files

    def test_two_at_the_same_time_are_one(self, monkeypatch, tmp_path):
        first = take_in(make.upload(), by=None)
        real = Image.objects.filter
        answers = iter([Image.objects.none()])  # the first look came too early
        monkeypatch.setattr(Image.objects, "filter", lambda **by: next(answers, None) or real(**by))
        with pytest.raises(Duplicate) as found:
            take_in(make.upload(), by=None, keep_similar=True)
        assert found.value.image == first
        assert len(list(tmp_path.rglob("master.jpg"))) == 1

    def test_among_a_hundred_thousand_it_is_one_short_query_on_the_indexes(self, django_assert_num_queries):
        chance = random.Random(1)  # noqa: S311  nothing secret
        common = {"width": 9, "height": 9, "renditions": {}}
        rows = [
            Image(fingerprint=chance.getrandbits(64) - 2**63, folder=f"pictures/{number}", **common)
            for number in range(3000)
        ]
        Image.objects.bulk_create(rows)
        wanted = Image.objects.order_by("pk")[1500]
        with django_assert_num_queries(1):
            assert Image.objects.alike(wanted.fingerprint ^ 0b10110) == [wanted]
        if connection.vendor == "sqlite":  # PostgreSQL needs more rows than a test makes to prefer an index
            plan = Image.objects.alike_candidates(wanted.fingerprint).explain()
            assert plan.count("USING INDEX") == 4
            assert "SCAN images_image" not in plan

    def test_a_twin_that_came_in_while_this_one_was_decoded_is_the_same(self, monkeypatch):
        first = take_in(make.upload(), by=None)
        real = Image.objects.filter
        answers = iter([Image.objects.none()])  # the first look came too early
        monkeypatch.setattr(Image.objects, "filter", lambda *q, **by: next(answers, None) or real(*q, **by))
        with pytest.raises(Duplicate) as found:
            take_in(make.upload(), by=None)
        assert found.value.image == first


class TestFingerprint:
    @given(NUMBERS, st.sets(st.integers(0, 63), max_size=7))
    def test_none_that_is_alike_is_missed(self, number, bits):
        other = number
        for bit in bits:
            other ^= (1 << bit) - (1 << 64 if bit == 63 else 0)
        assert likeness.differences(number, other) == len(bits)
        quarters = zip(likeness.bands(number), likeness.bands(other), strict=True)
        assert any(one in likeness.near(two) for one, two in quarters)

    @given(NUMBERS)
    def test_a_number_is_its_four_quarters(self, number):
        joined = sum(band << shift for shift, band in zip(likeness.BANDS, likeness.bands(number), strict=True))
        assert joined == number % 2**64

    @pytest.mark.django_db
    def test_the_database_cuts_the_same_quarters(self):
        for number in (0, 1, -1, 2**63 - 1, -(2**63), 0x0123456789ABCDEF):
            image = make.image(fingerprint=number)
            image = Image.objects.get(pk=image.pk)
            assert [image.band_a, image.band_b, image.band_c, image.band_d] == likeness.bands(number)

    def test_it_fits_into_a_database(self):
        for seed in range(20):
            assert -(2**63) <= likeness.fingerprint(make.photo((90, 60), seed)) < 2**63


@pytest.mark.django_db(transaction=True)
def test_a_duplicate_leaves_nothing_on_the_disk(settings):
    content = make.upload().read()
    kept = take_in(make.upload(content), by=None)
    before = _everything(settings)
    Image.objects.filter(pk=kept.pk).update(sha256=None)  # as if its row came in between
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Image, "save", _refused)
        with pytest.raises(RuntimeError):
            take_in(make.upload(content), by=None, keep_similar=True)
    assert _everything(settings) == before
    kept.delete()
    assert _everything(settings) == []


def _refused(*args, **kwargs):
    raise RuntimeError


def _everything(settings):
    """Every file and folder of pictures, private and public."""
    folders = [Path(settings.STORAGES["originals"]["OPTIONS"]["location"]), Path(settings.MEDIA_ROOT) / "pictures"]
    return sorted(path for folder in folders for path in folder.rglob("*"))
