"""A story's page: what a reader finds on it, and what it costs."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags

from articles import publishing
from articles.models import Article, Tag
from masthead.models import PressQuote
from readership.models import Tally
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

NIGHT = datetime(2026, 2, 7, 2, 37, tzinfo=UTC)  # 03:37 in Paris
BODY = (
    "<h2>Un intertitre</h2><p>Premier paragraphe.</p>"
    "<blockquote><p>« C’est dit. »</p><footer><cite>Jeanne Morvan, pêcheuse</cite></footer></blockquote>"
    "<ul><li><p>Un point</p></li></ul><ol><li><p>Un pas</p></li></ol>"
)


def read(client, article, at=None):
    """The story's page at its present address."""
    edition = article.editions.live(at or NOON).get()
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response


def text(response):
    """What is read, with single ordinary spaces."""
    content = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(strip_tags(content).split())


def full_story(**values):
    author = make.author(
        display_name="Jeanne Le Gall",
        job_title="Reporter",
        biography="Elle suit la mer.",
        email="jeanne@example.org",
        portrait=make.image(),
    )
    picture, section = make.image(), make.section(name="Mer")
    body = BODY + f'<figure data-image-id="{picture.pk}" data-layout="wide"><figcaption>La cale</figcaption></figure>'
    values = {
        "headline": "Le pont rouvre",
        "kicker": "Estuaire",
        "standfirst": "Le chapô de la nuit.",
        "dateline": "Port-Tréval",
        "section": section,
        "body": body,
        "bylines": [author],
        "tags": ["Pont des Ardoisiers"],
        "lead_image": make.image(alt_text="Le pont à l’aube", caption="À la première heure.", credit="T. Oury"),
        "at": NIGHT,
    } | values
    return make.published(**values)


@pytest.fixture
def masthead():
    made = make.masthead(partnership="Publier avec nous : écrivez-nous.", partnership_email="pub@example.org")
    PressQuote.objects.create(masthead=made, text="Un journal qui compte.", author="La Revue", language="fr")
    return made


