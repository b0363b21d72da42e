"""A reader with the page open is told of a new edition: what the page asks each minute, and what it is answered."""

import re

import pytest
from django.urls import reverse

from articles import publishing
from newsroom.readers.front import may_be_kept
from tests import make
from tests.make import DAY, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def question(client, article):
    """The address that the story's page, as it is now, asks from then on."""
    page = client.get(make.live(article, NOON).get_absolute_url()).content.decode()
    return re.search(r'data-updates="([^"]+)"', page)[1]


def test_nothing_new_is_answered_with_nothing_and_kept_by_caches(client, django_assert_num_queries):
    asked = question(client, make.published(at=NOON - DAY))
    with django_assert_num_queries(1):
        response = client.get(asked)
    assert (response.status_code, response.content) == (204, b"")
    assert may_be_kept("204 No Content", list(response.headers.items()))


def test_a_correction_is_told_with_its_note_in_the_language_of_the_story(client):
    article = make.published(at=NOON - DAY, language="en", section=make.section("en"))
    asked = question(client, article)
    publishing.publish(article, at=NOON - MINUTE, by=None, kind="correction", note="The bridge is <b> 80 m long.")
    page = client.get(asked).content.decode()
    assert "This story was updated" in page
    assert "The bridge is &lt;b&gt; 80 m long." in page
    assert f'href="{make.live(article, NOON).get_absolute_url()}"' in page
    assert client.get(question(client, article)).status_code == 204


def test_a_minor_change_disturbs_nobody(client):
    article = make.published(at=NOON - DAY)
    asked = question(client, article)
    publishing.publish(make.change(article, headline="Le pont"), at=NOON - MINUTE, by=None, kind="minor")
    assert client.get(asked).status_code == 204


def test_what_was_taken_down_is_told_and_what_never_was_is_not(client):
    article, draft = make.published(at=NOON - DAY), make.article()
    asked = question(client, article)
    publishing.withdraw(article, at=NOON - MINUTE, by=None, reason="Faux, dit le juge.")
    response = client.get(asked)
    assert response.status_code == 200
    assert "juge" not in response.content.decode()
    assert client.get(reverse("articles:updates", args=[draft.pk, 0])).status_code == 404
