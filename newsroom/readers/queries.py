"""Which parameters of its query a page reads. What it doesn't read can't change it, and makes no other page of it."""

from django.conf import settings
from django.http import QueryDict

NAMES = "readers.names"  # in the environment of a request whose page may be kept: a set to be filled
WHOLE = object()  # in that set: something depends on all of them


class Watched(QueryDict):
    """A query that notes what is read of it. A template, a form or a view can't read it otherwise."""

    def __init__(self, query, names):
        super().__init__(query)
        self._names = names

    def _read(self, name):
        if "_names" in self.__dict__:  # and isn't being filled
            self._names.add(name)

    def __getitem__(self, name):
        self._read(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self._read(name)
        return super().__contains__(name)

    def _getlist(self, name, *args, **kwargs):
        self._read(name)
        return super()._getlist(name, *args, **kwargs)

    def copy(self):
        """One that may be changed, and isn't watched any more."""
        return QueryDict(self.urlencode(), mutable=True)

    def __deepcopy__(self, memo):
        return self.copy()


def _whole(method):
    def read(self, *args, **kwargs):
        self._read(WHOLE)
        return getattr(super(Watched, self), method)(*args, **kwargs)

    return read


for _method in ("__iter__", "__len__", "__eq__", "items", "keys", "values", "lists", "dict", "urlencode"):
    setattr(Watched, _method, _whole(_method))


def readers(get_response):
    """Watch the query for the cache in front of Django; tell caches beyond it which story a page is of."""

    def middleware(request):
        if (names := request.META.get(NAMES)) is not None:
            request.GET = Watched(request.META.get("QUERY_STRING", ""), names)
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        elif settings.CDN_SECONDS and request.resolver_match and not response.has_header("Cache-Control"):
            _say_keys(response, request.resolver_match.kwargs.get("article_id"))
        return response

    return middleware


def _say_keys(response, story):
    """What a cache may forget it by: in the header that Fastly reads, in Cloudflare's, in that of Varnish's xkey."""
    keys = ["pages", f"story-{story}"] if story else ["pages"]
    response.headers["Surrogate-Key"] = " ".join(keys)
    if settings.CLOUDFLARE_ZONE:
        response.headers["Cache-Tag"] = ",".join(keys)
    if settings.VARNISH:
        response.headers["xkey"] = " ".join(keys)
