"""What is pasted from elsewhere becomes what a story is made of; fixtures are in pastes/, in each program's manner."""

from pathlib import Path

import pytest

from tests.browser.test_editor_links import body_of, paste, select

pytestmark = pytest.mark.browser

PASTES = Path(__file__).parent / "pastes"
NB = "\u00a0"
PAGE = '<a href="https://a.example/page?id=3" rel="noopener">{}</a>'
WORD = (
    "<h2>La marée</h2><h2>Le port</h2>"
    "<p>Un <strong>mot</strong> gras et <em>un autre</em> à Concarneau<sup>1</sup>.</p>"
    f"<p>Voir la {PAGE.format('page')} du port.</p>"
    "<ul><li><p>Premier point</p><ul><li><p>Plus <strong>bas</strong></p><p>qui continue</p></li></ul></li>"
    "<li><p>Second point</p></li></ul>"
    f"<p>Puis, dans l’ordre{NB}:</p>"
    '<ol start="3"><li><p>Trois</p></li><li><p>Quatre</p></li></ol>'
    "<h3>Détail</h3><p>Fin.</p><p><sup>1</sup> Finistère.</p>"
)
GOOGLE = (
    "<h2>Le port</h2><p>Un <strong>mot gras</strong><em>, penché</em><s>, barré</s> et H<sub>2</sub>O. "
    f"{PAGE.format('La page')}</p>"
    "<ul><li><p>Un</p><ul><li><p>Deux</p></li></ul></li><li><p>Trois</p></li></ul><h3>Détail</h3><p>Fin.</p>"
)
LIBRE = (
    "<h2>Le port</h2><p>Un <strong>mot gras</strong> et <em>un autre</em><sup>1</sup>.</p>"
    '<ol start="2"><li><p>Deux</p><ul><li><p>Dessous</p></li></ul></li><li><p>Trois</p></li></ol>'
    "<p>Une ligne<br>une autre</p><p>et un paragraphe</p><p><sup>1</sup> Une note.</p>"
)
WEB = (
    "<h2>Le port</h2><p>Un <strong>mot</strong> loose, code et souligné.</p>"
    f'<p>Un autre paragraphe{NB}<a href="https://b.example/#ancre" rel="noopener">avec lien</a>.</p><p>Dedans</p>'
    "<blockquote><p>Dit ainsi.</p></blockquote><h3>Petit</h3><p>Terme</p><p>Sens</p><p>rien là fin</p>"
)
PLAIN = [
    ("Un\n\nDeux\r\n\r\n\r\nTrois", "<p>Un</p><p>Deux</p><p>Trois</p>"),
    ("Un\nDeux", "<p>Un</p><p>Deux</p>"),
    ("12 rue du Port\nBrest\n\nFin", "<p>12 rue du Port<br>Brest</p><p>Fin</p>"),
    (f"{'mot ' * 16}fin\nde ligne\n\nFin", f"<p>{'mot ' * 16}fin de ligne</p><p>Fin</p>"),
]
MEND = """async (html) => {
  const { mendPastedHtml } = await import("marbre/paste")
  return mendPastedHtml(html, () => null)
}"""


@pytest.mark.parametrize(
    ("source", "wanted", "left_out"),
    [("word", WORD, 1), ("google-docs", GOOGLE, 1), ("libreoffice", LIBRE, 0), ("web-page", WEB, 1)],
)
def test_a_paste_becomes_a_story(page, write, stored, source, wanted, left_out):
    article = write("")
    paste(page, (PASTES / f"{source}.html").read_text(encoding="utf-8"), "en texte")
    if left_out:
        page.locator(".editor-notice").filter(has_text=str(left_out)).wait_for()
    assert stored(article) == wanted


def test_what_was_mended_stays_as_it_is(page, write):
    write("")
    for source in sorted(PASTES.glob("*.html")):
        once = page.evaluate(MEND, source.read_text(encoding="utf-8"))
        assert (source.name, page.evaluate(MEND, once)) == (source.name, once)


def test_tables_stay_tables_and_scaffolding_goes(page, write):
    write("")
    mended = page.evaluate(MEND, (PASTES / "table.html").read_text(encoding="utf-8"))
    assert "".join(line.strip() for line in mended.splitlines()) == (
        "<table><tbody><tr><th><p>Port</p></th><th><p>Tonnes</p></th></tr>"
        "<tr><td><p>Brest</p></td><td><p>12<br>mille</p></td></tr>"
        '<tr><td colspan="2"><p><strong>Fin</strong></p></td></tr></tbody></table>'
        "<p>Mise en page</p><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>"
    )


def test_plain_text_keeps_its_paragraphs(page, write):
    write("")
    for text, wanted in PLAIN:
        page.keyboard.press("Control+a")
        paste(page, text=text)
        assert (text, body_of(page)) == (text, wanted)


def test_words_pasted_in_a_line_stay_in_it(page, write):
    write("<p>Voir ici.</p>")
    select(page, 4)
    paste(page, text="là, ")
    assert body_of(page) == "<p>Voir là,</p>"


def test_typography_of_others_is_left_alone(page, write):
    write("")
    paste(page, '<p>Il dit "oui" : c\'est tout...</p>')
    assert body_of(page) == '<p>Il dit "oui" : c\'est tout...</p>'


def test_what_was_copied_in_the_editor_comes_back_unchanged(page, write, stored):
    body = (
        "<p>Un <strong>mot</strong>.</p><blockquote><p>Dit.</p><footer><cite>Lui</cite></footer></blockquote><p>Fin</p>"
    )
    article = write(body)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    assert stored(article) == body
