"""What readers read most: of the last hour, day or week, in one language, without what is paid for.

The sums are kept in the cache for a while, since a week has many hours; which stories readers see is asked each time.
"""

from datetime import timedelta
from itertools import islice

from django.core.cache import cache
from django.db.models import Sum, TextChoices
from django.utils.translation import gettext_lazy as _

from articles.cards import Card, columns
from articles.models import Edition, Genre
from articles.prepared import Prepared

from .models import HourlyViews, Read
from .models.views import LOOKED_AT


class Period(TextChoices):
    HOUR = "hour", _("in the last hour")
    DAY = "day", _("in the last day")
    WEEK = "week", _("in the last week")

    @property
    def length(self):
        return LENGTHS[self]


HOUR = timedelta(hours=1)
LENGTHS = {Period.HOUR: HOUR, Period.DAY: 24 * HOUR, Period.WEEK: 7 * 24 * HOUR}
LOOKED_AT_FOR_ONE = 8  # stories, of which some are gone by now, and some are paid for
SUMS_LAST = {Period.HOUR: 60, Period.DAY: 300, Period.WEEK: 900}  # seconds


def most_read(period, language, at, limit):
    """The stories live at `at` that were read most in the period before it, as `Read`, most first.

    One query, and a second one where the sums of the period are no longer in the cache.
    """
    sums = dict(islice(_sums(Period(period), language, at).items(), LOOKED_AT_FOR_ONE * limit))
    cards = [Card(row) for row in _chosen(articles=list(sums), language=language, at=at)] if sums else []
    found = [Read(card, sums[card.article_id]) for card in cards]
    return sorted(found, key=lambda read: (-read.views, -read.edition.article_id))[:limit]


@Prepared
def _chosen(articles, language, at):
    """A sponsored story that many opened was advertised, not chosen."""
    live = Edition.objects.live(at).in_language(language).filter(article__in=articles)
    return live.exclude(genre=Genre.SPONSORED).values_list(*columns())


def _sums(period, language, at):
    """{article's number: views} of the stories with the most. The key names the instant: other ones are asked too."""
    key = f"readership.sums.{period}.{language}.{int(at.timestamp()) // SUMS_LAST[period]}"
    return cache.get_or_set(key, lambda: _summed(period, language, at), SUMS_LAST[period])


def _summed(period, language, at):
    hours = HourlyViews.objects.since(at - period.length, at).filter(article__language=language)
    views = hours.values("article").annotate(sum=Sum("views")).order_by("-sum", "-article")
    return dict(views.values_list("article", "sum")[:LOOKED_AT])
