"""The desk's screens: each verb asks what it needs, is carried out, or says why it can't be."""

import re

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Edition
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from desk.verbs import VERBS
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def editor(client):
    editor = make.user(EDITOR)
    client.force_login(editor)
    return editor


def url(verb, article):
    return reverse(f"desk:{verb}", args=[article.pk])


def status(article, at=NOON):
    return type(article).objects.with_status(at).get(pk=article.pk).publication_status


def test_publish_a_first_edition_asks_nothing(client, editor):
    article = make.article()
    page = client.get(url("publish", article)).content.decode()
    assert re.findall(r'<(?:textarea|input type="(?:text|radio))', page) == []
    response = client.post(url("publish", article), follow=True)
    assert status(article) == "live"
    assert article.editions.get().made_by == editor
    assert "L’article est en ligne." in response.content.decode()


def test_publish_an_update_asks_what_has_changed(client, editor):
    article = make.change(make.published(at=NOON - DAY), headline="Nouveau")
    assert client.post(url("publish", article)).context["form"].errors["kind"]
    client.post(url("publish", article), {"kind": "correction", "note": "Faux."})
    assert article.editions.live(NOON).get().note == "Faux."


def test_a_refusal_is_said_and_nothing_is_lost(client, editor):
    article = make.change(make.published(at=NOON - DAY), headline="Nouveau")
    response = client.post(url("publish", article), {"kind": "correction", "note": ""})
    assert "Les lecteurs ont droit à une phrase" in response.content.decode()
    assert status(article) == "changed"


def test_an_embargo_is_said_with_its_time(client, editor):
    article = make.article(embargoed_until=NOON + DAY)
    assert "8 février 2026 à 12:00" in client.post(url("publish", article)).content.decode()


def test_schedule_move_and_cancel(client, editor, time_machine):
    article = make.article()
    client.post(url("schedule", article), {"when": "2026-02-08T18:00:00"})
    assert article.editions.get().live_from.isoformat() == "2026-02-08T17:00:00+00:00"
    time_machine.move_to(NOON + HOUR, tick=False)
    client.post(url("reschedule", article), {"when": "2026-02-09T06:30:15"})
    assert article.editions.get().live_from.isoformat() == "2026-02-09T05:30:15+00:00"
    time_machine.move_to(NOON + 2 * HOUR, tick=False)
    client.post(url("cancel", article))
    assert status(article, NOON + 9 * DAY) == "unpublished"


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("", "obligatoire"),
        ("hier", "valide"),
        ("2026-02-07T11:59:59", "déjà passée"),
        ("2026-03-29T02:30:00", "02:30"),
        ("2026-10-25T02:30:00", "02:30"),
        ("0001-01-01T00:00:00", "entre 1900 et 9000"),
        ("9999-12-31T23:59:59", "entre 1900 et 9000"),
    ],
    ids=["nothing", "nonsense", "the past", "skipped by the clocks", "repeated by the clocks", "first", "last"],
)
def test_times_that_can_not_be_are_refused(client, editor, when, why):
    article = make.article()
    response = client.post(url("schedule", article), {"when": when})
    errors = response.context["form"].errors
    assert any(why in sentence for field in errors.values() for sentence in field)
    assert not article.editions.exists()


def test_an_edition_that_waits_must_be_decided_about(client, editor):
    article = make.change(make.published(at=NOON - DAY), headline="Prévu")
    publishing.schedule(article, when=NOON + DAY, at=NOON - HOUR, by=None, kind="update")
    make.change(article, headline="Urgent")
    form = client.get(url("publish", article)).context["form"]
    assert [value for value, _label in form.fields["pending"].choices] == ["keep", "drop"]
    client.post(url("publish", article), {"kind": "update", "note": "Suite.", "pending": "drop"})
    assert article.editions.live(NOON + 9 * DAY).get().headline == "Urgent"


def test_correct_starts_from_what_readers_see_and_changes_only_what_was_changed(client, editor):
    article = make.change(make.published(at=NOON - DAY, headline="Fote"), standfirst="Réécrit.")
    form = client.get(url("correct", article)).context["form"]
    assert form["headline"].initial == "Fote"
    assert [field.name for field in form.hidden_fields()] == ["seen"]
    assert "field-seen" not in client.get(url("correct", article)).content.decode()
    values = {name: form[name].initial for name in ("kicker", "standfirst", "dateline", "body", "lead_caption")}
    client.post(url("correct", article), values | {"headline": "Faute", "kind": "minor"})
    article.refresh_from_db()
    assert article.editions.live(NOON).get().headline == article.headline == "Faute"
    assert article.standfirst == "Réécrit."


