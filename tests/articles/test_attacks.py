"""What attacks are after the sanitiser: bodies like any other. In a browser: tests/browser/test_attacks.py."""

import re

import pytest

from articles import prose
from articles.prose.nodes import BODY
from articles.prose.tree import parse
from tests.articles.test_prose_soup import Reparsed, strangers
from tests.attacks import ATTACKS, CLASSES


def test_there_are_enough_of_them():
    assert len(ATTACKS) == len(set(ATTACKS))
    assert len(ATTACKS) >= 200
    assert all(CLASSES.values())


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("sponsored", [False, True])
def test_nothing_unknown_comes_out(name, sponsored):
    for attack in CLASSES[name]:
        body = prose.clean(attack, sponsored=sponsored)
        assert list(strangers(parse(body), BODY)) == [], attack
        assert prose.clean(body, sponsored=sponsored) == body, attack
        seen = Reparsed(body)
        assert (seen.open, seen.odd) == ([], []), attack


@pytest.mark.parametrize("name", CLASSES)
def test_links_lead_to_the_web_a_mailbox_a_telephone_or_here(name):
    for attack in CLASSES[name]:
        for href in re.findall(r'href="([^"]*)"', prose.clean(attack)):
            assert re.match(r"https?://[^/@\\]+(/|$)|mailto:|tel:|/(?![/\\])|#|\?", href), attack


def test_all_of_them_one_after_the_other():
    body = prose.clean("".join(attack.replace("<plaintext>", "") for attack in ATTACKS))
    assert list(strangers(parse(body), BODY)) == []
    assert prose.clean(body) == body


def test_good_words_around_an_attack_stay():
    for attack in CLASSES["handlers"]:
        assert prose.plain_text(prose.clean(f"<p>Avant.</p>{attack}")).startswith("Avant.")
