"""What is kept of an application that isn't Django: who gets what, who waits, what a query changes."""

from threading import Event, Thread
from time import time

import brotli
import pytest
import zstandard

from newsroom.readers import front as fronts
from newsroom.readers.front import cache_control, front, may_be_kept
from newsroom.readers.present import State

from .client import Client

TEXT = "<p>Le pont rouvre.</p>" * 100
BR = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"}


class Now:
    """A present of which the test says what it is."""

    def __init__(self):
        self.state, self.checked = State(time() + 1000), float("inf")
        self.closed, self.away, self.renewed = False, False, 0

    def renew(self):
        self.renewed += 1


class Newsroom:
    """An application that counts what it is asked."""

    def __init__(self):
        self.asked, self.status, self.headers, self.names, self.text = 0, "200 OK", [], set(), TEXT

    def __call__(self, environ, start_response):
        self.asked += 1
        self.environ = environ
        environ.get("readers.names", set()).update(self.names)
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.text.encode()]


@pytest.fixture
def newsroom():
    return Newsroom()


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def client(newsroom, now):
    return Client(front(newsroom, now, 1))


def test_the_second_reader_gets_what_is_ready(client, newsroom):
    answers = [client.ask("/pont/") for _ in range(2)]
    assert newsroom.asked == 1
    assert answers[0] == answers[1]
    status, headers, body = answers[0]
    assert (status, body.decode()) == (200, TEXT)
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("accepts", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("zstd, gzip", "zstd", zstandard.decompress),
        ("br;q=0, *", "zstd", zstandard.decompress),
        ("identity", None, bytes),
        ("br;q=0.0,gzip; q=0", None, bytes),
    ],
)
def test_it_is_compressed_as_the_client_takes_it(client, accepts, coding, unpack):
    _status, headers, body = client.ask("/pont/", HTTP_ACCEPT_ENCODING=accepts)
    assert headers.get("Content-Encoding") == coding
    assert unpack(body).decode() == TEXT
    assert int(headers["Content-Length"]) == len(body)


def test_what_is_known_is_not_sent_again(client, newsroom):
    _status, headers, _body = client.ask("/pont/", **BR)
    tag = headers["ETag"]
    assert tag != client.ask("/pont/")[1]["ETag"]  # a strong one names bytes
    for known in (tag, f'"x", W/{tag}', "*"):
        status, headers, body = client.ask("/pont/", HTTP_IF_NONE_MATCH=known, **BR)
        assert (status, body, headers["ETag"]) == (304, b"", tag)
    assert client.ask("/pont/", HTTP_IF_NONE_MATCH='"x"', **BR)[0] == 200
    newsroom.status = "404 Not Found"
    assert client.ask("/rien/", HTTP_IF_NONE_MATCH="*")[0] == 404


def test_head_has_the_headers_of_get(client, newsroom):
    first, second = client.ask("/pont/", method="HEAD", **BR), client.ask("/pont/", **BR)
    assert first[2] == b""
    assert first[1] == second[1]
    assert newsroom.asked == 1


def test_another_state_another_page(client, newsroom, now):
    client.ask("/pont/")
    newsroom.text, now.state = "<p>Le pont ferme.</p>", State(time() + 1000)
    assert client.ask("/pont/")[2] == b"<p>Le pont ferme.</p>"
    now.state.until = time() - 1  # what is due is due, whatever else is known
    client.ask("/pont/")
    assert newsroom.asked == 3


def test_a_page_lives_a_minute_at_most(client, newsroom, monkeypatch):
    client.ask("/pont/")
    monkeypatch.setattr(fronts, "time", lambda: time() + fronts.LONGEST + 2)
    client.ask("/pont/")
    assert newsroom.asked == 2


def test_without_the_database_pages_live_on_but_not_past_what_is_due(client, newsroom, now, monkeypatch):
    client.ask("/pont/")
    now.away = True
    monkeypatch.setattr(fronts, "time", lambda: time() + fronts.LONGEST + 2)
    client.ask("/pont/")
    assert newsroom.asked == 1
    now.state.until = time()
    client.ask("/pont/")
    assert newsroom.asked == 2


def test_what_was_asked_long_ago_is_asked_again(client, now):
    client.ask("/pont/")
    before, now.checked = now.renewed, 0
    client.ask("/pont/")
    assert now.renewed == before + 1


def test_while_the_site_is_closed_nothing_is_kept_nor_used(client, newsroom, now):
    client.ask("/pont/")
    now.closed, now.state = True, State(time() + 1000)
    client.ask("/pont/"), client.ask("/pont/")
    assert newsroom.asked == 3


def test_staff_and_what_is_sent_go_to_django(client, newsroom):
    client.ask("/pont/")
    client.ask("/pont/", HTTP_COOKIE="sessionid=abc")
    client.ask("/pont/", method="POST")
    client.ask("/admin/")
    client.ask("/admin/")
    assert newsroom.asked == 5
    assert "readers.names" not in newsroom.environ


