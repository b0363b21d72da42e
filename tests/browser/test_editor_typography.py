"""Typography by the story's language: the rules themselves, and while one writes."""

import pytest
from django.templatetags.static import static

pytestmark = pytest.mark.browser

NB, NN = "\u00a0", "\u202f"  # written _ and ~ below
FRENCH = [
    ('Il dit "bonjour" et part.', "Il dit «_bonjour_» et part."),
    ('"Il a dit "oui" hier", dit-elle.', "«_Il a dit “oui” hier_», dit-elle."),
    ("« Bonjour »", "«_Bonjour_»"),
    ("«Bonjour»", "«_Bonjour_»"),
    ("<<Bonjour>>", "«_Bonjour_»"),
    ("L'été, c'est l'\"Estran\".", "L’été, c’est l’«_Estran_»."),
    ('Un écran de 15" neuf', 'Un écran de 15" neuf'),
    ("Quoi? Oui! Non; si : tout...", "Quoi~? Oui~! Non~; si_: tout…"),
    ("Quoi ? Oui !!! Vraiment ?! ", "Quoi~? Oui~!!! Vraiment~?! "),
    ("Voici: un, deux", "Voici_: un, deux"),
    ("Rendez-vous à 12:30, score 3:1. ", "Rendez-vous à 12:30, score 3:1. "),
    ("Voir https://a.example/?x=1;y!z et a@b.example : oui", "Voir https://a.example/?x=1;y!z et a@b.example_: oui"),
    ("Voir estran.example/page?x=1 ", "Voir estran.example/page?x=1 "),
    ("Bravo ;) et :-) et :) ", "Bravo ;) et :-) et :) "),
    ("10% de 10 000 € et 3€, 12 km, 8 h 30.", "10_% de 10~000_€ et 3_€, 12_km, 8_h_30."),
    ("10 marins, 1 234 567 habitants, 02 98 12 34 56 ", "10 marins, 1~234~567 habitants, 02 98 12 34 56 "),
    ("En 2024 300 personnes", "En 2024 300 personnes"),
    ("M. Dupont et Mme Morvan, n° 5.", "M._Dupont et Mme_Morvan, n°_5."),
    ("un -- deux --- trois", "un – deux — trois"),
    ("(?) et (!)", "(?) et (!)"),
]
ENGLISH = [
    ("He said \"yes\" and 'no'.", "He said “yes” and ‘no’."),
    ("It's the '90s... -- really: yes!", "It’s the ’90s… – really: yes!"),
    ("\"It's 'fine',\" she said", "“It’s ‘fine’,” she said"),
    ("10 km and 5%? Yes; no!", "10_km and 5%? Yes; no!"),
]
CASES = [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH]
CALL = "async ([address, name, ...rest]) => (await import(address))[name](...rest)"


def spaced(text):
    return text.replace("_", NB).replace("~", NN)


def body_of(page):
    return page.locator("#id_body").input_value().replace("&nbsp;", NB)


def type_out(page, text):
    """As a person does, straight quotes and all, each key by itself."""
    for character in text:
        page.keyboard.type(character)


@pytest.fixture
def rules(page):
    """Call a function of typography.js."""
    page.goto("/admin/login/")
    return lambda name, *rest: page.evaluate(CALL, [static("js/typography.js"), name, *rest])


def test_the_rules(rules):
    for language, text, wanted in CASES:
        assert (text, rules("tidy", text, language)) == (text, spaced(wanted))


def test_mended_text_is_left_alone(rules):
    for language, text, _wanted in CASES:
        assert rules("changes", rules("tidy", text, language), language) == []


def test_other_languages_are_left_alone(rules):
    assert rules("tidy", 'Er sagte "ja"...', "de") == 'Er sagte "ja"...'


@pytest.mark.parametrize(("language", "cases"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_same_while_one_types(page, write, language, cases):
    write("", language=language)
    for text, wanted in cases:
        type_out(page, text + " ")
        body = page.locator(".ProseMirror[contenteditable]").evaluate("(area) => area.textContent")
        assert (text, body) == (text, spaced(wanted) + " ")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")


def test_the_language_of_the_form_counts_at_once(page, write):
    write("")
    type_out(page, '"oui" ')
    page.locator("#id_language").select_option("en")
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.press("End")
    type_out(page, '"yes"')
    assert body_of(page) == f"<p>«{NB}oui{NB}» “yes”</p>"


@pytest.mark.parametrize("key", ["Backspace", "Control+z"])
def test_a_replacement_is_taken_back_by_itself(page, write, key):
    write("")
    type_out(page, "Fin...")
    assert body_of(page) == "<p>Fin…</p>"
    page.keyboard.press(key)
    type_out(page, " oui")
    assert body_of(page) == "<p>Fin... oui</p>"


def test_bold_words_stay_bold(page, write):
    write("<p>À <strong>10 km</strong></p>")
    page.keyboard.press("End")
    type_out(page, " !")
    assert body_of(page) == f"<p>À <strong>10{NB}km{NN}!</strong></p>"


def test_enter_ends_a_word(page, write):
    write("")
    type_out(page, "Voici:")
    page.keyboard.press("Enter")
    type_out(page, "un")
    assert body_of(page) == f"<p>Voici{NB}:</p><p>un</p>"


def test_the_whole_text_is_mended_in_one_step(page, write, stored):
    body = '<p>"Oui <strong>!</strong>" dit <em>l\'eau</em>...</p><ul><li><p>10 %</p></li></ul><p>Fin</p>'
    article = write(body)
    page.get_by_role("toolbar").locator("[data-name=typography]").click()
    page.get_by_role("status").filter(has_text="6").wait_for()
    mended = body_of(page)
    page.locator(".ProseMirror[contenteditable]").press("Control+z")
    assert body_of(page) == body
    page.keyboard.press("Control+Shift+z")
    assert body_of(page) == mended
    assert stored(article) == (
        f"<p>«{NB}Oui{NN}<strong>!</strong>{NB}» dit <em>l’eau</em>…</p><ul><li><p>10{NB}%</p></li></ul><p>Fin</p>"
    )


def test_plain_fields_of_the_story_follow(page, write):
    write("")
    headline = page.locator("#id_headline")
    headline.fill("")
    headline.focus()
    type_out(page, 'Dit "oui" : l\'eau...')
    assert headline.input_value() == spaced("Dit «_oui_»_: l’eau…")
    page.keyboard.press("Backspace")
    assert headline.input_value() == spaced("Dit «_oui_»_: l’eau...")