def structured_data(response):
    """The first JSON-LD block of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


class TestWhatItCarries:
    @pytest.mark.parametrize(
        "words",
        [
            "Estuaire",
            "Le pont rouvre",
            "Le chapô de la nuit.",
            "Jeanne Le Gall",
            "Port-Tréval",
            "7 fév. 2026 à 03:37",
            "heure de Paris",
            "1 min de lecture",
            "0 vues",
            "Information publiée le 7 février 2026 à 03:37. Les événements peuvent avoir évolué depuis la publication.",
            "À la première heure.",
            "T. Oury",
            "Un intertitre",
            "Jeanne Morvan, pêcheuse",
            "La cale",
            "Pont des Ardoisiers",
            "Un journal qui compte.",
            "La Revue",
            "Reporter",
            "Elle suit la mer.",
            "jeanne@example.org",
            "Publier avec nous : écrivez-nous.",
        ],
    )
    def test_a_reader_finds(self, client, masthead, words):
        assert words in text(read(client, full_story()))

    def test_it_is_in_the_order_that_a_reader_expects(self, client, masthead):
        page = text(read(client, full_story()))
        page = page[page.index("Estuaire") :]
        order = ["Le pont rouvre", "Le chapô", "Jeanne", "03:37", "min de lecture", "vues", "À la première heure."]
        order += ["Premier paragraphe.", "Pont des Ardoisiers", "Un journal qui compte.", "Elle suit la mer."]
        places = [page.index(words) for words in order]
        assert places == sorted(places)

    def test_its_markup_means_what_it_shows(self, client, masthead):
        html = read(client, full_story()).content.decode()
        assert html.count("<h1") == 1
        assert "<article" in html
        assert '<html lang="fr"' in html
        assert 'datetime="2026-02-07T03:37:00+01:00"' in html
        assert html.count("<figure") >= 2
        assert re.search(r"<blockquote>.*<cite>Jeanne Morvan, pêcheuse</cite>.*</blockquote>", html, re.DOTALL)
        assert re.search(r'<img[^>]*alt="Le pont à l’aube"[^>]*>', html)
        for image in re.findall(r"<img[^>]*>", html):
            assert 'width="' in image
            assert 'height="' in image

    def test_the_section_tag_and_author_lead_somewhere(self, client, masthead):
        article = full_story()
        html = read(client, article).content.decode()
        author, tag = article.bylines.get().author, Tag.objects.get()
        for address in (article.section.get_absolute_url(), author.get_absolute_url(), tag.get_absolute_url()):
            assert f'href="{address}"' in html
            assert "Le pont rouvre" in text(client.get(address))


class TestDates:
    def test_an_untouched_story_has_no_update(self, client):
        assert "Mis à jour" not in text(read(client, full_story()))

    def test_a_minor_change_is_no_update(self, client):
        article = make.change(full_story(), headline="Le pont rouvre enfin")
        publishing.publish(article, at=NIGHT + HOUR, by=None, kind="minor")
        assert "Mis à jour" not in text(read(client, article))

    def test_a_correction_is_one_and_its_note_is_dated(self, client):
        article = full_story()
        publishing.publish(article, at=NIGHT + HOUR, by=None, kind="correction", note="Le coût était faux.")
        page = text(read(client, article))
        assert "Mis à jour le 7 fév. 2026 à 04:37" in page
        assert "Le coût était faux." in page
        assert page.index("Premier paragraphe.") < page.index("Le coût était faux.") or "Correction" in page

    @pytest.mark.parametrize(
        ("age", "warning"),
        [
            (364 * DAY, None),
            (366 * DAY, "Cet article date de plus d’un an"),
            (800 * DAY, "Cet article date de plus de 2 ans"),
        ],
    )
    def test_an_old_story_warns(self, client, masthead, age, warning):
        page = text(read(client, full_story(at=NOON - age)))
        assert ("Cet article date" in page) == bool(warning)
        assert (warning or "") in page

    def test_the_threshold_is_the_mastheads(self, client):
        make.masthead(age_warning_days=30)
        assert "Cet article date de plus d’un mois" in text(read(client, full_story(at=NOON - 40 * DAY)))

    def test_a_story_can_opt_out(self, client, masthead):
        page = text(read(client, full_story(at=NOON - 800 * DAY, evergreen=True)))
        assert "Information publiée" not in page
        assert "Cet article date" not in page

    def test_the_notice_is_the_mastheads(self, client):
        make.masthead(freshness_notice="Écrit le {date}.")
        assert "Écrit le 7 février 2026 à 03:37." in text(read(client, full_story()))


class TestSponsored:
    def test_the_label_comes_before_the_text(self, client, masthead):
        article = full_story(genre="sponsored", sponsor_name="Maison Kerbrat", sponsor_url="https://k.example/")
        response = read(client, article)
        page = text(response)
        assert page.index("Maison Kerbrat") < page.index("Premier paragraphe.")
        assert re.search(r'<a[^>]*href="https://k.example/"[^>]*rel="[^"]*sponsored', response.content.decode())

    def test_other_stories_have_none(self, client, masthead):
        page = read(client, full_story()).content.decode()
        assert not re.search(r'rel="[^"]*sponsored|class="[^"]*sponsor', page)


class TestRelated:
    def test_picked_by_hand_first_then_by_shared_tags_then_by_section(self, client):
        section = make.section()
        same_section = make.published(headline="Même rubrique", section=section, at=NIGHT)
        shared_tag = make.published(headline="Même mot", section=make.section(), tags=["Port"], at=NIGHT)
        picked = make.published(headline="Choisi", section=make.section(), at=NIGHT)
        article = make.article(section=section, tags=["Port"])
        article.related_picks.create(other=picked)
        publishing.publish(article, at=NOON, by=None)
        related = read(client, article).context["related"]
        assert [other.article_id for other in related] == [picked.pk, shared_tag.pk, same_section.pk]

    def test_never_sponsored_never_itself_never_another_language(self, client):
        section = make.section()
        make.published(section=section, genre="sponsored", sponsor_name="Maison Kerbrat", at=NIGHT)
        make.published(language="en", tags=["Port"], at=NIGHT)
        article = make.published(section=section, tags=["Port"])
        assert read(client, article).context["related"] == []

    def test_only_what_is_live(self, client):
        article, draft = make.article(), make.article()
        article.related_picks.create(other=draft)
        publishing.publish(article, at=NOON, by=None)
        assert read(client, article).context["related"] == []


class TestLanguages:
    def test_an_english_story_speaks_english_everywhere(self, client):
        make.masthead(name="L’Estran")
        article = full_story(language="en", section=make.section("en", name="Sea"), headline="The bridge reopens")
        response = read(client, article)
        page = text(response)
        assert response.request["PATH_INFO"].startswith("/en/")
        assert '<html lang="en"' in response.content.decode()
        assert "7 Feb 2026, 03:37" in page
        assert "Paris time" in page
        assert "1 min read" in page
        assert "0 views" in page
        assert "Information published on 7 February 2026 at 03:37. Events may have moved on" in page

    def test_translations_know_each_other(self, client):
        french = full_story()
        english = make.article(language="en", section=make.section("en"), headline="The bridge reopens")
        Article.objects.filter(pk=english.pk).update(translation_of=french)
        english.refresh_from_db()
        publishing.publish(english, at=NOON, by=None)
        for article, other in ((french, english), (english, french)):
            html = read(client, article).content.decode()
            address = other.editions.get().get_absolute_url()
            assert f'hreflang="{other.language}"' in html
            assert f'href="{address}"' in html


class TestForMachines:
    def test_structured_data(self, client, masthead):
        article = full_story(headline="Le </script> pont")
        html = read(client, article).content.decode()
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
        data = json.loads(block)
        assert data["@type"] == "NewsArticle"
        assert data["headline"] == "Le </script> pont"
        assert data["datePublished"] == "2026-02-07T02:37:00+00:00"
        assert data["author"][0]["name"] == "Jeanne Le Gall"
        assert data["author"][0]["url"].startswith("http")
        assert data["publisher"]["name"] == "L’Estran"
        assert data["image"][0]["creditText"] == "T. Oury"

    @pytest.mark.parametrize(
        ("genre", "kind"),
        [
            ("opinion", "OpinionNewsArticle"),
            ("analysis", "AnalysisNewsArticle"),
            ("review", "ReviewNewsArticle"),
            ("sponsored", "AdvertiserContentArticle"),
        ],
    )
    def test_genres_have_types_of_their_own(self, client, genre, kind):
        response = read(client, full_story(genre=genre, sponsor_name="Maison Kerbrat"))
        assert structured_data(response)["@type"] == kind

    def test_corrections_are_told(self, client):
        article = full_story()
        publishing.publish(article, at=NIGHT + HOUR, by=None, kind="correction", note="Le coût était faux.")
        data = structured_data(read(client, article))
        assert data["correction"][0]["text"] == "Le coût était faux."
        assert data["dateModified"] > data["datePublished"]

    def test_canonical_and_open_graph(self, client, masthead, settings):
        article = full_story()
        response = read(client, article)
        html, address = response.content.decode(), settings.SITE_URL + response.request["PATH_INFO"]
        assert f'<link rel="canonical" href="{address}">' in html
        for name in ("og:title", "og:description", "og:image", "og:url", "og:type", "article:published_time"):
            assert f'property="{name}"' in html

    def test_nothing_inline_that_the_policy_would_block(self, client, masthead):
        response = read(client, full_story())
        html = response.content.decode()
        assert "'unsafe" not in response.headers["Content-Security-Policy"]
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", html)


class TestCost:
    def test_at_most_eight_queries_however_much_there_is(self, client, masthead, django_assert_max_num_queries):
        small = full_story()
        pictures = [make.image() for _ in range(6)]
        body = BODY + "".join(f'<figure data-image-id="{picture.pk}"></figure>' for picture in pictures)
        authors = [make.author(portrait=make.image(), biography="Bio.") for _ in range(5)]
        tags = [f"Mot {number}" for number in range(8)]
        for _ in range(6):
            make.published(section=small.section, tags=tags[:2], lead_image=make.image(), at=NIGHT)
        large = full_story(section=small.section, body=body, bylines=authors, tags=tags)
        publishing.publish(large, at=NIGHT + HOUR, by=None, kind="correction", note="Faux.")
        Tally.objects.create(article=large, views=1234)
        for article in (small, large):
            address = article.editions.live(NOON).get().get_absolute_url()
            with django_assert_max_num_queries(8):
                client.get(address)
