"""The calendar shows what is out, scheduled, held, going offline and planned, on the days of the newsroom's zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles import planning, publishing
from articles.models import Article
from desk.calendar_days import MONTH, WEEK, Item, Span
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PAGE = "/admin/desk/calendar/"


@pytest.fixture(autouse=True)
def editor(client):
    user = make.user(EDITOR)
    client.force_login(user)
    return user


def opened(client, **query):
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.context


def standing(client, **query):
    """{day: [(kind, article)]} of the days that hold something."""
    days = opened(client, **query)["days"]
    return {day.key: [(item.kind, item.article_id) for item in day.items] for day in days if day.items}


def scheduled(when=NOON + DAY, **values):
    article = make.article(**values)
    publishing.schedule(article, when=when, at=NOON - HOUR, by=None)
    return article


def planned(when=NOON + DAY, **values):
    article = make.article(**values)
    planning.plan(article, when=when, at=NOON - HOUR, by=None)
    return article


@pytest.mark.parametrize("view", ["week", "month"])
def test_what_is_out_scheduled_held_ending_and_planned(client, view):
    out = make.published(at=NOON - DAY)
    make.change(out, headline="Autre")
    publishing.publish(out, at=NOON - 3 * HOUR, by=None, kind="update")
    publishing.withdraw(out, at=NOON - HOUR, by=None, reason="Droits", when=NOON + 2 * HOUR)
    waits = scheduled(NOON + HOUR)
    plan = planned(NOON + 3 * HOUR)
    held = make.article(embargoed_until=NOON + 4 * HOUR)
    assert standing(client, view=view) == {
        "2026-02-06": [("out", out.pk)],
        "2026-02-07": [
            ("update", out.pk),
            ("scheduled", waits.pk),
            ("offline", out.pk),
            ("planned", plan.pk),
            ("embargo", held.pk),
        ],
    }


def test_a_minor_change_and_a_cancelled_edition_are_not_shown(client):
    article = make.published(at=NOON - DAY)
    make.change(article, headline="Autre")
    publishing.publish(article, at=NOON - HOUR, by=None, kind="minor")
    publishing.cancel(scheduled(NOON + HOUR), at=NOON - MINUTE, by=None)
    assert standing(client) == {"2026-02-06": [("out", article.pk)]}


def test_an_edition_that_starts_when_its_embargo_ends_says_so_once(client):
    article = scheduled(NOON + HOUR, embargoed_until=NOON + HOUR)
    assert standing(client) == {"2026-02-07": [("scheduled", article.pk)]}


def test_a_live_story_that_an_embargo_holds_back_is_not_out(client):
    article = make.published(at=NOON - HOUR)
    Article.objects.filter(pk=article.pk).update(embargoed_until=NOON + HOUR)
    assert standing(client) == {"2026-02-07": [("held", article.pk), ("embargo", article.pk)]}


def test_a_plan_gives_way_to_a_schedule_and_to_what_was_published(client):
    both = scheduled(NOON + HOUR)
    planning.plan(both, when=NOON + 2 * HOUR, at=NOON - MINUTE, by=None)
    done = make.published(at=NOON - HOUR)
    Article.objects.filter(pk=done.pk).update(planned_for=NOON - 2 * HOUR)
    missed = make.article(planned_for=NOON - 3 * HOUR)
    assert standing(client) == {
        "2026-02-07": [("planned", missed.pk), ("out", done.pk), ("scheduled", both.pk)],
    }


# Filters and bad addresses


@pytest.mark.parametrize("name", ["section", "author", "language"])
def test_filters(client, name):
    english, author = make.section("en"), make.author()
    values = {"section": english, "language": "en", "bylines": [author]}
    wanted = {"section": english.pk, "author": author.pk, "language": "en"}[name]
    mine = [make.published(at=NOON - HOUR, **values), scheduled(**values), planned(**values)]
    publishing.withdraw(mine[0], at=NOON - MINUTE, by=None, reason="Droits", when=NOON + HOUR)
    mine.append(make.article(embargoed_until=NOON + HOUR, **values))
    make.section("fr")
    for make_other in (make.published, scheduled, planned):
        make_other(**({"at": NOON - HOUR} if make_other is make.published else {}), section=make.section("fr"))
    make.article(embargoed_until=NOON + HOUR, section=make.section("fr"))
    found = [item for items in standing(client, **{name: wanted}).values() for item in items]
    assert {pk for _kind, pk in found} == {article.pk for article in mine}
    assert len(found) == 5


@pytest.mark.parametrize(
    "query",
    [
        {"view": "year"},
        {"day": "x"},
        {"day": "2026-02-30"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"section": "999999"},
        {"section": "x"},
        {"author": "9" * 40},
        {"language": "de"},
    ],
)
def test_a_bad_address_gives_the_usual_page_and_a_sentence(client, query):
    article = make.published(at=NOON - HOUR)
    context = opened(client, **query)
    assert len(context["wanted"].complaints) == 1
    assert context["span"].dates[0] == date(2026, 2, 2)
    assert [item.article_id for day in context["days"] for item in day.items] == [article.pk]


@pytest.mark.parametrize("view", [WEEK, MONTH])
@pytest.mark.parametrize("day", ["1900-01-01", "9000-12-31"])
def test_the_ends_of_the_calendar_open(client, view, day):
    assert opened(client, view=view, day=day)["wanted"].complaints == []


def test_the_links_keep_the_filters(client):
    context = opened(client, view="month", day="2026-01-31", language="en")
    assert context["previous"] == "?view=month&day=2025-12-31&language=en"
    assert context["next"] == "?view=month&day=2026-02-01&language=en"
    assert context["today"] == "?view=month&day=2026-02-07&language=en"


# Days


def test_a_month_is_shown_in_whole_weeks():
    dates = Span(MONTH, date(2026, 3, 15)).dates
    assert (dates[0], dates[-1]) == (date(2026, 2, 23), date(2026, 4, 5))


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 7 * 24 - 1), (date(2026, 10, 25), 7 * 24 + 1)])
def test_a_week_in_which_the_clocks_change_has_its_hours(day, hours):
    span = Span(WEEK, day)
    assert span.end - span.start == timedelta(hours=hours)


def _item(at):
    return Item(at, "out", "", 1, "", "")


def test_an_instant_stands_on_the_day_of_the_newsroom():
    span = Span(WEEK, date(2026, 2, 7))
    before, after = _item(datetime(2026, 2, 6, 22, 59, tzinfo=UTC)), _item(datetime(2026, 2, 6, 23, tzinfo=UTC))
    days = {day.date: day.items for day in span.days([before, after], NOON)}
    assert days[date(2026, 2, 6)] == [before]
    assert days[date(2026, 2, 7)] == [after]


def test_the_hour_that_the_clocks_jump_over_is_no_place_to_go():
    spring = Span(WEEK, date(2026, 3, 29)).days([], NOON)[-1]
    assert [slot.hour for slot in spring.slots if slot.gone] == [2]


def test_the_hour_that_comes_twice_holds_both_and_says_which_is_which():
    items = [_item(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1)]  # both 2:30 in Paris
    autumn = Span(WEEK, date(2026, 10, 25)).days(items, NOON)[-1]
    assert autumn.slots[2].items == items
    assert len({item.season for item in items} - {""}) == 2


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2026, 12, 31), "28 December 2026 – 3 January 2027"),
        (date(2026, 3, 1), "23 February – 1 March 2026"),
        (date(2026, 2, 7), "2 – 8 February 2026"),
    ],
)
def test_a_week_across_months_and_years_is_named_in_full(day, title):
    with translation.override("en"):
        assert Span(WEEK, day).title == title


def test_the_last_minute_of_a_year_and_the_first_of_the_next_stand_in_one_week(client):
    old, new = planned(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)), planned(datetime(2026, 12, 31, 23, tzinfo=UTC))
    assert standing(client, day="2027-01-03") == {
        "2026-12-31": [("planned", old.pk)],
        "2027-01-01": [("planned", new.pk)],
    }


def test_the_night_is_shown_where_it_holds_something_where_it_is_now_and_on_demand(client):
    assert not opened(client)["shows_night"]
    assert opened(client, night=1)["shows_night"]
    assert "night=1" in opened(client, night=1)["next"]
    planned(datetime(2026, 2, 8, 2, tzinfo=UTC))
    assert opened(client)["shows_night"]
    assert not opened(client, day="2026-02-16")["shows_night"]
    assert Span(WEEK, date(2026, 2, 7)).days([], datetime(2026, 2, 7, 3, tzinfo=UTC))[5].has_night


def test_the_present_hour_is_marked_once():
    days = Span(WEEK, date(2026, 2, 7)).days([], NOON + 59 * MINUTE)
    assert [(day.date.day, slot.hour) for day in days for slot in day.slots if slot.is_now] == [(7, 12)]


@pytest.mark.parametrize(("query", "filtered"), [({}, False), ({"language": "en"}, True)])
def test_empty_days_say_so(client, query, filtered):
    client.cookies["django_language"] = "en"
    page = client.get(PAGE, query).content.decode()
    assert ("filtered by" in page, "Nothing is out" in page) == (filtered, not filtered)
    make.published(at=NOON - HOUR)
    assert "cal-none" not in client.get(PAGE).content.decode()


def test_how_to_move_is_said_to_those_who_can(client):
    scheduled()
    assert 'id="cal-how"' in client.get(PAGE).content.decode()
    client.force_login(make.user(JOURNALIST))
    assert "cal-how" not in client.get(PAGE).content.decode()


def test_forty_stories_of_one_day_all_stand_in_the_week(client):
    articles = [scheduled(NOON + DAY + number * MINUTE) for number in range(40)]
    assert [pk for _kind, pk in standing(client)["2026-02-08"]] == [article.pk for article in articles]
    assert "cal-rest" in client.get(PAGE, {"view": "month"}).content.decode()


# Who may move what, and how often the database is asked


def test_an_editor_moves_what_waits_and_what_is_planned(client):
    scheduled(), planned(), make.published(at=NOON - HOUR)
    items = [item for day in opened(client)["days"] for item in day.items]
    assert [item.moves for item in items] == ["", "scheduled", "planned"]


def test_a_journalist_moves_own_plans_only(client):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    scheduled(), planned()
    own = [planned(created_by=journalist), planned(bylines=[make.author(user=journalist)])]
    items = [item for day in opened(client)["days"] for item in day.items]
    assert [item.article_id for item in items if item.moves] == [article.pk for article in own]


def test_those_who_may_see_no_story_see_no_calendar(client):
    client.force_login(make.user(None, is_superuser=False))
    assert client.get(PAGE).status_code == 403
    client.logout()
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("view", ["week", "month"])
@pytest.mark.parametrize("stories", [1, 12])
def test_it_asks_as_often_whatever_the_number_of_stories(client, view, stories):
    for number in range(stories):
        make.published(at=NOON - HOUR, section=make.section("fr"))
        scheduled(NOON + HOUR + number * MINUTE)
        planned()
        make.article(embargoed_until=NOON + HOUR)
        publishing.withdraw(make.published(at=NOON - DAY), at=NOON, by=None, reason="Droits", when=NOON + DAY)
    with CaptureQueriesContext(connection) as queries:
        opened(client, view=view)
    assert len(queries) <= 12


def test_a_full_day_of_a_month_leads_to_its_week(client):
    for _ in range(9):
        make.published(at=NOON - HOUR)
    page = client.get(PAGE, {"view": "month"}).content.decode()
    assert page.count("cal-headline") == 6
    assert "?view=week&amp;day=2026-02-07" in page
    assert client.get(PAGE).content.decode().count("cal-headline") == 9


# A new story for a time


def test_a_new_story_begins_with_its_plan(client):
    page = client.get("/admin/articles/article/add/?planned_for=2026-02-09T14:00:00").content.decode()
    assert 'value="2026-02-09"' in page
    assert 'value="14:00"' in page


@pytest.mark.parametrize("when", ["x", "2026-02-30T10:00", "0001-01-01T00:00:00", "2026-03-29T02:30:00"])
def test_a_new_story_for_no_time_is_a_new_story(client, when):
    assert client.get("/admin/articles/article/add/", {"planned_for": when}).status_code == 200
