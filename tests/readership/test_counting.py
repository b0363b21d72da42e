"""Views: counted by a beacon, exactly, and said in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils.translation import override

from readership.models import Tally, View
from readership.templatetags.readership import in_words
from tests import make
from tests.make import NOON

NOW = timedelta(seconds=3)  # when the number is asked again
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"}


@pytest.fixture
def article(db, at_noon):
    return make.published(at=NOON)


def count(client, article, **headers):
    return client.post(f"/views/{article.pk}/", headers=FIREFOX | headers)


def test_each_view_counts_and_is_answered_with_how_many_there_are(client, article, time_machine):
    for number, words in ((1, "1\u00a0vue"), (2, "2\u00a0vues")):
        time_machine.move_to(NOON + number * NOW, tick=False)
        answer = count(client, article)
        assert (answer.json(), answer.headers["Content-Language"]) == ({"views": words}, "fr")
        assert "no-store" in answer.headers["Cache-Control"]
    assert Tally.objects.views_of(article.pk) == 2


@pytest.mark.parametrize(("language", "words"), [("en", "1 view"), ("fr", "1\u00a0vue"), ("xx", "1\u00a0vue")])
def test_the_answer_speaks_the_language_of_the_page(client, article, language, words):
    answer = client.post(f"/views/{article.pk}/", {"language": language}, headers=FIREFOX)
    assert answer.json() == {"views": words}


def test_a_view_waits_to_be_gathered_and_is_seen_all_the_same(client, article, time_machine):
    for ago in (60, 0):
        time_machine.move_to(NOON + timedelta(seconds=60 - ago), tick=False)
        count(client, article)
    assert (Tally.objects.get().views, View.objects.count()) == (1, 1)
    assert Tally.objects.views_of(article.pk) == 2
    call_command("fold_views")
    assert View.objects.count() == 1  # of this very instant
    assert Tally.objects.views_of(article.pk) == 2


def test_the_page_shows_the_number(client, article):
    count(client, article)
    assert "1\u00a0vue" in client.get(article.editions.get().get_absolute_url()).content.decode()


def test_the_same_view_sent_twice_counts_once(client, article):
    other = make.published(at=NOON)
    view = {"view": uuid4().hex}
    for story in (article, article, other):
        assert client.post(f"/views/{story.pk}/", view, headers=FIREFOX).status_code == 200
    assert [Tally.objects.views_of(story.pk) for story in (article, other)] == [1, 1]
    client.post(f"/views/{article.pk}/", {"view": uuid4().hex}, headers=FIREFOX)
    assert Tally.objects.views_of(article.pk) == 2


@pytest.mark.parametrize("view", ["", "é", "a b", "x" * 5000])
def test_a_number_that_is_none_does_no_harm(client, article, view):
    assert client.post(f"/views/{article.pk}/", {"view": view}, headers=FIREFOX).status_code == 200
    assert Tally.objects.views_of(article.pk) == 1


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "python-requests/2", "curl/8", "facebookexternalhit preview"])
def test_machines_do_not_count(client, article, agent):
    count(client, article, **{"User-Agent": agent})
    assert Tally.objects.views_of(article.pk) == 0


@pytest.mark.parametrize(("site", "views"), [("same-origin", 1), ("cross-site", 0), ("same-site", 0)])
def test_pages_of_others_do_not_count(client, article, site, views):
    count(client, article, **{"Sec-Fetch-Site": site})
    assert Tally.objects.views_of(article.pk) == views


def test_the_newsroom_does_not_count(client, article):
    client.force_login(make.user())
    count(client, article)
    assert Tally.objects.views_of(article.pk) == 0


def test_a_look_is_not_a_view(client, article):
    assert client.get(f"/views/{article.pk}/").status_code == 405


def test_only_live_stories_are_counted(client, article):
    assert count(client, make.article()).status_code == 404


@pytest.mark.parametrize(
    ("views", "french", "english"),
    [
        (0, "0 vues", "0 views"),
        (1, "1 vue", "1 view"),
        (2, "2 vues", "2 views"),
        (999, "999 vues", "999 views"),
        (1000, "1 k vues", "1k views"),
        (1234, "1,2 k vues", "1.2k views"),
        (1999, "1,9 k vues", "1.9k views"),
        (45_678, "45 k vues", "45k views"),
        (3_400_000, "3,4 M vues", "3.4M views"),
    ],
)
def test_numbers_in_words(views, french, english):
    for language, expected in (("fr", french), ("en", english)):
        with override(language):
            assert in_words(views).replace("\u00a0", " ") == expected
