"""Accounts: each rank manages those below, and nobody raises his or her own rights."""

import pytest
from django.contrib.auth.models import User

from desk import roles
from desk.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, JOURNALIST
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
PASSWORD = "un-quai-sous-la-pluie"


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        user = make.user(role)
        client.force_login(user)
        return user

    return sign_in


def change(client, user, **values):
    data = {"username": user.username, "first_name": "Anne", "last_name": "", "email": "", "is_active": "on"}
    return client.post(f"{LIST}{user.pk}/change/", data | values)


def standing(user):
    user = User.objects.get(pk=user.pk)
    return roles.role_of(user), user.is_superuser, user.is_active


def test_a_chief_editor_makes_an_account(client, sign_in):
    sign_in(CHIEF_EDITOR)
    values = {"username": "anne", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(f"{LIST}add/", values | {"role": EDITOR})
    assert response.status_code == 302
    made = User.objects.get(username="anne")
    assert (roles.role_of(made), made.is_staff, made.is_superuser) == (EDITOR, True, False)
    assert made.check_password(PASSWORD)


@pytest.mark.parametrize("role", [CHIEF_EDITOR, ADMINISTRATOR, "owner", ""])
def test_nobody_gives_more_than_is_below_the_own_rank(client, sign_in, role):
    sign_in(CHIEF_EDITOR)
    other = make.user(JOURNALIST)
    response = change(client, other, role=role)
    assert response.status_code == 200
    assert "role" in response.context["adminform"].form.errors
    assert standing(other) == (JOURNALIST, False, True)


@pytest.mark.parametrize("role", [CHIEF_EDITOR, ADMINISTRATOR, None])
def test_those_of_the_same_rank_or_a_higher_one_are_out_of_reach(client, sign_in, role):
    sign_in(CHIEF_EDITOR)
    other = make.user(role)
    before = standing(other)
    assert change(client, other, role=JOURNALIST, is_active="").status_code == 403
    for path in ("password", "delete"):
        assert client.post(f"{LIST}{other.pk}/{path}/", {"post": "yes"}).status_code == 403
    assert standing(other) == before


@pytest.mark.parametrize("role", [CHIEF_EDITOR, ADMINISTRATOR])
def test_of_ones_own_account_only_name_and_address_change(client, sign_in, role):
    user = sign_in(role)
    more = {"is_superuser": "on", "is_active": "", "role": ADMINISTRATOR, "username": "roi", "user_permissions": ["1"]}
    change(client, user, **more)
    assert standing(user) == (role, False, True)
    user.refresh_from_db()
    assert (user.first_name, user.username == "roi") == ("Anne", False)
    assert client.get(f"{LIST}{user.pk}/password/")["Location"] == "/admin/password_change/"


def test_an_administrator_manages_another_one_but_not_the_machines_owner(client, sign_in):
    sign_in(ADMINISTRATOR)
    other, owner = make.user(ADMINISTRATOR), make.user()
    assert change(client, other, role=EDITOR).status_code == 302
    assert standing(other) == (EDITOR, False, True)
    assert change(client, owner, role=JOURNALIST).status_code == 403


@pytest.mark.parametrize("role", [JOURNALIST, EDITOR])
def test_others_have_no_accounts_to_manage(client, sign_in, role):
    user = sign_in(role)
    for path in ("", "add/", f"{user.pk}/change/", f"{user.pk}/password/", f"{user.pk}/delete/"):
        assert client.get(LIST + path).status_code in {302, 403}
        assert client.post(LIST + path, {"is_superuser": "on"}).status_code in {302, 403}
    assert standing(user) == (role, False, True)


def test_an_account_that_left_traces_is_not_deleted(client, sign_in):
    sign_in(ADMINISTRATOR)
    writer = make.user(JOURNALIST)
    make.article().note_change(make.NOON, writer)
    make.change(make.article(), headline="Neuf")
    article = make.article()
    article.headline = "Autre"
    article.save()
    article.note_change(make.NOON, writer)
    assert client.post(f"{LIST}{writer.pk}/delete/", {"post": "yes"}).status_code == 403
    idle = make.user(JOURNALIST)
    assert client.post(f"{LIST}{idle.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=idle.pk).exists()


def test_the_list_costs_the_same_whatever_its_length(client, sign_in, django_assert_max_num_queries):
    sign_in(CHIEF_EDITOR)
    for role in [JOURNALIST, EDITOR] * 5:
        make.user(role)
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("blocked", True, ""), ("once_only", True, ""), ("not_for_partners", True, ""), ("not_after", make.NOON, "")],
)
def test_only_editors_lift_what_restricts_a_picture(client, sign_in, name, before, after):
    image = make.image(**{name: before})
    values = {"focal_x": "0.5", "focal_y": "0.5", "alt_text": "Un quai", f"initial-{name}": ""}
    sign_in(JOURNALIST)
    response = client.post(f"/admin/images/image/{image.pk}/change/", values | {name: after, f"initial-{name}": "on"})
    image.refresh_from_db()
    assert getattr(image, name) == before, response.status_code
    sign_in(EDITOR)
    initial = {f"initial-{name}": "2026-02-07T12:00" if name == "not_after" else "on"}
    client.post(f"/admin/images/image/{image.pk}/change/", values | {name: after} | initial)
    image.refresh_from_db()
    assert not getattr(image, name)


def test_a_journalist_restricts_a_picture(client, sign_in):
    image = make.image()
    sign_in(JOURNALIST)
    values = {"focal_x": "0.5", "focal_y": "0.5", "alt_text": "Un quai", "blocked": "on"}
    assert client.post(f"/admin/images/image/{image.pk}/change/", values).status_code == 302
    image.refresh_from_db()
    assert image.blocked


def test_the_stories_of_others_are_read_and_not_changed(client, sign_in):
    sign_in(JOURNALIST)
    article = make.article()
    address = f"/admin/articles/article/{article.pk}/change/"
    assert client.get(address)["Location"] == f"/admin/desk/stories/{article.pk}/preview/"
    assert client.post(address, {"headline": "À moi"}).status_code == 403
