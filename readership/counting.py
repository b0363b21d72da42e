"""Counting views. Each is a row of its own at first; a few seconds later rows are gathered into the totals.

Rows are added by one statement that waits for no other; views that one process is told of at the same moment share it,
and none is answered before it is committed. Gathering moves rows in one transaction: each is in the totals or is still
a row, and never both.
"""

import uuid
from collections import Counter
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import transaction

from .models import HourlyViews, Tally, View
from .models.views import hour_of
from .together import Together

KNOWN_FOR = timedelta(seconds=30)  # for which a view that is sent again is known
GATHER_EVERY = 5  # seconds
KEPT_MONTHS = 25  # two years can be compared month by month
BATCH = 5000  # rows that are moved or deleted at once: readers' views don't wait for a long deletion


def count_view(article_id, at, token=None):
    """Count one view of the story at the instant `at`. The same `token` again counts nothing. One statement at most.

    Returns when the view is committed; raises what the database raised where it is not.
    """
    _views.add((article_id, token or uuid.uuid4(), at))


_views = Together(View.objects.add)


def gather_now_and_then(at):
    """Gather, unless this process did so within the last seconds."""
    if caches["process"].add("readership.gathered", value=True, timeout=GATHER_EVERY):
        gather(at - KNOWN_FOR)


def gather(before):
    """Move the views before that instant into the totals, of the story and of the hour. How many.

    Any number of processes may do it at once: each takes rows that no other one has taken.
    """
    moved = 0
    while (some := _gather_some(before)) == BATCH:
        moved += some
    return moved + some


@transaction.atomic
def _gather_some(before):
    waiting = View.objects.filter(at__lt=before).order_by("pk").select_for_update(skip_locked=True)
    rows = list(waiting.values_list("pk", "article_id", "at")[:BATCH])
    if rows:
        Tally.objects.add(Counter((article,) for _pk, article, _at in rows))
        HourlyViews.objects.add(Counter((hour_of(at), article) for _pk, article, at in rows))
        View.objects.filter(pk__in=[pk for pk, _article, _at in rows]).delete()
    return len(rows)


def fold(at):
    """Forget by which hour the views of more than 25 months ago came: the total has them already. How many hours."""
    old, folded = HourlyViews.objects.filter(hour__lt=months_before(KEPT_MONTHS, hour_of(at))).order_by("hour"), 0
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        folded += HourlyViews.objects.filter(pk__in=keys).delete()[0]
    return folded


def months_before(months, at):
    """The beginning of the month, so many months before that of `at`."""
    number = at.year * 12 + at.month - 1 - months
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=at.tzinfo)
