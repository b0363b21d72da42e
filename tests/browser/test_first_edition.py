"""The main job, in a browser: a journalist writes a story, an editor publishes it, a reader reads it."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Edition
from desk.roles import EDITOR, JOURNALIST
from readership.models import Tally
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.database]


def write(page, text, block=None):
    """Type a block at the end of the body; `block` is the toolbar's button for it."""
    if block:
        page.get_by_role("toolbar").get_by_title(re.compile(block)).click()
    page.keyboard.type(text)


def test_a_story_is_written_published_and_read(page, sign_in, live_server):
    section = make.section(name="Mer", slug="mer")
    journalist = make.user(JOURNALIST)
    make.author(display_name="Jeanne Le Gall", user=journalist, biography="Elle suit la mer.")

    sign_in(journalist)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("Le pont rouvre")
    page.locator("#id_standfirst").fill("Après quatorze mois de travaux.")
    page.locator("#id_section").evaluate(
        "(select, pk) => { select.append(new Option('Mer', pk, true, true)); "
        "select.dispatchEvent(new Event('change', {bubbles: true})) }",
        section.pk,
    )
    body = page.locator(".ProseMirror[contenteditable]")
    body.click()
    page.keyboard.type("Il fait nuit quand les premiers passent.")
    page.keyboard.press("Control+b")
    page.keyboard.type(" Enfin.")
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/admin/articles/article/$"))

    article = Article.objects.get()
    assert article.body == "<p>Il fait nuit quand les premiers passent.<strong> Enfin.</strong></p>"
    assert article.created_by == journalist
    assert article.bylines.get().author.display_name == "Jeanne Le Gall"

    page.goto(f"/admin/articles/article/{article.pk}/change/")
    assert page.get_by_role("link", name=re.compile("^Publier")).count() == 0

    sign_in(make.user(EDITOR))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name=re.compile("^Publier")).first.click()
    page.get_by_role("button", name="Publier").click()
    page.wait_for_url(re.compile(r"/change/$"))
    edition = Edition.objects.get()

    page.context.clear_cookies()
    page.goto(edition.get_absolute_url())
    assert page.locator("h1").inner_text() == "Le pont rouvre"
    assert "Il fait nuit quand les premiers passent. Enfin." in page.locator("article").inner_text()
    assert "Jeanne Le Gall" in page.locator("article").inner_text()


def test_what_is_live_is_corrected_in_the_editor(page, sign_in):
    body = (
        "<p>Le pont a coûté 18 millions.</p><blockquote><p>« Cher. »</p><footer><cite>Lui</cite></footer></blockquote>"
    )
    article = make.published(headline="Le pont rouvre", body=body)
    sign_in(make.user(EDITOR))
    page.goto(f"/admin/desk/stories/{article.pk}/correct/")
    page.locator(".ProseMirror[contenteditable] p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" C’est beaucoup.")
    page.get_by_label("Correction", exact=True).check()
    page.get_by_label("Note aux lecteurs").fill("Le coût a été précisé.")
    page.get_by_role("button", name="Publier la correction").click()
    page.wait_for_url(re.compile(r"/change/$"))
    latest = article.editions.order_by("live_from").last()
    assert latest.body == body.replace("millions.", "millions. C’est beaucoup.")
    assert latest.note == "Le coût a été précisé."


@pytest.mark.expected_in_console(re.compile("Failed to load resource"))
def test_a_reader_is_counted_once_the_page_was_seen_also_where_the_first_answer_is_a_failure(page):
    article, answers = make.published(), []
    page.context.set_extra_http_headers({"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0"})
    page.route("**/views/**", lambda route: route.fulfill(status=503), times=1)
    page.on("response", lambda answer: answers.append(answer.status) if "/views/" in answer.url else None)
    page.clock.install()
    page.goto(article.editions.get().get_absolute_url())
    assert page.locator("[data-views]").text_content() == "0\u00a0vues"
    for _turn in range(200):  # the second time is timed once the first answer was read
        if 200 in answers:
            break
        page.clock.fast_forward(6_000)
        page.wait_for_timeout(50)
    assert (answers, Tally.objects.views_of(article.pk)) == ([503, 200], 1)
    expect(page.locator("[data-views]")).to_have_text("1\u00a0vue")


@pytest.mark.parametrize("path", ["/", "/en/", "story", "/contact/"])
def test_nothing_is_wider_than_the_screen(page, path):
    body = "<p>Un <a href='https://x.example/'>lien</a>.</p><blockquote><p>« Dit. »</p></blockquote>" * 3
    article = make.published(
        headline="Anticonstitutionnellement " * 4, body=body, lead_image=make.image(), tags=["Un très long mot-clé"]
    )
    page.goto(article.editions.get().get_absolute_url() if path == "story" else path)
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_story_reads_without_javascript(chromium, live_server, transactional_db):
    article = make.published(headline="Sans script", body="<h2>Intertitre</h2><p>Du texte.</p>")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(article.editions.get().get_absolute_url())
    text = page.locator("article").inner_text()
    context.close()
    for words in ("Sans script", "Intertitre", "Du texte.", "1\u00a0min de lecture", "0\u00a0vues"):
        assert words in text
