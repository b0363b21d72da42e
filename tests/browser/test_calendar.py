"""A scheduled story is moved in the calendar by dragging and by keyboard, and goes back where the rules refuse."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from desk.roles import EDITOR
from tests import make

pytestmark = pytest.mark.browser

PAGE = "/admin/desk/calendar/"


@pytest.fixture
def when():
    """A Wednesday at 18:30, weeks ahead, in the newsroom's zone: far from every change of week, month and clocks."""
    day = timezone.localdate() + timedelta(days=365)
    day = day.replace(month=6, day=10)
    day += timedelta(days=2 - day.weekday())
    return timezone.make_aware(datetime.combine(day, time(18, 30)))


@pytest.fixture
def waiting(sign_in, when):
    sign_in(make.user(EDITOR))
    article = make.article(headline="Le port")
    publishing.schedule(article, when=when, at=timezone.now(), by=None)
    return article


@pytest.fixture
def opened(page, waiting, when, until):
    page.goto(f"{PAGE}?day={timezone.localdate(when)}")
    until("'ready' in document.querySelector('[data-calendar]').dataset")
    return page.locator(".cal-item", has_text="Le port")


def start(article):
    return Edition.objects.real().get(article=article).live_from


def slot(page, day, hour):
    return page.locator(f'[data-slot="{day}T{hour:02d}"]')


def test_dragged_to_another_hour_and_back_again(page, opened, waiting, when):
    friday = timezone.localdate(when) + timedelta(days=2)
    opened.drag_to(slot(page, friday, 9), target_position={"x": 30, "y": 15})
    page.locator(".cal-undo").wait_for()
    assert start(waiting) == when + timedelta(days=2, hours=-9)
    assert slot(page, friday, 9).locator(".cal-item").count() == 1
    page.locator(".cal-undo").click()
    page.locator(".cal-undo").wait_for(state="detached")
    page.locator(".cal-item:not(.is-waiting)").wait_for()
    assert start(waiting) == when
    assert slot(page, timezone.localdate(when), 18).locator(".cal-item").count() == 1


def test_by_keyboard_with_arrows_and_in_the_dialog(page, opened, waiting, when):
    opened.locator(".cal-story").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(f"Alt+{key}")
    page.locator(".cal-undo").wait_for()
    assert start(waiting) == when + timedelta(days=1, hours=2)
    assert page.evaluate("document.activeElement.className") == "cal-story"
    assert waiting.log.filter(verb="reschedule").count() == 1  # the arrows add up to one move
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".cal-dialog [name=time]").fill("07:15")
    page.keyboard.press("Enter")
    page.locator(".cal-dialog").wait_for(state="detached")
    page.locator(".cal-said", has_text="07:15").wait_for()
    assert timezone.localtime(start(waiting)).time() == time(7, 15)


@pytest.mark.expected_in_console(re.compile("Failed to load resource: the server responded with a status of 409"))
def test_what_is_refused_goes_back_and_the_reason_is_said(page, opened, waiting, when):
    Article.objects.filter(pk=waiting.pk).update(embargoed_until=when)
    opened.locator(".cal-story").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.locator(".cal-said.is-refusal").wait_for()
    assert "embargo" in page.locator("[role=status].cal-said").inner_text()
    assert slot(page, timezone.localdate(when), 18).locator(".cal-item").count() == 1
    assert opened.locator("[data-time]").inner_text() == "18:30"
    assert start(waiting) == when


def test_where_the_page_ends_nothing_moves_and_the_way_on_is_shown(page, opened, waiting, when):
    opened.locator(".cal-story").focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(f"Alt+{key}")
    assert opened.get_attribute("data-when")[:13] == f"{timezone.localdate(when) + timedelta(days=4)}T17"  # Sunday
    assert page.evaluate("document.activeElement.className") == "cal-story"
    page.locator(".cal-undo").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".cal-dialog [name=day]").fill(f"{timezone.localdate(when) + timedelta(days=20)}")
    page.keyboard.press("Enter")
    page.locator(".cal-said a").wait_for()
    page.locator(".cal-said a").click()
    page.locator(".cal-item", has_text="Le port").wait_for()
    assert start(waiting) == when + timedelta(days=20, hours=-1)


def test_on_a_phone_a_tap_moves_it(page, opened, waiting, when):
    page.set_viewport_size({"width": 390, "height": 800})
    opened.locator(".cal-move").click()
    page.locator(".cal-dialog [name=time]").fill("20:15")
    page.locator(".cal-dialog .is-main").click()
    page.locator(".cal-undo").wait_for()
    assert timezone.localtime(start(waiting)).time() == time(20, 15)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert min(page.locator(".cal-move").bounding_box()[side] for side in ("width", "height")) >= 44
