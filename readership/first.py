"""A story that everybody reads is told of by thousands of beacons a second: they are answered before anything else."""

import re
from io import BytesIO
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import Error
from django.utils import timezone

from articles.converters import ArticleId

from .beacon import Beacon, is_live

ADDRESS = re.compile(rf"/views/({ArticleId.regex})/")  # as in `urls`
FORM = "application/x-www-form-urlencoded"
LONGEST = 500  # bytes: what the page sends has about sixty


def readers_first(application):
    """WSGI: count what a reader's page tells of without a request of Django's, its middleware, sessions and rights.

    Everything else takes the long way to `views.count`, which does the same: whoever has signed in, what is odd, a
    story that isn't live, what the database failed on. There connections are mended, and what is wrong is said.
    """

    def first(environ, start_response):
        if not (found := _is_of_a_reader(environ) and ADDRESS.fullmatch(environ["PATH_INFO"])):
            return application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        if answer := _answer(int(found[1]), environ, body):
            said, headers = answer
            start_response("200 OK", list(headers.items()))
            return [said]
        return application(environ | {"wsgi.input": BytesIO(body)}, start_response)

    return first


def _is_of_a_reader(environ):
    if environ["REQUEST_METHOD"] != "POST" or environ.get("QUERY_STRING"):
        return False
    length, signed_in = (
        environ.get("CONTENT_LENGTH", ""),
        settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""),
    )
    fits = length.isascii() and length.isdigit() and int(length) <= LONGEST
    return fits and not signed_in and environ.get("CONTENT_TYPE", "").startswith(FORM)


def _answer(article_id, environ, body):
    """None where the long way has to answer. Sent there again, a view is the same view."""
    at, form = timezone.now(), dict(parse_qsl(body.decode("latin-1")))
    agent, site = environ.get("HTTP_USER_AGENT", ""), environ.get("HTTP_SEC_FETCH_SITE", "")
    beacon = Beacon(agent, site, form.get("view", ""), form.get("language", ""))
    try:
        if not is_live(article_id, at):
            return None
        if beacon.counts:
            beacon.count(article_id, at)
        return beacon.answer(article_id)
    except Error:
        return None
