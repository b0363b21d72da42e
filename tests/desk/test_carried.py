"""A correction that a rewrite stands in the way of: the working copy stays, and the desk is shown both texts."""

import pytest
from django.urls import reverse

from articles import publishing
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

LIVE = "<p>Le maire a dit oui.</p><p>Le port reste ouvert.</p>"
REWRITE = "<p>Le maire a longuement hésité.</p><p>Le port reste ouvert.</p>"
FIXED = "<p>Le maire a dit non.</p><p>Le port reste ouvert.</p>"


@pytest.fixture(autouse=True)
def _signed_in(client):
    client.force_login(make.user(EDITOR))


@pytest.fixture
def rewritten():
    article = make.published(at=NOON - DAY, headline="Le port", body=LIVE)
    return make.change(article, at=NOON - HOUR, body=REWRITE, standfirst="Récrit.")


def correct(client, article, **values):
    """The correction's screen, sent back with what was changed."""
    address = reverse("desk:correct", args=[article.pk])
    form = client.get(address).context["form"]
    shown = {field.name: field.value() for field in form if field.value() is not None}
    return client.post(address, shown | {"kind": "correction", "note": "Il a dit non."} | values)


def both(response):
    return {each["name"]: each for each in response.context["both"]}


def _rows(difference):
    """What was added and removed of a body."""
    rows = [row for stretch in difference.shown for row in stretch.rows]
    return [(piece.change, piece.text) for row in rows for piece in row.pieces if piece.change != "same"]


def test_a_correction_that_fits_leads_back_to_the_story(client, rewritten):
    response = correct(client, rewritten, headline="Le port de Brest")
    assert response.headers["Location"] == reverse("admin:articles_article_change", args=[rewritten.pk])
    rewritten.refresh_from_db()
    assert (rewritten.headline, rewritten.body) == ("Le port de Brest", REWRITE)


def test_one_that_does_not_is_live_and_leads_to_both_texts(client, rewritten):
    response = correct(client, rewritten, body=FIXED, headline="Le port de Brest")
    assert "/carried/" in response.headers["Location"]
    assert "field=body" in response.headers["Location"]
    assert "field=headline" not in response.headers["Location"]
    assert make.live(rewritten, NOON).body == FIXED
    rewritten.refresh_from_db()
    assert (rewritten.headline, rewritten.body) == ("Le port de Brest", REWRITE)


def test_both_are_shown_with_what_differs_marked(client, rewritten):
    page = client.get(correct(client, rewritten, body=FIXED).headers["Location"])
    html = page.content.decode()
    assert page.status_code == 200
    assert both(page).keys() == {"body"}
    fix, copy = (_rows(both(page)["body"][name]) for name in ("fix", "copy"))
    assert fix == [("removed", "oui"), ("added", "non")]
    assert ("added", "longuement hésité") in copy
    assert f"{reverse('admin:articles_article_change', args=[rewritten.pk])}#field-body" in html


def test_it_says_when_both_say_the_same_by_now(client, rewritten):
    address = correct(client, rewritten, body=FIXED).headers["Location"]
    make.change(rewritten, body=FIXED)
    page = client.get(address)
    assert both(page)["body"]["same"]
    assert "carried-same" in page.content.decode()


def test_a_link_that_only_one_of_them_has_is_a_difference(client, rewritten):
    """The words are the same, what readers get is not."""
    address = correct(client, rewritten, body=FIXED).headers["Location"]
    make.change(rewritten, body=FIXED.replace("port", '<a href="https://port.example">port</a>'))
    assert not both(client.get(address))["body"]["same"]


def test_what_was_published_after_it_is_what_readers_see(client, rewritten, time_machine):
    """The page that stayed open tells of the edition that is live by now."""
    address = correct(client, rewritten, body=FIXED).headers["Location"]
    time_machine.move_to(NOON + HOUR, tick=False)
    publishing.publish(rewritten, at=NOON + HOUR, by=None, kind="minor")
    assert both(client.get(address))["body"]["same"]


@pytest.mark.parametrize(
    "query",
    ["", "edition=x", "edition=%00", "edition=0&field=body", f"edition={'9' * 400}", "field=body", "edition=٣"],
)
def test_what_leads_nowhere(client, rewritten, query):
    assert client.get(f"{reverse('desk:carried', args=[rewritten.pk])}?{query}").status_code in {400, 404}


def test_fields_that_are_none_are_left_out(client, rewritten):
    edition = rewritten.editions.get().pk
    address = reverse("desk:carried", args=[rewritten.pk])
    assert client.get(f"{address}?edition={edition}&field=stage&field=x").status_code == 404
    assert both(client.get(f"{address}?edition={edition}&field=stage&field=body")).keys() == {"body"}


def test_an_edition_of_another_story_is_not_shown(client, rewritten):
    other = make.published(at=NOON - DAY).editions.get().pk
    address = reverse("desk:carried", args=[rewritten.pk])
    assert client.get(f"{address}?edition={other}&field=body").status_code == 404


def test_it_is_for_those_who_publish(client, rewritten):
    address = f"{reverse('desk:carried', args=[rewritten.pk])}?edition={rewritten.editions.get().pk}&field=body"
    client.force_login(make.user(JOURNALIST))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_it_costs_little(client, rewritten, django_assert_max_num_queries):
    address = f"{reverse('desk:carried', args=[rewritten.pk])}?edition={rewritten.editions.get().pk}&field=body"
    with django_assert_max_num_queries(8):
        client.get(address)
