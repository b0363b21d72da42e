"""axe-core finds nothing on any kind of readers' page, on a phone and on a desk, in light and in dark.

One database and one browser for all of them: what was found is reported together at the end.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def addresses(page):
    """A newsroom with something on every kind of page, and where its readers find it."""
    now = timezone.now()
    author = make.author(slug="jeanne", biography="Elle suit la mer.", portrait=make.image(), email="j@example.org")
    values = {"bylines": [author], "tags": ["Port"], "section": make.section(slug="mer", name="Mer")}
    body = make.every_node(make.image())
    story = make.published(at=now - DAY, body=body, kicker="Port", lead_image=make.image(), **values)
    fix = {"changes": {"headline": "Le port a deux quais"}, "kind": "correction", "note": "Le port en a deux."}
    publishing.correct(story, at=now - HOUR, by=make.user(), **fix)
    make.published(at=now - DAY, genre="sponsored", sponsor_name="Algavie", sponsor_url="https://a.example/", **values)
    make.published(at=now - DAY, genre="opinion", standfirst="Un avis.", **values)
    gone = make.published(at=now - DAY, **values)
    taken = make.live(gone, now).get_absolute_url()
    publishing.withdraw(gone, reason="Doute", at=now - HOUR, by=make.user())
    make.page(body=body)
    make.read(story, at=now - HOUR)
    there = make.live(story, now).get_absolute_url()
    lists = ["/", "/mer/", "/mots-cles/port/", "/auteurs/jeanne/", "/auteurs/", "/recherche/?q=texte", "/corrections/"]
    archives = ["/archives/", f"/archives/{now - DAY:%Y/%m}/", f"/archives/{now - DAY:%Y/%m/%d}/", "/en/most-read/"]
    versions = [f"{there}versions/", f"{there}versions/?from=1&to=2"]
    return [*lists, *archives, there, *versions, "/pages/charte/", "/en/contact/", "/rien/de/tel/", taken]


@pytest.mark.expected_in_console(re.compile(".*responded with a status of (404|410|503)"))
def test_no_readers_page_shuts_anybody_out(page, addresses, settings, tmp_path):
    found = []
    for address in addresses:
        assert page.goto(address, wait_until="load").status in {200, 404, 410}, address
        found += [f"{address} {violation}" for violation in violations(page)]
    settings.DATA_DIR = tmp_path
    (tmp_path / "maintenance").touch()
    assert page.goto("/", wait_until="load").status == 503
    found += [f"maintenance {violation}" for violation in violations(page)]
    assert found == [], "\n" + "\n".join(found)
