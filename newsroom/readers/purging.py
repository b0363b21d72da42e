"""CDNs and caches before ours are told to forget readers' pages, as soon as anything changes that readers see.

The worker watches (`manage.py work`), as the front does: whoever changed it, by a screen or by SQL. All pages have the
key `pages`; one request forgets them all, and leaves pictures and style sheets. It is sent twice: at once, and again
when no process of ours can answer with what it knew before, lest the CDN fetch that in between.
"""

import json
import logging
from threading import Event
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings

from .present import AT_MOST, OFTEN, Present

TIMEOUT = 5  # seconds
AGAIN = AT_MOST + 2 * OFTEN  # seconds after which every process knows
LONGEST_WAIT = 60  # seconds between two tries of what fails
KEY = "pages"

log = logging.getLogger(__name__)


def cloudflare(zone, token):
    """https://developers.cloudflare.com/api/resources/cache/methods/purge/: by the tag that the pages have."""
    address = f"https://api.cloudflare.com/client/v4/zones/{zone}/purge_cache"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return Request(address, json.dumps({"tags": [KEY]}).encode(), headers, method="POST")


def fastly(service, token):
    """https://www.fastly.com/documentation/reference/api/purging/: by surrogate key."""
    headers = {"Fastly-Key": token, "Accept": "application/json"}
    return Request(f"https://api.fastly.com/service/{service}/purge/{KEY}", b"", headers, method="POST")


def varnish(address):
    """A PURGE with the key in a header, for a VCL with vmod xkey or with bans: see docs/operations.md."""
    return Request(address, headers={"xkey-purge": KEY}, method="PURGE")  # noqa: S310  of the settings


def requests():
    """What is to be sent, by the settings: nothing where they name nobody."""
    if settings.CLOUDFLARE_ZONE:
        yield cloudflare(settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN)
    if settings.FASTLY_SERVICE:
        yield fastly(settings.FASTLY_SERVICE, settings.FASTLY_TOKEN)
    for address in settings.VARNISH:
        yield varnish(address)


class Watch:
    """Purges after each change, and at the start, for what was missed. `wait(seconds)` says whether to stop."""

    def __init__(self, wait=None, send=None):
        self._wait, self._send = wait or Event().wait, send or tell
        self.present, self._told, self._failures = Present(), None, 0

    def keep(self):
        while not self._wait(OFTEN if not self._failures else min(2**self._failures, LONGEST_WAIT)):
            self.look()

    def look(self):
        """One look, and what follows from it."""
        self.present.renew()
        state = self.present.state
        if state is self._told or self.present.away:
            return
        if self._purged() and not self._wait(AGAIN) and self._purged():
            self._told, self._failures = state, 0
        else:
            self._failures += 1

    def _purged(self):
        """Whether all were told; each is, even if another fails."""
        told = [self._send(one) for one in requests()]
        return all(told)


def tell(request):
    """Send one, and say in the log what went wrong, without the keys."""
    try:
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310  of the settings
            return True
    except (URLError, OSError) as error:
        log.warning("%s did not purge: %s", request.host, error)
        return False
