"""Readers look at every version of a story that they may know of, and at what changed between two."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Article
from articles.structured_data import absolute
from masthead.models import Masthead
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

LINK = "Versions of this story"


def address(story, **query):
    found = story.editions.order_by("live_from").last().versions_address()
    return found + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")


def changed(story, *, at, kind="update", note="Du neuf.", **values):
    make.change(story, at=at, **values)
    publishing.publish(story, at=at, by=None, kind=kind, note=note)
    return story


def told(response):
    return [(version.number, version.edition.kind) for version in response.context["versions"]]


@pytest.fixture
def story():
    """Four editions: the third is a minor one, the last a correction."""
    make.masthead()
    body = "<p>Le quai rouvre lundi.</p><p>Personne ne sait pourquoi.</p>"
    story = make.published(at=NOON - DAY, language="en", headline="The quay opens", body=body)
    changed(story, at=NOON - 5 * HOUR, headline="The quay reopens")
    changed(story, at=NOON - 4 * HOUR, kind="minor", note="", body=body.replace("lundi", "mardi"))
    return changed(story, at=NOON - 3 * HOUR, kind="correction", note="It was shut.", standfirst="<b>Shut</b>")


def test_all_are_listed_newest_first_with_their_notes(client, story, django_assert_max_num_queries):
    there = address(story)
    with django_assert_max_num_queries(3):
        response = client.get(there)
    page = response.content.decode()
    assert told(response) == [(4, "correction"), (3, "minor"), (2, "update"), (1, "first")]
    assert response.headers["Content-Language"] == "en"
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{absolute(address(story))}">' in page
    for words in ("It was shut.", "Du neuf.", "?from=3&amp;to=4", 'name="from"'):
        assert words in page
    old = address(story).replace("the-quay-opens", "another")
    assert client.get(f"{old}?from=1&to=2").url == address(story, **{"from": 1, "to": 2})


def test_two_are_compared_word_by_word(client, story, django_assert_max_num_queries):
    other = make.published(at=NOON - DAY, headline="Live elsewhere")
    picture = make.image(alt_text="A crane")
    extra = f'<p>Encore.</p><figure data-image-id="{picture.pk}"></figure>'
    extra += f'<p><a data-article-id="{other.pk}">ici</a></p>'
    changed(story, at=NOON - HOUR, body=story.body + extra)
    there = address(story, **{"from": 5, "to": 1})
    with django_assert_max_num_queries(7):
        response = client.get(there)
    page = response.content.decode()
    names = [change.name for change in response.context["changes"]]
    assert names == ["headline", "standfirst", "body"]
    assert [version.number for version in response.context["sides"]] == [1, 5]
    assert "<del" in page
    assert "mardi</ins>" in page
    assert "Picture: A crane" in page
    assert picture.folder not in page
    assert "&lt;b&gt;" in page
    assert "<b>Shut" not in page
    same = client.get(address(story, **{"from": 2, "to": 3})).context["changes"]
    assert [change.name for change in same] == ["body"]


@pytest.mark.parametrize(
    ("start", "end", "status"), [("1", "9", 404), ("x", "2", 404), ("0", "1", 404), ("2", "2", 200), ("٣", "1", 404)]
)
def test_a_bad_choice_is_told_above_the_list(client, story, start, end, status):
    response = client.get(address(story), {"from": start, "to": end})
    assert response.status_code == status
    assert len(told(response)) == 4
    assert 'role="alert"' in response.content.decode()


def test_the_story_leads_there_where_there_is_more_than_one(client, story, django_assert_max_num_queries):
    alone = make.published(at=NOON - DAY, language="en")
    there = story.editions.last().get_absolute_url()
    with django_assert_max_num_queries(8):
        page = client.get(there).content.decode()
    assert f'href="{address(story)}"' in page
    assert LINK not in client.get(alone.editions.get().get_absolute_url()).content.decode()
    assert told(client.get(address(alone))) == [(1, "first")]


def test_a_masthead_may_keep_them_to_itself(client, story):
    Masthead.objects.update(public_versions=False)
    assert client.get(address(story)).status_code == 404
    assert LINK not in client.get(story.editions.last().get_absolute_url()).content.decode()


def test_what_is_not_live_yet_or_was_cancelled_is_no_version(client, story):
    make.change(story, at=NOON - HOUR, headline="Later")
    publishing.schedule(story, when=NOON + HOUR, at=NOON - HOUR, by=None, kind="update", note="x")
    assert len(told(client.get(address(story)))) == 4
    publishing.cancel(story, at=NOON - HOUR / 2, by=None)
    assert len(told(client.get(address(story)))) == 4
    assert client.get(address(story, **{"from": 4, "to": 5})).status_code == 404


def test_what_a_kill_sealed_stays_so_after_a_restore(client, story):
    there = address(story)
    publishing.kill(story, at=NOON - 2 * HOUR, by=None, reason="Jugement")
    assert client.get(there).status_code == 410
    publishing.restore(story, at=NOON - HOUR, by=None)
    response = client.get(address(story))
    assert told(response) == [(1, "minor")]
    assert "It was shut." not in response.content.decode()
    assert LINK not in client.get(story.editions.last().get_absolute_url()).content.decode()
    assert client.get(address(story, **{"from": 1, "to": 2})).status_code == 404


def test_a_story_that_came_back_says_when_it_was_offline(client, story):
    there = address(story)
    publishing.withdraw(story, at=NOON - 2 * HOUR, by=None, reason="Doute")
    assert client.get(there).status_code == 410
    publishing.restore(story, at=NOON - HOUR, by=None)
    response = client.get(there)
    assert [version.offline_until for version in response.context["versions"]] == [None, NOON - HOUR, None, None, None]
    assert "Offline" in response.content.decode()


def test_under_embargo_nothing_is_told(client, story):
    Article.objects.filter(pk=story.pk).update(embargoed_until=NOON + HOUR)
    assert client.get(address(story)).status_code == 404
    assert client.get(reverse("articles:versions", args=["x", "y", 999])).status_code == 404
