"""What is embedded contacts nobody until a reader asks for it; without JavaScript there is a link."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import drawn

pytestmark = pytest.mark.browser

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
CHART = "https://datawrapper.dwcdn.net/aB3dE/"
FRAME = "<!doctype html><title>x</title><script>parent.postMessage({'datawrapper-height': {aB3dE: 517}}, '*')</script>"


def figure(address):
    return f'<figure data-node="embed" data-url="{address}"><figcaption>Une légende</figcaption></figure>'


@pytest.fixture
def story(page, live_server):
    """The page of a story with a video and a chart; foreign requests are noted and answered here."""
    foreign = []

    def answer(route):
        if route.request.url.startswith(live_server.url):
            return route.continue_()
        foreign.append(route.request.url)
        return route.fulfill(status=200, content_type="text/html", body=FRAME)

    page.context.route(re.compile(".*"), answer)
    article = make.published(body="<p>Avant.</p>" + figure(VIDEO) + figure(CHART) + "<p>Après.</p>")
    page.goto(article.editions.get().get_absolute_url(), wait_until="networkidle")
    page.foreign = foreign
    return page


def test_nobody_is_contacted_before_the_click(story):
    story.evaluate("scrollTo(0, document.body.scrollHeight)")
    drawn(story)
    assert story.foreign == []
    assert story.locator("iframe").count() == 0
    assert story.locator(".facade").first.get_by_role("link").get_attribute("href") == VIDEO


def test_a_click_shows_it_by_keyboard_too(story):
    button = story.locator(".facade").first.get_by_role("button")
    button.focus()
    with story.expect_response(re.compile("/embed/")):
        story.keyboard.press("Enter")
    frame = story.locator("iframe")
    frame.wait_for()
    assert {address.split("?")[0] for address in story.foreign} == {
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    }
    assert frame.get_attribute("title")
    assert "allow-scripts" in frame.get_attribute("sandbox")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert frame.evaluate("frame => frame === document.activeElement")
    box = frame.bounding_box()
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.02)
    assert story.locator(".facade button").count() == 1  # that of the chart


def test_a_chart_is_as_high_as_it_says(story):
    story.locator(".facade").nth(1).get_by_role("button").click()
    frame = story.locator("iframe")
    frame.wait_for()
    expect(frame).to_have_js_property("clientHeight", 517)
    assert story.foreign == [CHART]


def test_without_javascript_the_link_leads_there(chromium, live_server, transactional_db):
    article = make.published(body=figure(VIDEO))
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(article.editions.get().get_absolute_url())
    link = page.locator(".facade").get_by_role("link")
    shown, buttons = link.get_attribute("href"), page.locator(".facade button:visible").count()
    context.close()
    assert shown == VIDEO
    assert buttons == 0
