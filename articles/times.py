"""How times are said: in the site's zone and the reader's language."""

from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _


def require_usual_year(day):
    """Raise ValidationError at the ends of the calendar: a time there overflows when it is brought to another zone."""
    if not 1900 <= day.year <= 9000:
        raise ValidationError(_("Enter a year between 1900 and 9000."), code="year")


@contextmanager
def clocks_change_in_words():
    """Where a form field meets a time that a change of the clocks skips or repeats, say so in a sentence."""
    try:
        yield
    except ValidationError as error:
        if error.code != "ambiguous_timezone":
            raise
        sentence = _("The clocks change that day: this time does not exist, or exists twice. Choose another.")
        raise ValidationError(sentence, code=error.code) from None


def _say(at, pattern):
    """A time in the site's zone; the first of a month is «1er» in French."""
    text = date_format(timezone.localtime(at), pattern)
    return text.replace("1 ", "1er ", 1) if get_language() == "fr" and text.startswith("1 ") else text


def short_moment(at):
    """«7 fév. 2026 à 03:37»"""
    return _say(at, gettext("j M Y, H:i"))


def long_moment(at):
    """«7 février 2026 à 03:37»"""
    return _say(at, gettext("j F Y \\a\\t H:i"))


def short_day(at):
    """«7 fév. 2026»"""
    return _say(at, gettext("j M Y"))


def machine_time(at):
    """For `<time datetime>`: ISO 8601 to the second, with the offset of the site's zone."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def zone_name():
    """«heure de Paris», by the city of the site's time zone."""
    city = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
    return gettext("%(city)s time") % {"city": city}
