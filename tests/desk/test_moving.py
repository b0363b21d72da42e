"""A story is moved in the calendar by its verb, once, and only from where the person saw it."""

import pytest

from articles import planning, publishing
from articles.models import Article
from articles.times import machine_time
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/admin/desk/calendar/move/"
SOON = NOON + DAY  # 12:00 on 8 February in Paris


@pytest.fixture(autouse=True)
def editor(client):
    user = make.user(EDITOR)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return user


@pytest.fixture
def waiting():
    article = make.article(headline="Le port")
    publishing.schedule(article, when=SOON, at=NOON - HOUR, by=None)
    return article


@pytest.fixture
def planned():
    article = make.article(headline="Le phare")
    planning.plan(article, when=SOON, at=NOON - HOUR, by=None)
    article.refresh_from_db()
    return article


def send(client, article, when, kind="scheduled", seen=SOON, **more):
    values = {"article": article.pk, "kind": kind, "when": when, "seen": machine_time(seen)}
    return client.post(ADDRESS, values | more)


def start(article):
    return article.editions.real().get().live_from


def test_a_scheduled_story_is_moved_and_the_answer_says_so(client, waiting, editor):
    answer = send(client, waiting, "2026-02-09T18:00:00").json()
    assert start(waiting) == NOON + 2 * DAY + 6 * HOUR
    assert answer["moved"]
    assert answer["when"] == "2026-02-09T18:00:00"
    assert "Le port" in answer["sentence"]
    assert "18:00" in answer["sentence"]
    line = waiting.log.get(verb="reschedule")
    assert (line.by, line.screen, line.address) == (editor, "calendar", "127.0.0.1")


def test_a_plan_is_moved_as_a_new_version(client, planned, editor):
    before = planned.version
    answer = send(client, planned, "2026-02-09T18:00:00", kind="planned").json()
    planned.refresh_from_db()
    assert answer["moved"]
    assert planned.planned_for == NOON + 2 * DAY + 6 * HOUR
    assert planned.version == before + 1
    assert planned.versions.last().made_by == editor
    assert planned.log.last().screen == "calendar"


def test_posted_twice_it_is_moved_once(client, waiting):
    first, second = (send(client, waiting, "2026-02-09T18:00:00") for _ in range(2))
    assert first.json() == second.json()
    assert waiting.log.filter(verb="reschedule").count() == 1


def test_it_can_be_undone_by_the_instant(client, waiting):
    moved = send(client, waiting, "2026-02-09T18:00:00").json()
    assert send(client, waiting, machine_time(SOON), seen=NOON + 2 * DAY + 6 * HOUR).json()["moved"]
    assert moved["at"] == machine_time(NOON + 2 * DAY + 6 * HOUR)
    assert start(waiting) == SOON


REFUSED = [
    ("2026-02-07T11:59:00", 409),  # the past
    ("2026-03-29T02:30:00", 409),  # jumped over by the clocks
    ("2026-10-25T02:30:00", 409),  # comes twice
    ("x", 409),
    ("", 409),
    ("0001-01-01T00:00:00", 409),
    ("9999-12-31T23:59:59", 409),
]


@pytest.mark.parametrize("kind", ["scheduled", "planned"])
@pytest.mark.parametrize(("when", "status"), REFUSED)
def test_a_refusal_is_a_sentence_and_moves_nothing(client, waiting, planned, kind, when, status):
    article = waiting if kind == "scheduled" else planned
    answer = send(client, article, when, kind=kind)
    assert answer.status_code == status
    assert not answer.json()["moved"]
    assert answer.json()["sentence"]
    planned.refresh_from_db()
    assert (start(waiting), planned.planned_for) == (SOON, SOON)


def test_of_a_time_that_comes_twice_it_is_asked_which(client, waiting):
    turns = send(client, waiting, "2026-10-25T02:30:00").json()["turns"]
    assert [turn for turn, _label in turns] == ["0", "1"]
    assert send(client, waiting, "2026-10-25T02:30:00", turn="1").json()["moved"]
    assert machine_time(start(waiting)) == "2026-10-25T02:30:00+01:00"


def test_an_embargo_refuses(client, waiting):
    Article.objects.filter(pk=waiting.pk).update(embargoed_until=SOON)
    answer = send(client, waiting, "2026-02-08T11:00:00")
    assert answer.status_code == 409
    assert start(waiting) == SOON


def test_what_somebody_else_has_moved_meanwhile_stays(client, waiting, planned):
    publishing.reschedule(waiting, when=SOON + HOUR, at=NOON - 2 * HOUR + HOUR / 2 + HOUR, by=None)
    planning.plan(planned, when=SOON + HOUR, at=NOON, by=None)
    for article, kind in ((waiting, "scheduled"), (planned, "planned")):
        assert send(client, article, "2026-02-09T18:00:00", kind=kind).status_code == 409
    planned.refresh_from_db()
    assert start(waiting) == planned.planned_for == SOON + HOUR


def test_what_is_no_longer_scheduled_is_not_moved(client, waiting):
    publishing.cancel(waiting, at=NOON - HOUR / 2, by=None)
    assert send(client, waiting, "2026-02-09T18:00:00").status_code == 409


def test_a_journalist_moves_own_plans_and_nothing_else(client, waiting, planned):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    assert send(client, waiting, "2026-02-09T18:00:00").status_code == 403
    assert send(client, planned, "2026-02-09T18:00:00", kind="planned").status_code == 403
    Article.objects.update(created_by=journalist)
    assert send(client, waiting, "2026-02-09T18:00:00").status_code == 403
    assert send(client, planned, "2026-02-09T18:00:00", kind="planned").json()["moved"]
    assert start(waiting) == SOON


@pytest.mark.parametrize("values", [{}, {"article": "x"}, {"article": "9" * 30}, {"article": "1"}, {"kind": "out"}])
def test_nonsense_is_answered_in_a_sentence(client, values):
    answer = client.post(ADDRESS, values)
    assert answer.status_code == 404
    assert answer.json()["sentence"]


@pytest.mark.parametrize("seen", ["", "x", "2026-02-30T12:00:00+01:00", "2026-02-08T12:00:00"])
def test_without_where_it_was_seen_nothing_is_moved(client, waiting, seen):
    values = {"article": waiting.pk, "kind": "scheduled", "when": "2026-02-09T18:00:00", "seen": seen}
    assert client.post(ADDRESS, values).status_code == 409
    assert start(waiting) == SOON


def test_only_posts_from_our_own_pages(client, waiting):
    assert client.get(ADDRESS).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert send(client, waiting, "2026-02-09T18:00:00").status_code == 403
    assert start(waiting) == SOON
