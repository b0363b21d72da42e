"""An author's page: who that is, what they cover, how to reach and follow them."""

import pytest

from articles import publishing
from articles.models import Article
from authors.models import AuthorLink
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_all_that_is_known_of_an_author(client, django_assert_max_num_queries):
    author = make.author(
        slug="jeanne", job_title="Grand reporter", biography="Elle suit la mer.", languages=["fr", "en"],
        topics="pêche, Secret, Voile", email="j@example.org", portrait=make.image(),
    )  # fmt: skip
    AuthorLink.objects.create(author=author, label="Mastodon", url="https://social.example.org/@j")
    make.published(at=NOON - DAY, tags=["Pêche"], bylines=[author], headline="La criée")
    hidden = make.published(at=NOON - DAY, tags=["Secret"])
    Article.objects.filter(pk=hidden.pk).update(embargoed_until=NOON + HOUR)
    publishing.schedule(make.article(tags=["Voile"]), when=NOON + HOUR, at=NOON - HOUR, by=None)
    with django_assert_max_num_queries(8):
        response = client.get("/auteurs/jeanne/")
    page = response.content.decode()
    assert dict(response.context["topics"]) == {"pêche": "/mots-cles/peche/", "Secret": "", "Voile": ""}
    for words in ("Grand reporter", "Elle suit la mer.", "La criée", "mailto:j@example.org", "/auteurs/jeanne/rss.xml"):
        assert words in page
    assert 'rel="me noopener">Mastodon' in page
    assert "/contact/?auteur=jeanne" in page


def test_who_has_gone_is_not_to_be_reached(client):
    make.author(slug="paul", email="p@example.org", former=True)
    page = client.get("/auteurs/paul/").content.decode()
    assert "p@example.org" not in page
    assert "auteur=paul" not in page
