"""Who may do what. The groups come with the migrations; nobody raises their own rights."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command

from desk import roles
from images.admin import Gated
from tests import make

pytestmark = pytest.mark.django_db

MAY = {
    roles.JOURNALIST: {"articles.add_article", "articles.change_article", "images.add_image"},
    roles.EDITOR: {"articles.publish_article", "articles.approve_article", "authors.change_author"},
    roles.CHIEF_EDITOR: {"articles.kill_article", "masthead.change_masthead", "auth.change_user"},
    roles.ADMINISTRATOR: {"auth.delete_user", "articles.delete_article"},
}
ORDER = list(roles.RANKS)


@pytest.mark.parametrize("role", ORDER)
def test_each_role_may_what_those_below_may_and_its_own(role):
    user = make.user(role)
    rank = ORDER.index(role)
    for lower in ORDER[: rank + 1]:
        assert all(user.has_perm(right) for right in MAY[lower]), lower
    for higher in ORDER[rank + 1 :]:
        assert not any(user.has_perm(right) for right in MAY[higher]), higher


@pytest.mark.parametrize("role", ORDER)
def test_every_right_that_is_named_exists(role):
    roles.install(apps)
    assert Group.objects.get(name=role).permissions.count() == len(roles.RIGHTS[role])


def test_the_migrations_made_the_groups():
    """Before any test mended them: a database that was only migrated has them with their rights."""
    held = {name: Group.objects.get(name=name).permissions.count() for name in roles.RANKS}
    assert held == {name: len(rights) for name, rights in roles.RIGHTS.items()}


def test_they_can_be_mended():
    journalists = Group.objects.get(name=roles.JOURNALIST)
    journalists.permissions.set([make.permission("kill_article")])
    call_command("mend_roles", stdout=StringIO())
    assert not journalists.permissions.filter(codename="kill_article").exists()
    assert journalists.permissions.count() == len(roles.RIGHTS[roles.JOURNALIST])


@pytest.mark.parametrize("model", [model._meta.label for model in admin.site._registry])
def test_every_screen_of_the_admin_asks_with_the_object(model):
    """Each of its rights is what `has_perm` says of that very row: yes to nothing else, and no to all."""
    screens = admin.site.get_model_admin(apps.get_model(model))
    assert isinstance(screens, Gated)
    asked = []
    row = screens.model(pk=0)
    user = SimpleNamespace(pk=1, has_perm=lambda right, obj=None: asked.append(obj))
    for action in ("view", "change", "delete"):
        assert not getattr(screens, f"has_{action}_permission")(SimpleNamespace(user=user), row)
    assert asked
    assert all(obj is row for obj in asked)


@pytest.mark.parametrize("role", ORDER)
@pytest.mark.parametrize("other", [*ORDER, None])
def test_the_screens_of_accounts_say_what_has_perm_says(rf, role, other):
    screens, request = admin.site.get_model_admin(apps.get_model("auth.User")), rf.get("/admin/")
    request.user, account = make.user(role), make.user(other)
    for row in (account, request.user):
        for action in ("view", "change", "delete"):
            said = getattr(screens, f"has_{action}_permission")(request, row)
            assert said == request.user.has_perm(f"auth.{action}_user", row), (action, row)
    assert request.user.has_perm("auth.change_user", account) == roles.may_manage(request.user, account)


def test_an_author_is_not_tied_to_another_account_by_an_editor(client):
    editor, author = make.user(roles.EDITOR), make.author()
    client.force_login(editor)
    form = client.get(f"/admin/authors/author/{author.pk}/change/").context["adminform"].form
    assert "user" not in form.fields
