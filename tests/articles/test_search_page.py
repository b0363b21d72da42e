"""The readers' search page: what is typed, what narrows it, and what is shown. It needs no script."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.searching import views
from tests import make
from tests.make import DAY, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ADDRESS = reverse("articles:search")


@pytest.fixture
def look(client):
    def look(text="", language="fr", **narrowed):
        with override(language):
            return client.get(reverse("articles:search"), {"q": text, **narrowed})

    return look


def headlines(response):
    return [hit.edition.headline for hit in response.context["hits"]]


def page(response):
    return unescape(response.content.decode())


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("pont", True), ("PONTS", True), ("l’Île", True), ("ile ponts", True), ("oeuvres", True), ("œuvre", True),
        ("voter", True), ("votait", True), ("municipale", True), ("port-tréval", True), ("port treval", True),
        ('"ont voté"', True), ('"voté ont"', False), ('"ont voter"', False), ("kervadec", True), ("phares", True),
        ("rouv", True), ("où est le pont", True), ("ponter", False), ("mère", False),
    ],
)  # fmt: skip
def test_what_finds_a_story(look, text, finds):
    make.published(
        headline="Le pont de l’Île rouvre", kicker="Œuvres d’art", at=NOON - DAY, tags=["Phare"],
        body="<p>Les élus <strong>municipaux</strong> ont voté à Port-Tréval, en bord de mer.</p>",
        bylines=[make.author(display_name="Maëlle Kervadec")],
    )  # fmt: skip
    assert headlines(look(text)) == ["Le pont de l’Île rouvre"] * finds


def test_the_best_first_or_the_newest(look):
    make.published(headline="Autre chose", body="<p>Le pont, une fois.</p>", at=NOON - DAY)
    make.published(headline="Le pont rouvre", at=NOON - 90 * DAY)
    make.published(headline="Chantier", standfirst="Près du pont.", at=NOON - 60 * DAY)
    assert headlines(look("pont")) == ["Le pont rouvre", "Chantier", "Autre chose"]
    assert headlines(look("pont", order="newest")) == ["Autre chose", "Chantier", "Le pont rouvre"]


def test_narrowing(look):
    sea, jeanne = make.section(slug="mer"), make.author(slug="jeanne")
    make.published(headline="Pont un", section=sea, bylines=[jeanne], at=NOON - DAY)
    make.published(headline="Pont deux", section=make.section(slug="ville"), at=NOON - 3 * DAY)
    assert headlines(look("pont", section="mer")) == headlines(look("pont", author="jeanne")) == ["Pont un"]
    assert headlines(look("pont", since="2026-02-06")) == headlines(look(section="mer")) == ["Pont un"]
    assert headlines(look("pont", until="2026-02-04")) == ["Pont deux"]
    assert headlines(look("pont", since="2026-02-04", until="2026-02-04")) == ["Pont deux"]
    assert headlines(look("pont", section="mer", until="2026-02-04")) == []
    assert headlines(look("")) == []
    assert page(look("")).count("jeanne") == 1  # whoever signs nothing that is live is no choice


def test_what_was_searched_for_is_marked_and_what_was_written_escaped(look):
    text = "Avant. " * 60 + "Ici &lt;b&gt; les ponts s’ouvrent. " + "Après. " * 60
    make.published(headline="Le <i>pont</i>", standfirst="", body=f"<p>{text}</p>", at=NOON - DAY)
    response = look('pont "><script>')
    content = response.content.decode()
    assert "Le &lt;i&gt;<mark>pont</mark>&lt;/i&gt;" in content
    assert "&lt;b&gt; les <mark>ponts</mark> s’ouvrent" in content
    assert "<script>" not in content
    assert content.count("Avant.") < 20


def test_did_you_mean(look, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make.published(headline="Des huîtres au port", at=NOON - DAY)
    response = look("huitrse port")
    assert headlines(response) == ["Des huîtres au port"]
    assert '<a href="?q=hu%C3%AEtres+port">huîtres port</a>' in page(response)
    assert headlines(look("tramway port")) == ["Des huîtres au port"]  # a part of the words is better than nothing


def test_pages(look, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    for number in range(3):
        make.published(headline=f"Pont {number}", at=NOON - number * MINUTE)
    first, second = look("pont", order="newest"), look("pont", order="newest", page=2)
    assert (headlines(first), headlines(second)) == (["Pont 0", "Pont 1"], ["Pont 2"])
    assert 'href="?q=pont&order=newest&page=2"' in page(first)
    for number in ("abc", "0", "-1", "3", "9" * 5000):
        assert look("pont", page=number).status_code == 404


@pytest.mark.parametrize(
    "narrowed",
    [
        {"since": "gestern"}, {"until": "9999-12-31"}, {"since": "0001-01-01"}, {"section": "x'"}, {"author": "–"},
        {"order": "2"}, {"since": "2026-02-06", "until": "2026-02-01"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_narrows_nothing_else(look, narrowed):
    make.published(headline="Le pont", at=NOON - 3 * DAY)
    response = look("pont", **narrowed)
    assert response.status_code == 200
    assert "search-error" in page(response)
    assert 'aria-invalid="true"' in page(response)


def test_in_both_languages_and_for_search_engines(look, client):
    assert look("").status_code == look("", language="en").status_code == 200
    assert "noindex" not in client.get(ADDRESS).content.decode()
    assert "noindex" in look("pont").content.decode()
    assert f'href="{ADDRESS}"' in client.get("/").content.decode()


@pytest.mark.parametrize("text", ["pont", "zzzz pont"])
def test_at_most_eight_queries_however_many_stories(look, text):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert headlines(look(text, author=author.slug))
        return len(captured)

    author, few = make.author(), None
    for count in (1, 4):
        for _ in range(count):
            make.published(headline="Pont", bylines=[author], lead_image=make.image(), at=NOON - DAY)
        few = few or queries()
    assert queries() == few <= 8


class TestAnything(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.text(max_size=60))
    @example('"')
    @example("a AND NOT b* NEAR(c) : - ^ ( ) {title}: stems:x")
    @example("'; DROP TABLE articles_edition; -- \\ ' & | ! <-> :*")
    @example("ﬁ ½ ² Ⅷ 𝐩𝐨𝐧𝐭 ǅ İ ß ﷺ \ue000 \ue001 L'L L’")
    @example("d'l' 'l")
    def test_no_text_is_an_error(self, text):
        assert self.client.get(ADDRESS, {"q": text.replace("\x00", "")}).status_code == 200


def test_every_mark_is_closed_and_the_page_is_light(look):
    make.published(headline="Le pont", body="<p>" + "Un pont. " * 3000 + "</p>", standfirst="", at=NOON - DAY)
    content = look("pont").content.decode()
    assert len(re.findall("<mark>", content)) == content.count("</mark>") > 3
    assert len(content) < 20_000
