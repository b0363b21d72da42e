"""Two people change one story: what doesn't clash is merged, what does is named."""

import pytest

from articles import drafting

BASE = {
    "headline": "Le pont",
    "kicker": "Port",
    "body": "<p>Un</p><p>Deux</p>",
    "tags": [1, 2],
    "bylines": [[1, "words"]],
}


def merged(ours, theirs):
    return drafting.merged(BASE, BASE | ours, BASE | theirs)


def test_each_field_of_whoever_changed_it():
    values, clashes = merged({"headline": "Le pont ferme"}, {"kicker": "Travaux"})
    assert (values["headline"], values["kicker"], clashes) == ("Le pont ferme", "Travaux", [])


def test_paragraphs_of_both():
    values, clashes = merged({"body": "<p>Un bis</p><p>Deux</p>"}, {"body": "<p>Un</p><p>Deux</p><p>Trois</p>"})
    assert (values["body"], clashes) == ("<p>Un bis</p><p>Deux</p><p>Trois</p>", [])


def test_tags_of_both():
    values, clashes = merged({"tags": [1, 2, 3]}, {"tags": [2, 4]})
    assert (values["tags"], clashes) == ([2, 3, 4], [])


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("headline", "A", "B"),
        ("body", "<p>A</p><p>Deux</p>", "<p>B</p><p>Deux</p>"),
        ("bylines", [[1, "words"], [2, "words"]], []),
    ],
)
def test_what_clashes_is_named_and_ours_is_kept(name, ours, theirs):
    values, clashes = merged({name: ours}, {name: theirs})
    assert (values[name], clashes) == (ours, [name])
