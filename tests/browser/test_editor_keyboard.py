"""A whole story with every node, written without a mouse, saved, opened again and read on the page."""

import pytest

from articles import publishing
from tests import make

pytestmark = pytest.mark.browser


@pytest.fixture
def insert(page):
    """Insert a block on an empty line, found by what a journalist would type."""

    def insert(words):
        page.keyboard.type("/")
        page.locator(".insert-menu").get_by_role("combobox").wait_for()
        page.keyboard.type(words)
        page.keyboard.press("Enter")

    return insert


@pytest.fixture
def choose(page, until):
    """Choose in the dialog that is open the only thing that these words find, with the arrows and Enter."""

    def choose(words):
        dialog = page.get_by_role("dialog")
        page.keyboard.type(words)
        until("() => document.querySelectorAll('dialog .picker-card').length === 1")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        dialog.wait_for(state="detached")

    return choose


def test_every_node_by_keyboard_alone(page, write, stored, insert, choose, at_noon):
    quay, boat = make.image(alt_text="Un quai"), make.image(alt_text="Un bateau")
    bridge = make.published(headline="Le pont rouvre")
    article = write("")
    keys = page.keyboard

    keys.type("Il pleut.")
    keys.press("Enter")
    insert("photo")
    choose("quai")
    keys.type("La cale")
    keys.press("Tab")
    keys.type("Notre photographe")
    keys.press("Tab")
    insert("intert")
    keys.type("Le port")
    keys.press("Enter")
    insert("citation")
    keys.type("C’est dit.")
    keys.press("Enter")
    keys.type("Jeanne Morvan")
    keys.press("Enter")
    insert("exergue")
    keys.type("Fort.")
    keys.press("Enter")
    keys.press("Enter")
    insert("puces")
    keys.type("Un point")
    keys.press("Enter")
    keys.press("Enter")
    insert("numero")
    keys.type("Un pas")
    keys.press("Enter")
    keys.press("Enter")
    insert("video")
    keys.type("https://youtu.be/dQw4w9WgXcQ")
    keys.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    keys.type("Le film")
    keys.press("Enter")
    insert("lire")
    choose("pont")
    insert("galerie")
    dialog = page.get_by_role("dialog")
    dialog.locator(".picker-card").nth(1).wait_for()
    for key in ("ArrowDown", "Enter", "ArrowRight", "Enter", "Control+Enter"):
        keys.press(key)
    dialog.wait_for(state="detached")
    keys.type("Elle et lui")
    keys.press("Tab")
    keys.type("Nous")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    insert("encadre")
    keys.type("Le pont")
    keys.press("Enter")
    keys.type("Long.")
    keys.press("Enter")
    keys.press("Enter")
    insert("points cles")
    keys.press("Enter")
    keys.type("Un")
    keys.press("Enter")
    keys.type("Deux")
    keys.press("Enter")
    keys.press("Enter")
    insert("chrono")
    keys.type("1998")
    keys.press("Tab")
    keys.type("Début")
    keys.press("Enter")
    keys.type("1999")
    keys.press("Enter")
    keys.type("Suite")
    keys.press("Enter")
    keys.press("Enter")
    insert("tableau")
    keys.type("A")
    keys.press("Tab")
    keys.type("B")
    for _ in range(7):
        keys.press("Tab")
    keys.type("Z")
    keys.press("ArrowDown")
    insert("filet")
    insert("note")
    keys.type("Nous avons corrigé.")
    keys.press("Enter")
    keys.press("Enter")
    insert("h3")
    keys.type("Fin")

    expected = [
        "<p>Il pleut.</p>",
        f'<figure data-image-id="{quay.pk}" data-layout="column" data-credit="Notre photographe">'
        "<figcaption>La cale</figcaption></figure>",
        "<h2>Le port</h2>",
        "<blockquote><p>C’est dit.</p><footer><cite>Jeanne Morvan</cite></footer></blockquote>",
        '<blockquote data-node="pull-quote"><p>Fort.</p></blockquote>',
        "<ul><li><p>Un point</p></li></ul>",
        "<ol><li><p>Un pas</p></li></ol>",
        '<figure data-node="embed" data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
        "<figcaption>Le film</figcaption></figure>",
        f'<aside data-node="read-also" data-article-id="{bridge.pk}"></aside>',
        f'<figure data-node="gallery"><figure data-image-id="{boat.pk}" data-credit="Nous">'
        "<figcaption>Elle et lui</figcaption></figure>"
        f'<figure data-image-id="{quay.pk}"></figure></figure>',
        '<aside data-node="fact-box"><h3>Le pont</h3><p>Long.</p></aside>',
        '<aside data-node="key-points"><ul><li><p>Un</p></li><li><p>Deux</p></li></ul></aside>',
        '<dl data-node="timeline"><div><dt>1998</dt><dd><p>Début</p></dd></div>'
        "<div><dt>1999</dt><dd><p>Suite</p></dd></div></dl>",
        "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th><th></th></tr>"
        "<tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td><p>Z</p></td></tr></tbody></table>",
        "<hr>",
        '<aside data-node="note"><p>Nous avons corrigé.</p></aside>',
        "<h3>Fin</h3>",
    ]
    body = stored(article)
    assert body == "".join(expected)

    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".ProseMirror[contenteditable]").click()
    keys.press("Control+End")
    keys.type("X")
    keys.press("Backspace")
    assert stored(article) == body

    publishing.publish(article, at=at_noon, by=None)
    page.goto(article.editions.get().get_absolute_url())
    shown = page.locator(".prose")
    shown.wait_for()
    for words in ("La cale", "Jeanne Morvan", "Fort.", "Le film", "Le pont rouvre", "Elle et lui", "Long.", "Deux"):
        assert shown.get_by_text(words).first.is_visible()
    for words in ("1999", "Nous avons corrigé.", "Notre photographe"):
        assert shown.get_by_text(words).first.is_visible()
    assert shown.get_by_role("cell", name="Z").is_visible()


def test_a_numbered_list_begins_with_one_and_with_no_other_number(page, write, stored):
    article = write("")
    for line in ["1. Pain", "Sel", "", "1912. Une année"]:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    assert stored(article) == "<ol><li><p>Pain</p></li><li><p>Sel</p></li></ol><p>1912. Une année</p>"
