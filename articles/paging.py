"""Pages of a list by cursor: they stay right while new stories come in, and the last is as fast as the first.

A page is named by the row next to it (`?before=…`, `?after=…`), not by a number: what comes in later moves nothing.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404

PAGE = 20  # rows
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
MARK = re.compile(r"(-?[0-9]{1,16})-([0-9]{1,18})")  # no year that Python doesn't know, no key that isn't one


@dataclass(frozen=True)
class Cursor:
    """A place in a list whose order is a moment, and a key where two moments are the same."""

    at: datetime
    key: int

    @classmethod
    def read(cls, text):
        """The cursor in an address, None where there is none. Raises Http404 for what is none."""
        if not text:
            return None
        if not (found := MARK.fullmatch(text)):
            raise Http404
        return cls(EPOCH + int(found[1]) * MICROSECOND, int(found[2]))

    def __str__(self):
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.key}"


@dataclass(frozen=True)
class Page:
    """Some rows, newest first, and the cursors of what is around them."""

    rows: list
    here: Cursor | None = None  # None: the first page
    newer: Cursor | None = None
    older: Cursor | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def address(self):
        """What comes behind the list's path, so that each page has one address."""
        return f"?before={self.here}" if self.here else ""


class Pager:
    """Cuts a queryset, to be ordered newest first by the two columns `by`, a moment and a key."""

    def __init__(self, rows, by, size=PAGE):
        self.moment, self.key = by
        self.rows, self.size = rows.order_by(f"-{self.moment}", f"-{self.key}"), size

    def page(self, params):
        """The page that an address asks for. One query; two where what is newer is the first page.

        Raises Http404 for what is no cursor, and where nothing is older.
        """
        before, after = (Cursor.read(params.get(name)) for name in ("before", "after"))
        return (after and self._after(after)) or self._before(before)

    def _before(self, cursor):
        found = list((self.rows.filter(self._beyond(cursor, "lt")) if cursor else self.rows)[: self.size + 1])
        if cursor and not found:
            raise Http404
        rows = found[: self.size]
        older = self._cursor(rows[-1]) if len(found) > self.size else None
        return Page(rows, here=cursor, newer=cursor and self._cursor(rows[0]), older=older)

    def _after(self, cursor):
        """The page just before that row; None where so little is newer that it is all on the first page."""
        found = list(self.rows.filter(self._beyond(cursor, "gt")).reverse()[: self.size + 1])[::-1]
        if len(found) <= self.size:
            return None
        newest, *rows = found
        return Page(rows, here=self._cursor(newest), newer=self._cursor(rows[0]), older=self._cursor(rows[-1]))

    def _beyond(self, cursor, side):
        """Said so that an index on the moment is used: `moment <= at AND (moment < at OR key < key)`."""
        near = Q(**{f"{self.moment}__{side}e": cursor.at})
        return near & (Q(**{f"{self.moment}__{side}": cursor.at}) | Q(**{f"{self.key}__{side}": cursor.key}))

    def _cursor(self, row):
        return Cursor(getattr(row, self.moment), getattr(row, self.key))
