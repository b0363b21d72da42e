"""Until when what is known holds: what is committed elsewhere, what falls due, what happens without the database."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from articles import publishing
from newsroom.models import Change
from newsroom.readers import present as module
from newsroom.readers.present import AWAY, NEVER, Present, next_change
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def present(at_noon):
    return Present()


def asked_again(present):
    """Its state after it was asked, whenever it was asked before."""
    present.checked = -NEVER
    present.renew()
    return present.state


def test_the_state_is_another_after_each_change(present):
    state = asked_again(present)
    assert asked_again(present) is state
    make.published()
    other = asked_again(present)
    assert other is not state
    Change.objects.create(id=Change.objects.first().id - 7)  # began earlier, and was committed later
    assert asked_again(present) is not other


def test_what_was_asked_a_moment_ago_is_not_asked(present, django_assert_num_queries):
    asked_again(present)
    with django_assert_num_queries(0):
        present.renew()
    with django_assert_num_queries(1):
        asked_again(present)


def test_the_next_change_is_the_first_of_all(django_assert_num_queries):
    assert next_change(NOON) == NEVER
    by = make.user()
    dues = [
        lambda at: publishing.schedule(make.article(), at=NOON, by=by, when=at),
        lambda at: publishing.withdraw(make.published(), at=NOON + MINUTE, by=by, reason="Faux.", when=at),
        lambda at: publishing.set_embargo(make.published(), until=at, at=NOON + MINUTE, by=by),
        lambda at: make.layout(live_from=at),
        lambda at: make.layout({"article": make.article(), "pinned_until": at}),
    ]
    for number, fall_due in enumerate(dues):
        at = NOON + DAY - number * HOUR
        fall_due(at)
        with django_assert_num_queries(1):
            assert next_change(NOON + MINUTE) == at.timestamp(), number
    assert next_change(NOON + 2 * DAY) == NEVER


def test_the_next_change_is_found_by_indexes():
    """The planner takes them where they can be taken; in an empty table it would rather look at nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = module.moments_after(NOON).explain()
    assert "SCAN articles" not in plan
    assert "SCAN frontpage" not in plan
    assert "Seq Scan" not in plan
    for index in ("edition_starts", "edition_ends", "article_embargoes", "takedown_at", "layout_starts", "slot_ends"):
        assert index in plan, plan


def test_when_something_falls_due_the_state_is_another(present, time_machine):
    publishing.schedule(make.article(), at=NOON - HOUR, by=make.user(), when=NOON + MINUTE)
    state = asked_again(present)
    assert present.state.until == (NOON + MINUTE).timestamp()
    time_machine.move_to(NOON + MINUTE, tick=False)
    present.renew()  # however short a time ago it was asked
    assert present.state is not state
    assert present.state.until == NEVER


def test_without_the_database_what_is_known_holds_a_while(present, monkeypatch):
    state = asked_again(present)
    monkeypatch.setattr(module, "_rows_of_changes", _away)
    assert asked_again(present) is state
    assert present.away
    assert not present.closed
    monkeypatch.setattr(present, "_answered", present._answered - AWAY - 1)
    assert asked_again(present) is not state
    assert present.closed
    monkeypatch.undo()
    asked_again(present)
    assert not present.away
    assert not present.closed


def test_without_the_database_what_falls_due_is_not_shown(present, monkeypatch, time_machine):
    publishing.schedule(make.article(), at=NOON - HOUR, by=make.user(), when=NOON + MINUTE)
    asked_again(present)
    monkeypatch.setattr(module, "_rows_of_changes", _away)
    time_machine.move_to(NOON + MINUTE, tick=False)
    asked_again(present)
    assert present.closed


def _away():
    raise OperationalError


def test_the_site_is_closed_with_the_file_and_opened_without(present, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    asked_again(present)
    (tmp_path / "maintenance").touch()
    asked_again(present)
    assert present.closed
    (tmp_path / "maintenance").unlink()
    asked_again(present)
    assert not present.closed


def test_old_rows_go_once_they_are_many(present, monkeypatch):
    monkeypatch.setattr(module, "MANY", 3)
    Change.objects.all().delete()
    Change.objects.bulk_create(Change(id=number, at=NOON - timedelta(minutes=30 * number)) for number in range(10, 15))
    asked_again(present)
    assert not Change.objects.filter(id__gte=12, id__lt=15).exists()
