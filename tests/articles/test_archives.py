"""Archives by month and by day: what came out then, where the site is, and the ways around."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def headlines(response):
    return [edition.headline for edition in response.context["page"]]


def test_a_day_has_the_stories_of_its_midnights_where_the_site_is(client):
    for headline, at in {
        "Minuit": NOON - 2 * DAY - 12 * HOUR,  # in Paris; in UTC it is the day before
        "Soir": NOON - 2 * DAY + 12 * HOUR - MINUTE,
        "Lendemain": NOON - DAY - 12 * HOUR,
        "Veille": NOON - 2 * DAY - 12 * HOUR - MINUTE,
    }.items():
        make.published(headline=headline, at=at)
    response = client.get("/archives/2026/02/05/")
    assert headlines(response) == ["Soir", "Minuit"]
    page = response.content.decode()
    assert 'href="/archives/2026/02/04/"' in page
    assert 'href="/archives/2026/02/06/"' in page
    assert client.get("/archives/2026/02/03/").status_code == 404


def test_a_month_counts_the_stories_of_each_day(client, django_assert_max_num_queries):
    make.published(headline="Un", at=NOON - DAY)
    make.published(headline="Deux", at=NOON - DAY + HOUR)
    make.published(headline="Janvier", at=NOON - 30 * DAY)
    publishing.schedule(make.article(headline="Demain"), when=NOON + DAY, at=NOON, by=None)
    with django_assert_max_num_queries(8):
        response = client.get("/archives/2026/02/")
    assert headlines(response) == ["Deux", "Un"]
    counted = [field for week in response.context["weeks"] for field in week if field["count"]]
    assert [(field["day"].day, field["count"]) for field in counted] == [(6, 2)]
    page = response.content.decode()
    assert 'href="/archives/2026/01/"' in page
    assert 'href="/archives/2026/02/08/"' not in page


def test_a_month_between_two_others_may_be_empty(client):
    make.published(at=NOON - 70 * DAY)
    make.published(at=NOON - DAY)
    assert "noindex" in client.get("/archives/2025/12/").content.decode()
    assert client.get("/archives/2025/10/").status_code == client.get("/archives/2026/03/").status_code == 404


def test_the_list_of_months_begins_with_the_first_story(client, django_assert_max_num_queries):
    assert client.get("/archives/").status_code == 200
    make.published(at=NOON - 70 * DAY)
    with django_assert_max_num_queries(8):
        page = client.get("/archives/").content.decode()
    for month, there in {"2025/11": True, "2025/12": True, "2026/02": True, "2025/10": False, "2026/03": False}.items():
        assert (f'href="/archives/{month}/"' in page) == there


def test_each_language_has_its_own(client):
    make.published(language="en", section=make.section("en"), headline="Tide", at=NOON - HOUR)
    assert client.get("/archives/2026/02/07/").status_code == 404
    assert headlines(client.get("/en/archives/2026/02/07/")) == ["Tide"]


def test_the_queries_do_not_grow_with_the_stories(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/archives/2026/02/07/").status_code == 200
        return len(captured)

    make.published(at=NOON - HOUR)
    few = queries()
    make.published(at=NOON - HOUR, lead_image=make.image())
    assert queries() == few <= 8


@pytest.mark.parametrize("date", ["2026/13", "2026/00", "2026/2", "2026/02/30", "2026/02/00", "0000/01", "9999/12/31"])
def test_what_no_calendar_has(client, date):
    make.published(at=NOON - HOUR)
    assert client.get(f"/archives/{date}/").status_code == 404
