"""Keys and buttons act on the selection that one sees, even on a machine too busy to have told the editor of it.

Each test moves the cursor and acts in one go of the browser, which so can't send "selectionchange" in between.
"""

import pytest

pytestmark = pytest.mark.browser

ACT = """([from, to, act]) => {
  const texts = [...document.querySelectorAll(".ProseMirror[contenteditable] p")].map(({ firstChild }) => firstChild)
  getSelection().setBaseAndExtent(texts[from[0]], from[1], texts[to[0]], to[1])
  const { key, button, text, ...more } = act
  const init = { bubbles: true, cancelable: true, ...more }
  if (key) return document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ...init }))
  if (text) {
    const clipboardData = new DataTransfer()
    clipboardData.setData("text/plain", text)
    return document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, ...init }))
  }
  const found = document.querySelector(`.prose-menubar__button[title^="${button}"]`)
  for (const type of ["pointerdown", "mousedown", "mouseup"]) found.dispatchEvent(new PointerEvent(type, init))
  return found.click()
}"""


@pytest.fixture
def select_and(page):
    """Select between two places, each the number of a paragraph and of a letter in it, and act at once."""
    return lambda start, end, **act: page.evaluate(ACT, [start, end, act])


@pytest.fixture
def body(page):
    return lambda: page.locator("#id_body").input_value()


def test_a_key_acts_where_the_cursor_went(write, select_and, body):
    write("<p>Un</p><p>Deux</p><p>Trois</p>")
    select_and([0, 1], [0, 1], key="ArrowDown", altKey=True)
    assert body() == "<p>Deux</p><p>Un</p><p>Trois</p>"
    select_and([2, 0], [2, 0], key="ArrowUp", altKey=True)
    assert body() == "<p>Deux</p><p>Trois</p><p>Un</p>"


def test_a_button_acts_on_what_was_selected(page, write, select_and, body):
    write("<p>Un deux</p><p>Trois</p>")
    select_and([0, 3], [0, 7], button="Gras")
    assert body() == "<p>Un <strong>deux</strong></p><p>Trois</p>"


def test_what_is_pasted_replaces_what_was_selected(write, select_and, body):
    write("<p>Un deux</p><p>Trois</p>")
    select_and([0, 3], [0, 7], text="trois")
    assert body() == "<p>Un trois</p><p>Trois</p>"


def test_while_words_are_composed_the_editor_is_left_alone(write, select_and, body):
    write("<p>Un</p><p>Deux</p>")
    select_and([0, 1], [0, 1], key="ArrowDown", altKey=True, isComposing=True)
    assert body() in {"", "<p>Un</p><p>Deux</p>"}


def test_what_is_typed_as_a_dialog_closes_stands_where_the_cursor_was(page, write, body):
    write("<p>Un</p><p>Deux</p>")
    page.keyboard.press("End")
    page.keyboard.type(",")
    page.evaluate(
        """() => {
          const dialog = document.createElement("dialog")
          dialog.append(document.createElement("input"))
          document.body.append(dialog)
          dialog.showModal()
          dialog.close()
          document.execCommand("insertText", false, "x")
        }"""
    )
    assert body() == "<p>Un</p><p>Deux,x</p>"
