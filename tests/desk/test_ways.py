"""One click leads from every page of the admin to what a newsroom opens all day; nobody is led where he may not go."""

import re

import pytest

from desk.roles import ADMINISTRATOR, EDITOR, JOURNALIST
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

STORIES, CALENDAR = "/admin/articles/article/", "/admin/desk/calendar/"
DAILY = [STORIES, CALENDAR, "/admin/images/image/", "/admin/authors/author/"]


def header(client, address):
    return re.search(r"<header.*?</header>", client.get(address).content.decode(), re.DOTALL)[0]


def ways(client, address="/admin/"):
    return re.findall(r'<li><a href="(.*?)"', header(client, address))


@pytest.mark.parametrize("address", ["/admin/", *DAILY, "/admin/articles/article/add/", "/admin/password_change/"])
def test_the_daily_ways_stand_above_every_page(client, address):
    client.force_login(make.user(JOURNALIST))
    assert ways(client, address)[:4] == DAILY


@pytest.mark.parametrize(
    ("role", "masthead", "rights"), [(JOURNALIST, False, False), (EDITOR, False, True), (ADMINISTRATOR, True, True)]
)
def test_nobody_is_led_where_he_or_she_may_not_go(client, role, masthead, rights):
    client.force_login(make.user(role))
    found = ways(client)
    assert ("/admin/masthead/masthead/" in found, "/admin/desk/rights/" in found) == (masthead, rights)
    assert {client.get(address, follow=True).status_code for address in found} == {200}


def test_who_may_open_nothing_is_led_nowhere(client):
    client.force_login(make.user(None, is_superuser=False))
    assert not set(DAILY) & set(ways(client))
    assert "ways-search" not in header(client, "/admin/")


@pytest.mark.parametrize(
    ("address", "way", "current"),
    [(STORIES, STORIES, "page"), (f"{STORIES}add/", STORIES, "true"), (CALENDAR, CALENDAR, "page")],
)
def test_it_says_where_one_is(client, address, way, current):
    client.force_login(make.user(EDITOR))
    assert re.findall(r'href="([^"]*)" aria-current="(\w+)"', header(client, address)) == [(way, current)]


def test_stories_are_searched_from_everywhere_and_once_on_their_list(client):
    client.force_login(make.user(EDITOR))
    make.article(headline="Le port en hiver")
    assert f'action="{STORIES}"' in header(client, CALENDAR)
    assert "ways-search" not in header(client, STORIES)
    assert "Le port en hiver" in client.get(STORIES, {"q": "port hiver"}).content.decode()
