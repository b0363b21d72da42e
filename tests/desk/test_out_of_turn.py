"""Each decision sent twice, too late, at the wrong moment, or by who may not: a sentence, and the story as it was."""

import html

import pytest
from django.urls import reverse

from articles import publishing, refusals
from articles.models import Article
from desk.roles import CHIEF_EDITOR, JOURNALIST
from desk.verbs import VERBS
from tests import make
from tests.desk.test_killed_process import snapshot
from tests.make import DAY, HOUR, MINUTE, NOON, SECOND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

Stage = Article.Stage
TOMORROW = "2026-02-08T18:00:00"


def draft():
    return make.article()


def submitted():
    return make.article(stage=Stage.SUBMITTED)


def spiked():
    return make.article(stage=Stage.SPIKED)


def live():
    return make.published(at=NOON - 2 * DAY)


def changed():
    return make.change(live(), at=NOON - DAY, headline="Nouveau")


def waiting():
    """Live, with an edition that waits, and a working copy that went on since."""
    article = changed()
    publishing.schedule(article, when=NOON + DAY, at=NOON - 2 * HOUR, by=None, kind="update", note="Suite.")
    return make.change(article, at=NOON - HOUR, headline="Plus nouveau")


def withdrawn():
    article = live()
    publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Vérification.")
    return article


def killed():
    article = live()
    publishing.kill(article, at=NOON - HOUR, by=None, reason="Justice.")
    return article


# Of each verb: a story on which it makes sense, what is entered; a story on which it makes none, and why.
CASES = {
    "submit": (draft, {}, submitted, refusals.WrongStage),
    "send_back": (submitted, {"remark": "À revoir."}, draft, refusals.WrongStage),
    "approve": (submitted, {}, spiked, refusals.WrongStage),
    "spike": (submitted, {}, spiked, refusals.WrongStage),
    "unspike": (spiked, {}, draft, refusals.WrongStage),
    "publish": (changed, {"kind": "minor"}, killed, refusals.Killed),
    "schedule": (changed, {"kind": "minor", "when": TOMORROW}, spiked, refusals.Spiked),
    "update_scheduled": (waiting, {}, changed, refusals.NothingScheduled),
    "reschedule": (waiting, {"when": TOMORROW}, draft, refusals.NothingScheduled),
    "cancel": (waiting, {}, live, refusals.NothingScheduled),
    "correct": (live, {"kind": "minor", "headline": "Corrigé"}, withdrawn, refusals.NotLive),
    "withdraw": (live, {"reason": "Faux."}, draft, refusals.NothingToTakeDown),
    "kill": (live, {"reason": "Justice."}, killed, refusals.Killed),
    "restore": (withdrawn, {}, live, refusals.NothingToRestore),
    "set_embargo": (draft, {"until": TOMORROW}, waiting, refusals.WaitsBefore),
}
each_verb = pytest.mark.parametrize("verb", VERBS)


@pytest.fixture
def chief(client):
    chief = make.user(CHIEF_EDITOR)
    client.force_login(chief)
    return chief


def url(verb, article):
    return reverse(f"desk:{verb}", args=[article.pk])


def filled(response, verb):
    """The screen's fields as they are shown, with what is entered."""
    shown = {field.name: field.value() for field in response.context["form"] if field.value() is not None}
    return shown | CASES[verb][1]


def opened(client, verb, article):
    return filled(client.get(url(verb, article)), verb)


def sentences(response):
    """What the page says of why nothing was done."""
    form = response.context["form"]
    return [*form.non_field_errors(), *([str(form.obstacle)] if form.obstacle else [])]


def assert_refused(response, article, before):
    assert response.status_code == 200
    assert sentences(response)
    page = html.unescape(response.content.decode())
    assert all(sentence in page for sentence in sentences(response))
    assert snapshot(article) == before


def meanwhile(verb, article):
    """What a colleague does while the screen is open."""
    at = NOON - MINUTE
    if verb == "correct":
        publishing.correct(article, at=at, by=None, kind="minor", changes={"kicker": "Port"})
    else:
        publishing.set_embargo(article, until=NOON + MINUTE, at=at, by=None)


def test_every_verb_has_its_case():
    assert CASES.keys() == VERBS.keys()


@each_verb
def test_once(client, chief, verb):
    article = CASES[verb][0]()
    before = snapshot(article)
    assert client.post(url(verb, article), opened(client, verb, article)).status_code == 302
    assert snapshot(article) != before
    line = article.log.order_by("pk").last()
    assert (line.verb, line.by, line.at, line.screen, line.address) == (verb, chief, NOON, "form", "127.0.0.1")


@each_verb
@pytest.mark.parametrize("later", [0 * SECOND, SECOND], ids=["at the same instant", "a second later"])
def test_sent_twice(client, chief, time_machine, verb, later):
    article = CASES[verb][0]()
    data = opened(client, verb, article)
    client.post(url(verb, article), data)
    time_machine.move_to(NOON + later, tick=False)
    before = snapshot(article)
    assert_refused(client.post(url(verb, article), data), article, before)


@each_verb
def test_a_story_that_has_just_changed(client, chief, verb):
    article = CASES[verb][0]()
    data = opened(client, verb, article)
    meanwhile(verb, article)
    before = snapshot(article)
    response = client.post(url(verb, article), data)
    assert_refused(response, article, before)
    if not response.context["form"].obstacle:
        entered = CASES[verb][1]
        shown = filled(response, verb)
        assert {name: str(response.context["form"][name].value()) for name in entered} == entered
        assert shown.get("mark") != data.get("mark") or verb == "correct"


@each_verb
def test_confirmed_again_it_is_done(client, chief, verb):
    """Where what the colleague did stands in its way no more, the screen that said so decides."""
    article = CASES[verb][0]()
    data = opened(client, verb, article)
    meanwhile(verb, article)
    response = client.post(url(verb, article), data)
    if response.context["form"].obstacle:
        return
    before = snapshot(article)
    assert client.post(url(verb, article), filled(response, verb)).status_code == 302
    assert snapshot(article) != before


@each_verb
def test_at_the_wrong_moment(client, chief, verb):
    _right, entered, wrong, why = CASES[verb]
    article = wrong()
    before = snapshot(article)
    for data in (entered, opened(client, verb, article)):
        response = client.post(url(verb, article), data)
        assert_refused(response, article, before)
    said = [type(response.context["form"].standing.obstacle(verb, response.context["form"].when))]
    assert said == [why]


@each_verb
def test_by_someone_who_may_not_any_more(client, chief, verb):
    article = CASES[verb][0]()
    data = opened(client, verb, article)
    chief.groups.set(make.user(JOURNALIST).groups.all())
    before = snapshot(article)
    assert client.post(url(verb, article), data).status_code == 403
    assert snapshot(article) == before
    client.logout()
    assert client.post(url(verb, article), data).headers["Location"].startswith("/admin/login/")
    assert snapshot(article) == before


@each_verb
def test_a_story_that_is_no_more(client, chief, verb):
    article = draft()
    address = url(verb, article)
    article.delete()
    assert client.get(address).status_code == 404
    assert client.post(address, CASES[verb][1]).status_code == 404


@each_verb
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "٣", "-1", "<script>"])
def test_nonsense_in_every_field(client, chief, verb, value):
    article = CASES[verb][0]()
    names = opened(client, verb, article).keys() - {"mark"}
    before = snapshot(article)
    response = client.post(url(verb, article), dict.fromkeys(names, value))
    assert response.status_code in {200, 302, 400}
    if response.status_code != 302:
        assert snapshot(article) == before
