"""Chromium, for tests that go the whole way: keyboard, screen, server, database."""

import os
import re
import shutil
import time

import pytest
from django.contrib.staticfiles import handlers
from django.http import HttpResponse
from django.test import Client

from tests import make
from tests.conftest import missing

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# How many times slower than it is the browser shall seem: BROWSER_SLOWDOWN=6 make test ARGS=tests/browser
SLOWDOWN = float(os.environ.get("BROWSER_SLOWDOWN", "1"))


class Files(handlers.StaticFilesHandler):
    """Static files, which the browser may keep; at the addresses of pictures, whose files no test has, an empty one."""

    def _should_handle(self, path):
        return path.startswith("/media/") or super()._should_handle(path)

    def serve(self, request):
        if request.path.startswith("/media/"):
            return HttpResponse(content_type="image/webp")
        response = super().serve(request)
        response["Cache-Control"] = "max-age=3600"
        return response


@pytest.fixture(scope="session", autouse=True)
def _files():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", Files)
        yield


@pytest.fixture(scope="package")
def chromium():
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        missing("Chromium", "install Debian's package chromium")
    # Playwright runs an event loop in this thread, and Django would refuse it the database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def _browsing(chromium, live_server):
    """One reader's browser for all tests: our 75 static files come once. It keeps nothing else, see `page`."""
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris")
    yield context
    context.close()


@pytest.fixture
def _fresh(_browsing, live_server):
    """The browser, which forgets afterwards all that the test left in it."""
    yield _browsing
    for page in _browsing.pages:
        page.close()
    _browsing.unroute_all()
    _browsing.set_extra_http_headers({})
    _browsing.clear_cookies()
    page = _browsing.new_page()
    everything = {"origin": live_server.url, "storageTypes": "local_storage,indexeddb,service_workers"}
    _browsing.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.close()


@pytest.fixture
def page(_fresh, transactional_db, live_server, settings, request):
    """A page of a French reader; what the console complains about fails the test at its end.

    Unless the mark `expected_in_console` has a pattern for it. A route would keep its browser from using what it has
    loaded before: pictures need none.
    """
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make.masthead()
    page = _fresh.new_page()
    if SLOWDOWN > 1:
        _fresh.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    expected = request.node.get_closest_marker("expected_in_console")
    assert [text for text in complaints if not (expected and expected.args[0].match(text))] == []


def drawn(page):
    """Wait till the browser has shown what scripts did so far, and what followed from it at once."""
    page.evaluate("() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")


@pytest.fixture
def sign_in(page, live_server):
    """Sign a member of the newsroom in, without typing a password.

    Each time in a session of its own: one that ended would take the new cookie away, when the page before this one
    still asks something with the old.
    """

    def sign_in(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def write(page, sign_in):
    """Open the form of a story with that body, as a journalist, with the cursor in the text."""
    sign_in(make.writer())

    def write(body="", **values):
        article = make.article(body=body, **values)
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        page.locator(".ProseMirror[contenteditable]").click()
        return article

    return write


@pytest.fixture
def stored(page):
    """Save the open form; what the database then holds as the story's body."""

    def stored(article):
        page.locator("[name=_save]").click()
        page.wait_for_url(re.compile(r"/admin/articles/article/$"))
        article.refresh_from_db()
        return article.body

    return stored


@pytest.fixture
def until(page):
    """Wait till a script's value is true; Playwright's own way evaluates texts, which our policy forbids."""

    def until(script, argument=None):
        end = time.monotonic() + 10
        while not (value := page.evaluate(script, argument)):
            assert time.monotonic() < end, f"in vain: {script}"
            page.wait_for_timeout(50)
        return value

    return until
