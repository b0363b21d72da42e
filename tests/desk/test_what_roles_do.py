"""What each role really does, and what stays as it was when somebody else tries."""

import pytest
from django.contrib.auth.models import User

from articles.models import Section, Tag
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST, role_of
from images.models import Image
from masthead.gate import USUAL, Rule
from masthead.models import Masthead
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PASSWORD = "quai-des-brumes-1938"
UPLOAD = "/admin/images/image/upload/"


@pytest.fixture(autouse=True)
def _quickly(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("role", [JOURNALIST, EDITOR, CHIEF_EDITOR])
def test_everybody_adds_pictures(client, role):
    client.force_login(make.user(role))
    assert client.post(UPLOAD, {"file": make.upload()}).status_code == 201
    assert Image.objects.count() == 1


def merge(client):
    one, other = make.tag("Port"), make.tag("Ports")
    client.post(f"/admin/articles/tag/merge/?id={one.pk}&id={other.pk}", {"into": one.pk})
    return not Tag.objects.filter(pk=other.pk).exists()


def edit_the_masthead(client):
    make.masthead()
    values = {"name": "Le Môle", "language": "fr", "age_warning_days": 365}
    values |= {f"gate_{rule}": USUAL[rule] for rule in Rule.values}
    values |= {"press_quotes-TOTAL_FORMS": 0, "press_quotes-INITIAL_FORMS": 0}
    client.post("/admin/masthead/masthead/1/change/", values)
    return Masthead.objects.get().name == "Le Môle"


def edit_a_section(client):
    section = make.section()
    values = {"language": "fr", "name": "Mer", "slug": "mer", "position": 1}
    client.post(f"/admin/articles/section/{section.pk}/change/", values)
    return Section.objects.filter(name="Mer").exists()


def add_a_section(client):
    client.post("/admin/articles/section/add/", {"language": "fr", "name": "Mer", "slug": "mer", "position": 1})
    return Section.objects.filter(name="Mer").exists()


def make_an_account(client):
    sent = {"username": "anne", "role": EDITOR, "password1": PASSWORD, "password2": PASSWORD}
    client.post("/admin/auth/user/add/", sent)
    return User.objects.filter(username="anne").exists()


def give_a_role(client):
    account = make.user(JOURNALIST)
    sent = {"username": account.username, "role": EDITOR, "is_active": "on"}
    client.post(f"/admin/auth/user/{account.pk}/change/", sent)
    return role_of(User.objects.get(pk=account.pk)) == EDITOR


DEEDS = [merge, edit_the_masthead, edit_a_section, add_a_section, make_an_account, give_a_role]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_chief_editor_does_it(client, deed):
    client.force_login(make.user(CHIEF_EDITOR))
    assert deed(client)


@pytest.mark.parametrize("role", [JOURNALIST, EDITOR, "nobody"])
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_below_does(client, deed, role):
    if role != "nobody":
        client.force_login(make.user(role))
    assert not deed(client)
