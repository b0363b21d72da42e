"""axe-core finds nothing on any staff screen, at both widths, in light and in dark.

One database and one browser for all screens: what was found is reported together at the end.
"""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles import publishing
from desk import remarks
from desk.urls import VERBS
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BODY = (
    "<h2>Un intertitre</h2><p>Du texte avec <a href='https://x.example/' rel='noopener'>un lien</a>.</p>"
    "<blockquote><p>« Dit. »</p><footer><cite>Lui</cite></footer></blockquote><ul><li><p>Un point</p></li></ul>"
)


@pytest.fixture
def newsroom(page, sign_in):
    """A newsroom with something on every screen."""
    now, user = timezone.now(), make.user()
    author = make.author(portrait=make.image(), user=user)
    values = {"bylines": [author, make.author()], "tags": ["Port", "Ports"], "lead_image": make.image(credit="")}
    live = make.published(at=now - DAY, body=BODY, standfirst="Trop long. " * 40, kicker="Enquête", **values)
    for number in range(2):
        live.related_picks.create(other=make.published(at=now - DAY), position=number)
    waiting = make.article(at=now - DAY)
    publishing.schedule(waiting, when=now + DAY, at=now - HOUR, by=user)
    gone = make.published(at=now - DAY)
    publishing.withdraw(gone, reason="Doute", at=now - HOUR, by=user)
    make.change(live, at=now, headline="Réécrit")
    make.image()  # in no story, so that it can be deleted
    make.message(article=live)
    remarks.resolve(remarks.add(live, "Vérifier.", at=now, by=user), True, at=now, by=user)
    remarks.add(live, "Encore une question.", at=now, by=user)
    sign_in(user)
    return {"live": live, "waiting": waiting, "gone": gone, "draft": make.article(), "tags": live.tags.all()}


def admin_addresses():
    """The list of each model, its empty form, and the first row's form, history and deletion."""
    for model, screens in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if screens.has_add_permission(Administrator()):
            yield reverse(f"{name}_add")
        for row in model._default_manager.order_by("-pk")[:1]:
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])
            if screens.has_delete_permission(Administrator(), row):
                yield reverse(f"{name}_delete", args=[row.pk])


class Administrator:
    """As much of a request as rights are asked with."""

    class user:  # noqa: N801  stands for an instance
        pk, is_active, is_staff, is_superuser = 0, True, True, True

        @staticmethod
        def has_perm(*args):
            return True


def verb_addresses(newsroom):
    story_for = {"reschedule": "waiting", "cancel": "waiting", "restore": "gone", "schedule": "draft"}
    for verb in VERBS:
        yield reverse(f"desk:{verb}", args=[newsroom[story_for.get(verb, "live")].pk])


def other_addresses(newsroom):
    for name in ("index", "password_change"):
        yield reverse(f"admin:{name}")
    yield reverse("admin:articles_tag_merge") + "?" + "&".join(f"id={tag.pk}" for tag in newsroom["tags"])
    yield reverse("admin:articles_article_change", args=[newsroom["live"].pk])
    for name in ("desk:preview", "desk:share", "desk:remarks"):
        yield reverse(name, args=[newsroom["live"].pk])
    for name in ("desk:rights",):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def test_no_staff_screen_shuts_anybody_out(page, newsroom):
    addresses = [*admin_addresses(), *verb_addresses(newsroom), *other_addresses(newsroom)]
    found = []
    for address in dict.fromkeys(addresses):
        assert page.goto(address, wait_until="load").status == 200, address
        if page.locator("[name=body]").count():
            page.locator(".ProseMirror[contenteditable][aria-label]").wait_for()
        found += [f"{address} {violation}" for violation in violations(page)]
    page.context.clear_cookies()
    page.goto("/admin/login/")
    found += [f"login {violation}" for violation in violations(page)]
    assert found == [], "\n" + "\n".join(found)
