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
BODY = """<h2>Un intertitre</h2><p>Du texte avec <a href="https://x.example/" rel="noopener">un lien</a>.</p>
<blockquote><p>« Dit. »</p><footer><cite>Lui</cite></footer></blockquote><ul><li><p>Un point</p></li></ul>
<table><tbody><tr><th>An</th><th>Prix</th></tr><tr><td>2025</td><td>12</td></tr></tbody></table>"""


@pytest.fixture
def addresses(page):
    """A newsroom with something on every kind of page, and where its readers find it."""
    now = timezone.now()
    author = make.author(slug="jeanne", biography="Elle suit la mer.", portrait=make.image(), email="j@example.org")
    values = {"bylines": [author], "tags": ["Port"], "section": make.section(slug="mer", name="Mer")}
    story = make.published(at=now - DAY, body=BODY, kicker="Port", lead_image=make.image(), **values)
    fix = {"changes": {"headline": "Le port a deux quais"}, "kind": "correction", "note": "Le port en a deux."}
    publishing.correct(story, at=now - HOUR, by=make.user(), **fix)
    make.published(at=now - DAY, genre="sponsored", sponsor_name="Algavie", sponsor_url="https://a.example/", **values)
    make.published(at=now - DAY, genre="opinion", standfirst="Un avis.", **values)
    gone = make.published(at=now - DAY, **values)
    taken = make.live(gone, now).get_absolute_url()
    publishing.withdraw(gone, reason="Doute", at=now - HOUR, by=make.user())
    there = make.live(story, now).get_absolute_url()
    lists = ["/", "/mer/", "/mots-cles/port/", "/auteurs/jeanne/", "/auteurs/", "/recherche/?q=texte", "/corrections/"]
    archives = ["/archives/", f"/archives/{now:%Y}/{now:%m}/"]
    return [*lists, *archives, there, f"{there}versions/", "/en/contact/", "/rien/de/tel/", taken]


@pytest.mark.expected_in_console(re.compile(".*responded with a status of 4(04|10)"))
def test_no_readers_page_shuts_anybody_out(page, addresses):
    found = []
    for address in addresses:
        assert page.goto(address, wait_until="load").status in {200, 404, 410}, address
        found += [f"{address} {violation}" for violation in violations(page)]
    assert found == [], "\n" + "\n".join(found)
