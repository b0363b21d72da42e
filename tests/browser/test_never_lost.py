"""No word is lost: the browser dies, the server is away, the session ends, and what was written comes back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.models import OpenStory
from desk.roles import EDITOR
from tests import make
from tests.make import HOUR

pytestmark = pytest.mark.browser


@pytest.fixture
def story(page, sign_in):
    """A story whose form is open before an editor."""
    user = make.user(EDITOR)
    sign_in(user)
    author = make.author(display_name="Anne Le Goff")
    article = make.article(headline="Le pont", body="<p>Premier jet.</p>", bylines=[author], tags=["Port"])
    article.address = f"/admin/articles/article/{article.pk}/change/"
    article.user = user
    open_form(page, article)
    return article


def open_form(page, article):
    page.goto(article.address)
    page.locator(".ProseMirror[contenteditable]").wait_for()
    page.locator(".prose-menubar").first.wait_for()


def write(page, text):
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def kept(page, tone):
    expect(page.locator("[data-saved]")).to_have_attribute("data-tone", tone, timeout=20_000)


def take_up(page):
    page.locator(".offer .is-main").click(timeout=20_000)
    expect(page.locator(".offer")).to_have_count(0)


def save(page):
    page.locator("[name=_continue]").click()
    page.locator(".messagelist").wait_for()


def test_after_a_crash_all_fields_are_taken_up_and_saved(page, story, chromium, live_server):
    write(page, " Puis la suite.")
    page.locator("#id_headline").fill("Le pont rouvre")
    page.locator(".chips-input").fill("Transports")
    page.locator(".chips-input").press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    page.locator("#bylines-group select[name$=-role]").select_option("photo")
    page.locator("#id_evergreen").evaluate("(box) => { box.closest('details').open = true }")
    page.locator("#id_evergreen").check()
    kept(page, "good")
    cookies = page.context.cookies()
    page.close(run_before_unload=False)  # nothing is saved, nobody is asked

    other = chromium.new_context(base_url=live_server.url, locale="fr-FR")  # which has no copy of its own
    other.add_cookies(cookies)
    again = other.new_page()
    open_form(again, story)
    expect(again.locator("#id_headline")).to_have_value("Le pont")
    take_up(again)
    expect(again.locator("#id_headline")).to_have_value("Le pont rouvre")
    expect(again.locator(".chip")).to_have_count(2)
    save(again)
    story.refresh_from_db()
    assert (story.headline, story.body) == ("Le pont rouvre", "<p>Premier jet. Puis la suite.</p>")
    assert set(story.tags.names()) == {"Port", "Transports"}
    assert [(str(byline), byline.role) for byline in story.bylines.all()] == [("Anne Le Goff", "photo")]
    assert story.evergreen
    assert not OpenStory.objects.filter(fields__isnull=False).exists()
    expect(again.locator(".offer")).to_have_count(0)
    other.close()


def test_a_correction_of_what_is_live_is_kept_too(page, sign_in):
    sign_in(make.user(EDITOR))
    article = make.published(at=timezone.now() - HOUR, headline="Le pont", body="<p>Lundi à 7\u00a0h.</p>")
    article.address = f"/admin/desk/stories/{article.pk}/correct/"
    open_form(page, article)
    page.locator("#id_headline").fill("Le pont rouvre")
    kept(page, "good")
    page.on("dialog", lambda dialog: dialog.accept())
    open_form(page, article)
    expect(page.locator("#id_headline")).to_have_value("Le pont")
    expect(page.locator(".offer")).to_contain_text("Titre")
    expect(page.locator(".offer")).not_to_contain_text("Texte")  # which is the same, however the editor spells it
    take_up(page)
    write(page, " Et la suite.")
    page.locator("[name=kind][value=minor]").check()
    page.locator(".story-save .is-main").click()
    page.locator(".messagelist").wait_for(timeout=60_000)
    edition = make.live(article, timezone.now())
    assert (edition.headline, edition.body) == ("Le pont rouvre", "<p>Lundi à 7\u00a0h. Et la suite.</p>")
    assert not OpenStory.objects.filter(fields__isnull=False).exists()


@pytest.mark.expected_in_console(re.compile("Failed to load resource"))
def test_without_a_connection_the_browser_keeps_the_words(page, story):
    page.route("**/admin/desk/**", lambda route: route.abort())
    write(page, " Écrit dans le train.")
    kept(page, "bad")
    page.on("dialog", lambda dialog: dialog.accept())
    open_form(page, story)
    page.unroute("**/admin/desk/**")
    take_up(page)
    expect(page.locator(".ProseMirror[contenteditable]")).to_contain_text("Écrit dans le train.")
    kept(page, "good")
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('marbre:kept:'))") == []
    save(page)
    story.refresh_from_db()
    assert "Écrit dans le train." in story.body


@pytest.mark.expected_in_console(re.compile("Failed to load resource"))
def test_a_save_after_the_session_ended_loses_nothing(page, story, sign_in):
    write(page, " Trop tard.")
    page.route("**/admin/desk/**", lambda route: route.abort())  # so the form can't hear of it before the save
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=_continue]").click()
    page.wait_for_url(re.compile("/login/"))
    page.unroute("**/admin/desk/**")
    expect(page.locator("[data-kept]")).to_be_visible()
    sign_in(story.user)
    page.goto(story.address)
    take_up(page)
    save(page)
    story.refresh_from_db()
    assert "Trop tard." in story.body


def test_words_wait_for_who_signs_in_again_in_another_tab(page, story, sign_in):
    page.context.clear_cookies(name="sessionid")
    write(page, " Je continue.")
    expect(page.locator(".session-dialog")).to_be_visible(timeout=20_000)
    page.locator("[name=_continue]").click()  # holds back, and shows where to sign in
    expect(page.locator(".session-dialog a")).to_be_focused()
    sign_in(story.user)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".session-dialog")).to_be_hidden(timeout=20_000)
    save(page)
    story.refresh_from_db()
    assert "Je continue." in story.body
