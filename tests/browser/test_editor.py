"""The body editor: every element by keyboard, in the person's language, and back again unchanged."""

import re

import pytest

from articles.models import Article
from tests import make

pytestmark = pytest.mark.browser

BODY = (
    "<h2>Un intertitre</h2><h3>Plus bas</h3><p>Un <strong>mot</strong> et <em>un autre</em>.</p>"
    "<blockquote><p>« Dit. »</p><footer><cite>Lui, marin</cite></footer></blockquote>"
    "<ul><li><p>Un point</p></li></ul><ol><li><p>Un pas</p></li></ol><hr><p>Fin\u202f!</p>"
)


@pytest.fixture
def journalist(sign_in):
    journalist = make.writer()
    sign_in(journalist)
    return journalist


def save(page):
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/admin/articles/article/$"))


def test_a_quotation_is_written_without_leaving_the_keyboard(page, journalist):
    article = make.article(body="")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.type("Avant.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Shift+b")
    page.keyboard.type("« C’est dit. »")
    page.keyboard.press("Enter")
    page.keyboard.type("Jeanne Morvan, pêcheuse")
    page.keyboard.press("Enter")
    page.keyboard.type("Après.")
    save(page)
    article.refresh_from_db()
    assert article.body == (
        "<p>Avant.</p><blockquote><p>«\u00a0C’est dit.\u00a0»</p><footer><cite>Jeanne Morvan, pêcheuse</cite></footer>"
        "</blockquote><p>Après.</p>"
    )


def test_what_is_opened_touched_and_saved_is_what_was_stored(page, journalist):
    image = make.image()
    figure = f'<figure data-image-id="{image.pk}" data-layout="wide"><figcaption>La cale</figcaption></figure>'
    article = make.article(body=BODY + figure + "<p>Suite.</p>")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".ProseMirror[contenteditable] p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" Et fin.")
    save(page)
    article.refresh_from_db()
    assert article.body == BODY + figure + "<p>Suite. Et fin.</p>"


@pytest.mark.parametrize(("language", "bold", "area"), [("fr", "Gras", "Texte"), ("en", "Bold", "Text")])
def test_it_speaks_the_persons_language(page, journalist, live_server, language, bold, area):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.goto("/admin/articles/article/add/")
    toolbar = page.get_by_role("toolbar")
    toolbar.wait_for()
    assert toolbar.get_by_title(re.compile(rf"^{bold}\b")).count() == 1
    assert page.get_by_role("textbox", name=area, exact=True).count() == 1
    for button in toolbar.get_by_role("button").all():
        assert button.get_attribute("aria-label") or button.get_attribute("title")


def test_a_picture_is_chosen_in_the_library(page, journalist):
    image = make.image(alt_text="Un quai au matin")
    article = make.article(body="<p>Avant.</p>")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".ProseMirror[contenteditable]").click()
    page.get_by_role("toolbar").get_by_title(re.compile("hotothèque|mage")).click()
    page.get_by_role("dialog").get_by_text("Un quai au matin").click()
    page.get_by_role("dialog").wait_for(state="detached")
    save(page)
    assert Article.objects.get(pk=article.pk).body.startswith(f'<p>Avant.</p><figure data-image-id="{image.pk}"')
