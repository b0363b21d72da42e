"""The newsroom's page of the design: every part of the readers' pages, in both schemes, whatever there is to show."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from desk.roles import JOURNALIST
from tests import make
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
MOST = 25  # queries: those of a home page, of a story and of who asks
RULE = r"%s \{([^}]*)\}"


@pytest.fixture
def shown(client):
    make.masthead()
    client.force_login(make.user(JOURNALIST))

    def shown(**query):
        response = client.get(reverse("desk:design"), query)
        assert response.status_code == 200
        return response

    return shown


def test_it_shows_every_part(shown, django_assert_max_num_queries):
    author = make.author(portrait=make.image())
    for number in range(3):
        genre = {"genre": "sponsored", "sponsor_name": "Algavie"} if number == 2 else {}
        make.published(at=NOON, bylines=[author], tags=["Port"], lead_image=make.image(), **genre)
    with django_assert_max_num_queries(MOST):
        response = shown(scheme="dark")
    text = response.content.decode()
    parts = (
        "card-lead card-row card-brief card-sponsored block-river sponsor-box pull-quote fact-box key-points timeline"
    )
    parts += " table-scroll facade notes tags author-box updated-card pagination error-number in-dark"
    assert [part for part in parts.split() if not re.search(rf'class="[^"]*\b{part}\b', text)] == []
    assert "no-store" in response.headers["Cache-Control"]
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "3xl'" not in text  # nothing of the page's own is taken for a part's


def test_it_stands_in_an_empty_newsroom(shown):
    assert "in-" not in re.search("<body class=.*", shown(scheme="x\x01").content.decode())[0]


def test_its_colours_are_those_of_readers():
    css = settings.BASE_DIR / "static" / "css"
    tokens = (css / "site.css").read_text().partition("@layer tokens")[2].partition("@layer")[0]
    light, _, dark = tokens.partition("prefers-color-scheme: dark")
    design = (css / "design.css").read_text()
    for scheme, said in (("light", light), ("dark", dark)):
        own = re.search(RULE % rf":root:has\(.in-{scheme}\)", design)[1]
        assert colours(own) == colours(said)


def colours(rules):
    return re.findall(r"(--[a-z-]+): (#\w+)", rules)
