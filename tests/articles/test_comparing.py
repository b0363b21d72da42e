"""Two texts and two bodies, word by word: no database."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import prose
from articles.comparing import (
    ADDED,
    CHANGED,
    LEFT,
    MARKED,
    MOVED,
    REMOVED,
    SAME,
    change_of,
    compare_bodies,
    compare_texts,
    lines,
    stretches,
    words_changed,
)

WORDS = st.lists(st.sampled_from(["le", "pont", "de", "la", "Rance", "rouvre", ",", "\n", "l’", "eau"]), max_size=30)
TEXTS = st.one_of(WORDS.map(" ".join), st.text(max_size=40))
BLOCKS = [
    "<p>{}</p>", "<h2>{}</h2>", "<ul><li><p>{}</p></li><li><p>fin</p></li></ul>", "<p><strong>{}</strong> a dit</p>",
    '<p>voir <a href="https://exemple.fr/">{}</a></p>',
    "<blockquote><p>{}</p><footer><cite>Lui</cite></footer></blockquote>",
    '<figure data-image-id="12"><figcaption>{}</figcaption></figure>', "<hr>",
    '<table><tbody><tr><td><p>{}</p></td><td><p>2</p></td></tr></tbody></table>',
]  # fmt: skip
BODIES = st.lists(st.builds(str.format, st.sampled_from(BLOCKS), st.sampled_from(["Un mot", "Deux mots ici", "Rien"])),
                  max_size=8).map(lambda blocks: prose.clean("".join(blocks)))  # fmt: skip


def shown(pieces):
    marks = {SAME: "{}", ADDED: "[+{}]", REMOVED: "[-{}]", MARKED: "[~{}]"}
    return "".join(marks[piece.change].format(piece.text) for piece in pieces)


def side(rows, without):
    """The lines of the new body, or of the old one, as the comparison tells them."""
    return sorted(_line(row, without) for row in rows if row.change not in without)


def _line(row, without):
    line = row.line if REMOVED in without or not row.was else row.was
    if row.change != CHANGED:
        return line.kind, line.words, line.unit
    attribute = "marks" if REMOVED in without else "was"
    words = "".join(piece.text for piece in row.pieces if piece.change not in without)
    assert words == line.text
    for piece in row.pieces:
        assert piece.change != MARKED or getattr(piece, attribute) in {marks for _text, marks in line.words}
    return line.kind, line.words, line.unit


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Le pont rouvre", "Le pont rouvre", "Le pont rouvre"),
        ("Le pont rouvre", "Le grand pont rouvre", "Le [+grand ]pont rouvre"),
        ("Le pont rouvre lundi", "Le pont ferme lundi", "Le pont [-rouvre][+ferme] lundi"),
        ("l’eau", "l’air", "l’[-eau][+air]"),
        ("", "Neuf", "[+Neuf]"),
        ("Vieux", "", "[-Vieux]"),
        ("", "", ""),
    ],
)
def test_words(old, new, expected):
    assert shown(compare_texts(old, new)) == expected


def test_what_is_the_same_by_chance_makes_no_confetti():
    old = "Il a parlé longuement de la pluie à ses voisins"
    new = "Nous avons ri toute une nuit de la farce avec nos cousins"
    assert len(compare_texts(old, new)) <= 4


def test_how_much_changed():
    assert change_of(compare_texts("un deux trois", "un quatre cinq trois")) == (2, 1)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_without_one_side_it_is_the_other(old, new):
    pieces = compare_texts(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != REMOVED) == new
    assert "".join(piece.text for piece in pieces if piece.change != ADDED) == old
    assert all(piece.text for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(BODIES, BODIES)
def test_without_one_side_it_is_the_other_body(old, new):
    rows = compare_bodies(old, new)
    assert side(rows, {REMOVED, LEFT}) == sorted((line.kind, line.words, line.unit) for line in lines(new))
    assert side(rows, {ADDED, MOVED}) == sorted((line.kind, line.words, line.unit) for line in lines(old))


@settings(max_examples=20, deadline=None)
@given(BODIES)
def test_a_body_and_itself(body):
    assert {row.change for row in compare_bodies(body, body)} <= {SAME}


def test_a_paragraph_that_changed_among_others():
    old, new = "<p>Un.</p><p>Le pont rouvre lundi.</p><p>Fin.</p>", "<p>Un.</p><p>Le pont ferme lundi.</p><p>Fin.</p>"
    rows = compare_bodies(old, new)
    assert [row.change for row in rows] == [SAME, CHANGED, SAME]
    assert shown(rows[1].pieces) == "Le pont [-rouvre][+ferme] lundi."
    assert words_changed(rows) == (1, 1)
    assert [(run.same, len(run.rows)) for run in stretches(rows)] == [(True, 1), (False, 1), (True, 1)]


def test_a_paragraph_that_moved():
    rows = compare_bodies("<p>Un.</p><p>Deux.</p><p>Trois.</p>", "<p>Deux.</p><p>Trois.</p><p>Un.</p>")
    assert [row.change for row in rows] == [LEFT, SAME, SAME, MOVED]


def test_a_link_that_leads_elsewhere():
    old, new = ('<p>voir <a href="https://a.fr/">ici</a></p>', '<p>voir <a href="https://b.fr/">ici</a></p>')
    piece = compare_bodies(old, new)[0].pieces[-1]
    assert (piece.text, piece.change) == ("ici", MARKED)
    assert (piece.was, piece.marks) == ((("link", "https://a.fr/"),), (("link", "https://b.fr/"),))


def test_pictures_are_units():
    old = '<figure data-image-id="12"><figcaption>Le port</figcaption></figure>'
    new = '<figure data-image-id="12" data-layout="wide"><figcaption>Le port</figcaption></figure>'
    rows = compare_bodies(old, new)
    assert [(row.change, row.line.kind, row.line.number) for row in rows] == [
        (CHANGED, "picture", "12"), (SAME, "caption", "")
    ]  # fmt: skip
    other = compare_bodies(old, old.replace("12", "13"))
    assert [row.change for row in other] == [REMOVED, ADDED, SAME]


def test_nothing_is_markup():
    rows = compare_bodies("<p>a</p>", "<p>&lt;script&gt; &amp; Cie</p>")
    assert rows[-1].line.text == "<script> & Cie"


def text(words, seed=1):
    return " ".join(f"mot{(number * 7919 * seed) % 997}" for number in range(words))


def body(words, seed=1):
    many = text(words, seed).split()
    return "".join(f"<p>{' '.join(many[start : start + 60])}.</p>" for start in range(0, words, 60))


def rewritten(html):
    return html.replace("mot1", "autre").replace("mot77 ", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (text(20_000), text(20_000, 3)),
        ("mot " * 20_000, "mot " * 15_000 + "x " + "mot " * 4_000),
        ("a b " * 10_000, "b a " * 10_000),
        (body(20_000), rewritten(body(20_000))),
        (body(20_000), body(20_000, 3)),
        ("".join(f"<p>{n % 7} a</p>" for n in range(10_000)), "".join(f"<p>{n % 5} a</p>" for n in range(10_000))),
        ("<p>" * 300 + "x" + "</p>" * 300, "<p>y</p>"),
    ],
)
def test_no_text_takes_long(old, new):
    start = process_time()
    compare_bodies(
        f"<p>{old}</p>" if not old.startswith("<") else old, f"<p>{new}</p>" if not new.startswith("<") else new
    )
    assert process_time() - start < 6  # seconds, on a slow machine; a quadratic one takes minutes
