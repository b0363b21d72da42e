"""How times are entered: in the newsroom's zone, where a change of the clocks skips some and brings others twice."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .times import season, zone_name

SKIPPED, REPEATED = "skipped", "repeated"  # codes of ValidationError


def instant(local, turn=""):
    """The instant in UTC of a time as the clock on the newsroom's wall shows it.

    Raises ValidationError: SKIPPED where the clocks jump over it, REPEATED where they show it twice and `turn` does not
    say which is meant, "0" or "1".
    """
    first, second = _turns(local)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if not _exists(first):
        words = _("The clocks go forward that day: %(time)s does not exist. Choose another time.")
        raise ValidationError(words, code=SKIPPED, params={"time": f"{local:%H:%M}"})
    if turn not in ("0", "1"):
        words = _("The clocks go back that day: %(time)s comes twice. Say which one you mean.")
        raise ValidationError(words, code=REPEATED, params={"time": f"{local:%H:%M}"})
    return (second if turn == "1" else first).astimezone(UTC)


def require_usual_year(day):
    """Raise ValidationError at the ends of the calendar: a time there overflows when it is brought to another zone."""
    if not 1900 <= day.year <= 9000:
        raise ValidationError(_("Enter a year between 1900 and 9000."), code="year")


def _turns(local):
    zone = timezone.get_current_timezone()
    return tuple(local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))


def _exists(at):
    there_and_back = at.astimezone(UTC).astimezone(at.tzinfo)
    return there_and_back.replace(tzinfo=None, fold=0) == at.replace(tzinfo=None, fold=0)


@dataclass(frozen=True)
class Entered:
    """What the form sent: the time as text, and, of one that comes twice, which is meant."""

    text: str
    turn: str = ""

    def __str__(self):
        return self.text


class MomentInput(forms.DateTimeInput):
    """A day and a time with the zone beside it; of a time that comes twice it asks which of the two."""

    template_name = "admin/widgets/moment.html"

    def __init__(self, attrs=None):
        super().__init__({"type": "datetime-local", "step": 1} | (attrs or {}), format="%Y-%m-%dT%H:%M:%S")

    def value_from_datadict(self, data, files, name):
        return Entered((data.get(name) or "").strip(), data.get(f"{name}_turn", ""))

    def format_value(self, value):
        return value.text if isinstance(value, Entered) else super().format_value(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"zone": zone_name(), "turns": list(turns_of(value)), "turn": _chosen(value)}
        return context


def _chosen(value):
    return value.turn if isinstance(value, Entered) else str(getattr(value, "fold", ""))


def turns_of(value):
    """The two that a time which comes twice may be; none of any other. Yields pairs: what is sent, and its label."""
    local = _parsed(value.text) if isinstance(value, Entered) else value
    if not isinstance(local, datetime) or local.tzinfo or not 1900 <= local.year <= 9000:
        return
    first, second = _turns(local)
    if first.utcoffset() != second.utcoffset() and _exists(first):
        time = f"{local:%H:%M}"
        yield "0", gettext("%(time)s for the first time (%(season)s)") % {"time": time, "season": season(first)}
        yield "1", gettext("%(time)s for the second time (%(season)s)") % {"time": time, "season": season(second)}


def _parsed(text):
    with suppress(ValueError):
        return parse_datetime(text)
    return None


class MomentField(forms.DateTimeField):
    """A time in the newsroom's zone, to the second: an instant in UTC. One that comes twice is asked about."""

    widget = MomentInput

    def clean(self, value):
        entered = value if isinstance(value, Entered) else Entered(str(value or ""))
        at = self._instant(entered) if entered.text else None
        self.validate(at)
        self.run_validators(at)
        return at

    def _instant(self, entered):
        local = _parsed(entered.text)
        if not local:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        require_usual_year(local)
        return local.astimezone(UTC) if local.tzinfo else instant(local, entered.turn)
