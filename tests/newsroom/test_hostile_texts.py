"""Whatever stands in a headline, a name, a note or a search: readers' pages hold it as text, and feeds stay XML."""

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from articles import publishing
from tests import make
from tests.make import HOUR, NOON
from tests.newsroom.test_embargo import CALLS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

EVIL = "</script></title><img src=x onerror=hit()>\"'>{{7}}\x0b\x1b]]>-->"  # 60 characters


class Elements(HTMLParser):
    """What in a page could run: elements that only an attack brings, handlers, inline scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.data = [], []
        self.in_data = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.found += [f"{tag} {name}" for name in values if name.startswith("on")]
        if values.get("src") == "x" or (tag == "script" and not values.get("src") and "json" not in values["type"]):
            self.found.append(tag)
        self.in_data = values.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.in_data:
            self.data.append(json.loads(data))
            self.in_data = False


@pytest.fixture
def world():
    make.masthead(name=EVIL, indexnow_key="some-key-or-other")
    section = make.section(slug="ville", name=EVIL, description=EVIL)
    said = {"display_name": EVIL, "job_title": EVIL, "biography": EVIL, "topics": EVIL}
    author = make.author(email="a@b.example", **said)
    tag = make.tag(EVIL)
    picture = make.image(caption=EVIL, alt_text=EVIL, credit=EVIL)
    texts = dict.fromkeys(("headline", "standfirst", "kicker", "dateline", "lead_caption"), EVIL)
    article = make.published(
        section=section, bylines=[author], tags=[tag], lead_image=picture, slug="secret", at=NOON - HOUR, **texts
    )
    publishing.correct(article, at=NOON, by=None, kind="correction", note=EVIL, changes={"kicker": "Port"})
    make.layout({"article": article, "headline": EVIL})
    return {"article": article, "section": section, "author": author, "tag": tag}


def test_no_text_becomes_markup(client, world):
    assert len(Elements(EVIL).found) == 2  # what is looked for is found
    wrong = []
    queries = {"articles:search": {"q": EVIL, "since": EVIL, "author": EVIL}, "contact:write": {"to": EVIL}}
    for route, arguments in CALLS.items():
        response = client.get(reverse(route, args=arguments(world)), queries.get(route))
        assert response.status_code < 500
        assert route != "articles:story" or response.status_code == 200
        kind, page = response.headers.get("Content-Type", ""), response.content
        if "xml" in kind:
            ElementTree.fromstring(page)  # noqa: S314  our own
        elif "json" in kind:
            json.loads(page)
        elif "html" in kind:
            wrong += [(route, found) for found in Elements(page.decode()).found]
    assert wrong == []
    for kind in ("rss.xml", "atom.xml"):
        ElementTree.fromstring(client.get(f"/{kind}").content)  # noqa: S314
