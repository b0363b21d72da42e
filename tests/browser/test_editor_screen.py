"""What surrounds the text in the editor: what it tells the page, writing without distraction, the keys."""

import pytest

from articles import prose

pytestmark = pytest.mark.browser

TEXT = (
    "<h2>Un intertitre</h2><p>Trois mots ici\u202f!</p><ul><li><p>Un <strong>po</strong>int</p></li></ul>"
    "<h3>Plus bas</h3><p>Fin.</p>"
)
LISTEN = "addEventListener('marbre:text', (event) => (window.reports ??= []).push(event.detail))"
LAST = "window.reports?.at(-1)"


def test_the_page_hears_words_and_headings_at_the_start_and_after_changes(page, write, until):
    page.add_init_script(LISTEN)
    write(TEXT)
    report = until(LAST)
    assert report["words"] == prose.count_words(TEXT)
    assert report["characters"] == prose.count_characters(TEXT)
    assert [(heading["level"], heading["text"]) for heading in report["headings"]] == [
        (2, "Un intertitre"),
        (3, "Plus bas"),
    ]
    page.keyboard.press("Control+End")
    page.keyboard.type(" Encore deux.")
    until("(words) => window.reports.at(-1).words === words", report["words"] + 2)


def test_the_outline_leads_to_its_headings(page, write, until):
    page.add_init_script(LISTEN)
    write(TEXT)
    second = until(LAST)["headings"][1]
    page.evaluate(
        "(detail) => document.getElementById('id_body').dispatchEvent(new CustomEvent('marbre:goto', {detail}))",
        second,
    )
    page.keyboard.press("Home")
    page.keyboard.type("Bien ")
    assert "<h3>Bien Plus bas</h3>" in page.locator("#id_body").input_value()


def test_one_writes_alone_with_words_counted_and_nothing_behind(page, write, until):
    write(TEXT)
    count = prose.count_words(TEXT)
    page.keyboard.press("End")
    page.keyboard.press("Control+Shift+Enter")
    leave = page.locator(".screen-leave")
    leave.wait_for()
    page.keyboard.type(" encore")
    assert "encore" in page.locator("#id_body").input_value()
    until("(words) => document.querySelector('.screen-words').textContent.startsWith(words)", f"{count + 1} ")
    reached = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, textarea, [tabindex='0']")]
          .filter((one) => !one.closest("[inert]") && !one.closest(".story-text") && one.checkVisibility())
          .map((one) => one.outerHTML)"""
    )
    assert reached == []
    page.locator("#id_headline").focus()
    page.keyboard.press("Escape")
    leave.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == "id_headline"
    assert page.locator("[inert]").count() == 0


def test_the_sheet_of_keys_names_the_buttons_as_the_toolbar_does(page, write):
    write(TEXT)
    page.keyboard.press("Control+/")
    sheet = page.get_by_role("dialog")
    rows = dict(zip(sheet.locator("dt").all_inner_texts(), sheet.locator("dd").all_inner_texts(), strict=True))
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")
    titles = (
        page.get_by_role("toolbar")
        .first.locator("button[title]")
        .evaluate_all("(buttons) => buttons.map((button) => button.title)")
    )
    bold = next(title for title in titles if title.endswith("Ctrl+B)"))
    assert "".join(rows[bold.removesuffix(" (Ctrl+B)")].split()) == "CtrlB"


def test_a_button_opens_the_sheet_of_keys(page, write):
    write(TEXT)
    page.get_by_role("toolbar").first.locator("[data-name=shortcuts]").click()
    assert page.get_by_role("dialog").get_by_role("heading").count() > 3
