"""Readers' pages speak the language of their address, staff pages that of the person."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def language(response):
    return response.headers["Content-Language"]


@pytest.mark.parametrize("wish", ["en", "fr", "de", "*", "x" * 500])
def test_the_address_decides_for_readers_whatever_the_browser_wishes(client, wish):
    for address, expected in (("/", "fr"), ("/en/", "en")):
        response = client.get(address, headers={"Accept-Language": wish}, follow=False)
        assert language(response) == expected
        assert f'<html lang="{expected}"' in response.content.decode()
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_a_cookie_does_not_change_a_readers_page(client):
    client.cookies["django_language"] = "en"
    assert language(client.get("/")) == "fr"


@pytest.mark.parametrize(("wish", "expected"), [("en-GB,en;q=0.9", "en"), ("fr-CA", "fr"), ("de", "fr")])
def test_the_admin_follows_the_browser(client, wish, expected):
    assert language(client.get("/admin/login/", headers={"Accept-Language": wish})) == expected


def test_the_admin_follows_what_was_chosen_there(client):
    client.force_login(make.user())
    client.post("/admin/language/", {"language": "en", "next": "/admin/"})
    assert language(client.get("/admin/", headers={"Accept-Language": "fr"})) == "en"


def test_every_page_links_the_other_language(client):
    assert 'href="/en/"' in client.get("/").content.decode()
    assert 'href="/"' in client.get("/en/").content.decode()
