"""A search from what was typed to the numbers of the editions, the best first."""

from dataclasses import dataclass
from functools import partial

from . import asking, spelling
from .keeping import EDITIONS, ZONE
from .newest import newest as newest_of
from .newest import newest_found
from .ranking import Candidate, ranked

MOST = 300  # stories, the newest that were found, which are ranked and can be looked through
MOST_TITLED = 100  # more, whatever their age, that have the words in the headline
FEWER = 100  # farther from what was typed than any other spelling


@dataclass(frozen=True)
class Found:
    numbers: list  # of editions, in their order
    terms: tuple = ()  # what is marked in them
    instead: str = ""  # what was searched for, where nothing has the words that were typed
    fewer: bool = False  # whether that is a part of them, and not another spelling
    bounded: bool = False  # there are more than were looked through


@dataclass(frozen=True)
class Way:
    """Another way to search, where nothing was found: the farther from what was typed, the less likely."""

    terms: tuple
    instead: str = ""
    distance: int = 0

    @property
    def fewer(self):
        return self.distance == FEWER

    def likelihood(self, rows):
        """For sorting, the likeliest first. Of what is left of many words, the rarest says the most."""
        return not rows, self.distance, len(rows) if self.fewer else -len(rows)


def find(editions, text, *, language, at, newest=False):
    """Those of `editions`, a queryset of live ones, that have the words of `text`; all where it has no words.

    The best first, or the newest. Two queries; three where there are more than can be ranked, four where nothing has
    the words as they were typed.
    """
    way = Way(asking.wanted(text, language))
    [rows] = _found(editions, [way.terms], at) if way.terms else [newest_of(editions, MOST)]
    if way.terms and not rows:
        way, rows = _otherwise(editions, text, way, language, at)
    bounded = len(rows) == MOST
    if bounded and way.terms and not newest:
        titles = [partial(EDITIONS.titled, way.terms)]
        [titled] = newest_found(editions, titles, at, MOST_TITLED, several=_several(way.terms))
        rows = dict([*rows, *titled]).items()
    numbers = [number for number, _at in rows] if newest or not way.terms else _ranked(rows, way.terms, at)
    return Found(numbers, way.terms, way.instead, way.fewer, bounded)


def _found(editions, each, at):
    """The newest that each of these terms find."""
    ways = [partial(EDITIONS.found, terms) for terms in each]
    return newest_found(editions, ways, at, MOST, several=any(map(_several, each)))


def _several(terms):
    return sum(len(term.words) for term in terms) > 1


def _ranked(rows, terms, at):
    texts = EDITIONS.read([number for number, _at in rows])
    candidates = [Candidate(number, published_at, *texts[number]) for number, published_at in rows if number in texts]
    return ranked(candidates, terms, at, ZONE)


def _otherwise(editions, text, typed, language, at):
    """The likeliest other way that finds something, and its rows; or what was `typed`, and nothing. Two queries.

    No spelling is offered but one that finds a story now: the words of others are nobody's business.
    """
    ways = [Way(terms) for terms in (asking.as_beginning(typed.terms),) if terms]
    for distance, words in spelling.corrections(typed.terms, language):
        other = asking.spelled(text, words)
        ways.append(Way(asking.wanted(other, language), other, distance))
    ways += [Way(terms, asking.said(terms), FEWER) for terms in asking.without_one(typed.terms)]
    if not ways:
        return typed, []
    rows = zip(ways, _found(editions, [way.terms for way in ways], at), strict=True)
    way, its_rows = min(rows, key=lambda pair: pair[0].likelihood(pair[1]))
    return (way, its_rows) if its_rows else (typed, [])
