"""The stem of a word: what its forms have in common, so that who searches for «huître» finds «huîtres». Pure.

The words are folded already, for readers type without accents. Two words of different meaning may share a stem; that
is why the form that was typed counts for more than another one where results are ranked.
"""

import re
from functools import lru_cache

# Each language's steps, one after the other; of a step's rules the first that fits is applied. The look-behinds say
# how much of a word must be left: «mer» is no verb, and «mère» is not «mer».
VERBS = "erions|eraient|erait|erais|erons|eront|erez|aient|ait|erai|era|ente|ent|ez|er"
FRENCH = [
    [(r"(?<=..)eaux$", "eau"), (r"(?<=...)aux$", "al"), (r"(?<=..[^s])[sx]$", "")],
    [(r"(?<=..)ee$", "e")],
    [(r"ment$", "ment"), (rf"(?<=...)(?:{VERBS})$", "e"), (r"(?<=....)ante?$", "e")],
    [
        (r"(?<=..)iere$", "ie"),
        (r"(?<=...)trice$", "teu"),
        (r"(?<=...)euse$", "eu"),
        (r"(?<=...)eur$", "eu"),
        (r"(?<=..)ive$", "if"),
    ],
    [(r"(?<=[aiou])e$", ""), (r"(?<=....[^aeiou])e$", "")],
    [(r"(?<=...)([lnrst])\1$", r"\1")],
]
ENGLISH = [
    [
        (r"(?<=..)ies$", "y"),
        (r"(?<=..)(?:(?<=ss)|(?<=sh)|(?<=ch)|(?<=x))es$", ""),
        (r"(?<=..[^sui])s$", ""),
        (r"(?<=.)men$", "man"),
    ],
    [(r"(?<=....)ly$", ""), (r"(?<=[a-z][aeiouy][a-z])(?:ing|ed)$", ""), (r"(?<=...[a-df-z])(?:ing|ed)$", "")],
    [(r"(?<=..)([bdfgmnprt])\1$", r"\1"), (r"(?<=...)e$", ""), (r"(?<=...)y$", "i")],
]
STEPS = {
    language: [[(re.compile(ending), left) for ending, left in step] for step in steps]
    for language, steps in {"fr": FRENCH, "en": ENGLISH}.items()
}
IRREGULAR = {
    "fr": {"travaux": "travail", "yeux": "oeil", "baux": "bail", "vitraux": "vitrail", "emaux": "email"},
    "en": {"children": "child", "feet": "foot", "lives": "lif", "wives": "wif"},
}
STEMMED = re.compile(r"[a-z]{4,}")


@lru_cache(maxsize=100_000)
def stem(word, language):
    """The stem of a folded word; the word itself where it is short, no word, or of a language we know no rules of."""
    if not STEMMED.fullmatch(word):
        return word
    if word in IRREGULAR.get(language, {}):
        return IRREGULAR[language][word]
    for step in STEPS.get(language, []):
        word = _stepped(word, step)
    return word


def _stepped(word, step):
    for ending, left in step:
        shorter, count = ending.subn(left, word)
        if count:
            return shorter
    return word
