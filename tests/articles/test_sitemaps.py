"""Sitemaps: the index and its parts, and the news of the last two days. Valid by the schema that others wrote."""

import io
import re

import pytest
import xmlschema
from lxml import etree

from articles import publishing, sitemaps
from articles.models import Genre
from masthead.models import Page
from tests import make
from tests.make import DAY, HOUR, NOON
from tests.others import npm_package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SITE = "http://127.0.0.1:8000"


def tree(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def found(client, address, name="loc"):
    return [element.text.removeprefix(SITE) for element in tree(client, address).iter(f"{{*}}{name}")]


@pytest.fixture
def story():
    section = make.section(slug="mer")
    return make.published(section=section, tags=["Port"], bylines=[make.author(slug="jeanne")], at=NOON - DAY)


def test_the_index_names_the_parts_that_have_something(client, story, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 10)
    first, tag = story.pk // 10, story.tags.get().pk // 10
    # An article keeps its number: those between are drafts of which nobody may know.
    other = make.article(section=story.section, pk=story.pk + 40)
    publishing.publish(other, at=NOON - HOUR, by=None)
    publishing.schedule(make.article(pk=story.pk + 80), when=NOON + DAY, at=NOON, by=None)
    last = other.pk // 10
    assert found(client, "/sitemap.xml") == [
        "/sitemaps/pages.xml",
        f"/sitemaps/stories-{first}.xml",
        f"/sitemaps/stories-{last}.xml",
        f"/sitemaps/tags-{tag}.xml",
    ]
    assert found(client, "/sitemap.xml", "lastmod") == ["2026-02-06T12:00:00+01:00", "2026-02-07T11:00:00+01:00"]
    assert found(client, f"/sitemaps/stories-{last}.xml") == [other.editions.get().get_absolute_url()]
    assert client.get(f"/sitemaps/stories-{last + 4}.xml").status_code == 404


def test_each_part_lists_its_pages(client, story):
    Page.objects.create(title="Charte", language="fr", slug="charte")
    assert found(client, "/sitemaps/stories-0.xml") == [story.editions.get().get_absolute_url()]
    assert found(client, "/sitemaps/tags-0.xml") == ["/mots-cles/port/"]
    assert found(client, "/sitemaps/pages.xml") == [
        "/", "/archives/", "/corrections/", "/auteurs/", "/mer/", "/auteurs/jeanne/", "/pages/charte/",
        "/en/", "/en/archives/", "/en/corrections/", "/en/authors/",
    ]  # fmt: skip


def test_nothing_grows_with_the_number_of_stories(client, story, django_assert_max_num_queries):
    for _ in range(3):
        make.published(section=story.section, tags=["Port", "Autre"], at=NOON - DAY)
    for address in ("/sitemap.xml", "/sitemaps/stories-0.xml", "/sitemaps/tags-0.xml", "/sitemaps/news.xml"):
        with django_assert_max_num_queries(3):
            client.get(address)


def test_the_news_are_those_of_two_days_and_nothing_that_is_paid_for(client):
    make.masthead()
    make.published(headline="Vieux", at=NOON - 3 * DAY)
    make.published(headline="Payé", genre=Genre.SPONSORED, sponsor_name="Algavie", at=NOON - HOUR)
    picture = make.image(renditions={"free": {"mark": "", "jpg": [960]}})
    corrected = make.published(headline="Neuf & court", lead_image=picture, at=NOON - DAY)
    make.change(corrected, body="<p>Corrigé.</p>")
    publishing.publish(corrected, at=NOON - HOUR, by=None, kind="correction", note="Faux.")
    make.published(headline="English", language="en", at=NOON - 2 * HOUR)
    assert found(client, "/sitemaps/news.xml", "title") == ["English", "Neuf & court"]
    assert found(client, "/sitemaps/news.xml", "language") == ["en", "fr"]
    assert found(client, "/sitemaps/news.xml", "name") == ["L’Estran"] * 2
    assert found(client, "/sitemaps/news.xml", "publication_date")[1] == "2026-02-06T12:00:00+01:00"
    assert found(client, "/sitemaps/news.xml", "lastmod")[1] == "2026-02-07T11:00:00+01:00"
    assert len(found(client, "/sitemaps/news.xml")) == 3  # two pages and a picture


def test_they_are_valid(client, story):
    """By sitemaps.org's schema, which npm's package of sitemaps ships; the news' own elements are looked at above."""
    schema = xmlschema.XMLSchema(str(npm_package("sitemap@9.0.1") / "schema" / "sitemap.xsd"))
    for address in ("/sitemaps/stories-0.xml", "/sitemaps/tags-0.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml"):
        document = client.get(address).content.decode()
        plain = re.sub(r"<(news:news|image:image)>.*?</\1>", "", document, flags=re.DOTALL)
        schema.validate(io.StringIO(plain))
