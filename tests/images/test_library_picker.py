"""Pictures as JSON, for the dialog that forms and the body editor use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.roles import JOURNALIST
from images.models import Image
from tests import make
from tests.make import DAY

pytestmark = pytest.mark.django_db

PICKER = "/admin/images/image/picker/"


@pytest.fixture(autouse=True)
def journalist(client):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    return journalist


def found(client, **query):
    return [result["id"] for result in client.get(PICKER, query).json()["results"]]


def test_it_finds_by_words(client):
    make.image(alt_text="Le pont", caption="")
    image = make.image(alt_text="Une criée")
    result = client.get(PICKER, {"q": "criée"}).json()["results"]
    assert [picture["id"] for picture in result] == [image.pk]
    assert result[0]["credit"] == "Agence"


def test_a_picture_comes_once_however_many_of_its_keywords_match(client):
    image = make.image()
    image.keywords.set(["port de pêche", "port de plaisance"])
    assert found(client, q="port") == [image.pk]


def test_it_finds_by_id_and_ignores_nonsense(client):
    image = make.image()
    assert found(client, id=[image.pk, "x", "9" * 30, "-1", ""]) == [image.pk]


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"page": "x"}, {"page": "-1"}, {"q": "a" * 5000}, {"id": "\x00"}])
def test_nothing_upsets_it(client, query):
    assert client.get(PICKER, query).status_code == (400 if "\x00" in query.values() else 200)


def test_it_is_for_the_newsroom(client):
    client.logout()
    assert client.get(PICKER).status_code == 302
    client.force_login(make.user(JOURNALIST, is_staff=False))
    assert client.get(PICKER).status_code == 302


def test_its_filters_narrow(client, journalist):
    mine, blocked, old = make.image(uploaded_by=journalist), make.image(blocked=True), make.image()
    Image.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=8))
    assert found(client, mine=1) == [mine.pk]
    assert found(client, usable=1) == [mine.pk, old.pk]
    assert found(client, recent=1) == [blocked.pk, mine.pk]


@pytest.mark.parametrize("values", [{"blocked": True}, {"not_after": timezone.now() - DAY}], ids=["blocked", "expired"])
def test_one_that_can_not_be_used_says_why(client, values):
    make.image(**values)
    assert client.get(PICKER).json()["results"][0]["reason"]


def test_one_that_can_be_used_gives_no_reason(client):
    make.image(not_after=timezone.now() + DAY, once_only=True)
    picture = client.get(PICKER).json()["results"][0]
    assert picture["reason"] == ""
    assert [badge["tone"] for badge in picture["badges"]] == ["warn", "warn"]


def test_uploads_are_offered_to_those_who_may(client, journalist):
    assert client.get(PICKER).json()["upload"] == "/admin/images/image/upload/"
    journalist.groups.clear()
    journalist.user_permissions.add(make.permission("view_image"))
    assert client.get(PICKER).json()["upload"] == ""


@pytest.mark.parametrize("pictures", [1, 30])
def test_it_asks_as_often_whatever_the_number_of_pictures(client, pictures, django_assert_max_num_queries):
    for _ in range(pictures):
        make.image()
    with django_assert_max_num_queries(6):  # session, person, two of rights, count, pictures
        client.get(PICKER)
