"""Archives by month and by day, in the site's zone and the reader's language: all that is live, of any section."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from .models import Edition

MONTHS = range(1, 13)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A month, or a day of it: from the midnight that begins `first` to the one that ends `last`."""

    first: date
    last: date

    @classmethod
    def read(cls, year, month, day=None):
        """The period in an address. Raises Http404 for what no calendar has."""
        try:
            first = date(year, month, 1 if day is None else day)
            last = first if day is not None else _next_month(first) - DAY
            _midnight(first), _midnight(last + DAY)
        except (ValueError, OverflowError):
            raise Http404 from None
        return cls(first, last)

    @property
    def is_day(self):
        return self.first == self.last

    def of(self, editions):
        """Those that first came out then."""
        start, end = _midnight(self.first), _midnight(self.last + DAY)
        return editions.filter(first_published_at__gte=start, first_published_at__lt=end)

    def around(self, editions):
        """The nearest days, before and after, on which something came out; None where nothing did. Two queries."""
        moments = editions.order_by("first_published_at").values_list("first_published_at", flat=True)
        before = moments.filter(first_published_at__lt=_midnight(self.first)).last()
        after = moments.filter(first_published_at__gte=_midnight(self.last + DAY)).first()
        return [moment and timezone.localdate(moment) for moment in (before, after)]


def archives(request):
    """All months since the first story, the newest first. One query."""
    found = _live(request).order_by("first_published_at").values_list("first_published_at", flat=True).first()
    today = timezone.localdate(request.at)
    first = timezone.localdate(found) if found else today
    years = [(year, _months(get_language(), year, first, today)) for year in range(today.year, first.year - 1, -1)]
    return render(request, "articles/archives.html", {"years": years if found else []})


def month(request, year, month):
    """A month's stories, newest first, and the days on which any came out. Four queries."""
    period, live = Period.read(year, month), _live(request)
    days = period.of(live).order_by().annotate(day=TruncDate("first_published_at")).values("day")
    counts = dict(days.annotate(count=Count("pk")).values_list("day", "count"))
    weeks = [[_day(day, month, counts) for day in week] for week in Calendar().monthdatescalendar(year, month)]
    return _page(request, "articles/archive_month.html", period, live, weeks=weeks)


def day(request, year, month, day):
    """A day's stories, newest first, and the days around it. Three queries."""
    return _page(request, "articles/archive_day.html", Period.read(year, month, day), _live(request))


def address(day, *, whole_month=False):
    """Of the archive of a day, or of its month."""
    year, month, number = str(day).split("-")
    if whole_month:
        return reverse("articles:archive_month", args=[year, month])
    return reverse("articles:archive_day", args=[year, month, number])


def _live(request):
    return Edition.objects.live(request.at).in_language(get_language())


def _page(request, template, period, live, **more):
    page, around = period.of(live).for_cards().page_or_404(request.GET), period.around(live)
    if not page.rows and (period.is_day or None in around):
        raise Http404  # only a month between two others may be empty: the list of months leads there
    addresses = [found and address(found, whole_month=not period.is_day) for found in around]
    named = dict(zip(("earlier", "later"), addresses, strict=True))
    return render(request, template, {"period": period, "page": page, **named, **more})


def _day(day, month, counts):
    """A field of the calendar: the day, None where it is of another month, and how many stories came out."""
    count = counts.get(day, 0)
    return {"day": day if day.month == month else None, "count": count, "address": count and address(day)}


def _months(language, year, first, today):
    """The months of a year as items of a list, those in which something may have come out leading there."""
    since = first.month if year == first.year else 1
    return _items(language, year, since, today.month if year == today.year else 12)


@lru_cache(maxsize=1000)
def _items(language, year, since, until):
    """Kept: a newsroom of fifty years has six hundred months, and those of a year that is over never change."""
    with override(language):
        days = [(date(year, number, 1), since <= number <= until) for number in MONTHS]
        return mark_safe("".join(_item(day, known) for day, known in days))  # noqa: S308  made of safe ones


def _item(day, known):
    name = capfirst(date_format(day, "F"))
    link = '<li><a href="{}">{}<span class="visually-hidden"> {}</span></a></li>'
    there = format_html(link, address(day, whole_month=True), name, day.year)
    return there if known else format_html("<li><span>{}</span></li>", name)


def _next_month(first):
    return (first + 31 * DAY).replace(day=1)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
