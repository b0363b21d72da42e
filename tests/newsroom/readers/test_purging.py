"""CDNs are told to forget pages once something has changed, twice, and again until they have heard it."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from newsroom.readers import purging
from newsroom.readers.present import NEVER
from newsroom.readers.purging import Watch
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cdn(settings):
    """A server that hears what is sent to it, as Varnish does."""

    class Heard(BaseHTTPRequestHandler):
        def do_PURGE(self):
            heard.append(self.headers["xkey-purge"])
            self.send_response(answers.pop(0) if answers else 200)
            self.end_headers()

        def log_message(self, *args):
            pass

    heard, answers = [], []
    server = HTTPServer(("127.0.0.1", 0), Heard)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.VARNISH = [f"http://127.0.0.1:{server.server_port}"]
    server.heard, server.answers = heard, answers
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def watch():
    return Watch(wait=lambda seconds: False)


def look(watch):
    watch.present.checked = -NEVER
    watch.look()


def test_each_change_is_told_twice(cdn, watch):
    look(watch)
    assert cdn.heard == ["pages"] * 2  # at the start: nobody knows what was missed
    look(watch)
    assert len(cdn.heard) == 2
    make.section()
    look(watch)
    assert len(cdn.heard) == 4


def test_what_fails_is_told_again_later(cdn, watch):
    cdn.answers[:] = [503]
    look(watch)
    assert len(cdn.heard) == 1
    look(watch)
    assert len(cdn.heard) == 3


def test_it_waits_until_every_process_knows_and_longer_after_failures(settings):
    settings.VARNISH, waits, answers = ["http://127.0.0.1:1"], [], [False, False, True, True]

    def wait(seconds):
        waits.append(seconds)
        return len(waits) > 6

    Watch(wait, lambda request: answers.pop(0)).keep()
    assert waits[:3] == [purging.OFTEN, 2, 4]
    assert waits[3] == purging.AGAIN > purging.AT_MOST


def test_what_the_services_expect(settings):
    settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN = "zone", "secret"
    settings.FASTLY_SERVICE, settings.FASTLY_TOKEN = "service", "secret"
    cloudflare, fastly = purging.requests()
    assert cloudflare.full_url == "https://api.cloudflare.com/client/v4/zones/zone/purge_cache"
    assert json.loads(cloudflare.data) == {"tags": ["pages"]}
    assert cloudflare.get_header("Authorization") == "Bearer secret"
    assert fastly.full_url == "https://api.fastly.com/service/service/purge/pages"
    assert fastly.get_header("Fastly-key") == "secret"
    assert {cloudflare.method, fastly.method} == {"POST"}


def test_nobody_is_told_where_the_settings_name_nobody():
    assert not list(purging.requests())
