"""Search engines and the feeds' hub are told of what readers begin or cease to see, when they do."""

import json
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import parse_qsl

import pytest

from articles import announcing, publishing
from articles.models import Article
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def ordered():
    """What stands in the queue: (task's name, when or None, arguments); asking empties it."""
    results = announcing.announce.get_backend().results

    def take():
        taken = [(one.task.func.__name__, one.task.run_after, one.args) for one in results]
        results.clear()
        return taken

    results.clear()
    return take


@pytest.fixture
def told(ordered):
    """What would be told at an instant: (task's name, arguments)."""

    def at(story, when):
        ordered()
        announcing.announce.call(story.pk, when.isoformat())
        return [(name, arguments) for name, _when, arguments in ordered()]

    return at


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_nobody_is_told_where_nobody_asked_for_it(committed, ordered):
    make.masthead()
    with committed():
        make.published()
    assert ordered() == []


def test_a_new_edition_is_told_of_at_once_and_a_scheduled_one_at_its_time(committed, ordered):
    make.masthead(indexnow_key="abcd-1234")
    with committed():
        story = make.published()
    assert ordered() == [("announce", None, [story.pk, NOON.isoformat()])]
    make.change(story, headline="Demain")
    with committed():
        publishing.schedule(story, when=NOON + DAY, at=NOON + MINUTE, by=None, kind="update")
    assert ordered() == [("announce", NOON + DAY, [story.pk, (NOON + DAY).isoformat()])]


def test_engines_learn_the_address_and_the_hub_all_feeds(told):
    make.masthead(indexnow_key="abcd-1234", websub_hub="https://hub.example.org/")
    section, author = make.section(slug="mer"), make.author(slug="jeanne")
    story = make.published(section=section, tags=["Port"], bylines=[author])
    (engines, hub) = told(story, NOON)
    assert engines == ("tell_engines", ["abcd-1234", [SITE + story.editions.get().get_absolute_url()]])
    assert hub[1][0] == "https://hub.example.org/"
    places = ("/", "/mer/", "/mots-cles/port/", "/auteurs/jeanne/")
    assert hub[1][1] == [f"{SITE}{place}{kind}" for place in places for kind in ("rss.xml", "atom.xml", "feed.json")]


def test_what_ends_is_told_of_too(told):
    make.masthead(indexnow_key="abcd-1234")
    story = make.published(at=NOON - HOUR)
    publishing.withdraw(story, at=NOON, by=None, reason="Raison.")
    assert [name for name, _arguments in told(story, NOON)] == ["tell_engines"]


def test_what_was_cancelled_and_what_an_embargo_holds_back_are_told_of_to_nobody(told):
    make.masthead(indexnow_key="abcd-1234")
    story = make.article()
    publishing.schedule(story, when=NOON - MINUTE, at=NOON - HOUR, by=None)
    publishing.cancel(story, at=NOON - 2 * MINUTE, by=None)
    assert told(story, NOON - MINUTE) == []
    secret = make.published(at=NOON - 5 * MINUTE)
    Article.objects.filter(pk=secret.pk).update(embargoed_until=NOON)
    assert told(secret, NOON - 5 * MINUTE) == []
    assert len(told(secret, NOON)) == 1  # its embargo ends


def test_a_worker_that_was_away_tells_no_old_news(told):
    make.masthead(indexnow_key="abcd-1234")
    assert told(make.published(at=NOON - HOUR), NOON - HOUR) == []


class TestSending:
    @pytest.fixture
    def posts(self, monkeypatch):
        posts = []
        monkeypatch.setattr(announcing, "_post", lambda *said: posts.append(said))
        return posts

    def test_indexnow_is_given_the_key_and_where_it_stands(self, posts):
        announcing.tell_engines.call("abcd-1234", [f"{SITE}/mer/x-1/"])
        ((address, body, kind),) = posts
        assert (address, kind) == (announcing.INDEXNOW, "application/json; charset=utf-8")
        assert json.loads(body) == {
            "host": "127.0.0.1:8000",
            "key": "abcd-1234",
            "keyLocation": f"{SITE}/abcd-1234.txt",
            "urlList": [f"{SITE}/mer/x-1/"],
        }

    def test_a_hub_is_told_which_feeds_changed(self, posts):
        announcing.tell_hub.call("https://hub.example.org/", [f"{SITE}/rss.xml", f"{SITE}/atom.xml"])
        ((address, body, _kind),) = posts
        assert address == "https://hub.example.org/"
        said = [("hub.mode", "publish"), ("hub.url", f"{SITE}/rss.xml"), ("hub.url", f"{SITE}/atom.xml")]
        assert parse_qsl(body.decode()) == said

    @pytest.mark.parametrize(
        ("failure", "again"),
        [
            (OSError("no way"), True),
            (HTTPError("https://x", 503, "busy", {}, None), True),
            (HTTPError("https://x", 403, "no", {}, None), False),
        ],
    )
    def test_what_fails_is_tried_again_unless_it_was_refused(self, monkeypatch, ordered, failure, again):
        def fail(*said):
            raise failure

        monkeypatch.setattr(announcing, "_post", fail)
        with pytest.raises(type(failure)):
            announcing.tell_hub.call("https://hub.example.org/", [], 2)
        later = ("tell_hub", NOON + timedelta(minutes=8), ["https://hub.example.org/", [], 3])
        assert ordered() == ([later] if again else [])
