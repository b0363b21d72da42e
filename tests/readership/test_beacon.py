"""Readers' beacons are counted before Django makes a request of them, by the same rules; none of a group is lost."""

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from threading import Barrier, Event
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import RequestFactory
from django.test.client import ClientHandler

from newsroom.wsgi import application
from readership import beacon
from readership.first import readers_first
from readership.models import Tally
from readership.together import Together
from tests import make
from tests.make import NOON

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def article(db, at_noon):
    return make.published(at=NOON)


def send(article_id, *, by, agent=FIREFOX, query="", kind="application/x-www-form-urlencoded", view="a"):
    """What a server answers, as (status, headers, body)."""
    address, form = f"/views/{article_id}/{query}", urlencode({"view": view, "language": "en"})
    request = RequestFactory().post(address, form, content_type=kind, headers={"User-Agent": agent})
    answered = []
    body = by(request.environ, lambda *answer: answered.extend(answer))
    return answered[0], dict(answered[1]), b"".join(body).decode()


def nobody(environ, start_response):
    """Stands where Django stands."""
    start_response("418", [("Rest", environ["wsgi.input"].read().decode())])
    return [b""]


def long_way(environ, start_response):
    """Django, in the test's own transaction."""
    response = ClientHandler()(environ)
    start_response(str(response.status_code), list(response.items()))
    return [response.content]


def views_of(article):
    return Tally.objects.views_of(article.pk)


def test_a_reader_is_counted_and_answered_without_django(article):
    view = uuid4().hex
    for by in (application, readers_first(nobody)):  # the second time it is the same view
        status, headers, body = send(article.pk, by=by, view=view)
        assert (status, body, headers["Cache-Control"]) == ("200 OK", '{"views": "1 view"}', "no-store")
        assert (headers["Content-Language"], int(headers["Content-Length"])) == ("en", len(body))
    send(article.pk, by=readers_first(nobody), agent="Googlebot/2.1")
    assert views_of(article) == 1


def test_what_is_odd_takes_the_long_way_with_every_byte_of_it(article):
    at_once = readers_first(nobody)
    odd = [{"query": "?a=1"}, {"kind": "text/plain"}, {"view": "x" * 600}]
    assert [send(article.pk, by=at_once, **how)[0] for how in odd] == ["418"] * 3
    status, headers, _body = send(article.pk + 1, by=at_once)  # readers see no such story
    assert (status, headers["Rest"], views_of(article)) == ("418", "view=a&language=en", 0)


def test_whoever_has_signed_in_is_looked_up(article, client):
    client.force_login(make.user())
    session = SimpleCookie({settings.SESSION_COOKIE_NAME: client.session.session_key}).output(header="").strip()
    request = RequestFactory().post(f"/views/{article.pk}/", {}, headers={"User-Agent": FIREFOX, "Cookie": session})
    answered = []
    readers_first(nobody)(request.environ, lambda *answer: answered.extend(answer))
    assert (answered[0], views_of(article)) == ("418", 0)


def test_where_the_database_fails_the_long_way_says_so(article, monkeypatch):
    def fail(*args):
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as patch:
        patch.setattr(beacon, "count_view", fail)
        status, headers, _body = send(article.pk, by=readers_first(long_way))
        assert (status, "Retry-After" in headers) == ("503", True)
    assert (send(article.pk, by=readers_first(long_way))[0], views_of(article)) == ("200 OK", 1)


class TestTogether:
    def test_who_comes_while_one_writes_shares_the_next_writing(self):
        written, begun, go_on = [], Event(), Event()

        def write(rows):
            written.append(list(rows))
            begun.set()
            assert go_on.wait(20)

        together = Together(write)
        with ThreadPoolExecutor(9) as threads:
            done = [threads.submit(together.add, 0)]
            assert begun.wait(20)
            done += [threads.submit(together.add, number) for number in range(1, 9)]
            while len(together._forming.rows) < 8:
                pass
            assert not any(one.done() for one in done)  # nobody is answered before his row is written
            go_on.set()
        assert written[0] == [0]
        assert (len(written), sorted(written[1])) == (2, list(range(1, 9)))

    def test_a_failure_is_of_one_and_nothing_of_the_others_is_lost(self):
        rows, failures, start = set(), [], Barrier(8)

        def write(some):
            if len(failures) < 3:
                failures.append(some)
                raise OperationalError
            rows.update(some)

        together = Together(write)

        def add(number):
            start.wait(20)
            try:
                together.add(number)
            except OperationalError:
                return None
            return number

        with ThreadPoolExecutor(8) as threads:
            said = set(threads.map(add, range(8))) - {None}
        assert len(said) == 5  # three were told that theirs failed
        assert said <= rows
