"""Months and years as words of the index: what is new is found without looking at what is old. Pure.

A search shows the newest of what it finds, and an index knows no order: of a million stories with a word it would give
all. So the stories of the last days are looked at first; then it is asked for the word together with one of the last
months, and for older ones where they are too few.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MARK = "\ue002"  # how they begin; no word that is typed can
DAYS = timedelta(days=14)
MONTHS = (2, 6)  # the last so many, each time it is asked
YEARS = (3, 10)


@dataclass(frozen=True)
class Step:
    """How far back: to the months or years of these names, or to all there ever was; and not before `since`."""

    names: list = field(default_factory=list)
    since: datetime | None = None


def names_of(moment):
    """Of the month and of the year, in UTC, in which an edition first came out."""
    moment = moment.astimezone(UTC)
    return f"{MARK}{moment:%Y%m}", f"{MARK}{moment:%Y}"


def steps(at, *, several=False):
    """Back in time, each with all that the ones before have; fewer for `several` words, which are together in few."""
    now = at.astimezone(UTC)
    last = now.year * 12 + now.month - 1
    yield Step(_months(last, 2), at - DAYS)
    for number in () if several else MONTHS:
        yield Step(_months(last, number))
    for number in YEARS[:1] if several else YEARS:
        yield Step([f"{MARK}{year:04}" for year in range(now.year, now.year - number, -1)])
    yield Step()


def _months(last, number):
    return [f"{MARK}{month // 12:04}{month % 12 + 1:02}" for month in range(last, last - number, -1)]
