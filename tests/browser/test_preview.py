"""Beside the text: the page as readers would get it, and what colleagues say about it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from desk.models import OpenStory, Remark
from desk.roles import EDITOR, JOURNALIST
from tests import make

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture
def journalist(sign_in):
    journalist = make.user(JOURNALIST)
    sign_in(journalist)
    return journalist


def open_form(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".ProseMirror[contenteditable]")).to_be_visible()


def keep(user, article, **fields):
    """What the form's own keeping does; then the form is told."""
    now = timezone.now()
    values = {
        "opened_at": now,
        "heard_at": now,
        "kept_at": now,
        "fields": {name: [text] for name, text in fields.items()},
    }
    OpenStory.objects.update_or_create(user=user, article=article, defaults=values)


def test_the_preview_follows_the_text_and_keeps_its_place(page, journalist):
    page.set_viewport_size(WIDE)
    article = make.article(created_by=journalist, headline="Avant", body="<p>Long.</p>" * 120)
    open_form(page, article)
    opener = page.locator("[data-pane-open]")
    opener.click()
    inside = page.frame_locator(".pane-frame:not(.is-coming)")
    expect(inside.locator("h1")).to_have_text("Avant", timeout=20_000)
    expect(page.locator("#id_headline")).to_be_visible()  # the text can still be written
    page.locator(".pane-frame").evaluate("frame => frame.contentWindow.scrollTo(0, 900)")
    keep(journalist, article, headline="Après", body="<p>Long.</p>" * 120)
    page.locator(".story-form").evaluate("form => form.dispatchEvent(new CustomEvent('marbre:kept'))")
    expect(inside.locator("h1")).to_have_text("Après", timeout=20_000)
    place = page.locator(".pane-frame:not(.is-coming)").evaluate("frame => frame.contentWindow.scrollY")
    assert place == pytest.approx(900, abs=60)
    page.locator("#id_headline").fill("Tapé")  # kept a moment later, and drawn
    expect(inside.locator("h1")).to_have_text("Tapé", timeout=20_000)
    page.locator("[data-pane-close]").click()
    expect(page.locator("[data-pane]")).to_be_hidden()
    expect(opener).to_be_focused()
    page.set_viewport_size(NARROW)  # where there is no room beside the text, over it
    page.locator("#id_headline").fill("À l’instant")
    opener.click()  # what was just typed is kept first
    assert page.locator("[data-pane]").evaluate("pane => pane.matches(':modal')")
    expect(inside.locator("h1")).to_have_text("À l’instant", timeout=20_000)


def test_a_remark_names_a_colleague_and_outlives_a_save(page, journalist):
    page.set_viewport_size(WIDE)
    make.user(EDITOR, username="maelle", first_name="Maëlle")
    article = make.article(created_by=journalist)
    open_form(page, article)
    text = page.locator("#remark-text")
    text.press_sequentially("Pour @ma", delay=30)
    expect(page.get_by_role("option", name="Maëlle")).to_be_visible(timeout=20_000)
    text.press("Enter")
    expect(text).to_have_value("Pour @maelle ")
    page.locator("#id_kicker").fill("Port")
    page.locator("[name=_continue]").click()
    expect(page.locator("#id_kicker")).to_have_value("Port")
    expect(text).to_have_value("Pour @maelle ")
    page.locator(".remarks-form button").click()
    expect(page.locator(".remarks-list b")).to_have_text("@maelle", timeout=20_000)
    expect(text).to_have_value("")
    page.locator("[data-remark-resolve]").click()
    expect(page.locator(".remark.is-resolved")).to_be_visible(timeout=20_000)
    remark = Remark.objects.get()
    assert (remark.text, remark.resolved_by) == ("Pour @maelle", journalist)
    assert Article.objects.get().kicker == "Port"
