"""Two people, each in a browser of their own, write the same story: whoever saves second overwrites nothing."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from desk.roles import EDITOR
from tests import make

pytestmark = pytest.mark.browser


@pytest.fixture
def two(page, sign_in, chromium, live_server):
    """The forms of one story, open before Anne and before Bruno."""
    sign_in(make.user(EDITOR, first_name="Anne", last_name="Le Goff"))
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris")
    client = Client()  # whose session ends no other
    client.force_login(make.user(EDITOR, first_name="Bruno", last_name="Kerdoncuff"))
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    other, complaints = context.new_page(), []
    other.on("pageerror", lambda error: complaints.append(str(error)))
    body = "<p>Le pont est fermé.</p><p>Un détour est en place.</p>"
    article = make.article(headline="Le pont", slug="pont", body=body)
    for one in (page, other):
        one.goto(f"/admin/articles/article/{article.pk}/change/")
        one.locator(".ProseMirror[contenteditable]").wait_for()
        one.locator(".prose-menubar").first.wait_for()
    yield article, page, other
    context.close()
    assert complaints == []


def write(page, text):
    """At the end of the last paragraph."""
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def save(page):
    page.locator("[name=_continue]").click()
    page.locator(".messagelist, #bring-together").first.wait_for(timeout=60_000)


def bring_together(page):
    page.locator(".history-bar .is-main").click()
    page.locator(".messagelist, .history-problem").first.wait_for(timeout=60_000)


def test_what_does_not_clash_goes_together_by_itself(two):
    article, anne, bruno = two
    anne.locator("#id_headline").fill("Le pont rouvre")
    save(anne)
    write(bruno, " Il dure.")
    save(bruno)
    expect(bruno.locator(".clash")).to_have_count(0)
    expect(bruno.locator(".conflict-taken ins").first).to_contain_text("rouvre")
    bring_together(bruno)
    expect(bruno.locator("#id_headline")).to_have_value("Le pont rouvre")
    article.refresh_from_db()
    assert article.headline == "Le pont rouvre"
    assert article.body == "<p>Le pont est fermé.</p><p>Un détour est en place. Il dure.</p>"
    origins = article.versions.order_by("number").values_list("number", "origin")
    assert list(origins) == [(1, "saved"), (2, "saved"), (3, "set_aside"), (4, "merged")]


def test_what_clashes_is_shown_field_by_field_and_decided(two):
    article, anne, bruno = two
    anne.locator("#id_headline").fill("Le pont rouvre")
    write(anne, " Il dure un mois.")
    save(anne)
    bruno.locator("#id_kicker").fill("Travaux")
    bruno.locator("#id_headline").fill("Le pont reste fermé")
    write(bruno, " Il passe par le quai.")
    save(bruno)

    clashes = bruno.locator(".clash")
    expect(clashes).to_have_count(2)
    for words in ("rouvre", "reste fermé"):
        expect(clashes.first).to_contain_text(words)
    for words in ("Il dure un mois.", "Il passe par le quai."):
        expect(clashes.last).to_contain_text(words)
    expect(bruno.locator(".conflict-taken")).to_contain_text("Travaux")
    bring_together(bruno)  # before all is decided: asked again, nothing written
    expect(bruno.locator(".history-problem")).to_be_visible()
    article.refresh_from_db()
    assert article.headline == "Le pont rouvre"

    clashes.first.locator(".clash-card").first.click()  # what Anne wrote
    clashes.last.locator("label.clash-other").click()  # both
    expect(clashes.last.locator("[value=both]")).to_be_checked()
    bruno.goto(bruno.url)  # whatever happens to the page, what was chosen comes back
    expect(bruno.locator("[data-typed-back]")).to_be_visible()
    expect(clashes.first.locator("[value=theirs]")).to_be_checked()
    bring_together(bruno)
    expect(bruno.locator("#id_headline")).to_have_value("Le pont rouvre")
    expect(bruno.locator("#id_kicker")).to_have_value("Travaux")
    article.refresh_from_db()
    assert article.version == 4
    assert "Il dure un mois." in article.body
    assert "Il passe par le quai." in article.body
    kept = [
        (version.made_by.first_name, version.values["headline"]) for version in article.versions.order_by("number")[1:]
    ]
    assert kept == [("Anne", "Le pont rouvre"), ("Bruno", "Le pont reste fermé"), ("Bruno", "Le pont rouvre")]
