"""Section, tag and author pages: the newest live stories, in pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.paging import PAGE
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def section():
    return make.section(slug="mer", name="Mer")


@pytest.fixture
def author():
    return make.author(slug="jeanne", biography="Elle suit la mer.", portrait=make.image())


ADDRESSES = ["/mer/", "/mots-cles/port/", "/auteurs/jeanne/"]


def headlines(response):
    if response.status_code == 404:
        return []  # a tag of nothing but unpublished stories would tell of them
    return [edition.headline for edition in response.context["page"]]


@pytest.mark.parametrize("address", ADDRESSES)
class TestEachList:
    def test_it_shows_the_newest_first_by_first_publication(self, client, section, author, address):
        values = {"section": section, "bylines": [author], "tags": ["Port"]}
        old = make.published(headline="Vieux", at=NOON - 2 * DAY, **values)
        make.published(headline="Neuf", at=NOON - DAY, **values)
        make.change(old, headline="Vieux, corrigé")
        publishing.publish(old, at=NOON - HOUR, by=None, kind="correction", note="Faux.")
        assert headlines(client.get(address)) == ["Neuf", "Vieux, corrigé"]

    def test_it_shows_only_what_is_live(self, client, section, author, address):
        values = {"section": section, "bylines": [author], "tags": ["Port"]}
        make.article(**values)
        publishing.schedule(make.article(**values), when=NOON + MINUTE, at=NOON - DAY, by=None)
        gone = make.published(at=NOON - DAY, **values)
        publishing.withdraw(gone, at=NOON - HOUR, by=None, reason="Raison.")
        assert headlines(client.get(address)) == []

    def test_it_shows_stories_of_its_language_alone(self, client, section, author, address):
        make.published(language="en", section=make.section("en", slug="mer"), bylines=[author], tags=["Port"])
        assert headlines(client.get(address)) == []

    def test_the_queries_do_not_grow_with_the_stories(self, client, section, author, address):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            return len(captured)

        values = {"section": section, "bylines": [author], "tags": ["Port"], "at": NOON - DAY}
        make.published(lead_image=make.image(), **values)
        few = queries()
        for _ in range(PAGE + 1):
            make.published(lead_image=make.image(), **values)
        assert queries() == few <= 6


def test_a_tag_of_unpublished_stories_has_no_page(client):
    make.article(tags=["Démission du maire"])
    assert client.get("/mots-cles/demission-du-maire/").status_code == 404


def test_the_author_page_tells_who_it_is(client, author):
    page = client.get("/auteurs/jeanne/").content.decode()
    assert author.display_name in page
    assert "Elle suit la mer." in page
