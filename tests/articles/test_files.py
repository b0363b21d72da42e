"""robots.txt, ads.txt, security.txt and the key of IndexNow."""

import pytest

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SITE = "http://127.0.0.1:8000"


def text(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode()


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemaps(client):
    make.masthead(robots_txt="User-agent: Rapace\r\nDisallow: /")
    lines = text(client, "/robots.txt").splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    assert lines[lines.index("User-agent: Rapace") + 1] == "Disallow: /"
    assert lines[-2:] == [f"Sitemap: {SITE}/sitemap.xml", f"Sitemap: {SITE}/sitemaps/news.xml"]


def test_ads_txt_is_the_mastheads_or_says_that_nobody_sells_here(client):
    assert "placeholder" in text(client, "/ads.txt")
    make.masthead(ads_txt="regie.example.org, 12, DIRECT\r\n")
    assert text(client, "/ads.txt") == "regie.example.org, 12, DIRECT\n"


def test_security_txt_says_whom_to_write_to_and_until_when(client):
    assert client.get("/.well-known/security.txt").status_code == 404
    masthead = make.masthead(contact_email="redaction@example.org", security_policy="https://example.org/p")
    assert text(client, "/.well-known/security.txt").splitlines() == [
        "Contact: mailto:redaction@example.org",
        "Expires: 2026-08-06T00:00:00Z",
        "Preferred-Languages: fr, en",
        f"Canonical: {SITE}/.well-known/security.txt",
        "Policy: https://example.org/p",
    ]
    masthead.security_contact = "https://example.org/failles"
    masthead.save()
    assert "Contact: https://example.org/failles\n" in text(client, "/.well-known/security.txt")


def test_the_key_is_shown_to_whoever_knows_it(client):
    make.masthead(indexnow_key="abcd-1234")
    assert text(client, "/abcd-1234.txt") == "abcd-1234\n"
    assert client.get("/abcd-1235.txt").status_code == 404
    assert client.post("/abcd-1234.txt").status_code == 405
