"""The output of the sanitiser in Chromium: nothing runs, and nobody foreign is contacted, without any policy."""

import re

import pytest

from articles import prose, publishing
from tests import make
from tests.attacks import ATTACKS, CLASSES

pytestmark = pytest.mark.browser

HERE = "https://page.example/"

# What a reader might do: every element is pointed at, focused and pressed.
TOUCH = """() => {
  const types = ["mouseover", "mouseenter", "pointerenter", "focus", "input", "toggle", "error", "load"]
  for (const element of document.body.querySelectorAll("*")) {
    for (const type of types) element.dispatchEvent(new Event(type))
  }
}"""
SCHEMES = """() => [...document.links].map((link) => link.protocol)"""


class Watched:
    """A page without a policy, whose every request and dialog is noted."""

    def __init__(self, context, allowed):
        self.contacted, self.dialogs = [], []
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        context.route(re.compile(".*"), lambda route: self.meet(route, allowed))

    def meet(self, route, allowed):
        if route.request.url.startswith(allowed):
            return route.continue_() if "127.0.0.1" in allowed or "localhost" in allowed else self.fulfill(route)
        self.contacted.append(route.request.url)
        return route.abort()

    def fulfill(self, route):
        body = getattr(self, "document", "<!doctype html><title>x</title><body>")
        status = 200 if route.request.is_navigation_request() else 404
        return route.fulfill(status=status, content_type="text/html; charset=utf-8", body=body)

    def show(self, html):
        """As the server would send it, in one document."""
        self.document = f"<!doctype html><meta charset=utf-8><title>x</title><body><main>{html}</main>"
        self.page.goto(HERE, wait_until="load")
        self.touch()

    def insert(self, html):
        """As a script would put it into a page that is open."""
        self.page.evaluate("html => { document.body.innerHTML = html }", html)

    def touch(self):
        self.page.evaluate(TOUCH)
        self.page.wait_for_timeout(50)

    @property
    def was_hit(self):
        return bool(self.page.evaluate("typeof hit === 'number' || typeof hit === 'string'") or self.dialogs)


@pytest.fixture
def watched(chromium):
    context = chromium.new_context(bypass_csp=True)
    yield Watched(context, HERE)
    context.close()


def test_the_trap_works(watched):
    """Uncleaned attacks do run here, and do contact evil.example: if they didn't, the tests below would say nothing."""
    hits = 0
    for attack in CLASSES["handlers"][:20] + CLASSES["scripts"][:4]:
        watched.show(attack)
        hits += watched.was_hit
    assert hits >= 12
    watched.show("".join(CLASSES["styles"]))
    assert any("evil.example" in address for address in watched.contacted)


@pytest.mark.parametrize("name", CLASSES)
def test_nothing_runs_that_is_served(watched, name):
    watched.show("".join(f"<section>{prose.clean(attack)}</section>" for attack in CLASSES[name]))
    assert not watched.was_hit
    assert watched.contacted == []
    assert set(watched.page.evaluate(SCHEMES)) <= {"https:", "http:", "mailto:", "tel:"}
    assert watched.page.locator("main [id], main [name], main [style], main script, main iframe, main img").count() == 0


def test_nothing_runs_that_is_inserted(watched):
    watched.show("")
    for attack in ATTACKS:
        watched.insert(prose.clean(attack))
        # What a browser makes of it is what we made: it finds nothing to mend.
        watched.page.evaluate("() => { const html = document.body.innerHTML; document.body.innerHTML = html }")
        watched.page.evaluate(TOUCH)
        assert not watched.was_hit, attack
    watched.touch()
    assert watched.contacted == []


def test_a_story_made_of_attacks_is_a_story(chromium, live_server, transactional_db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make.masthead()
    make.image(pk=1, caption="<img src=x onerror=hit=1>", credit="<script>hit=1</script>")
    other = make.published(at=make.NOON - make.DAY, headline="<script>hit=1</script>")
    # One by one, as some would swallow all that follow.
    body = "".join(prose.clean(attack).replace('"5"', f'"{other.pk}"') for attack in ATTACKS)
    article = make.article(body=body, headline="<img src=x onerror=hit=1>")
    edition = publishing.publish(article, at=make.NOON, by=None)
    context = chromium.new_context(bypass_csp=True, locale="fr-FR")
    watched = Watched(context, live_server.url)
    watched.page.goto(f"{live_server.url}{edition.get_absolute_url()}", wait_until="load")
    watched.touch()
    hit, contacted = watched.was_hit, list(watched.contacted)
    facades = watched.page.locator(".facade").count()
    context.close()
    assert not hit
    assert contacted == []
    assert facades >= 1
