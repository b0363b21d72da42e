"""An editor arranges the home page: with the keyboard alone, with the mouse, and looks at it before readers do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.roles import EDITOR
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

STORIES = "slots => slots.map(slot => slot.querySelector('[data-article]').value).filter(Boolean).map(Number)"
SIZES = "slots => slots.map(slot => slot.querySelector('[data-style]').value).slice(0, 4)"


def test_a_front_is_arranged_looked_at_and_launched(page, sign_in):
    now = timezone.now()
    first, second, third = (make.published(at=now - timedelta(hours=count)).pk for count in (1, 2, 3))
    sign_in(make.user(EDITOR))
    page.goto("/admin/fronts/fr/")
    page.locator("[data-arrange][data-ready]").wait_for()
    slots, handles = page.locator(".slots > [data-slot]"), page.locator(".slots [data-handle]")

    for story in (first, second, third):
        page.locator(f".candidate[data-candidate='{story}'] [data-place]").press("Enter")
    assert slots.evaluate_all(STORIES) == [first, second, third]
    for place in (2, 1):
        handles.nth(place).press("Alt+ArrowUp")
    assert slots.evaluate_all(STORIES) == [third, first, second]
    assert slots.evaluate_all(SIZES) == ["lead", "large", "large", "standard"]

    lead = slots.first.bounding_box()
    handles.nth(2).hover()
    page.mouse.down()
    page.mouse.move(lead["x"] + 20, lead["y"] + 3, steps=3)
    page.mouse.up()
    assert slots.evaluate_all(STORIES) == [second, third, first]
    assert violations(page) == []

    page.locator("[data-preview]").click()
    page.frame_locator("[name=front-preview]").locator(".card-lead").wait_for()
    page.locator("[value=launch]").click()
    page.locator(".messagelist .success").wait_for()
    page.goto("/")
    assert page.locator(".top a").first.get_attribute("href").endswith(f"-{second}/")
