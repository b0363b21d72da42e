"""No address of a story ever breaks; what is gone says so."""

import pytest

from articles import publishing
from articles.models import Article
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def article():
    return make.published(slug="le-pont", section=make.section(slug="ville"), at=NOON - DAY)


def test_the_id_finds_the_story(client, article):
    assert client.get(f"/ville/le-pont-{article.pk}/").status_code == 200


@pytest.mark.parametrize("address", ["/ville/autre-{}/", "/mer/le-pont-{}/", "/x/y-z-{}/", "/en/ville/le-pont-{}/"])
def test_any_other_section_slug_or_language_redirects_for_good(client, article, address):
    response = client.get(address.format(article.pk))
    assert response.status_code == 301
    assert response.headers["Location"] == f"/ville/le-pont-{article.pk}/"


def test_the_old_address_leads_to_the_new_one_after_a_change(client, article):
    make.change(article, slug="le-pont-rouvre", section=make.section(slug="mer"))
    publishing.publish(article, at=NOON - HOUR, by=None, kind="minor")
    response = client.get(f"/ville/le-pont-{article.pk}/", follow=True)
    assert response.redirect_chain == [(f"/mer/le-pont-rouvre-{article.pk}/", 301)]


def test_what_was_never_published_is_not_found(client):
    draft, scheduled = make.article(), make.article()
    publishing.schedule(scheduled, when=NOON + DAY, at=NOON - DAY, by=None)
    for article in (draft, scheduled):
        assert client.get(f"/x/y-{article.pk}/").status_code == 404


@pytest.mark.parametrize("verb", [publishing.withdraw, publishing.kill])
def test_what_was_taken_down_is_gone_and_says_why(client, article, verb):
    verb(article, at=NOON - HOUR, by=None, reason="Chiffres faux.", notice="Retiré à la demande de la rédaction.")
    response = client.get(f"/ville/le-pont-{article.pk}/")
    assert response.status_code == 410
    assert "Retiré à la demande de la rédaction." in response.content.decode()
    assert "Chiffres faux." not in response.content.decode()
    assert article.headline not in response.content.decode()


def test_what_no_reader_ever_saw_is_not_gone_but_was_never_there(client):
    article = make.article()
    publishing.schedule(article, when=NOON + DAY, at=NOON - DAY, by=None)
    publishing.kill(article, at=NOON - HOUR, by=None, reason="Justice.", notice="Avis.")
    assert client.get(f"/x/y-{article.pk}/").status_code == 404


def test_what_was_withdrawn_under_embargo_was_never_there(client):
    article = make.published(at=NOON - DAY)
    Article.objects.filter(pk=article.pk).update(embargoed_until=NOON - MINUTE)
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Justice.")
    assert client.get(f"/x/y-{article.pk}/").status_code == 404


def test_what_was_restored_is_back(client, article):
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Vérification.")
    publishing.restore(article, at=NOON - HOUR / 2, by=None)
    assert client.get(f"/ville/le-pont-{article.pk}/").status_code == 200


def test_what_is_under_embargo_was_never_there(client, article):
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Vérification.")
    Article.objects.update(embargoed_until=NOON + DAY)
    assert client.get(f"/ville/le-pont-{article.pk}/").status_code == 404
