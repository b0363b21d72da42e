"""The picture library in the admin: upload, and the picker that forms and the body editor use."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from desk.roles import JOURNALIST
from images.models import Image
from tests import make

pytestmark = pytest.mark.django_db

ADD, PICKER = "/admin/images/image/add/", "/admin/images/image/picker/"
WORDS = {
    "alt_text": "Un quai",
    "caption": "La cale",
    "credit": "T. Oury",
    "usage_terms": "",
    "focal_x": 0.3,
    "focal_y": 0.7,
}


@pytest.fixture(autouse=True)
def journalist(client):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    return journalist


def a_file(content=None, name="Quai du Môle.JPG"):
    if content is None:
        buffer = io.BytesIO()
        Pillow.new("RGB", (900, 600), "teal").save(buffer, "JPEG")
        content = buffer.getvalue()
    return SimpleUploadedFile(name, content)


def test_an_upload_is_kept_with_its_words_and_renditions(client, journalist):
    assert client.post(ADD, WORDS | {"upload": a_file()}).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (900, 600)
    assert image.renditions["free"]["webp"] == [320, 900]
    assert (image.alt_text, image.uploaded_by, image.focus) == ("Un quai", journalist, (0.3, 0.7))
    assert image.original.name.endswith("/quai-du-mole.jpg")


@pytest.mark.parametrize("content", [b"", b"not a picture", b"<svg/>"])
def test_what_is_no_picture_gets_a_sentence_and_the_words_stay(client, content):
    response = client.post(ADD, WORDS | {"upload": a_file(content)})
    assert response.status_code == 200
    assert "upload" in response.context["adminform"].form.errors
    assert "La cale" in response.content.decode()
    assert not Image.objects.exists()


def test_words_change_without_another_upload(client):
    image = make.image()
    client.post(f"/admin/images/image/{image.pk}/change/", WORDS)
    image.refresh_from_db()
    assert (image.alt_text, image.focal_x) == ("Un quai", 0.3)


def test_the_focal_point_stays_in_the_picture(client):
    image = make.image()
    response = client.post(f"/admin/images/image/{image.pk}/change/", WORDS | {"focal_x": 1.2})
    assert "focal_x" in response.context["adminform"].form.errors


class TestPicker:
    def test_it_finds_by_words(self, client):
        make.image(alt_text="Le pont", caption="")
        found = make.image(alt_text="Une criée")
        results = client.get(PICKER, {"q": "criée"}).json()["results"]
        assert [result["id"] for result in results] == [found.pk]
        assert results[0]["credit"] == "Agence"

    def test_it_finds_by_id_and_ignores_nonsense(self, client):
        image = make.image()
        results = client.get(PICKER, {"id": [image.pk, "x", "9" * 30, "-1", ""]}).json()["results"]
        assert [result["id"] for result in results] == [image.pk]

    @pytest.mark.parametrize("query", [{"q": "\x00"}, {"page": "x"}, {"page": "-1"}, {"q": "a" * 5000}, {"id": "\x00"}])
    def test_nothing_upsets_it(self, client, query):
        assert client.get(PICKER, query).status_code == (400 if "\x00" in query.values() else 200)

    def test_it_is_for_the_newsroom(self, client):
        client.logout()
        assert client.get(PICKER).status_code == 302
        client.force_login(make.user(JOURNALIST, is_staff=False))
        assert client.get(PICKER).status_code == 302
