"""How much may be sent in an hour, from one place and in all. No network address is kept."""

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from .models import Arrival

WINDOW = timedelta(hours=1)
MOST_FROM_ONE, MOST_IN_ALL = 5, 120  # messages an hour


def is_too_much(origin, at):
    """Whether one more message from `origin` would be too many. Three queries: what is older than an hour goes."""
    Arrival.objects.filter(at__lte=at - WINDOW).delete()
    if Arrival.objects.count() >= MOST_IN_ALL:
        return True
    return Arrival.objects.filter(origin=origin).count() >= MOST_FROM_ONE


def note(origin, at):
    Arrival.objects.create(origin=origin, at=at)


def origin_of(request):
    """A keyed hash of where the request comes from; the next day the same place has another one."""
    key = f"{request.at:%Y-%m-%d}:{_network(_address(request))}"
    return salted_hmac("readership.throttling", key, algorithm="sha256").hexdigest()


def _address(request):
    """Behind a proxy, what the proxy nearest to us saw: whatever stands before that, the sender may have made up."""
    if settings.SECURE_PROXY_SSL_HEADER and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def _network(address):
    """An IPv6 connection has a whole /64 of addresses: they count as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
