"""The writing form around the text: by keyboard, as somebody in a newsroom uses it."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Tag
from authors.models import Author
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser


@pytest.fixture
def open_form(page, sign_in):
    """Open the form of a story (or of a new one) as a member of the newsroom with that role."""

    def open_form(article=None, role=EDITOR):
        user = make.user(role)
        sign_in(user)
        page.goto(f"/admin/articles/article/{article.pk}/change/" if article else "/admin/articles/article/add/")
        page.locator(".ProseMirror[contenteditable]").wait_for()
        return user

    return open_form


def save(page):
    page.locator("[name=_continue]").click()
    page.locator(".messagelist").wait_for()


def tag_field(page):
    return page.locator(".chips-input")


def test_tags_are_typed_chosen_pasted_and_taken_out(page, open_form):
    make.tag("Municipales 2026")
    article = make.article(tags=["Port"])
    open_form(article)
    field = tag_field(page)
    field.press_sequentially("muni")
    page.get_by_role("option", name=re.compile("Municipales 2026")).wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    field.evaluate(
        """(field) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/plain", "Halles; Marée\\nPort")
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }"""
    )
    expect(page.locator(".chip")).to_have_count(4)
    field.press("Backspace")
    expect(page.locator(".chip")).to_have_count(3)
    save(page)
    assert set(article.tags.names()) == {"Port", "Municipales 2026", "Halles"}


def test_a_near_duplicate_is_pointed_out(page, open_form):
    make.tag("Municipales 2026")
    article = make.article()
    open_form(article)
    tag_field(page).fill("municipales-2026")
    tag_field(page).press("Enter")
    question = page.get_by_role("group", name=re.compile("municipales-2026"))
    question.get_by_role("button", name="Municipales 2026", exact=True).click()
    save(page)
    assert list(article.tags.names()) == ["Municipales 2026"]
    assert Tag.objects.count() == 1


def test_bylines_are_ordered_added_and_taken_out_by_keyboard(page, open_form):
    first, second = make.author(display_name="Anne"), make.author(display_name="Bruno")
    make.author(display_name="Chloé")
    article = make.article(bylines=[first, second])
    open_form(article)
    rows = page.locator("#bylines-group li.row:visible")
    rows.nth(0).locator(".row-handle").press("Alt+ArrowDown")
    page.locator("#bylines-group [data-add]").press("Enter")
    page.keyboard.type("Chl")
    page.get_by_role("option", name=re.compile("Chloé")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(3)
    rows.nth(1).locator(".row-remove").press("Enter")
    save(page)
    assert [str(byline) for byline in article.bylines.all()] == ["Bruno", "Chloé"]


def test_rows_are_dragged(page, open_form):
    article = make.article(bylines=[make.author(display_name="Anne"), make.author(display_name="Bruno")])
    open_form(article)
    handles = page.locator("#bylines-group .row-handle")
    handles.nth(0).scroll_into_view_if_needed()
    start, end = handles.nth(0).bounding_box(), handles.nth(1).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + end["height"] + 8, steps=5)
    page.mouse.up()
    save(page)
    assert [str(byline) for byline in article.bylines.all()] == ["Bruno", "Anne"]


def test_an_author_is_added_without_leaving_the_form(page, open_form):
    make.author(display_name="Élodie Le Gall")
    article = make.article(bylines=[])
    open_form(article)
    page.locator("#bylines-group [data-add]").click()
    page.keyboard.type("elodie le gall")
    page.locator("li.is-new").click()
    dialog = page.get_by_role("dialog")
    assert violations(page) == []
    dialog.locator("input").nth(1).fill("Photographe")
    dialog.locator("[type=submit]").click()
    dialog.get_by_role("alert").get_by_role("button").last.click()  # another of that name
    dialog.wait_for(state="detached")
    save(page)
    made = Author.objects.get(job_title="Photographe")
    assert [byline.author for byline in article.bylines.all()] == [made]


def test_related_stories_are_chosen_in_the_dialog(page, open_form):
    chosen, article = make.article(headline="La criée"), make.article()
    open_form(article)
    page.locator("#related_picks-group [data-add]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("La criée").click()
    dialog.locator(".picker-take").click()
    dialog.wait_for(state="detached")
    expect(page.locator("#related_picks-group .row-title")).to_have_text("La criée")
    save(page)
    assert [pick.other for pick in article.related_picks.all()] == [chosen]


def test_counts_preview_and_outline_follow_what_is_typed(page, open_form):
    open_form(make.article(headline="Court", body="<p>Un deux trois.</p><h2>Suite</h2>"))
    page.locator("#id_headline").fill("Long " * 25)
    expect(page.locator(".field-headline .counter")).to_have_attribute("data-tone", "over")
    expect(page.locator("[data-preview-headline]")).to_contain_text("Long Long")
    page.locator("#id_seo_title").fill("Titre choisi")
    expect(page.locator("[data-preview-title]")).to_contain_text("Titre choisi")
    expect(page.locator("[data-words]")).to_contain_text("4")
    page.locator(".outline summary").click()
    page.locator(".outline button", has_text="Suite").click()
    page.keyboard.type("La ")
    expect(page.locator("[data-words]")).to_contain_text("5")


def test_leaving_with_unsaved_text_asks(page, open_form):
    article = make.article(headline="Avant")
    open_form(article)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")
    assert asked == []  # nothing was changed
    page.go_back()
    page.locator("#id_headline").fill("Après")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_publishing_saves_first(page, open_form):
    article = make.article(headline="Avant")
    open_form(article)
    page.locator("#id_headline").fill("Après")
    page.locator("[data-save-first=publish]").click()
    page.wait_for_url(re.compile(r"/publish/$"))
    article.refresh_from_db()
    assert article.headline == "Après"


def test_after_a_refusal_the_cursor_is_in_the_first_wrong_field(page, open_form):
    open_form(role=JOURNALIST)
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.type("Rien perdu.")
    page.locator("details.group-search").evaluate("(group) => { group.open = false }")
    page.locator("#id_slug").evaluate("(field) => { field.value = 'é è' }")
    page.locator("[name=_save]").click()
    page.locator("#errors").wait_for()
    expect(page.locator("#id_headline")).to_be_focused()
    page.locator("#errors a[href='#field-slug']").click()
    expect(page.locator("#id_slug")).to_be_focused()
    expect(page.locator(".ProseMirror[contenteditable]")).to_contain_text("Rien perdu.")
    assert violations(page) == []


def test_nothing_is_wider_than_the_screen(page, open_form):
    article = make.article(headline="Anticonstitutionnellement " * 4, tags=["Un très long mot-clé " * 4])
    article.related_picks.create(other=make.article(headline="Titre " * 20))
    page.set_viewport_size({"width": 320, "height": 800})
    open_form(article)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert 0 <= page.locator("[name=_continue]").bounding_box()["y"] < 800
    assert Article.objects.count() == 2


def test_a_double_click_on_save_makes_one_story(page, open_form):
    section = make.section()
    open_form(role=JOURNALIST)
    page.locator("#id_headline").fill("Une fois")
    page.locator("#id_section").select_option(str(section.pk))
    page.locator("[name=_continue]").dblclick()
    page.locator(".messagelist").wait_for()
    assert Article.objects.count() == 1
