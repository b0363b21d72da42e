"""Find and replace in the text."""

import re

import pytest
from django.templatetags.static import static

from tests.browser.test_editor_links import body_of

pytestmark = pytest.mark.browser

TEXT = "<p>L’été au <strong>po</strong>rt.</p><p>Le port, les ports et le Port d’ete.</p>"
MATCHES = [
    ("Été, l’ete", "ete", {}, [[0, 3], [7, 10]]),
    ("Été, l’ete", "été", {"accents": True}, [[0, 3]]),
    ("Été, l’ete", "été", {"accents": True, "matchCase": True}, []),
    ("E\u0301te\u0301", "été", {}, [[0, 5]]),
    ("port, ports, le port", "port", {"whole": True}, [[0, 4], [16, 20]]),
    ("l’eau à 10\u00a0€", "l'eau a 10 €", {}, [[0, 12]]),
    ("aaaa", "aa", {}, [[0, 2], [2, 4]]),
    ("😀 port 😀", "😀", {}, [[0, 2], [8, 10]]),
    ("texte", "", {}, []),
]
CALL = "async ([address, ...rest]) => (await import(address)).occurrences(...rest)"


@pytest.fixture
def bar(page):
    return page.get_by_role("search", name=re.compile("Find and replace|Rechercher et remplacer"))


@pytest.fixture
def look(page, bar):
    def look(words, keys="Control+f"):
        page.keyboard.press(keys)
        bar.get_by_role("textbox").first.fill(words)

    return look


def count(bar, text):
    bar.get_by_role("status").filter(has_text=re.compile(text)).wait_for()


def test_what_matches(page):
    page.goto("/admin/login/")
    for text, words, options, places in MATCHES:
        found = page.evaluate(CALL, [static("js/matching.js"), text, words, options])
        assert (text, words, [[match["from"], match["to"]] for match in found]) == (text, words, places)


def test_matches_are_marked_counted_and_walked_through(page, write, bar, look):
    write(TEXT)
    page.keyboard.press("Control+Home")
    look("port")
    count(bar, "^1 .* 4$")
    assert page.locator(".found").count() == 5  # one of them is in two pieces, half of it bold
    page.keyboard.press("Enter")
    count(bar, "^2 .* 4$")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    count(bar, "^4 .* 4$")
    bar.get_by_role("button", name=re.compile("Whole words|Mots entiers")).click()
    count(bar, " 3$")
    bar.get_by_role("button", name=re.compile("Capitals|apitales|ajuscules")).click()
    count(bar, " 2$")


def test_escape_goes_to_the_match(page, write, bar, look):
    write(TEXT)
    page.keyboard.press("Control+Home")
    look("les ports")
    count(bar, "1$")
    page.keyboard.press("Escape")
    assert page.locator(".found").count() == 0
    page.keyboard.type("tout")
    assert "Le port, tout et le Port" in body_of(page)


def test_one_is_replaced_then_all_and_undone_in_one_step(page, write, bar, look, stored):
    article = write(TEXT)
    page.keyboard.press("Control+Home")
    look("port", "Control+h")
    count(bar, " 4$")
    replacement = bar.get_by_role("textbox").nth(1)
    replacement.fill("quai")
    replacement.press("Enter")
    count(bar, "^1 .* 3$")
    assert "<strong>" not in body_of(page) or "quai" in body_of(page)
    bar.get_by_role("button", name=re.compile("Replace all|Tout remplacer")).click()
    count(bar, "No match|Aucun")
    assert "Le quai, les quais et le quai d’ete." in body_of(page)
    page.keyboard.press("Escape")
    page.locator(".ProseMirror[contenteditable]").press("Control+z")
    assert "Le port, les ports et le Port d’ete." in body_of(page)
    assert "quai" in stored(article)


def test_the_bar_is_no_change_of_the_story(page, write, bar, look):
    write(TEXT)
    before = body_of(page)
    look("port")
    page.keyboard.press("Escape")
    assert body_of(page) == before
