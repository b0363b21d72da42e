"""The publication status: derived from the editions at an instant, never stored."""

import pytest

from articles import publishing
from articles.models import Article
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db


def status(article, at):
    return Article.objects.with_status(at).get(pk=article.pk).publication_status


def test_unpublished():
    assert status(make.article(), NOON) == "unpublished"


def test_scheduled_then_live_without_anybody_doing_anything():
    article = make.article()
    publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
    assert status(article, NOON + HOUR) == "scheduled"
    assert status(article, NOON + DAY) == "live"


def test_cancelled_is_unpublished_again():
    article = make.article()
    publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
    publishing.cancel(article, at=NOON + HOUR, by=None)
    assert status(article, NOON + 9 * DAY) == "unpublished"


def test_changes_wait_until_they_are_published_or_taken_back():
    article = make.published(headline="Ancien")
    assert status(article, NOON) == "live"
    make.change(article, headline="Nouveau")
    assert status(article, NOON + HOUR) == "changed"
    make.change(article, headline="Ancien")
    assert status(article, NOON + HOUR) == "live"


def test_a_note_for_colleagues_is_no_change():
    article = make.change(make.published(), note_for_colleagues="À relire.")
    assert status(article, NOON + HOUR) == "live"


def test_tags_and_bylines_are_changes():
    article = make.published()
    article.tags.add("Nouveau")
    article.note_change(NOON)
    assert status(article, NOON + HOUR) == "changed"


@pytest.mark.parametrize(("verb", "expected"), [(publishing.withdraw, "withdrawn"), (publishing.kill, "killed")])
def test_taken_down(verb, expected):
    article = make.published()
    verb(article, at=NOON + HOUR, by=None, reason="Raison.")
    assert status(article, NOON + 2 * HOUR) == expected
    publishing.restore(article, at=NOON + 3 * HOUR, by=None)
    assert status(article, NOON + 3 * HOUR) == "live"


def test_withdrawn_and_due_to_return_is_scheduled():
    article = make.change(make.published(), headline="Prévu")
    publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind="update")
    publishing.withdraw(article, at=NOON + 2 * HOUR, by=None, reason="Raison.", pending="keep")
    assert status(article, NOON + 3 * HOUR) == "scheduled"


def test_under_embargo_it_waits():
    article = make.published()
    Article.objects.filter(pk=article.pk).update(embargoed_until=NOON + DAY)
    assert status(article, NOON + HOUR) == "scheduled"


def test_lists_know_when_the_next_edition_comes():
    article = make.article()
    publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
    assert Article.objects.with_status(NOON).get().pending_from == NOON + DAY
