"""In front of Django: a reader's page that is ready is handed over before any middleware runs.

Only what everybody gets alike: GET and HEAD without a session's cookie. What is kept is of the `present` state, or it
is not used. One renders a page; the others wait for it, or get the one of a moment ago where that is still right.
"""

from threading import Lock
from time import monotonic, time

from django.conf import settings

from .pages import Page
from .present import OFTEN
from .queries import NAMES, WHOLE
from .shelf import EVERYTHING, Shelf

SAFE = frozenset({"GET", "HEAD"})
LONGEST = 60  # seconds that a page lives: most read and the age of a story change although nobody does anything
A_MOMENT = 1  # second for which others get the page that is being made again
PATIENCE = 10  # seconds that others wait for it
KEPT = frozenset({"200 OK", "204 No Content", "301 Moved Permanently", "410 Gone"})
NEVER_KEPT = ("/admin/", "/static/", "/media/", "/apercu/", "/views/")
# Of one client. Every page is made whole and plain, and cut to what a client asks for afterwards.
OF_A_CLIENT = frozenset(
    {"HTTP_ACCEPT_ENCODING", "HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
    | {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
)
OURS = frozenset({"content-length", "etag", "vary"})
WHILE_STALE, ON_ERROR = 30, 3600  # seconds: for caches beyond ours, within the time for which a page is right


def front(application, present, megabytes):
    """WSGI: the application with its readers' pages kept in at most so many megabytes; itself where that is none."""
    return Front(application, present, Shelf(megabytes * 2**20)).answer if megabytes else application


class Front:
    def __init__(self, application, present, shelf):
        self.application, self.present, self.shelf = application, present, shelf
        self._kept, self._flights = shelf.pages, {}
        self._session = settings.SESSION_COOKIE_NAME
        self._forwarded = settings.SECURE_PROXY_SSL_HEADER and settings.SECURE_PROXY_SSL_HEADER[0]

    def answer(self, environ, start_response):
        """The whole way of a page that is ready: a dictionary, two clocks, and what the client can read."""
        method, present = environ["REQUEST_METHOD"], self.present
        if method not in SAFE or self._session in environ.get("HTTP_COOKIE", ""):
            return self.application(environ, start_response)
        key = self._path(environ)
        if query := environ.get("QUERY_STRING"):
            key = self.shelf.key(key, query)
        page, state, now = self._kept.get(key), present.state, time()
        right = page is not None and page.state is state and now < page.until and now < state.until
        if not right or monotonic() - present.checked > OFTEN:
            page = self._page(key, environ)
            if page is None:
                return self.application(environ, start_response)
        page.used = True
        answer = page.answer(environ.get("HTTP_ACCEPT_ENCODING"))
        if (tags := environ.get("HTTP_IF_NONE_MATCH")) and page.status == "200 OK" and answer.is_known(tags):
            start_response("304 Not Modified", answer.unchanged)
            return []
        start_response(page.status, answer.headers)
        return answer.body if method == "GET" else []

    def _path(self, environ):
        """Host and path; pages of another host, or without TLS, lead elsewhere."""
        scheme = environ["wsgi.url_scheme"]
        if self._forwarded:
            scheme = "https" if environ.get(self._forwarded, "").split(",")[0].strip() == "https" else "http"
        return f"{scheme}://{environ.get('HTTP_HOST', '')}{environ['PATH_INFO']}"

    def _page(self, key, environ):
        """A page that is right, made now if need be; None where it is Django's to answer, and nothing is kept."""
        if environ["PATH_INFO"].startswith(NEVER_KEPT):
            return None
        self.present.renew()
        if self.present.closed:
            return None
        return self._right(key) or self._made_by_one(key, environ)

    def _right(self, key):
        page = self._kept.get(key)
        return page if page and self._is_right(page, page.until) else None

    def _is_right(self, page, until):
        """Whether it is of the present, and before `until`, which doesn't matter while there is no other to be had."""
        state, now = self.present.state, time()
        return page.state is state and now < state.until and (now < until or self.present.away)

    def _made_by_one(self, key, environ):
        """Made by the first who asks. Where it turns out that it can't be kept, the others make one each, at once."""
        asked = self._path(environ), environ.get("QUERY_STRING")
        flight, old = self._flights.setdefault(asked, Flight()), self._kept.get(key)
        enough = old and self._is_right(old, old.until + A_MOMENT)
        if flight.lock.acquire(timeout=0 if enough else PATIENCE):
            try:
                if not flight.over:
                    return self._made(environ)
            finally:
                if not flight.over:
                    flight.over = True
                    del self._flights[asked]
                flight.lock.release()
        elif enough:
            return old
        return self._right(self.shelf.key(*asked)) or self._made(environ)

    def _made(self, environ):
        """Rendered by Django, and kept if everybody may see it. It is of the state that was known before."""
        state, began, names = self.present.state, time(), set()
        status, headers, body = self._asked(environ, names)
        kept = may_be_kept(status, headers)
        headers = [(name, value) for name, value in headers if name.lower() not in OURS]
        if not any(name.lower() == "cache-control" for name, _value in headers):
            headers.append(("Cache-Control", cache_control(state.until - began) if kept else "private, no-cache"))
        page = Page(status, headers, body, state=state, until=began + LONGEST)
        if kept:
            self._keep(environ, names, page)
        return page

    def _asked(self, environ, names):
        """What Django answers to everybody alike: (status, headers, body)."""
        answered = []
        whole = {name: value for name, value in environ.items() if name not in OF_A_CLIENT}
        whole |= {"REQUEST_METHOD": "GET", NAMES: names}
        response = self.application(whole, lambda status, headers, _error=None: answered.extend((status, headers)))
        try:
            return *answered, b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()

    def _keep(self, environ, names, page):
        path, query = self._path(environ), environ.get("QUERY_STRING")
        whole = WHOLE in names or page.status != "200 OK"  # a redirection may repeat the query
        self.shelf.learn(path, EVERYTHING if whole else frozenset(names))
        if (key := self.shelf.key(path, query)) is not None:
            self.shelf.put(key, page)


class Flight:
    """A page that is being made."""

    def __init__(self):
        self.lock, self.over = Lock(), False


def may_be_kept(status, headers):
    """Whether everybody gets the same: nothing of one client in it, and nothing that says it mustn't be kept."""
    said = {name.lower(): value.lower() for name, value in headers}
    if status not in KEPT or "set-cookie" in said:
        return False
    varies = _words(said.get("vary", "")) - {"accept-encoding"}
    return not varies and not {"no-store", "private", "no-cache"} & _words(said.get("cache-control", ""))


def _words(value):
    return {word.strip() for word in value.split(",")} - {""}


def cache_control(seconds):
    """What browsers and caches beyond ours may do with a page that is right for so many seconds, NEVER for ever.

    Browsers ask each time, with the ETag. Others keep it as long as the settings say, and by no means past the next
    change; it may have been kept here for a while already.
    """
    said, left = "public, max-age=0, must-revalidate", max(0, seconds - LONGEST)
    if not settings.CDN_SECONDS:
        return said
    shared = int(min(settings.CDN_SECONDS, left))
    late, failing = (int(min(most, left - shared)) for most in (WHILE_STALE, ON_ERROR))
    return f"{said}, s-maxage={shared}, stale-while-revalidate={late}, stale-if-error={failing}"
