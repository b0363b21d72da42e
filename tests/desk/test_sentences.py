"""What will happen is said in a sentence with the exact time, while it is typed: by the server that will do it."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Edition, LogLine
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from desk.verbs import VERBS
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SAY_TIME = reverse("desk:say_time")


@pytest.fixture(params=["fr", "en"])
def language(request, client, settings):
    client.force_login(make.user(EDITOR))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    return request.param


def said(client, verb, article, **values):
    response = client.get(reverse("desk:say", args=[article.pk, verb]), values)
    answer = response.json()
    return {name: answer[name].replace("\xa0", " ") for name in ("sentence", "refusal")}


def waiting(**values):
    """Scheduled for tomorrow at noon."""
    article = make.article(headline="Port", **values)
    publishing.schedule(article, when=NOON + DAY, at=NOON - HOUR, by=None)
    return article


def test_the_sentence_of_the_brief(client, language):
    answer = said(client, "schedule", make.article(headline="Port"), when="2026-02-07T15:12:00")
    assert answer["refusal"] == ""
    assert (
        answer["sentence"]
        == {
            "fr": "« Port » paraîtra samedi 7 février à 15:12, heure de Paris, dans 3 h 12.",
            "en": "“Port” will appear on Saturday 7 February at 15:12, Paris time, in 3 h 12 min.",
        }[language]
    )


@pytest.mark.parametrize(
    ("when", "french", "english"),
    [
        ("2026-02-07T11:59:59", "déjà passée", "has passed already"),
        ("2026-02-07T12:00:00", "déjà passée", "has passed already"),
        ("2026-03-29T02:30:00", "02:30 n’existe pas", "02:30 does not exist"),
        ("2026-10-25T02:30:00", "02:30 revient deux fois", "02:30 comes twice"),
    ],
)
def test_a_time_that_can_not_be(client, language, when, french, english):
    words = french if language == "fr" else english
    assert words in said(client, "schedule", make.article(), when=when)["refusal"]
    answer = client.get(SAY_TIME, {"when": when}).json()
    assert words in answer["refusal"]
    assert answer["sentence"] == ""


def test_which_of_two_is_said(client, language):
    values = {"when": "2026-10-25T02:30:00", "when_turn": "1"}
    season = {"fr": "heure d’hiver, UTC+1", "en": "winter time, UTC+1"}[language]
    assert season in said(client, "schedule", make.article(), **values)["sentence"]
    answer = client.get(SAY_TIME, values).json()
    assert season in answer["sentence"]
    assert [value for value, _label in answer["turns"]] == ["0", "1"]
    assert season in answer["turns"][1][1]


def test_of_no_other_it_is_asked_which(client, language):
    for when in ("2026-03-29T02:30:00", "2026-02-08T12:00", "x", "\ud800", "9" * 400):
        assert client.get(SAY_TIME, {"when": when.encode("utf-8", "replace")}).json()["turns"] == []


def test_of_a_move_both_times_are_said(client, language):
    sentence = said(client, "reschedule", waiting(), when="2026-02-09T06:30:15")["sentence"]
    assert {"fr": "lundi 9 février à 06:30:15", "en": "Monday 9 February at 06:30:15"}[language] in sentence
    assert {"fr": "dimanche 8 février à 12:00", "en": "Sunday 8 February at 12:00"}[language] in sentence


def test_what_is_in_its_way_is_said(client, language):
    article = make.article(embargoed_until=NOON + 2 * DAY)
    refusal = said(client, "schedule", article, when="2026-02-08T12:00:00")["refusal"]
    assert {"fr": "9 février 2026 à 12:00", "en": "9 February 2026 at 12:00"}[language] in refusal


def test_an_embargo_and_its_end(client, language):
    article = make.published(at=NOON - DAY)
    until = {"fr": "lundi 9 février à 06:00", "en": "Monday 9 February at 06:00"}[language]
    assert until in said(client, "set_embargo", article, until="2026-02-09T06:00")["sentence"]
    assert until in client.get(SAY_TIME, {"until": "2026-02-09T06:00"}).json()["sentence"]


def test_a_withdrawal_at_a_time_and_at_once(client, language):
    article = make.published(at=NOON - DAY)
    when = {"fr": "lundi 9 février à 06:00", "en": "Monday 9 February at 06:00"}[language]
    assert when in said(client, "withdraw", article, when="2026-02-09T06:00")["sentence"]
    assert when not in said(client, "withdraw", article, when="")["sentence"]


def test_nothing_typed_is_no_mistake(client, language):
    assert said(client, "schedule", make.article(), when="")["refusal"] == ""
    for values in ({"when": ""}, {}):
        answer = client.get(SAY_TIME, values).json()
        assert (answer["sentence"], answer["refusal"], answer["turns"]) == ("", "", [])


@pytest.mark.parametrize("text", ["x", "0001-01-01T00:00", "9999-12-31T23:59:59", "9" * 400])
def test_nonsense_gets_a_sentence(client, language, text):
    assert said(client, "schedule", make.article(), when=text)["refusal"]
    assert said(client, "set_embargo", make.article(), until=text)["refusal"]
    assert client.get(SAY_TIME, {"when": text}).json()["refusal"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_answers_those_who_may_and_changes_nothing(client, verb):
    client.force_login(make.user(CHIEF_EDITOR))
    article = make.published(at=NOON - DAY)
    before = list(Edition.objects.values()), LogLine.objects.count()
    for values in ({}, {"when": "2026-02-09T06:00", "until": "2026-02-09T06:00", "mark": "x", "kind": "x"}):
        assert said(client, verb, article, **values).keys() == {"sentence", "refusal"}
    assert (list(Edition.objects.values()), LogLine.objects.count()) == before


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"submit"}))
def test_nobody_else(client, verb):
    client.force_login(make.user(JOURNALIST))
    assert client.get(reverse("desk:say", args=[make.article().pk, verb])).status_code == 403


def test_a_verb_that_is_none(client):
    client.force_login(make.user(EDITOR))
    assert client.get(reverse("desk:say", args=[make.article().pk, "delete"])).status_code == 404


def test_the_minute_passes(client, time_machine):
    """It is the server's clock that counts, each time it is asked."""
    client.force_login(make.user(EDITOR))
    article = make.article()
    assert "dans 5" in said(client, "schedule", article, when="2026-02-07T12:05")["sentence"]
    time_machine.move_to(NOON + 5 * MINUTE, tick=False)
    assert "passée" in said(client, "schedule", article, when="2026-02-07T12:05")["refusal"]
