"""The list of stories in a browser: columns of one's own choice by keyboard, an author, several stories at once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, ListChoice
from desk.models import OpenStory
from desk.roles import EDITOR
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def editor(page, sign_in):
    editor = make.user(EDITOR)
    sign_in(editor)
    return editor


def heads(page):
    names = page.locator("thead th[class^=column-]").evaluate_all("heads => heads.map(head => head.className)")
    return [name.removeprefix("column-") for name in names if name not in {"column-choice", "column-headline"}]


def test_columns_are_chosen_and_moved_by_keyboard(page):
    make.article()
    page.goto(f"{LIST}?language=fr")
    assert heads(page) == ["status", "stage", "edited"]
    page.locator("#choose-columns").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.locator("[value=words]").press("Space")
    dialog.locator("li:has([value=stage]) [data-move=up]").press("Enter")
    assert page.evaluate("document.activeElement.dataset.move") == "up"
    dialog.locator(".is-main").press("Enter")
    page.wait_for_url(re.compile(r"\?language=fr$"))
    page.locator("thead .column-words").wait_for()
    assert heads(page) == ["stage", "status", "edited", "words"]
    assert ListChoice.objects.get().columns == ["stage", "status", "edited", "words"]


def test_several_stories_are_chosen_by_pointer_and_by_keyboard(page):
    for hours in range(4):
        make.article(at=make.NOON - hours * make.HOUR)
    page.goto(LIST)
    verbs, said = page.locator(".stories-verbs"), page.locator(".stories-chosen")
    verbs.wait_for(state="hidden")
    boxes = page.locator("input[name=id]")
    boxes.nth(0).press("Space")
    boxes.nth(2).click(modifiers=["Shift"])
    assert said.inner_text().startswith("3 ")
    page.locator("[data-choose-all]").press("Space")
    assert said.inner_text().startswith("4 ")
    boxes.nth(1).press("Escape")
    verbs.wait_for(state="hidden")


def test_many_are_decided_about_and_the_list_is_as_it_was(page):
    section = make.section()
    ready, empty, waits = (
        make.article(headline=headline, section=section, at=make.NOON - hours * make.HOUR, **values)
        for hours, (headline, values) in enumerate(
            [("Le pont", {}), ("Le vide", {"body": ""}), ("Le port", {"stage": Article.Stage.SUBMITTED})]
        )
    )
    page.goto(f"{LIST}?section={section.pk}")
    page.locator(".stories-verbs").wait_for(state="hidden")
    page.locator("[data-choose-all]").press("Space")
    page.locator("[name=verb][value=submit]").press("Enter")
    page.wait_for_url(re.compile("/desk/bulk/"))
    page.locator(".submit-row [type=submit]").press("Enter")
    page.locator(".bulk-stories .is-done").wait_for()
    assert page.locator(".bulk-stories .is-done").inner_text().startswith("Le pont")
    assert page.locator(".bulk-stories .is-refused").count() == 2
    assert stages(ready, empty, waits) == ["submitted", "draft", "submitted"]
    page.locator(".submit-row .closelink").press("Enter")
    page.wait_for_url(re.compile(rf"\?section={section.pk}$"))
    assert page.locator(".row-headline").count() == 3


def stages(*stories):
    return [Article.objects.get(pk=story.pk).stage for story in stories]


def test_who_opens_a_story_appears_in_the_list(page):
    story = make.article()
    page.goto(LIST)
    page.locator("#choose-columns").wait_for()
    now = timezone.now()
    writer = make.user(EDITOR, first_name="Anne")
    OpenStory.objects.create(user=writer, article=story, opened_at=now, heard_at=now + timedelta(hours=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    said = page.locator("[data-presence-of] span")
    said.wait_for()
    assert said.inner_text().startswith("Anne")
    assert violations(page) == []


def test_an_author_is_found_by_typing(page):
    author = make.author(display_name="Maëlle Kervadec")
    make.article(bylines=[author], headline="Le pont")
    make.article(headline="Autre")
    page.goto(LIST)
    page.locator("[data-filter=author] summary").press("Enter")
    page.locator("#filter-author").fill("kerv")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"author={author.pk}"))
    assert page.locator(".row-headline").all_inner_texts() == ["Le pont"]


def test_nothing_hinders_anybody(page):
    make.article(kicker="Port")
    page.goto(f"{LIST}?language=fr&q=texte")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
