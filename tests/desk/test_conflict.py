"""A save that came too late meets what somebody else saved: nothing is lost, and a person decides what clashes."""

import re

import pytest
from django.urls import reverse

from articles import history, publishing
from articles.models import Article
from desk.merging import Merging
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

BODY = "<p>Un.</p><p>Deux.</p><p>Trois.</p>"


@pytest.fixture
def writer(client):
    writer = make.user(EDITOR)
    client.force_login(writer)
    return writer


@pytest.fixture
def late(writer):
    """A story that somebody has changed while the writer changed it too; returns it and what was set aside."""

    def late(mine, theirs, **values):
        article = make.article(**{"headline": "Le pont", "slug": "pont", "body": BODY} | values)
        base = article.values()
        make.change(article, **theirs)
        aside = history.set_aside(article, base | mine, seen=1, at=NOON - HOUR, by=writer)
        return article, aside

    return late


def url(article, aside, name="conflict"):
    return reverse(f"desk:{name}", args=[article.pk, aside.number])


def decide(client, article, aside, **choices):
    page = client.get(url(article, aside))
    current = {"current": page.context["article"].version}
    return client.post(url(article, aside), current | choices)


def clash_of_body(client, article, aside):
    html = client.get(url(article, aside)).content.decode()
    return re.search(r'name="(body-\w+)"', html)[1]


def test_what_does_not_clash_goes_together_by_itself(client, writer, late):
    theirs = {"headline": "Le pont ferme", "body": "<p>Un.</p><p>Deux.</p><p>Trois bis.</p>"}
    article, aside = late({"kicker": "Port", "body": "<p>Un bis.</p><p>Deux.</p><p>Trois.</p>"}, theirs)
    page = client.get(url(article, aside))
    assert page.context["count"] == 0
    assert decide(client, article, aside).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Le pont ferme", "Port")
    assert article.body == "<p>Un bis.</p><p>Deux.</p><p>Trois bis.</p>"
    merged = article.versions.last()
    assert (merged.origin, merged.made_by, merged.number) == ("merged", writer, article.version)
    aside.refresh_from_db()
    assert aside.settled_as == merged.number


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"choice-headline": "mine"}, "Le pont ferme"),
        ({"choice-headline": "theirs"}, "Le pont rouvre"),
        ({"choice-headline": "hand", "hand-headline": " Le pont\r\nferme et rouvre "}, "Le pont ferme et rouvre"),
    ],
)
def test_what_clashes_is_chosen(client, late, choices, expected):
    article, aside = late({"headline": "Le pont ferme"}, {"headline": "Le pont rouvre"})
    assert decide(client, article, aside, **choices).status_code == 302
    article.refresh_from_db()
    assert article.headline == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("mine", "<p>À moi.</p><p>Deux.</p><p>Quatre.</p>"),
        ("theirs", "<p>À eux.</p><p>Deux.</p><p>Quatre.</p>"),
        ("both", "<p>À eux.</p><p>À moi.</p><p>Deux.</p><p>Quatre.</p>"),
    ],
)
def test_paragraphs_that_clash_are_chosen_one_by_one(client, late, choice, expected):
    mine = {"body": "<p>À moi.</p><p>Deux.</p><p>Trois.</p>"}
    article, aside = late(mine, {"body": "<p>À eux.</p><p>Deux.</p><p>Quatre.</p>"})
    assert decide(client, article, aside, **{clash_of_body(client, article, aside): choice}).status_code == 302
    article.refresh_from_db()
    assert article.body == expected


def test_what_was_not_decided_is_asked_again_and_choices_are_kept(client, late):
    article, aside = late({"headline": "A", "kicker": "A"}, {"headline": "B", "kicker": "B"})
    response = decide(client, article, aside, **{"choice-headline": "hand", "hand-headline": "C"})
    assert response.context["said"]
    assert [clash.choice for clash in response.context["merging"].clashes] == ["", "hand"]
    assert "C</textarea>" in response.content.decode()
    assert article.versions.count() == 3


def test_what_is_chosen_must_go_together(client, late):
    english, first, second = make.section("en"), make.section("fr"), make.section("fr")
    article, aside = late({"language": "en", "section_id": english.pk}, {"section": second}, section=first)
    response = decide(client, article, aside, **{"choice-section_id": "theirs"})
    assert response.context["said"]
    assert decide(client, article, aside, **{"choice-headline": "hand"}).context["said"]
    assert decide(client, article, aside, **{"choice-section_id": "mine"}).status_code == 302


@pytest.mark.parametrize("text", ["", "x" * 300])
def test_what_is_written_anew_is_checked(client, late, text):
    article, aside = late({"headline": "A"}, {"headline": "B"})
    assert decide(client, article, aside, **{"choice-headline": "hand", "hand-headline": text}).context["said"]
    article.refresh_from_db()
    assert article.headline == "B"


