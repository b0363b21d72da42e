"""Feeds of the site, of a section, a tag and an author, read with feedparser and as JSON Feed 1.1."""

import json

import feedparser
import pytest

from articles import publishing
from articles.models import Genre
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
FORMATS = ["rss.xml", "atom.xml", "feed.json"]


def parsed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.fixture
def story():
    picture = make.image(caption="Le quai & la mer", renditions={"free": {"mark": "", "jpg": [320, 960]}})
    other = make.published(headline="Autre", section=make.section(slug="autre"), at=NOON - 3 * DAY)
    return make.published(
        headline="Le pont <rouvre>", standfirst="A & B", tags=["Port"], lead_image=picture, at=NOON - DAY,
        bylines=[make.author(slug="jeanne", display_name="Jeanne"), make.author(display_name="Ali")],
        section=make.section(slug="mer", name="Mer"),
        body=f'<p>Un <strong>texte</strong>, <a data-article-id="{other.pk}">lié</a>.</p>',
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["rss.xml", "atom.xml"])
def test_feedparser_reads_what_a_story_is(client, story, kind):
    make.masthead(websub_hub="https://hub.example.org/")
    feed = parsed(client, f"/mer/{kind}")
    (entry,) = feed.entries
    assert entry.title in {"Le pont &lt;rouvre&gt;", "Le pont <rouvre>"}
    assert entry.summary in {"A &amp; B", "A & B"}
    assert entry.link.endswith(f"/mer/{story.slug}-{story.pk}/")
    assert entry.link.startswith("http://")
    assert entry.id == f"tag:127.0.0.1,2026-02-06:{story.pk}"
    assert [tag.term for tag in entry.tags] == ["Mer", "Port"]
    assert {author.name for author in entry.authors} == {"Jeanne", "Ali"}
    assert entry.published_parsed[:4] == (2026, 2, 6, 11)
    assert feed.feed.language == "fr"
    assert feed.feed.title == "Mer – L’Estran"
    assert {link.rel: link.href for link in feed.feed.links}["hub"] == "https://hub.example.org/"
    assert {link.rel: link.href for link in feed.feed.links}["self"].endswith(f"/mer/{kind}")
    assert b"960.jpg" in client.get(f"/mer/{kind}").content


def test_a_json_feed_has_what_its_format_asks_for(client, story):
    make.masthead(websub_hub="https://hub.example.org/")
    response = client.get("/mer/feed.json")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/mer/feed.json")
    assert feed["home_page_url"].endswith("/mer/")
    assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example.org/"}]
    (item,) = feed["items"]
    assert isinstance(item["id"], str)
    assert (item["title"], item["summary"], item["content_text"]) == ("Le pont <rouvre>", "A & B", "A & B")
    assert item["date_published"] == item["date_modified"] == "2026-02-06T12:00:00+01:00"
    assert [author["name"] for author in item["authors"]] == ["Jeanne", "Ali"]
    assert item["image"].endswith("960.jpg")
    assert item["tags"] == ["Mer", "Port"]


def test_the_full_text_is_plain_html_with_whole_addresses(client, story):
    make.masthead(feeds_full_text=True)
    text = parsed(client, "/mer/atom.xml").entries[0].content[0].value
    assert "<strong>texte</strong>" in text
    assert 'href="http://127.0.0.1:8000/autre/' in text
    assert json.loads(client.get("/mer/feed.json").content)["items"][0]["content_html"] == text


def test_a_correction_moves_the_date_of_change_and_nothing_else(client, story):
    make.masthead(feeds_full_text=True)
    before = parsed(client, "/atom.xml").entries[0]
    make.change(story, body="<p>Corrigé.</p>", slug="autrement", at=NOON - 2 * HOUR)
    publishing.publish(story, at=NOON - HOUR, by=None, kind="correction", note="La date était fausse.")
    after = parsed(client, "/atom.xml").entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated_parsed[:4] == (2026, 2, 7, 10)
    assert "La date était fausse." in after.content[0].value


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("place", ["/", "/mer/", "/mots-cles/port/", "/auteurs/jeanne/"])
def test_every_feed_tells_of_its_live_stories_with_few_queries(
    client, story, django_assert_max_num_queries, place, kind
):
    make.masthead(feeds_full_text=True)
    publishing.schedule(make.article(headline="Demain", tags=["Port"]), when=NOON + DAY, at=NOON, by=None)
    with django_assert_max_num_queries(8):
        page = client.get(f"{place}{kind}").content.decode()
    assert "Le pont" in page
    assert "Demain" not in page


def test_what_is_paid_for_says_so(client):
    make.masthead(feeds_full_text=True)
    make.published(headline="Achetez", genre=Genre.SPONSORED, sponsor_name="Algavie")
    (entry,) = parsed(client, "/rss.xml").entries
    assert entry.title != "Achetez"
    assert "Algavie" in entry.content[0].value


def test_a_character_that_no_xml_may_hold_is_left_out(client):
    make.published(headline="Un\x0bdeux")
    assert parsed(client, "/rss.xml").entries[0].title == "Undeux"


def test_who_asks_again_is_told_that_nothing_changed(client, story):
    first = client.get("/rss.xml")
    assert client.get("/rss.xml", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_pages_lead_to_their_feeds(client, story):
    page = client.get("/mer/").content.decode()
    for address in ("/mer/rss.xml", "/mer/atom.xml", "/mer/feed.json", "/rss.xml"):
        assert f'href="{address}"' in page
    assert 'href="/auteurs/jeanne/rss.xml"' in client.get("/auteurs/jeanne/").content.decode()
    assert 'href="/mots-cles/port/rss.xml"' in client.get("/mots-cles/port/").content.decode()


@pytest.mark.parametrize("address", ["/nulle-part/rss.xml", "/mots-cles/rien/rss.xml", "/mer.xml"])
def test_what_is_not_there_has_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_the_feed_of_a_merged_tag_leads_to_that_of_the_one_that_stayed(client, story):
    story.tags.get().former_tags.create(slug="ports")
    assert client.get("/mots-cles/ports/rss.xml")["Location"] == "/mots-cles/port/rss.xml"
