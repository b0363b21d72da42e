"""The editor's nodes: what is opened and saved is what was stored, and every one is written without a mouse."""

import pytest

from articles import editor, prose
from tests import make
from tests.browser.axe import violations
from tests.browser.bodies import every_node

pytestmark = pytest.mark.browser


@pytest.fixture
def full(page):
    """A body with every node."""
    return every_node(make.image().pk, make.image().pk, make.published(headline="Le pont rouvre").pk)


def test_every_node_that_the_server_knows_is_offered():
    known = {extension for node in prose.NODES for extension in node.extensions}
    assert known <= editor.EXTENSIONS.keys()


def test_a_body_with_every_node_comes_back_as_it_was(page, write, stored, full):
    assert prose.clean(full) == full
    article = write(full)

    page.keyboard.press("Control+End")
    page.keyboard.type("X")
    page.keyboard.press("Backspace")
    assert lines(stored(article)) == lines(full)


def lines(html):
    """For a report that can be read; joined together again they are `html`."""
    return html.replace("><", ">\n<").split("\n")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_stands_in_anybodys_way(page, write, full, width):
    page.set_viewport_size({"width": width, "height": 900})
    write(full)
    page.locator(".fact-box p").first.click()
    page.locator(".block-bar").wait_for()
    assert violations(page, [width], ".prose-editor") == []
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    page.locator(".insert-menu").get_by_role("combobox").wait_for()
    assert violations(page, [width], ".insert-menu") == []


def test_no_font_of_icons_is_asked_for(page, write):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    write("")
    assert not [url for url in asked if "material" in url or url.endswith(".woff2")]
    for button in page.get_by_role("toolbar").get_by_role("button").all():
        assert button.locator("svg").count() == 1
        assert "_" not in button.inner_text()