def test_who_saves_again_meanwhile_is_not_overwritten(client, late):
    article, aside = late({"headline": "A"}, {"headline": "B"})
    current = client.get(url(article, aside)).context["article"].version
    make.change(article, kicker="Neuf")
    choices = {"choice-headline": "mine"}
    response = client.post(url(article, aside), choices | {"current": current})
    assert response.context["said"]
    assert response.context["merging"].clashes[0].choice == "mine"
    assert decide(client, article, aside, **choices).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("A", "Neuf")


def test_sent_twice_it_is_merged_once(client, late):
    article, aside = late({"headline": "A"}, {"kicker": "B"})
    decide(client, article, aside)
    assert client.post(url(article, aside), {"current": 2}).status_code == 302
    assert article.versions.count() == 4


def test_without_a_known_start_all_that_differs_is_decided(client, late):
    article, aside = late({"headline": "A", "body": "<p>Un.</p><p>Neuf.</p>"}, {"kicker": "B"})
    type(aside).objects.filter(pk=aside.pk).update(base=0)
    assert client.get(url(article, aside)).context["count"] == 3
    choices = {"choice-headline": "mine", "choice-kicker": "theirs", clash_of_body(client, article, aside): "mine"}
    decide(client, article, aside, **choices)
    article.refresh_from_db()
    assert (article.headline, article.kicker, article.body) == ("A", "B", "<p>Un.</p><p>Neuf.</p>")


def test_a_late_save_can_be_put_away_and_stays(client, late):
    article, aside = late({"headline": "A"}, {"headline": "B"})
    assert client.get(url(article, aside, "dismiss")).status_code == 405
    client.post(url(article, aside, "dismiss"))
    aside.refresh_from_db()
    assert (aside.settled_at, aside.settled_as) == (NOON, None)
    assert not article.versions.waiting().exists()
    assert client.get(url(article, aside)).status_code == 302


def test_what_is_not_decided_stays_reachable_from_the_form(client, late):
    article, aside = late({"headline": "A"}, {"headline": "B"})
    form = reverse("admin:articles_article_change", args=[article.pk])
    assert url(article, aside) in client.get(form).content.decode()
    client.post(url(article, aside, "dismiss"))
    assert url(article, aside) not in client.get(form).content.decode()


def test_what_has_gone_meanwhile_is_told(client, late):
    tag = make.tag("Port")
    article, aside = late({"tags": [tag.pk]}, {"headline": "B"})
    tag.delete()
    page = decide(client, article, aside)
    assert page.status_code == 302
    assert list(Article.objects.get(pk=article.pk).tags.all()) == []


def test_an_embargo_is_moved_by_nobody_who_may_not(client, late):
    article, aside = late({"embargoed_until": (NOON + DAY).isoformat()}, {"headline": "B"}, bylines=[])
    publishing.publish(article, at=NOON, by=None)
    journalist = make.user(JOURNALIST)
    Article.objects.filter(pk=article.pk).update(created_by=journalist)
    client.force_login(journalist)
    assert decide(client, article, aside, **{"choice-embargoed_until": "mine"}).status_code == 302
    article.refresh_from_db()
    assert article.embargoed_until is None


@pytest.mark.parametrize("name", ["conflict", "dismiss"])
def test_only_for_those_who_may_change_the_story(client, late, name):
    article, aside = late({"headline": "A"}, {"headline": "B"})
    client.force_login(make.user(JOURNALIST))
    assert client.post(url(article, aside, name)).status_code == 403
    client.logout()
    assert client.post(url(article, aside, name)).headers["Location"].startswith("/admin/login/")
    aside.refresh_from_db()
    assert aside.settled_at is None


def test_only_what_was_set_aside_has_such_a_screen(client, writer):
    article = make.article()
    for number in (1, 99, 10**17):
        assert client.get(reverse("desk:conflict", args=[article.pk, number])).status_code == 404


def test_a_look_costs_little(client, late, django_assert_max_num_queries):
    mine = {
        "headline": "A",
        "bylines": [],
        "tags": [make.tag("A").pk],
        "related": [make.article().pk],
        "body": "<p>A</p>",
    }
    article, aside = late(mine, {"headline": "B", "lead_image": make.image(), "body": "<p>B</p>"})
    with django_assert_max_num_queries(20):
        assert client.get(url(article, aside)).status_code == 200
    assert Article.objects.get(pk=article.pk).version == 2


def test_nothing_is_markup(client, late):
    article, aside = late({"headline": "<script>a</script>", "body": "<p>&lt;b&gt;</p>"}, {"headline": "<i>B"})
    html = client.get(url(article, aside)).content.decode()
    assert "<script>a" not in html
    assert "&lt;b&gt;" in html


def test_two_decisions_are_counted_together():
    base = dict.fromkeys(("headline", "kicker"), "") | {"body": BODY, "embargoed_until": None}
    mine = base | {"headline": "A", "body": "<p>A</p><p>Deux.</p><p>Trois.</p>"}
    theirs = base | {"headline": "B", "body": "<p>B</p><p>Deux.</p><p>Trois.</p>"}
    assert len([chunk for chunk in Merging(base, mine, theirs).chunks if chunk.clashes]) == 1
