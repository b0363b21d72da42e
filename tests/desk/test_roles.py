"""Who may do what. The groups come with the migrations; nobody raises their own rights."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from desk import roles
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


def test_an_author_is_not_tied_to_another_account_by_an_editor(client):
    editor, author = make.user(roles.EDITOR), make.author()
    client.force_login(editor)
    form = client.get(f"/admin/authors/author/{author.pk}/change/").context["adminform"].form
    assert "user" not in form.fields
