"""The editor's nodes: what is opened and saved is what was stored, and every one is written without a mouse."""

import re

import pytest

from articles import editor, prose
from tests import make
from tests.browser.bodies import every_node

pytestmark = pytest.mark.browser


@pytest.fixture
def full(page):
    """A body with every node, and pictures that load."""
    page.route(re.compile(r"/media/"), lambda route: route.fulfill(status=200, body=b"", content_type="image/webp"))
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
