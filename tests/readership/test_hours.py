"""Views by the hour: added with the total or not at all, summed for the most read, folded when they are old."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template

from articles import publishing
from readership.counting import count_view, fold, gather
from readership.models import HourlyViews, Tally, View
from readership.models.views import hour_of
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON


def hours(article):
    return dict(article.hourly_views.values_list("hour", "views"))


def most_read(since=HOUR, at=NOON, limit=10):
    return [(row.edition.article_id, row.views) for row in HourlyViews.objects.most_read(at - since, at, limit)]


@pytest.mark.django_db
class TestCounting:
    def test_each_view_is_in_the_total_and_in_its_hour(self):
        article = make.published()
        make.read(article, 2, NOON + MINUTE)
        make.read(article, 1, NOON + 59 * MINUTE)
        make.read(article, 3, NOON + 60 * MINUTE)
        assert hours(article) == {NOON: 3, NOON + HOUR: 3}
        assert Tally.objects.views_of(article.pk) == 6

    def test_the_hour_that_comes_twice_in_autumn_is_two_hours(self):
        paris = ZoneInfo("Europe/Paris")
        first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=paris, fold=fold) for fold in (0, 1))
        assert hour_of(second) - hour_of(first) == HOUR
        assert hour_of(first) == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)

    def test_a_time_without_zone_is_refused(self):
        with pytest.raises(ValueError, match="no time zone"):
            hour_of(datetime(2026, 2, 7, 11, 0))

    def test_gathering_that_fails_half_way_loses_nothing(self, monkeypatch):
        article = make.published()
        count_view(article.pk, NOON)
        with monkeypatch.context() as patch:
            patch.setattr(HourlyViews.objects.__class__, "add", _fail, raising=False)
            with pytest.raises(RuntimeError):
                gather(NOON + MINUTE)
        assert (Tally.objects.views_of(article.pk), Tally.objects.exists()) == (1, False)
        assert gather(NOON + MINUTE) == 1
        assert (Tally.objects.views_of(article.pk), hours(article)) == (1, {NOON: 1})

    def test_one_statement_a_view_and_few_for_many(self, django_assert_num_queries):
        article = make.published()
        with django_assert_num_queries(1):
            count_view(article.pk, NOON)
        for _ in range(20):
            count_view(article.pk, NOON)
        with django_assert_num_queries(10):  # eight of work
            assert gather(NOON + MINUTE) == 21
        assert (Tally.objects.get().views, View.objects.exists()) == (21, False)

    def test_in_batches(self, monkeypatch):
        monkeypatch.setattr("readership.counting.BATCH", 2)
        stories = [make.published() for _ in range(2)]
        for number in range(5):
            count_view(stories[number % 2].pk, NOON)
        assert gather(NOON + MINUTE) == 5
        assert [Tally.objects.views_of(story.pk) for story in stories] == [3, 2]


def _fail(*args, **kwargs):
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
@pytest.mark.invariant
def test_views_that_are_counted_and_gathered_at_the_same_moment_are_all_there():
    articles, twice = [make.published() for _ in range(2)], uuid4()
    barrier = Barrier(4)

    def view(number):
        try:
            barrier.wait()
            for turn in range(10):
                count_view(articles[(number + turn) % 2].pk, NOON + turn % 2 * HOUR)
                if turn % 3 == number % 3:
                    gather(NOON + 2 * HOUR)
            count_view(articles[0].pk, NOON + 2 * HOUR, twice)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(view, range(4)))
    assert [Tally.objects.views_of(article.pk) for article in articles] == [21, 20]
    gather(NOON + 3 * HOUR)
    assert [sum(hours(article).values()) for article in articles] == [21, 20]
    assert [Tally.objects.get(article=article).views for article in articles] == [21, 20]


@pytest.mark.django_db
class TestMostRead:
    def test_most_first_in_the_time_that_was_asked(self):
        old, new = make.published(at=NOON - 9 * DAY), make.published(at=NOON - 9 * DAY)
        make.read(old, 5, NOON - 2 * DAY)
        make.read(old, 1, NOON)
        make.read(new, 2, NOON - 30 * MINUTE)
        assert most_read(HOUR) == [(new.pk, 2), (old.pk, 1)]
        assert most_read(7 * DAY) == [(old.pk, 6), (new.pk, 2)]
        assert most_read(HOUR, limit=1) == [(new.pk, 2)]

    def test_only_what_readers_see(self):
        gone, held = (make.read(make.published(at=NOON - DAY), 3) for _ in range(2))
        publishing.withdraw(gone, at=NOON - MINUTE, by=None, reason="Doute")
        held.embargoed_until = NOON + HOUR
        held.save(update_fields=["embargoed_until"])
        seen = make.read(make.published(at=NOON - DAY), 1)
        assert most_read() == [(seen.pk, 1)]

    def test_what_comes_later_is_not_looked_at(self):
        article = make.read(make.published(at=NOON - DAY), 2, NOON + HOUR)
        assert most_read() == []
        assert most_read(at=NOON + HOUR) == [(article.pk, 2)]

    def test_sponsored_stories_say_so(self):
        make.read(make.published(genre="sponsored", sponsor_name="Algavie"), 2)
        make.read(make.published(), 1)
        rows = HourlyViews.objects.most_read(NOON - HOUR, NOON, 10)
        assert [row.sponsored for row in rows] == [True, False]

    def test_two_queries_whatever_the_number(self, django_assert_num_queries):
        for _ in range(4):
            make.read(make.published(at=NOON - DAY), 1)
        with django_assert_num_queries(2):
            rows = Template(
                "{% load readership %}{% most_read_lately at as rows %}"
                "{% for row in rows %}{{ row.edition.section.name }}|{{ row.views }};{% endfor %}"
            ).render(Context({"at": NOON}))
        assert rows.count("|1;") == 4


@pytest.mark.django_db
class TestFolding:
    def test_hours_of_more_than_25_months_ago_go_and_totals_stay(self, monkeypatch):
        monkeypatch.setattr("readership.counting.BATCH", 2)
        article = make.published(at=datetime(2023, 1, 1, tzinfo=UTC))
        for hour in range(5):
            make.read(article, 1, datetime(2023, 12, 31, 19 + hour, 30, tzinfo=UTC))
        make.read(article, 1, datetime(2024, 1, 1, tzinfo=UTC))
        make.read(article, 1, NOON)
        assert fold(NOON) == 5
        assert hours(article) == {datetime(2024, 1, 1, tzinfo=UTC): 1, NOON: 1}
        assert Tally.objects.views_of(article.pk) == 7
        assert fold(NOON) == 0

    def test_the_command(self, at_noon, capsys):
        make.read(make.published(at=NOON - 900 * DAY), 1, NOON - 900 * DAY)
        call_command("fold_views")
        assert "1" in capsys.readouterr().out
        assert not HourlyViews.objects.exists()
