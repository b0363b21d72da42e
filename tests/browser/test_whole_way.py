"""A story's whole way through the newsroom, in the browser: each decision by whoever takes it, with the clock moved."""

import re
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from articles.models import Article
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import HOUR, MINUTE, NOON, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.database]
APPEARS = NOON + 6 * HOUR


@pytest.fixture
def clock(monkeypatch):
    """The time that requests meet: `clock.at`, moved by hand. Sessions and cookies keep the real one."""
    clock = SimpleNamespace(at=NOON)

    def now():
        return clock.at

    monkeypatch.setattr("newsroom.middleware.timezone", SimpleNamespace(now=now))
    return clock


@pytest.fixture
def decide(page, clock):
    """Take a decision about a story on its screen, a second after all before; `fields` by their names."""

    def decide(article, verb, **fields):
        clock.at += SECOND  # two decisions at one instant are refused
        page.goto(f"/admin/desk/stories/{article.pk}/{verb}/")
        for name, value in fields.items():
            field = page.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                page.locator(f"[name={name}][value={value}]").check()
            else:
                field.fill(value)
        page.locator("#content form [type=submit]:not([name=_cancel])").last.click()
        page.wait_for_url(re.compile(rf"/article/{article.pk}/change/"))

    return decide


@pytest.mark.expected_in_console(re.compile("Failed to load resource: the server responded with a status of (404|410)"))
def test_from_the_first_word_to_the_withdrawal(page, sign_in, clock, decide, live_server):
    section = make.section(name="Mer", slug="mer")
    journalist, editor = make.user(JOURNALIST), make.user(EDITOR)

    sign_in(journalist)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("Le pont rouvre")
    page.locator("#id_section").select_option(str(section.pk))
    page.locator(".ProseMirror[contenteditable]").click()
    page.keyboard.type("Il fait nuit.")
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/admin/articles/article/$"))
    article = Article.objects.get()
    decide(article, "submit")

    sign_in(editor)
    decide(article, "send_back", remark="Et le coût ?")
    article.refresh_from_db()
    assert article.stage == Article.Stage.DRAFT

    sign_in(journalist)
    decide(article, "submit")
    sign_in(editor)
    decide(article, "approve")
    clock.at = NOON + 5 * MINUTE
    decide(article, "schedule", when=APPEARS.astimezone(ZoneInfo("Europe/Paris")).strftime("%Y-%m-%dT%H:%M:%S"))
    edition = article.editions.get()
    assert edition.live_from == APPEARS

    address = edition.get_absolute_url()
    clock.at = APPEARS - SECOND
    assert page.goto(address).status == 404
    clock.at = APPEARS
    assert page.goto(address).status == 200

    clock.at = APPEARS + HOUR
    decide(article, "correct", headline="Le pont rouvre enfin", kind="correction", note="Le titre a été précisé.")
    page.goto(address)
    assert page.locator("h1").inner_text() == "Le pont rouvre enfin"
    assert "Le titre a été précisé." in page.locator("article").inner_text()

    clock.at = APPEARS + 2 * HOUR
    decide(article, "withdraw", reason="Une source s’est rétractée.")
    assert page.goto(address).status == 410
    verbs = list(article.log.values_list("verb", "by", "screen"))
    assert [(verb, by) for verb, by, _screen in verbs] == [
        ("submit", journalist.pk),
        ("send_back", editor.pk),
        ("submit", journalist.pk),
        ("approve", editor.pk),
        ("schedule", editor.pk),
        ("correct", editor.pk),
        ("withdraw", editor.pk),
    ]
    assert all(screen for _verb, _by, screen in verbs)
