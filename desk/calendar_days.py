"""Which days the calendar shows, and what stands in each: plain values, the days being those of the newsroom's zone."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext

from articles.times import season

WEEK, MONTH = "week", "month"
SHOWN = 6  # stories in a cell of a month; the rest stand in their week
FIRST_HOUR = 6  # the night is shown only where something happens in it
HOUR = timedelta(hours=1)


@dataclass
class Item:
    """One story at one instant. `moves` says how it is moved: scheduled, planned, or empty for not at all."""

    at: datetime
    kind: str  # out, update, held, scheduled, embargo, offline, planned
    label: str
    article_id: int
    headline: str
    section: str
    moves: str = ""

    @cached_property
    def local(self):
        return timezone.localtime(self.at)

    @property
    def when(self):
        """As the clock on the wall shows it, for forms and scripts."""
        return f"{self.local:%Y-%m-%dT%H:%M:%S}"

    @property
    def season(self):
        """Which of the two it is, of a time that comes twice that day."""
        local = self.local
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return season(local) if twice else ""


@dataclass
class Slot:
    """An hour of a day. One that the clocks jump over is `gone`."""

    hour: int
    key: str  # "2026-02-07T18"
    when: str  # where something new may be planned; empty in the past
    gone: bool = False
    is_now: bool = False
    items: list = field(default_factory=list)


@dataclass
class Day:
    date: date
    at: datetime  # now
    items: list = field(default_factory=list)
    outside: bool = False  # of the month that is shown

    @property
    def is_today(self):
        return self.date == timezone.localdate(self.at)

    @property
    def is_past(self):
        return self.date < timezone.localdate(self.at)

    @property
    def key(self):
        return self.date.isoformat()

    @property
    def when(self):
        """Noon, or of today the next full hour: where a story that is planned for this day begins."""
        if self.is_past:
            return ""
        soon = timezone.localtime(self.at + HOUR)
        if not self.is_today:
            return f"{self.key}T12:00:00"
        return f"{self.key}T{max(12, soon.hour):02d}:00:00" if soon.date() == self.date else f"{self.key}T23:59:00"

    @property
    def shown(self):
        return self.items[:SHOWN]

    @property
    def rest(self):
        return len(self.items[SHOWN:])

    @cached_property
    def slots(self):
        slots = [self._slot(hour) for hour in range(24)]
        for item in self.items:
            slots[item.local.hour].items.append(item)
        return slots

    def _slot(self, hour):
        begin = timezone.make_aware(datetime.combine(self.date, time(hour)))
        key = f"{self.key}T{hour:02d}"
        when = "" if begin <= self.at else f"{key}:00:00"
        gone = begin.astimezone(UTC).astimezone(begin.tzinfo).hour != hour
        return Slot(hour, key, when, gone, is_now=self.is_today and timezone.localtime(self.at).hour == hour)

    @property
    def has_night(self):
        """Whether the hours before the morning hold anything, or are those of now."""
        night = self.is_today and timezone.localtime(self.at).hour < FIRST_HOUR
        return night or any(item.local.hour < FIRST_HOUR for item in self.items)


@dataclass(frozen=True)
class Span:
    """The days of a week, or the whole weeks that a month touches, around `day`."""

    view: str
    day: date

    @cached_property
    def dates(self):
        if self.view == WEEK:
            return [_monday(self.day) + timedelta(days=number) for number in range(7)]
        first = self.day.replace(day=1)
        last = self._next_month - timedelta(days=1)
        count = (_monday(last) - _monday(first)).days + 7
        return [_monday(first) + timedelta(days=number) for number in range(count)]

    @property
    def start(self):
        return beginning_of(self.dates[0])

    @property
    def end(self):
        return beginning_of(self.dates[-1] + timedelta(days=1))

    @property
    def previous(self):
        return self.day - timedelta(days=7) if self.view == WEEK else self.day.replace(day=1) - timedelta(days=1)

    @property
    def next(self):
        return self.day + timedelta(days=7) if self.view == WEEK else self._next_month

    @property
    def _next_month(self):
        return (self.day.replace(day=1) + timedelta(days=32)).replace(day=1)

    @property
    def title(self):
        if self.view == MONTH:
            return date_format(self.day, gettext("F Y")).capitalize()
        first, last = self.dates[0], self.dates[-1]
        begins = date_format(first, _beginning(first, last))
        return gettext("%(first)s – %(last)s") % {"first": begins, "last": date_format(last, gettext("j F Y"))}

    def days(self, items, at):
        """The days with their items in order; nothing but the days of the span."""
        days = {each: Day(each, at, outside=self._is_outside(each)) for each in self.dates}
        for item in sorted(items, key=lambda item: (item.at, item.article_id)):
            if day := days.get(item.local.date()):
                day.items.append(item)
        return list(days.values())

    def _is_outside(self, each):
        return self.view == MONTH and each.month != self.day.month


def beginning_of(day):
    """The instant, in UTC: differences between local times leave out what the clocks do in between."""
    return timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)


def _beginning(first, last):
    """How the first day of a week is written before the last one."""
    if first.year != last.year:
        return gettext("j F Y")
    return gettext("j F") if first.month != last.month else gettext("j")


def _monday(day):
    return day - timedelta(days=day.weekday())