def test_a_correction_of_what_was_corrected_meanwhile_is_refused(client, editor):
    article = make.published(at=NOON - DAY, headline="Faux nom", body="<p>Du texte.</p>")
    form = client.get(url("correct", article)).context["form"]
    values = {name: form[name].initial for name in form.fields if form[name].initial is not None}
    publishing.correct(article, at=NOON - HOUR, by=None, kind="minor", changes={"headline": "Vrai nom"})
    response = client.post(url("correct", article), values | {"body": "<p>Autre.</p>", "kind": "minor"})
    form = response.context["form"]
    assert form.non_field_errors()
    assert (form["headline"].value(), form["body"].value()) == ("Vrai nom", "<p>Autre.</p>")
    assert article.editions.live(NOON).get().headline == "Vrai nom"


def test_a_killed_story_is_not_restored_by_an_editor_even_after_a_planned_withdrawal(client, editor, time_machine):
    article = make.published(at=NOON - DAY)
    publishing.withdraw(article, at=NOON - 2 * HOUR, by=None, reason="Fin.", when=NOON + HOUR)
    publishing.kill(article, at=NOON - HOUR, by=None, reason="Justice.")
    time_machine.move_to(NOON + 2 * HOUR, tick=False)
    assert status(article, NOON + 2 * HOUR) == "killed"
    assert client.post(url("restore", article)).status_code == 403


def test_a_correction_of_what_is_not_live_is_refused_with_a_sentence(client, editor):
    article = make.article()
    values = {"headline": "X", "body": "<p>X</p>", "kind": "minor"}
    response = client.post(url("correct", article), values)
    assert "Aucune édition de cet article n’est en ligne." in response.content.decode()


def test_withdraw_and_restore(client, editor):
    article = make.published(at=NOON - DAY)
    assert client.post(url("withdraw", article)).context["form"].errors["reason"]
    client.post(url("withdraw", article), {"reason": "Chiffres faux.", "notice": "Retiré."})
    assert status(article) == "withdrawn"


def test_restore(client, editor):
    article = make.published(at=NOON - DAY)
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Vérification.")
    client.post(url("restore", article))
    assert status(article) == "live"


def test_kill_is_for_chief_editors(client, editor):
    article = make.published(at=NOON - DAY)
    assert client.post(url("kill", article), {"reason": "Justice."}).status_code == 403
    client.force_login(make.user(CHIEF_EDITOR))
    client.post(url("kill", article), {"reason": "Justice."})
    assert status(article) == "killed"
    client.force_login(editor)
    assert client.post(url("restore", article)).status_code == 403


def test_the_same_form_sent_twice_publishes_once(client, editor):
    article = make.article()
    client.post(url("publish", article))
    response = client.post(url("publish", article), {"kind": "minor"})
    assert response.context["form"].non_field_errors()
    assert article.editions.count() == 1


@pytest.mark.parametrize("verb", VERBS)
class TestRights:
    def test_readers_are_sent_to_sign_in(self, client, verb):
        response = client.post(url(verb, make.published(at=NOON - DAY)))
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")

    def test_journalists_are_refused_and_nothing_happens(self, client, verb):
        client.force_login(make.user(JOURNALIST))
        article = make.published(at=NOON - DAY)
        before = list(Edition.objects.values())
        values = {"when": "2026-02-08T18:00:00", "reason": "X", "kind": "minor", "headline": "X", "body": "<p>X</p>"}
        assert client.get(url(verb, article)).status_code == 403
        assert client.post(url(verb, article), values).status_code == 403
        assert list(Edition.objects.values()) == before

    def test_what_does_not_exist_is_not_found(self, client, editor, verb):
        assert client.get(reverse(f"desk:{verb}", args=[10**17])).status_code == 404

    def test_a_look_changes_nothing_and_costs_little(self, client, editor, verb, django_assert_max_num_queries):
        if verb == "kill":
            client.force_login(make.user(CHIEF_EDITOR))
        article = make.published(at=NOON - DAY)
        before = list(Edition.objects.values())
        with django_assert_max_num_queries(12):
            assert client.get(url(verb, article)).status_code == 200
        assert list(Edition.objects.values()) == before
