"""The search looks back step by step: whichever step finds enough, it gives the newest."""

from datetime import timedelta
from functools import partial

import pytest

from articles import publishing
from articles.models import Edition
from articles.searching import EDITIONS, asking
from articles.searching.newest import newest_found
from articles.searching.periods import names_of
from tests import make

pytestmark = [pytest.mark.invariant, pytest.mark.django_db]
AGES = (1, 10, 25, 80, 170, 500, 2000, 6000)  # days: one or two stories in each step
PONT = asking.wanted("pont", "fr")


@pytest.fixture
def stories():
    return [make.published(headline=f"Le pont {age}", at=make.NOON - timedelta(days=age)) for age in AGES]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("most", [1, 4, 9])
def test_the_newest_are_found(stories, most, several):
    live = Edition.objects.live(make.NOON)
    ways = [partial(EDITIONS.found, PONT), partial(EDITIONS.titled, asking.wanted("500", "fr"))]
    found, titled = newest_found(live, ways, make.NOON, most, several=several)
    newest = [story.editions.get() for story in stories[:most]]
    assert found == [(edition.pk, edition.first_published_at) for edition in newest]
    assert [pk for pk, _at in titled] == [stories[5].editions.get().pk]


def test_what_is_moved_to_another_month_is_looked_for_there():
    article = make.article(headline="Le pont")
    publishing.schedule(article, when=make.NOON + timedelta(days=2), at=make.NOON, by=None)
    later = make.NOON + timedelta(hours=1)
    moved = publishing.reschedule(article, when=make.NOON + timedelta(days=70), at=later, by=None)
    month, _year = names_of(moved.live_from)
    assert Edition.objects.filter(EDITIONS.found(PONT, [month])).exists()
