"""Files that arrive one by one: what is kept, what is asked, what is refused, and the words that are mended at once."""

import pytest
from django.test import Client
from django.urls import reverse

from desk.roles import JOURNALIST
from images.models import Image
from tests import make

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/images/image/upload/"


@pytest.fixture(autouse=True)
def journalist(client):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    return journalist


def send(client, file, **values):
    return client.post(UPLOAD, {"file": file, **values})


def test_a_picture_is_kept_and_described(client, journalist):
    response = send(client, make.upload(name="Quai du Môle.JPG"))
    image = Image.objects.get()
    assert response.status_code == 201
    assert response.json()["image"]["id"] == image.pk
    assert response.json()["image"]["thumbnail"] == image.thumbnail_url
    assert image.uploaded_by == journalist


def test_the_same_file_again_leads_to_the_one_that_is_here(client):
    first = send(client, make.upload()).json()["image"]["id"]
    response = send(client, make.upload(name="autre.jpg"), keep="1")
    assert response.status_code == 200
    assert response.json()["duplicate"]["id"] == first
    assert Image.objects.count() == 1


def test_one_that_looks_the_same_is_asked_about_and_kept_on_demand(client):
    first = send(client, make.upload()).json()["image"]["id"]
    smaller = make.photo().resize((900, 600))
    response = send(client, make.upload(smaller))
    assert response.status_code == 409
    assert [picture["id"] for picture in response.json()["similar"]] == [first]
    assert send(client, make.upload(smaller), keep="1").status_code == 201
    assert Image.objects.count() == 2


@pytest.mark.parametrize("content", [b"not a picture", b"<svg/>", b"\xff\xd8\xff"])
def test_what_is_no_picture_gets_a_sentence(client, content):
    response = send(client, make.upload(content))
    assert response.status_code == 400
    assert response.json()["error"]
    assert not Image.objects.exists()


@pytest.mark.parametrize("values", [{}, {"file": "text"}])
def test_a_request_without_a_file_gets_a_sentence(client, values):
    response = client.post(UPLOAD, values)
    assert response.status_code == 400
    assert response.json()["error"]


def test_an_empty_file_gets_a_sentence(client):
    assert send(client, make.upload(b"")).status_code == 400


def test_it_is_for_those_who_may_add(client, journalist):
    assert client.get(UPLOAD).status_code == 405
    journalist.groups.clear()
    journalist.user_permissions.add(make.permission("view_image"))
    assert send(client, make.upload()).status_code == 403
    client.logout()
    assert send(client, make.upload()).status_code == 302


@pytest.mark.parametrize("name", ["upload", "words"])
def test_another_site_can_not_send(journalist, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(journalist)
    arguments = [make.image().pk] if name == "words" else []
    assert client.post(reverse(f"admin:images_image_{name}", args=arguments)).status_code == 403


class TestWords:
    def test_they_are_saved(self, client):
        image = make.image(alt_text="", credit="")
        response = client.post(self.url(image), {"alt_text": "Un pont", "credit": "AFP", "title": "", "caption": ""})
        image.refresh_from_db()
        assert (image.alt_text, image.credit) == ("Un pont", "AFP")
        assert response.json()["image"]["alt"] == "Un pont"

    def test_what_is_too_long_gets_a_sentence(self, client):
        image = make.image()
        response = client.post(self.url(image), {"credit": "c" * 201})
        assert response.status_code == 400
        assert response.json()["errors"]["credit"]

    def test_they_are_for_those_who_may_change(self, client, journalist):
        image = make.image()
        assert client.get(self.url(image)).status_code == 405
        journalist.groups.clear()
        journalist.user_permissions.add(make.permission("view_image"))
        assert client.post(self.url(image), {"credit": "x"}).status_code == 403
        client.logout()
        assert client.post(self.url(image), {"credit": "x"}).status_code == 302

    def test_a_picture_that_has_gone_is_not_found(self, client):
        assert client.post("/admin/images/image/987654/words/", {"credit": "x"}).status_code == 404

    @staticmethod
    def url(image):
        return reverse("admin:images_image_words", args=[image.pk])
