"""Blocks in the editor: inserted where they are wanted, moved, turned, removed, and never lost by accident."""

import re

import pytest

from tests import make
from tests.browser.conftest import drawn

pytestmark = pytest.mark.browser

ROWS = ["<div><dt>1998</dt><dd><p>Un</p></dd></div>", "<div><dt>1999</dt><dd><p>Deux</p></dd></div>"]
TIMELINE = f'<dl data-node="timeline">{"".join(ROWS)}</dl>'
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def picture():
    return make.image(alt_text="Un quai")


@pytest.fixture
def body(page):
    """What the form would send, without the empty paragraph to go on in."""
    return lambda: page.locator("#id_body").input_value().removesuffix("<p></p>")


@pytest.fixture
def _quiet_refusals(page):
    """The console reports every answer that is an error, and these are meant to be one."""

    def answer(route):
        route.fulfill(status=200, content_type="application/json", body=route.fetch().text())

    page.route(re.compile("/embed/"), answer)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def paste(page, text):
    page.evaluate(
        """(text) => {
          const data = new DataTransfer()
          data.setData("text/plain", text)
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          document.activeElement.dispatchEvent(event)
        }""",
        text,
    )


def words(page, text):
    """Where these words stand in the editor."""
    return page.locator(".ProseMirror[contenteditable]").get_by_text(text, exact=True)


def test_any_block_moves_with_alt_and_arrows(page, write, body):
    write("<p>Un</p><h2>Deux</h2><hr>")
    press(page, "Control+Home", "Alt+ArrowDown")
    assert body() == "<h2>Deux</h2><p>Un</p><hr>"
    press(page, "Alt+ArrowDown", "Alt+ArrowDown")
    assert body() == "<h2>Deux</h2><hr><p>Un</p>"
    press(page, "Alt+ArrowUp", "Alt+ArrowUp", "Alt+ArrowUp")
    assert body() == "<p>Un</p><h2>Deux</h2><hr>"
    press(page, "Alt+ArrowDown", "Control+z")
    assert body() == "<p>Un</p><h2>Deux</h2><hr>"


def test_a_point_moves_in_its_list_and_with_shift_the_list(page, write, body):
    write("<p>Avant</p><ul><li><p>Un</p></li><li><p>Deux</p></li></ul>")
    words(page, "Deux").click()
    press(page, "Alt+ArrowUp", "Alt+ArrowUp")
    assert body() == "<p>Avant</p><ul><li><p>Deux</p></li><li><p>Un</p></li></ul>"
    press(page, "Alt+Shift+ArrowUp")
    assert body() == "<ul><li><p>Deux</p></li><li><p>Un</p></li></ul><p>Avant</p>"


def test_the_tools_of_a_block_are_reached_and_left_by_keyboard(page, write, body, picture):
    write(f'<p>Avant</p><figure data-image-id="{picture.pk}" data-layout="column"></figure><p>Fin</p>')
    page.locator("figcaption").click()
    tools = page.locator(".block-bar")
    tools.wait_for()
    press(page, "Alt+F10", "ArrowRight")
    assert page.evaluate("document.activeElement.dataset.tool") == "wide"
    press(page, "Enter")
    assert 'data-layout="wide"' in body()
    assert page.evaluate("document.activeElement.dataset.tool") == "wide"
    press(page, "Escape")
    page.keyboard.type("La cale")
    assert "<figcaption>La cale</figcaption>" in body()
    press(page, "Alt+F10", "End", "Enter")
    assert body() == "<p>Avant</p><p>Fin</p>"
    press(page, "Control+z")
    assert "La cale" in body()


def test_a_selected_block_survives_what_is_typed_and_pasted(page, write, body, picture):
    write(f'<figure data-image-id="{picture.pk}"></figure><p>Fin</p>')
    page.locator(".figure-frame").click()
    page.locator(".library-figure.ProseMirror-selectednode").wait_for()
    page.keyboard.type("Mot")
    assert re.search(r"</figure><p>Mot</p><p>Fin</p>$", body())
    page.locator(".figure-frame").click()
    paste(page, "Collé")
    assert "data-image-id" in body()
    assert "<p>Collé</p>" in body()


def test_pictures_of_a_gallery_move_and_the_last_one_is_a_picture_again(page, write, body, picture):
    other = make.image(alt_text="Un bateau")
    first, second = f'data-image-id="{picture.pk}"', f'data-image-id="{other.pk}"'
    write(f'<p>Avant</p><figure data-node="gallery"><figure {first}></figure><figure {second}></figure></figure>')
    page.locator(".gallery figcaption").nth(1).click()
    press(page, "Alt+ArrowUp")
    assert body().index(second) < body().index(first)
    press(page, "Alt+F10")
    page.locator('.block-bar [data-tool="remove"]').first.click()
    assert "gallery" not in body()
    assert f'<figure {first} data-layout="column">' in body()
    press(page, "Control+z")
    assert second in body()


