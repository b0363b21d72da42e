"""Walking through a list: nothing is missed and nothing comes twice, whatever happens meanwhile."""

import re
from itertools import chain

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import publishing
from articles.models import Edition, Takedown
from articles.paging import Cursor, Pager
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ADDRESSES = ["/mer/", "/mots-cles/port/", "/auteurs/jeanne/"]


@pytest.fixture
def stories(monkeypatch):
    """Ten stories, of which two at a time came out at the same instant; three on a page."""
    monkeypatch.setattr("articles.paging.Pager.__init__.__defaults__", (3,))
    values = {"section": make.section(slug="mer"), "bylines": [make.author(slug="jeanne")], "tags": ["Port"]}
    return [make.published(headline=f"N{n}", at=NOON - n // 2 * HOUR - HOUR, **values) for n in range(10)]


def headlines(response):
    return [edition.headline for edition in response.context["page"]]


def link(response, name):
    found = re.search(rf'<link rel="{name}" href="([^"]+)"', response.content.decode())
    return found and found[1].replace("http://testserver", "")


def walk(client, address, name="next"):
    """The pages from that address on, by the links that readers have."""
    while address:
        response = client.get(address)
        assert response.status_code == 200
        yield response
        query = re.search(rf'<a rel="{name}" href="([?][^"]+)"', response.content.decode())
        address = query and response.wsgi_request.path + query[1]


@pytest.mark.parametrize("address", ADDRESSES)
def test_down_and_up_again_each_story_comes_once(client, stories, address):
    down = list(walk(client, address))
    shown = [headlines(page) for page in down]
    assert [len(page) for page in shown] == [3, 3, 3, 1]
    assert sorted(chain(*shown)) == [f"N{n}" for n in range(10)]
    up = [headlines(page) for page in walk(client, down[-1].wsgi_request.get_full_path(), "prev")]
    assert set(chain(*up)) == set(chain(*shown))
    assert up[-1] == shown[0]


def test_what_comes_in_while_somebody_reads_moves_nothing(client, stories):
    first = client.get("/mer/")
    older = headlines(client.get(link(first, "next")))
    for _ in range(4):
        make.published(section=stories[0].section, at=NOON - MINUTE)
    assert headlines(client.get(link(first, "next"))) == older


def test_what_goes_while_somebody_reads_moves_nothing(client, stories):
    first = client.get("/mer/")
    older = headlines(client.get(link(first, "next")))
    last = next(story for story in stories if story.headline == headlines(first)[-1])
    publishing.withdraw(last, at=NOON - MINUTE, by=None, reason="Raison.")
    assert headlines(client.get(link(first, "next"))) == older


def test_each_page_has_one_address(client, stories):
    second, third = list(walk(client, "/mer/"))[1:3]
    back = client.get(link(third, "prev"))
    assert headlines(back) == headlines(second)
    assert link(back, "canonical") == link(second, "canonical")
    assert link(second, "canonical") != link(third, "canonical")


def test_what_is_newer_by_less_than_a_page_is_the_first_page(client, stories):
    second = list(walk(client, "/mer/"))[1]
    newest = client.get(link(second, "prev"))
    assert link(newest, "canonical").endswith("/mer/")
    assert len(headlines(newest)) == 3


def test_nothing_is_older_than_the_oldest(client, stories):
    oldest = Edition.objects.order_by("first_published_at", "article_id").first()
    cursor = Cursor(oldest.first_published_at, oldest.article_id)
    assert client.get("/mer/", {"before": str(cursor)}).status_code == 404


def test_someone_who_signs_twice_is_listed_once(client):
    author = make.author(slug="jeanne")
    make.published(bylines=[author, author], at=NOON - DAY)
    assert len(headlines(client.get("/auteurs/jeanne/"))) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_story_that_was_moved_stands_at_its_new_place(client, stories, address):
    values = {"section": stories[0].section, "bylines": [stories[0].bylines.get().author], "tags": ["Port"]}
    moved = make.article(headline="Avancé", **values)
    publishing.schedule(moved, when=NOON + HOUR, at=NOON - DAY, by=None)
    publishing.reschedule(moved, when=NOON - 90 * MINUTE, at=NOON - DAY + HOUR, by=None)
    assert headlines(client.get(address))[2] == "Avancé"


class TestAnyList(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(minutes=st.lists(st.integers(0, 4), max_size=9), size=st.integers(1, 4))
    def test_pages_follow_each_other(self, minutes, size):
        story = make.article()
        for minute in minutes:
            Takedown.objects.create(article=story, kind="withdrawn", at=NOON + minute * MINUTE, made_at=NOON)
        pager, seen, older = Pager(Takedown.objects.all(), ("at", "pk"), size), [], ""
        while not seen or older:
            page = pager.page(QueryDict(f"before={older}"))
            seen += page.rows or [None]
            older = page.older
        assert seen == (list(Takedown.objects.order_by("-at", "-pk")) or [None])
