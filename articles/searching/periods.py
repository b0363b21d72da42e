"""Months and years as words of the index: what is new is found without looking at what is old. Pure.

A search shows the newest of what it finds, and an index knows no order: of a million stories with a word it would give
all. So it is asked for the word together with one of the last months first, and for older ones where they are too few.
"""

from datetime import UTC

MARK = "\ue002"  # how they begin; no word that is typed can
MONTHS = (2, 6)  # the last so many, each time it is asked
YEARS = 3


def names_of(moment):
    """Of the month and of the year, in UTC, in which an edition first came out."""
    moment = moment.astimezone(UTC)
    return f"{MARK}{moment:%Y%m}", f"{MARK}{moment:%Y}"


def steps(at):
    """Back in time: the names that are asked for together each time; None at last, for all there ever was."""
    now = at.astimezone(UTC)
    last = now.year * 12 + now.month - 1
    for number in MONTHS:
        yield [f"{MARK}{month // 12:04}{month % 12 + 1:02}" for month in range(last, last - number, -1)]
    yield [f"{MARK}{year:04}" for year in range(now.year, now.year - YEARS, -1)]
    yield None