def test_pictures_of_a_gallery_are_dragged_into_order(page, write, body, picture):
    other = make.image(alt_text="Un bateau")
    first, second = f'data-image-id="{picture.pk}"', f'data-image-id="{other.pk}"'
    write(f'<figure data-node="gallery"><figure {first}></figure><figure {second}></figure></figure><p>Fin</p>')
    frames = page.locator(".gallery .figure-frame")
    frames.nth(1).drag_to(frames.nth(0), target_position={"x": 3, "y": 3})
    assert body().index(second) < body().index(first)
    assert body().count("<figure") == 3


def test_a_quotation_turns_into_a_pull_quote_and_back(page, write, body):
    quotation = "<blockquote><p>Dit.</p><footer><cite>Jeanne</cite></footer></blockquote>"
    write(quotation + "<p>Fin</p>")
    words(page, "Dit.").click()
    page.locator('.block-bar [data-tool="turn"]').click()
    assert body().startswith('<blockquote data-node="pull-quote"><p>Dit.</p><footer><cite>Jeanne</cite>')
    page.locator('.block-bar [data-tool="turn"]').click()
    assert body() == quotation + "<p>Fin</p>"


def test_an_address_alone_on_a_line_becomes_what_it_shows(page, write, body):
    write("")
    paste(page, "https://youtu.be/dQw4w9WgXcQ")
    words(page, "YouTube").wait_for()
    page.keyboard.type("Suite")
    assert f'<figure data-node="embed" data-url="{VIDEO}">' in body()
    assert "<p>Suite</p>" in body()


@pytest.mark.usefixtures("_quiet_refusals")
def test_an_address_that_shows_nothing_stays_an_address(page, write, body):
    write("")
    with page.expect_response(re.compile("/embed/")) as answer:
        paste(page, "https://estran.example/une-page")
    answer.value.finished()
    drawn(page)
    assert "https://estran.example/une-page" in body()
    assert "<figure" not in body()


@pytest.mark.usefixtures("_quiet_refusals")
def test_what_cant_be_embedded_is_said_in_the_dialog(page, write):
    write("")
    page.keyboard.type("/video")
    press(page, "Enter")
    page.keyboard.type("https://estran.example/")
    press(page, "Enter")
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("alert").inner_text()
    press(page, "Escape")
    dialog.wait_for(state="detached")


def test_read_also_warns_of_a_story_that_isnt_live(page, write):
    draft = make.article(headline="Pas encore")
    write(f'<p>Avant</p><aside data-node="read-also" data-article-id="{draft.pk}"></aside>')
    card = page.locator(".read-also")
    card.get_by_text("Pas encore").wait_for()
    assert card.locator(".block-warning").is_visible()


def test_the_timeline_is_left_at_its_empty_rows(page, write, body):
    write(f"{TIMELINE}<p>Fin</p>")
    words(page, "Deux").click()
    press(page, "End", "Enter", "Backspace")
    assert body() == f"{TIMELINE}<p>Fin</p>"
    press(page, "Enter", "Enter")
    page.keyboard.type("Après")
    assert body() == f"{TIMELINE}<p>Après</p><p>Fin</p>"
    words(page, "1998").click()
    press(page, "Alt+ArrowDown")
    assert body().index("1999") < body().index("1998")


def test_the_list_of_blocks_is_left_with_the_slash_in_the_text(page, write, body):
    write("")
    page.keyboard.type("/xyz")
    assert page.locator(".insert-status").inner_text()
    press(page, "Escape")
    page.keyboard.type(" km")
    assert body() == "<p>/xyz km</p>"
    page.keyboard.type(" 3/4")
    assert body() == "<p>/xyz km 3/4</p>"


def test_the_button_beside_an_empty_line_opens_the_list(page, write, body):
    write("<p>Avant</p>")
    press(page, "End", "Enter")
    page.locator(".insert-here").click()
    page.get_by_role("option").nth(15).click()
    assert body() == "<p>Avant</p><hr>"


def test_blocks_are_inserted_below_the_text_never_into_it(page, write, body):
    write("<p>Un deux</p><p>Fin</p>")
    words(page, "Un deux").click()
    page.locator(".insert-button").click()
    page.keyboard.type("table")
    press(page, "Enter")
    assert body().startswith("<p>Un deux</p><table>")
    press(page, "Control+z")
    assert body() == "<p>Un deux</p><p>Fin</p>"
