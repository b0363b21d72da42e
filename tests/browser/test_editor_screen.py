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
