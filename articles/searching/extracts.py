"""What is shown of a story that was found: the passage where most of the words are, the words marked. Pure."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from ..finding.words import fold
from .stems import stem

LENGTH = 220  # characters of an extract, about
WORD = re.compile(r"[^\W_]+")
UNSTOPPED = re.compile(r"([\w%])\n")  # the end of a heading or of a list's line
MOST_READ = 60_000  # characters of a text in which words are looked for


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    term: int  # which of the terms it is


def marked(text, terms, language):
    """The whole of `text` in pieces, those that were searched for marked."""
    text = unicodedata.normalize("NFC", text)
    return _pieces(text, marks(text, terms, language), 0, len(text))


def extract(text, terms, language):
    """The passage of `text` with the most of the terms, in pieces; its beginning where there is none."""
    text = UNSTOPPED.sub(r"\1 · ", unicodedata.normalize("NFC", text[:MOST_READ])).replace("\n", " ")
    found = marks(text, terms, language)
    start, end = _cut(text, _best_start(found))
    pieces = _pieces(text, found, start, end)
    before, after = [Piece("… ")] * (start > 0), [Piece(" …")] * (end < len(text))
    return [*before, *pieces, *after]


def marks(text, terms, language):
    """Where the terms stand in `text`."""
    tokens = [(token.start(), token.end(), fold(token[0])) for token in WORD.finditer(text)]
    words = [word for _start, _end, word in tokens]
    stems = [stem(word, language) for word in words]
    found, after = [], 0
    for place in range(len(tokens)):
        fitting = ((number, term) for number, term in enumerate(terms) if _fits(term, words, stems, place))
        number, term = next(fitting, (0, None))
        if term and place >= after:
            after = place + len(term.words)
            found.append(Mark(tokens[place][0], tokens[after - 1][1], number))
    return found


def _fits(term, words, stems, place):
    count = len(term.words)
    if not (term.exact or term.begins):
        return tuple(stems[place : place + count]) == term.stems
    found = tuple(words[place : place + count])
    if found == term.words:
        return True
    begun = term.begins and len(found) == count and found[:-1] == term.words[:-1]
    return begun and found[-1].startswith(term.words[-1])


def _best_start(found):
    """The first mark of the passage with the most different terms, then with the most marks; the earliest of those."""
    starts = [mark.start for mark in found]
    best, its_value = 0, (0, 0)
    for place, mark in enumerate(found):
        inside = found[place : bisect_left(starts, mark.start + LENGTH * 3 // 4)]
        value = len({other.term for other in inside}), len(inside)
        if value > its_value:
            best, its_value = mark.start, value
    return best


def _cut(text, start):
    """From a sentence's beginning where one is near, else from a word's; to the end of a word."""
    earliest = max(0, start - LENGTH // 3)
    before = text[earliest:start]
    sentence = max(before.rfind(stop) for stop in (". ", "? ", "! ", "… "))
    if earliest and sentence >= 0:
        start = earliest + sentence + 2
    elif earliest:
        start = earliest + before.find(" ") + 1
    else:
        start = 0
    if start + LENGTH >= len(text):
        return start, len(text)
    end = text.rfind(" ", start + LENGTH // 2, start + LENGTH)
    return start, end if end > 0 else start + LENGTH


def _pieces(text, found, start, end):
    pieces, place = [], start
    for mark in found:
        if mark.start >= start and mark.end <= end:
            pieces += [Piece(text[place : mark.start]), Piece(text[mark.start : mark.end], marked=True)]
            place = mark.end
    return [piece for piece in (*pieces, Piece(text[place:end])) if piece.text]
