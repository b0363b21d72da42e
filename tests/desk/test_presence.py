"""Who has a story open, since when, and who has saved it meanwhile."""

import json

import pytest

from desk import opened
from desk.models import OpenStory
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PRESENCE = "/admin/desk/presence/"


@pytest.fixture
def anne(client):
    return make.user(EDITOR, first_name="Anne", last_name="Le Goff")


@pytest.fixture
def bruno(client):
    return make.user(EDITOR, username="bruno")


def beat(client, user, article, **asked):
    client.force_login(user)
    asked = {"article": article.pk, "by": user.pk, "form": "aaaaaaaa-0000", "known": article.version} | asked
    response = client.post(PRESENCE, json.dumps(asked), content_type="application/json")
    assert response.status_code == 200
    return response.json()


def test_one_sees_the_other_and_not_oneself(client, anne, bruno, time_machine):
    article = make.article()
    assert beat(client, anne, article)["others"] == []
    time_machine.move_to(NOON + 30 * MINUTE / 60, tick=False)
    assert beat(client, bruno, article)["others"] == [{"name": "Anne Le Goff", "since": "12:00"}]
    assert [other["name"] for other in beat(client, anne, article)["others"]] == ["bruno"]


def test_since_when_is_the_opening_and_not_the_last_beat(client, anne, bruno, time_machine):
    article = make.article()
    for second in range(0, 301, 20):
        time_machine.move_to(NOON + second * MINUTE / 60, tick=False)
        beat(client, anne, article)
    assert beat(client, bruno, article)["others"][0]["since"] == "12:00"


def test_gone_a_minute_after_the_last_beat(client, anne, bruno, time_machine):
    article = make.article()
    beat(client, anne, article)
    time_machine.move_to(NOON + MINUTE * 59 / 60, tick=False)
    assert beat(client, bruno, article)["others"]
    time_machine.move_to(NOON + MINUTE, tick=False)
    assert beat(client, bruno, article)["others"] == []


def test_who_comes_back_begins_anew(client, anne, bruno, time_machine):
    article = make.article()
    beat(client, anne, article)
    time_machine.move_to(NOON + HOUR, tick=False)
    beat(client, anne, article)
    assert beat(client, bruno, article)["others"][0]["since"] == "13:00"


def test_who_leaves_is_gone_at_once(client, anne, bruno):
    article = make.article()
    beat(client, anne, article)
    beat(client, anne, article, leaving=True)
    assert beat(client, bruno, article)["others"] == []


def test_leaving_keeps_the_words(client, anne):
    article = make.article()
    times = {"opened_at": NOON, "heard_at": NOON, "kept_at": NOON}
    OpenStory.objects.create(user=anne, article=article, fields={"headline": ["Des mots"]}, **times)
    beat(client, anne, article, leaving=True)
    assert opened.unsaved(anne, article).fields == {"headline": ["Des mots"]}


def test_another_story_is_another_matter(client, anne, bruno):
    beat(client, anne, make.article())
    assert beat(client, bruno, make.article())["others"] == []


def test_who_only_reads_is_not_said_to_write(client, bruno):
    article, reader = make.article(), make.user(JOURNALIST)
    beat(client, bruno, article)
    assert beat(client, reader, article)["others"]
    assert beat(client, bruno, article)["others"] == []


class TestNewerVersions:
    def test_who_saved_one_and_when(self, client, anne, bruno):
        article = make.article()
        assert beat(client, bruno, article)["newer"] is None
        article.headline = "Autre"
        article.save()
        article.note_change(NOON + 5 * MINUTE, anne)
        newer = beat(client, bruno, article, known=1)["newer"]
        assert newer == {"number": 2, "by": "Anne Le Goff", "mine": False, "at": "12:05"}
        assert beat(client, anne, article, known=1)["newer"]["mine"]
        assert beat(client, bruno, article, known=2)["newer"] is None

    def test_somebody_whose_account_is_gone(self, client, bruno):
        article = make.article()
        assert beat(client, bruno, article, known=0)["newer"]["by"] == ""


def test_the_form_says_it_from_the_start(client, anne, bruno):
    article = make.article()
    beat(client, anne, article)
    client.force_login(bruno)
    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "Anne Le Goff" in page


def test_a_new_story_has_nobody_else(client, anne):
    client.force_login(anne)
    asked = {"article": None, "by": anne.pk, "form": "aaaaaaaa-0000"}
    assert client.post(PRESENCE, json.dumps(asked), content_type="application/json").status_code == 403


def test_those_of_many_stories_in_one_query(client, anne, bruno, django_assert_num_queries):
    first, second, third = make.article(), make.article(), make.article()
    beat(client, anne, first)
    beat(client, bruno, first)
    beat(client, bruno, second)
    reader = make.user(EDITOR)
    with django_assert_num_queries(1):
        rows = opened.others_in(reader, [first.pk, second.pk, third.pk], NOON)
        people = {number: [row.user for row in found] for number, found in rows.items()}
    assert people == {first.pk: [anne, bruno], second.pk: [bruno]}


def test_what_a_beat_costs(client, anne, django_assert_num_queries):
    article = make.article()
    beat(client, anne, article)
    asked = json.dumps({"article": article.pk, "by": anne.pk, "form": "aaaaaaaa-0000", "known": article.version})
    with django_assert_num_queries(6):  # session, person, rights, story, own row, others
        client.post(PRESENCE, asked, content_type="application/json")


@pytest.mark.parametrize("method", ["get", "put", "delete"])
@pytest.mark.parametrize("address", [PRESENCE, "/admin/desk/keep/", "/admin/desk/keep/discard/"])
def test_only_by_post(client, anne, method, address):
    client.force_login(anne)
    assert getattr(client, method)(address).status_code == 405
