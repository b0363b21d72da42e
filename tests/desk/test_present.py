"""Who has which story open, as the list of stories says it."""

import pytest
from django.utils import translation

from desk.models import OpenStory
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

LIST, PRESENT = "/admin/articles/article/", "/admin/desk/present/"


@pytest.fixture
def reader(client):
    reader = make.user(JOURNALIST)
    client.force_login(reader)
    client.cookies["django_language"] = "en"
    return reader


def writing(article, *, since=NOON - HOUR, heard=NOON, **person):
    user = person.pop("user", None) or make.user(EDITOR, **person)
    return OpenStory.objects.create(user=user, article=article, opened_at=since, heard_at=heard)


def asked(client, *articles):
    response = client.get(PRESENT, {"id": [article.pk for article in articles]})
    assert response.status_code == 200
    return response.json()["stories"]


def test_the_list_says_it_beside_the_story(client, reader):
    article = make.article()
    writing(article, first_name="Anne", last_name="Le Goff")
    assert "Anne Le Goff, writing since 11:00" in client.get(LIST).content.decode()


def test_all_of_them_in_the_order_in_which_they_came(client, reader):
    first, second, third = make.article(), make.article(), make.article()
    writing(first, username="late", since=NOON - MINUTE)
    writing(first, username="early", since=NOON - 2 * MINUTE)
    writing(second, username="yesterday", since=NOON - 24 * HOUR)
    people = asked(client, first, second, third)
    assert people[str(first.pk)] == [{"name": "early", "since": "11:58"}, {"name": "late", "since": "11:59"}]
    with translation.override("en"):
        assert people[str(second.pk)][0]["since"] != "12:00"  # of which day is said
    assert str(third.pk) not in people


def test_neither_oneself_nor_who_has_gone(client, reader):
    article = make.article()
    writing(article, user=reader)
    writing(article, heard=NOON - MINUTE)
    assert asked(client, article) == {}
    assert "writing since" not in client.get(LIST).content.decode()


def test_a_name_is_no_markup(client, reader):
    writing(make.article(), first_name="<b>Anne</b>")
    assert "<b>Anne" not in client.get(LIST).content.decode()


def test_what_it_costs(client, reader, django_assert_num_queries):
    articles = [make.article() for _ in range(5)]
    for article in articles:
        writing(article)
    with django_assert_num_queries(4):  # session, person, rights, those who write
        asked(client, *articles)


@pytest.mark.parametrize("numbers", [["x"], ["-1"], ["9" * 20], ["²"], ["1"] * 101])
def test_nonsense_is_refused(client, reader, numbers):
    assert client.get(PRESENT, {"id": numbers}).status_code == 400


def test_only_for_those_who_may_see_stories(client, reader):
    reader.groups.clear()
    assert client.get(PRESENT).status_code == 403
