"""The newsroom's own pages, kept: each is right after a decision, whatever it is called by and whatever it is of."""

import re

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from articles import publishing
from newsroom.models import Change
from newsroom.readers.front import front
from newsroom.readers.present import NEVER, Present
from tests import make
from tests.make import DAY, HOUR, NOON

from .client import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def present(at_noon):
    return Present()


@pytest.fixture(autouse=True)
def _one_connection():
    """Django closes it after a request, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def client(present):
    return Client(front(get_wsgi_application(), present, 8))


@pytest.fixture
def story(present):
    author = make.author(display_name="Anne", slug="anne")
    section = make.section(slug="mer")
    made = make.published(
        at=NOON - HOUR, headline="Le pont rouvre", section=section, bylines=[author], tags=["Port"], slug="pont"
    )
    Change.objects.all().delete()  # a test is one transaction, which is noted once
    present.renew()
    return made


def pages(story):
    """Every page that shows the story, and every file."""
    address = make.live(story, NOON).get_absolute_url()
    lists = ["/", "/mer/", "/auteurs/anne/", "/mots-cles/port/"]
    feeds = [f"{of}{kind}" for of in lists for kind in ("rss.xml", "feed.json")]
    archives = ["/archives/2026/02/", "/archives/2026/02/07/"]
    return [address, *lists, *archives, *feeds, "/recherche/?q=pont", "/sitemaps/news.xml"]


def shown(client, present, addresses):
    """What each page says, after everybody has asked what is new."""
    present.checked = -NEVER
    marks = re.compile("</?mark>")  # around the words that were searched for
    return {address: marks.sub("", client.ask(address)[2].decode()) for address in addresses}


def test_a_correction_is_on_every_page_at_once(client, present, story, at_noon):
    addresses = pages(story)
    for address, text in shown(client, present, addresses).items():
        assert "Le pont rouvre" in text, address
    publishing.correct(story, at=NOON, by=make.user(), changes={"headline": "Le pont ferme"}, kind="minor")
    for address, text in shown(client, present, addresses).items():
        assert "Le pont ferme" in text, address
        assert "Le pont rouvre" not in text, address


def test_a_story_that_goes_is_on_no_page_any_more(client, present, story):
    first, *others = pages(story)
    shown(client, present, [first, *others])
    publishing.withdraw(story, at=NOON, by=make.user(), reason="Faux.")
    for address, text in shown(client, present, others).items():
        assert "Le pont rouvre" not in text, address
    assert client.ask(first)[0] == 410


def test_what_is_scheduled_comes_on_the_second(client, present, story, time_machine):
    later = make.article(at=NOON - DAY, headline="La digue tient", section=story.section, slug="digue")
    publishing.schedule(later, at=NOON, by=make.user(), when=NOON + DAY)
    assert "La digue" not in "".join(shown(client, present, pages(story)).values())
    time_machine.move_to(NOON + DAY, tick=False)
    for address in ("/", "/mer/", "/rss.xml"):
        assert "La digue tient" in client.ask(address)[2].decode(), address  # nobody asked what is new


def test_ready_pages_ask_the_database_nothing(client, present, story, django_assert_num_queries):
    addresses = pages(story)
    shown(client, present, addresses)
    with django_assert_num_queries(0):
        for address in addresses:
            assert client.ask(address)[0] == 200, address
            assert client.ask(f"{address}{'&' if '?' in address else '?'}utm_source=x")[0] == 200, address


def test_an_old_address_leads_on_until_it_is_another(client, present, story):
    address = make.live(story, NOON).get_absolute_url()
    old = address.replace("pont", "autre")
    for _ in range(2):
        status, headers, _body = client.ask(old)
        assert (status, headers["Location"]) == (301, address)
    assert "max-age=0" in headers["Cache-Control"]  # a browser would keep it for ever
    type(story.section).objects.update(slug="littoral")
    present.checked = -NEVER
    assert client.ask(old)[1]["Location"] == address.replace("/mer/", "/littoral/")


def test_whether_a_story_was_updated_is_right_at_once(client, present, story):
    edition = make.live(story, NOON)
    assert client.ask(f"/updates/{story.pk}/{edition.stamp}/")[0] == 204
    publishing.correct(story, at=NOON, by=make.user(), changes={"headline": "Non"}, kind="correction", note="Le nom.")
    present.checked = -NEVER
    assert client.ask(f"/updates/{story.pk}/{edition.stamp}/")[0] == 200


def test_each_gets_a_contact_form_of_their_own(client, present):
    answers = [client.ask("/contact/", HTTP_ACCEPT_ENCODING="br") for _ in range(2)]
    assert all("csrftoken" in headers["Set-Cookie"] for _status, headers, _body in answers)
    assert answers[0][1]["Set-Cookie"] != answers[1][1]["Set-Cookie"]


def test_other_hosts_are_refused_whatever_is_kept(client, present, story):
    client.ask("/")
    assert client.ask("/", HTTP_HOST="example.org")[0] == 400


def test_caches_beyond_ours_learn_what_a_page_is_of(client, present, story, settings):
    address = make.live(story, NOON).get_absolute_url()
    assert "Surrogate-Key" not in client.ask("/archives/")[1]
    settings.CDN_SECONDS = 600
    assert client.ask(address)[1]["Surrogate-Key"] == f"pages story-{story.pk}"
    assert client.ask("/")[1]["Surrogate-Key"] == "pages"
    settings.CLOUDFLARE_ZONE, settings.VARNISH = "zone", ["http://127.0.0.1:6081"]
    headers = client.ask("/mer/")[1]
    assert (headers["Cache-Tag"], headers["xkey"]) == ("pages", "pages")


def test_no_cache_keeps_what_staff_see(client, present, story):
    session = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"}
    headers = client.ask("/", **session)[1]
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Surrogate-Key" not in headers
