"""Links in the body: to addresses and to our own stories, which are kept by number."""

import re

import pytest

from tests import make

pytestmark = pytest.mark.browser


def select(page, letters):
    """The last `letters` of the line with the cursor."""
    page.keyboard.press("End")
    for _ in range(letters):
        page.keyboard.press("Shift+ArrowLeft")


def body_of(page):
    return page.locator("#id_body").input_value()


@pytest.fixture
def field(page):
    """The link dialog's one field, opened by the keyboard."""

    def field():
        page.keyboard.press("Control+k")
        return page.get_by_role("dialog").get_by_role("combobox")

    return field


def test_an_address_is_typed(page, write, stored, field):
    article = write("<p>Voir le site</p>")
    select(page, 4)
    field().fill("www.estran.example/page")
    page.keyboard.press("Enter")
    assert stored(article) == '<p>Voir le <a href="https://www.estran.example/page" rel="noopener">site</a></p>'


def test_a_story_is_found_by_words_and_kept_by_number(page, write, stored, field):
    make.published(headline="La criée rouvre", at=make.NOON)
    wanted = make.published(headline="Le pont de Brest", at=make.NOON)
    article = write("<p>Voir le pont</p>")
    select(page, 4)
    field().fill("pont brest")
    page.get_by_role("option", name=re.compile("Le pont de Brest")).wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    assert stored(article) == f'<p>Voir le <a data-article-id="{wanted.pk}">pont</a></p>'


def test_arrows_choose_and_nothing_selected_takes_the_title(page, write, field):
    make.published(headline="Marée un", at=make.NOON)
    make.published(headline="Marée deux", at=make.NOON)
    write("<p>Voir </p>")
    page.keyboard.press("End")
    page.keyboard.type(" ")
    box = field()
    box.fill("marée")
    page.get_by_role("dialog").get_by_role("option").nth(1).wait_for()
    second = page.get_by_role("dialog").get_by_role("option").nth(1).locator(".link-title").inner_text()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("dialog").get_by_role("option").nth(
        1
    ).get_attribute("id")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    assert re.search(rf'<a data-article-id="\d+">{second}</a>', body_of(page))


def test_a_link_is_changed_and_removed(page, write, field):
    write('<p>Voir <a href="https://a.example/">ici</a></p>')
    page.keyboard.press("End")
    box = field()
    assert box.input_value() == "https://a.example/"
    assert page.get_by_role("dialog").get_by_role("link").get_attribute("href") == "https://a.example/"
    box.fill("b.example")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    assert body_of(page) == '<p>Voir <a href="https://b.example">ici</a></p>'
    field()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Remove|Retirer")).click()
    assert body_of(page) == "<p>Voir ici</p>"


def test_what_could_run_is_refused_with_a_sentence(page, write, field):
    write("<p>Voir ici</p>")
    select(page, 3)
    field().fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").get_by_role("alert").inner_text()
    page.keyboard.press("Escape")
    assert body_of(page) in {"<p>Voir ici</p>", ""}


def test_links_that_readers_cannot_follow_are_marked_and_counted(page, write):
    live = make.published(headline="En ligne", at=make.NOON)
    draft = make.article(headline="Brouillon")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "picker/" in request.url else None)
    write(
        f'<p><a data-article-id="{live.pk}">un</a> <a data-article-id="{draft.pk}">de<strong>ux</strong></a> '
        '<a data-article-id="999999">trois</a></p>'
    )
    page.locator(".link-not-live").first.wait_for()
    page.locator(".editor-links-note").filter(has_text="2").wait_for()
    assert page.locator(".link-not-live").all_inner_texts() == ["de", "ux", "trois"]
    assert "Brouillon" in page.locator(".link-not-live").first.get_attribute("title")
    assert len(asked) == 1


def paste(page, html="", text=""):
    page.locator(".ProseMirror[contenteditable]").evaluate(
        """(area, [html, text]) => {
          const clipboardData = new DataTransfer()
          if (html) clipboardData.setData("text/html", html)
          clipboardData.setData("text/plain", text)
          area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}))
        }""",
        [html, text],
    )


def test_a_pasted_address_of_ours_becomes_a_link_by_number(page, write, stored, until):
    other = make.published(headline="En ligne", at=make.NOON)
    address = other.editions.get().get_absolute_url()
    article = write("<p>Voir ici</p>")
    select(page, 3)
    paste(page, text=page.evaluate("location.origin") + address)
    until("document.getElementById('id_body').value.includes('data-article-id')")
    assert stored(article) == f'<p>Voir <a data-article-id="{other.pk}">ici</a></p>'


def test_an_address_pasted_on_words_links_them(page, write):
    write("<p>Voir ici</p>")
    select(page, 3)
    paste(page, text="https://a.example/x")
    assert body_of(page) == '<p>Voir <a href="https://a.example/x">ici</a></p>'


def test_the_place_in_the_text_is_kept_where_one_gives_up(page, write, field):
    write("<p>deux</p><p>Trois</p>")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Un ")
    field().fill("x")
    page.keyboard.press("Escape")
    page.locator(".ProseMirror-focused").wait_for()
    page.keyboard.type("ICI")
    assert body_of(page) == "<p>Un ICIdeux</p><p>Trois</p>"


def test_what_is_typed_after_a_link_is_not_in_it(page, write, stored, field):
    article = write("<p>Voir le site</p>")
    select(page, 4)
    field().fill("www.estran.example/page")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.press("End")
    page.keyboard.type(".")
    assert stored(article) == '<p>Voir le <a href="https://www.estran.example/page" rel="noopener">site</a>.</p>'
