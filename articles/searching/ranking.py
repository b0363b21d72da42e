"""Which of the stories that were found come first. Pure: the same on every database.

A word in the headline says what a story is about, one above the text nearly so; in the text it matters how often. Words
that stand together as they were typed count more, and so does what is new.
"""

import math
from dataclasses import dataclass
from datetime import datetime

ZONE_WEIGHTS = (8, 4, 2)  # headline; kicker, standfirst, subjects and names; text
AS_TYPED = 0.25  # more for the very form that was typed
TOGETHER = 0.75  # of the zone's weight, for all the words in their order
FRESH = 1.5  # for what appeared just now: less than a word in the text
FADES_IN = 45  # days, in which that becomes half


@dataclass(frozen=True)
class Candidate:
    number: int
    published_at: datetime
    words: str  # of an edition, zones and all, with a space before and after each
    stems: str


def ranked(candidates, terms, at, zone):
    """The numbers of `candidates`, the best first; `zone` is the mark between the zones."""
    scored = [(score(candidate, terms, at, zone), candidate) for candidate in candidates]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].published_at.timestamp(), -pair[1].number))
    return [candidate.number for _score, candidate in scored]


def score(candidate, terms, at, zone):
    zones = zip(ZONE_WEIGHTS, candidate.words.split(zone), candidate.stems.split(zone), strict=True)
    together = f" {' '.join(its_stem for term in terms for its_stem in term.stems)} "
    total = 0.0
    for weight, words, stems in zones:
        total += weight * sum(_share(term, words, stems) for term in terms) / len(terms)
        total += weight * TOGETHER * (len(terms) > 1 and together in stems)
    return total + _freshness((at - candidate.published_at).total_seconds() / 86400)


def _share(term, words, stems):
    """Between 0 and 1.25: nothing, once, often. The more often, the less one more counts."""
    typed = f" {' '.join(term.words)}"
    times = words.count(typed) if term.begins else words.count(f"{typed} ")
    share = 1 - math.exp(-1.2 * max(times, _times(term, stems)))
    return share * (1 + AS_TYPED * bool(times))


def _times(term, stems):
    return 0 if term.exact or term.begins else stems.count(f" {' '.join(term.stems)} ")


def _freshness(days):
    return FRESH * 0.5 ** (max(days, 0) / FADES_IN)
