"""What a picture may be used for, at one instant: said in words for people, and as conditions for queries.

Reads no clock: every function takes `at`, an aware datetime.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SOON = timedelta(days=30)  # before it expires, the library says so


@dataclass(frozen=True)
class Badge:
    """A word or two about a picture; `tone` is good, warn, bad or quiet."""

    label: str
    tone: str = "quiet"


def expired(at):
    return Q(not_after__lte=at)


def expires_within(period, at):
    """Not expired yet at `at`, but `period` later."""
    return Q(not_after__gt=at, not_after__lte=at + period)


def usable(at):
    """Those that may be newly published, once-only ones included: whether they were used before is asked elsewhere."""
    return Q(blocked=False) & (Q(not_after=None) | Q(not_after__gt=at))


def obstacle(image, at):
    """Why `image` can't be newly published at `at`, as a sentence; empty where it can."""
    if image.blocked:
        return gettext("This picture is blocked.")
    if image.not_after and image.not_after <= at:
        return gettext("The right to use it ended on %(day)s.") % {"day": _day(image.not_after)}
    return ""


def badges(image, at):
    """What should be known of `image` before it is used, the worst first."""
    return [*_of_rights(image, at), *_of_words(image)]


def _of_rights(image, at):
    if image.blocked:
        yield Badge(_("blocked"), "bad")
    if image.not_after and image.not_after <= at:
        yield Badge(_("expired"), "bad")
    elif image.not_after and image.not_after <= at + SOON:
        yield Badge(gettext("until %(day)s") % {"day": _day(image.not_after)}, "warn")
    if image.once_only:
        yield Badge(_("once only"), "warn")
    if image.not_for_partners:
        yield Badge(_("not for partners"))


def _of_words(image):
    if not image.alt_text:
        yield Badge(_("no alternative text"), "warn")
    if not image.credit:
        yield Badge(_("no credit"), "warn")


def _day(at):
    return date_format(timezone.localtime(at), gettext("j M Y"))
