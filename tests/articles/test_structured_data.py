"""What search engines and networks read of each page, as extruct, which others wrote, finds it."""

from io import BytesIO

import extruct
import pytest
from PIL import Image

from articles import publishing, share_image
from articles.models import Genre
from masthead.models import Page
from masthead.pages import put_in_footer
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SITE = "http://127.0.0.1:8000"


def data_of(client, address):
    """What is said of a page, by type."""
    page = client.get(address).content.decode()
    found = extruct.extract(page, syntaxes=["json-ld", "opengraph"], errors="strict")
    graph = dict(found["opengraph"][0]["properties"])
    return {block["@type"]: block for block in found["json-ld"]} | {"og": graph}


def address_of(story):
    return story.editions.get().get_absolute_url()


@pytest.fixture
def masthead():
    return make.masthead(
        ethics_policy="Notre charte.", corrections_policy="Nous corrigeons.", founded=1947, publisher="Estran SA",
        profiles="https://social.example.org/@estran\n", motto="Entre deux marées",
    )  # fmt: skip


@pytest.fixture
def story():
    return make.published(
        headline="Le pont", section=make.section(slug="mer", name="Mer"), dateline="Port-Tréval", at=NOON - DAY,
        bylines=[make.author(slug="jeanne", display_name="Jeanne", job_title="Reporter", topics="Port, mer")],
        tags=["Port"],
    )  # fmt: skip


def test_a_story_tells_who_publishes_it_and_the_way_to_it(client, masthead, story):
    data = data_of(client, address_of(story))
    article, publisher = data["NewsArticle"], data["NewsArticle"]["publisher"]
    assert article["url"] == SITE + address_of(story)
    assert article["author"] == [{"@type": "Person", "name": "Jeanne", "url": f"{SITE}/auteurs/jeanne/"}]
    assert article["locationCreated"]["name"] == "Port-Tréval"
    assert article["datePublished"] == article["dateModified"] == "2026-02-06T11:00:00+00:00"
    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["@id"] == f"{SITE}/#organization"
    assert publisher["foundingDate"] == "1947"
    assert publisher["legalName"] == "Estran SA"
    assert publisher["sameAs"] == ["https://social.example.org/@estran"]
    assert publisher["ethicsPolicy"] == f"{SITE}/#ethics"
    assert publisher["correctionsPolicy"] == f"{SITE}/#corrections"
    assert 'id="corrections"' in client.get("/").content.decode()
    Page.objects.create(title="Charte", language="fr", slug="charte", purpose="ethics")
    put_in_footer()
    publisher = data_of(client, address_of(story))["NewsArticle"]["publisher"]
    assert publisher["ethicsPolicy"] == publisher["publishingPrinciples"] == f"{SITE}/pages/charte/"
    assert 'id="ethics"' not in client.get("/").content.decode()
    steps = [(step["position"], step["name"], step["item"]) for step in data["BreadcrumbList"]["itemListElement"]]
    way = [(1, "L’Estran", f"{SITE}/"), (2, "Mer", f"{SITE}/mer/"), (3, "Le pont", SITE + address_of(story))]
    assert steps == way


def test_what_is_paid_for_says_by_whom(client, story):
    paid = make.published(genre=Genre.SPONSORED, sponsor_name="Algavie", sponsor_url="https://algavie.example.org/")
    sponsor = data_of(client, address_of(paid))["AdvertiserContentArticle"]["sponsor"]
    assert sponsor == {"@type": "Organization", "name": "Algavie", "url": "https://algavie.example.org/"}


def test_translations_know_each_other(client, story):
    english = make.published(language="en", headline="The bridge", translation_of=story)
    (other,) = data_of(client, address_of(story))["NewsArticle"]["workTranslation"]
    assert (other["inLanguage"], other["url"]) == ("en", SITE + address_of(english))
    assert f'hreflang="fr" href="{SITE}{address_of(story)}"' in client.get(address_of(english)).content.decode()


def test_lists_tell_what_they_are_lists_of(client, masthead, story):
    front, section, author = (data_of(client, address) for address in ("/", "/mer/", "/auteurs/jeanne/"))
    assert front["WebSite"]["publisher"]["slogan"] == "Entre deux marées"
    assert section["CollectionPage"]["name"] == "Mer"
    assert section["BreadcrumbList"]["itemListElement"][-1]["item"] == f"{SITE}/mer/"
    assert data_of(client, "/mots-cles/port/")["CollectionPage"]["name"] == "Port"
    person = author["ProfilePage"]["mainEntity"]
    assert (person["name"], person["jobTitle"], person["knowsAbout"]) == ("Jeanne", "Reporter", ["Port", "mer"])
    assert author["og"]["og:type"] == "profile"


class TestShareImage:
    def test_a_story_without_a_picture_has_one_drawn(self, client, story):
        data = data_of(client, address_of(story))
        address = data["og"]["og:image"].removeprefix(SITE)
        assert data["NewsArticle"]["image"][0]["url"] == SITE + address
        response = client.get(address)
        assert response["Content-Type"] == "image/png"
        assert Image.open(BytesIO(response.content)).size == (1200, 630)
        assert len(response.content) < 60_000

    def test_a_story_with_a_picture_shows_that(self, client):
        picture = make.image(renditions={"16:9": {"mark": "5", "jpg": [1280]}})
        shown = make.published(lead_image=picture)
        assert data_of(client, address_of(shown))["og"]["og:image"] == f"{SITE}{picture.share_url}"

    def test_it_is_that_of_the_words_that_are_live(self, client, story):
        old = data_of(client, address_of(story))["og"]["og:image"].removeprefix(SITE)
        make.change(story, headline="Le pont rouvre")
        new = publishing.publish(story, at=NOON - HOUR, by=None, kind="minor")
        assert client.get(old)["Location"] == f"/share/{story.pk}-{new.digest[:12]}.png" != old
        publishing.withdraw(story, at=NOON - HOUR / 2, by=None, reason="Raison.")
        assert client.get(old).status_code == 404

    @pytest.mark.parametrize("headline", ["Mot " * 50, "Anticonstitutionnellement" * 8, "Court"])
    def test_every_headline_fits(self, headline):
        font, lines = share_image.fit(headline.strip())
        assert len(lines) * font.size * share_image.LEADING <= share_image.BOTTOM - share_image.TOP
        assert all(font.getlength(line) <= share_image.WIDTH - 2 * share_image.MARGIN for line in lines)