def test_cookies_of_readers_make_no_difference(client, newsroom):
    client.ask("/pont/", HTTP_COOKIE="theme=dark"), client.ask("/pont/", HTTP_COOKIE="csrftoken=x")
    assert newsroom.asked == 1


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", []),
        ("500 Internal Server Error", []),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Accept-Encoding, Cookie")]),
        ("200 OK", [("Cache-Control", "max-age=0, no-store")]),
        ("200 OK", [("cache-control", "Private")]),
    ],
)
def test_what_is_of_one_client_is_not_kept(client, newsroom, status, headers):
    newsroom.status, newsroom.headers = status, headers
    answers = [client.ask("/pont/", **BR) for _ in range(2)]
    assert newsroom.asked == 2
    assert not may_be_kept(status, headers)
    assert answers[0][1]["Content-Encoding"] == "br"
    assert "public" not in answers[0][1].get("Cache-Control", "private")


def test_queries_count_as_far_as_the_page_reads_them(client, newsroom):
    newsroom.names = {"before"}
    for query in ("", "?utm_source=x", "?fbclid=1&utm_source=y", "?before=1", "?x=1&before=1", "?before=2", "?before="):
        client.ask(f"/mer/{query}")
    assert newsroom.asked == 4


def test_a_page_that_reads_its_whole_query_is_kept_without_one_only(client, newsroom):
    newsroom.names = {fronts.WHOLE}
    for query in ("", "", "?a=1", "?a=1"):
        client.ask(f"/mer/{query}")
    assert newsroom.asked == 3


def test_a_redirection_may_repeat_its_query(client, newsroom):
    newsroom.status, newsroom.headers = "301 Moved Permanently", [("Location", "/b/?a=1")]
    client.ask("/a?a=1"), client.ask("/a?a=2"), client.ask("/a"), client.ask("/a")
    assert newsroom.asked == 3


def test_hosts_and_letters_in_paths_are_not_mixed_up(client, newsroom):
    newsroom.names = {"a"}
    client.ask("/b/?a=1"), client.ask("/b/")
    client.application({**newsroom.environ, "PATH_INFO": "/b/?a=1", "QUERY_STRING": ""}, lambda *_: None)
    client.ask("/b/", HTTP_HOST="example.org")
    assert newsroom.asked == 4


def test_many_who_ask_at_once_wait_for_one(now):
    begun, go, asked = Event(), Event(), []

    def newsroom(environ, start_response):
        asked.append(1)
        begun.set()
        go.wait(10)
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"x"]

    client, answers = Client(front(newsroom, now, 1)), []
    readers = [Thread(target=lambda: answers.append(client.ask("/pont/")[2])) for _ in range(8)]
    for reader in readers:
        reader.start()
    begun.wait(10)
    go.set()
    for reader in readers:
        reader.join(10)
    assert (len(asked), answers) == (1, [b"x"] * 8)


def test_those_who_come_while_it_is_made_again_get_the_one_of_a_moment_ago(newsroom, now, monkeypatch):
    client = Client(front(newsroom, now, 1))
    client.ask("/pont/")
    monkeypatch.setattr(fronts, "time", lambda: time() + fronts.LONGEST + 0.5)
    inner, call = [], Newsroom.__call__

    def called(self, *args):
        inner.append(client.ask("/pont/")[2])
        return call(self, *args)

    newsroom.text = "new"
    monkeypatch.setattr(Newsroom, "__call__", called)
    assert client.ask("/pont/")[2] == b"new"
    assert inner == [TEXT.encode()]


def test_after_a_failure_the_next_one_tries_again(now):
    def newsroom(environ, start_response):
        if not tried:
            tried.append(1)
            raise RuntimeError
        start_response("200 OK", [])
        return [b"x"]

    tried, client = [], Client(front(newsroom, now, 1))
    with pytest.raises(RuntimeError):
        client.ask("/pont/")
    assert client.ask("/pont/")[2] == b"x"


def test_none_is_kept_where_there_is_no_room(newsroom, now):
    assert front(newsroom, now, 0) is newsroom


def test_other_caches_keep_nothing_past_the_next_change(settings):
    settings.CDN_SECONDS = 3600
    assert cache_control(float("inf")).endswith("s-maxage=3600, stale-while-revalidate=30, stale-if-error=3600")
    assert cache_control(60 + 1000).endswith("s-maxage=1000, stale-while-revalidate=0, stale-if-error=0")
    assert cache_control(60 + 3610).endswith("s-maxage=3600, stale-while-revalidate=10, stale-if-error=10")
    assert "s-maxage=0" in cache_control(59)  # it may have been kept here for as long
    settings.CDN_SECONDS = 0
    assert "s-maxage" not in cache_control(float("inf"))
