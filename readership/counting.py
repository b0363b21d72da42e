"""Counting views: each is added to the story's total and to that of the hour, or to neither."""

from datetime import datetime

from django.db import transaction

from .models import HourlyViews, Tally
from .models.views import hour_of

KEPT_MONTHS = 25  # two years can be compared month by month
BATCH = 5000  # rows that are deleted at once: readers' views don't wait for a long deletion


@transaction.atomic
def count_view(article_id, at):
    """Add one view of the story at the instant `at`. At most eight statements, usually two."""
    Tally.objects.add_one(article_id=article_id)
    HourlyViews.objects.add_one(article_id=article_id, hour=hour_of(at))


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
