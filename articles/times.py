"""How times are said: in the site's zone and the reader's language."""

import re
from datetime import datetime, time
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds


def _say(at, pattern):
    """A time in the site's zone; the first of a month is «1er» in French."""
    return _said(timezone.localtime(at).replace(tzinfo=None), pattern, get_language())


@lru_cache(maxsize=5000)
def _said(local, pattern, language):
    """Without its zone: no pattern of ours names it."""
    text = date_format(local, pattern)
    return re.sub(r"(^|\s)1 ", r"\g<1>1er ", text, count=1) if language == "fr" else text


def short_moment(at):
    """«7 fév. 2026 à 03:37»"""
    return _say(at, gettext("j M Y, H:i"))


def long_moment(at):
    """«7 février 2026 à 03:37»"""
    return _say(at, gettext("j F Y \\a\\t H:i"))


def short_day(at):
    """«7 fév. 2026»"""
    return _said(timezone.localtime(at).date(), gettext("j M Y"), get_language())


def long_day(day):
    """«samedi 7 février 2026», of a date"""
    return _say(timezone.make_aware(datetime.combine(day, time(12))), gettext("l j F Y"))


def month_name(day):
    """«février 2026», of a date"""
    return date_format(day, gettext("F Y"))


def machine_time(at):
    """For `<time datetime>`: ISO 8601 to the second, with the offset of the site's zone."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def reading_time(minutes):
    """«7 min de lecture»"""
    return ngettext("%(count)d min read", "%(count)d min read", minutes) % {"count": minutes}


def zone_name():
    """«heure de Paris», by the city of the site's time zone."""
    city = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
    return gettext("%(city)s time") % {"city": city}


def announced(at, now):
    """«samedi 7 février à 18:00, heure de Paris, dans 3 h 12»: which instant it is, and how far from `now`."""
    return gettext("%(moment)s, %(zone)s, %(distance)s") % {
        "moment": exact_moment(at, now),
        "zone": zone_of(at),
        "distance": distance(at, now),
    }


def exact_moment(at, now):
    """«samedi 7 février à 18:00», with the year where it is not that of `now`, with the seconds where there are any."""
    local = timezone.localtime(at)
    same_year = local.year == timezone.localtime(now).year
    if local.second:
        return _say(at, gettext("l j F \\a\\t H:i:s") if same_year else gettext("l j F Y \\a\\t H:i:s"))
    return _say(at, gettext("l j F \\a\\t H:i") if same_year else gettext("l j F Y \\a\\t H:i"))


def distance(at, now):
    """«dans 3 h 12»; what is no minute away is said in seconds, what is days away without minutes."""
    seconds = max(0, int((at - now).total_seconds()))
    if seconds < MINUTE:
        return ngettext("in %(count)d second", "in %(count)d seconds", seconds) % {"count": seconds}
    if seconds < HOUR:
        return gettext("in %(minutes)d min") % {"minutes": seconds // MINUTE}
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    if seconds < DAY:
        words = gettext("in %(hours)d h %(minutes)02d min") if minutes else gettext("in %(hours)d h")
        return words % {"hours": hours, "minutes": minutes}
    return _days(hours // 24, hours % 24)


def _days(days, hours):
    """The hours matter while it is a question of days, not of weeks."""
    if not hours or days >= 7:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    words = ngettext("in %(days)d day and %(hours)d h", "in %(days)d days and %(hours)d h", days)
    return words % {"days": days, "hours": hours}


def zone_of(at):
    """«heure de Paris»; of a time that comes twice that day, also which of the two it is."""
    local = timezone.localtime(at)
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return zone_name()
    return gettext("%(zone)s, %(season)s") % {"zone": zone_name(), "season": season(local)}


def season(local):
    """«heure d’été, UTC+2»; `local` is a time that comes twice, before or after the clocks went back."""
    name = gettext("winter time") if local.fold else gettext("summer time")
    minutes = int(local.utcoffset().total_seconds()) // MINUTE
    sign, rest = "−" if minutes < 0 else "+", abs(minutes) % 60
    offset = f"UTC{sign}{abs(minutes) // 60}" + (f":{rest:02d}" if rest else "")
    return gettext("%(name)s, %(offset)s") % {"name": name, "offset": offset}
