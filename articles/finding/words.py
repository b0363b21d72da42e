"""The words of a text, and what somebody searches for. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

MOST_CHARACTERS = 150_000  # of a text; PostgreSQL takes at most 1 MB, and no story has so many
LONGEST_WORD = 60  # characters; what is longer is no word, and PostgreSQL has its own limit
MOST_TERMS = 20
SHORTEST_BEGINNING = 3  # letters from which on a word also finds those that it begins: "vote" finds "voters"
# Between two parts of a story, so that no phrase runs from one into the next. No word that is typed can be it.
BREAK = "\ue000"
WORD = re.compile(r"[^\W_]+")
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "ı": "i"})
QUOTED = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]|([^"“”«»]+)')


@dataclass(frozen=True)
class Term:
    """Words that must stand beside each other; the last may be only the beginning of one."""

    words: tuple[str, ...]
    begins: bool = False


def fold(text):
    """`text` without case and accents; ligatures are spelled out. Between its words is one space."""
    return " ".join(map(fold_word, text.split()))


def fold_word(word):
    """The same for what has no space in it."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def words_of(*parts):
    """The folded words of the parts of a story in their order, with a BREAK between two parts."""
    words = []
    for part in filter(None, parts):
        words += [BREAK] if words else []
        words += _words(part)
    return words


def terms_of(text):
    """What was typed: each word by itself, and what stands between quotation marks together; at most 20 terms."""
    terms = []
    for quoted, loose in QUOTED.findall(text[: MOST_TERMS * LONGEST_WORD]):
        if together := tuple(_words(quoted)):
            terms.append(Term(together))
        # A word with an apostrophe or a hyphen is found only where its parts stand together too.
        terms += [Term(words, begins=_is_beginning(words)) for words in map(tuple, map(_words, loose.split())) if words]
    return list(dict.fromkeys(terms))[:MOST_TERMS]


@lru_cache(maxsize=32)  # both searches read a text, when it is saved and when it is published
def _words(text):
    return tuple(chain.from_iterable(map(_parts, text[:MOST_CHARACTERS].split())))


@lru_cache(maxsize=10_000)  # most words of a text were in the one before
def _parts(word):
    """The words of what has no space in it: of «l’île», two."""
    return tuple(part[:LONGEST_WORD] for part in WORD.findall(fold_word(word)))


def _is_beginning(words):
    return len(words[-1]) >= SHORTEST_BEGINNING and not words[-1].isdigit()
