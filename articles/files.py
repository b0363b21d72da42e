"""What machines look for at the root of a site: robots.txt, ads.txt, security.txt, the key of IndexNow."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from masthead.models import Masthead

from .structured_data import absolute

VALID = timedelta(days=180)  # of security.txt, which must say how long it may be believed; a year at most
NOT_FOR_ROBOTS = ["/admin/", "/apercu/"]


@require_safe
def robots(request):
    closed = [f"Disallow: {address}" for address in NOT_FOR_ROBOTS]
    maps = [f"Sitemap: {absolute(reverse(name))}" for name in ("found:sitemap", "found:sitemap_news")]
    more = _lines(Masthead.objects.current().robots_txt)
    return _text(["User-agent: *", *closed, "", *more, *([""] if more else []), *maps])


@require_safe
def ads(request):
    """Without any seller named, the file says that nobody may sell space here: IAB's placeholder line."""
    named = _lines(Masthead.objects.current().ads_txt)
    return _text(named or ["placeholder.example.com, placeholder, DIRECT, placeholder"])


@require_safe
def security(request):
    """RFC 9116. Without anybody to write to there is no such file."""
    masthead = Masthead.objects.current()
    contact = masthead.security_contact or masthead.contact_email
    if not contact:
        raise Http404
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {_expiry(request.at)}",
        f"Preferred-Languages: {', '.join(_languages(masthead))}",
        f"Canonical: {absolute(reverse('found:security'))}",
    ]
    return _text(lines + ([f"Policy: {masthead.security_policy}"] if masthead.security_policy else []))


@require_safe
def indexnow_key(request, key):
    """Proves to search engines that it is this site that tells them of its stories."""
    if key != Masthead.objects.current().indexnow_key:
        raise Http404
    return _text([key])


def _expiry(at):
    """The midnight, in UTC, of the day on which it ends: the same the whole day long, so that it can be cached."""
    day = (at + VALID).astimezone(UTC).date()
    return datetime.combine(day, time()).isoformat() + "Z"


def _languages(masthead):
    return sorted(dict(settings.LANGUAGES), key=lambda code: (code != masthead.language, code))


def _lines(text):
    return [line.rstrip() for line in text.strip().splitlines()]


def _text(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
