"""Every staff screen opens for an administrator, in both languages, in a bounded number of queries."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.make import DAY, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

MODELS = [model._meta.label_lower for model in admin.site._registry]
MOST = {"articles.article": 25}  # the writing form; every other screen makes do with 14


@pytest.fixture
def newsroom(client):
    client.force_login(make.user())
    make.masthead()
    author = make.author(portrait=make.image())
    make.message(author=author)
    return make.published(bylines=[author], tags=["Port"], lead_image=make.image(), at=NOON - DAY)


def addresses(label):
    model = next(model for model in admin.site._registry if model._meta.label_lower == label)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    if admin.site._registry[model].has_add_permission(FakeRequest()):
        yield reverse(f"{name}_add")
    if first := model._default_manager.first():
        yield reverse(f"{name}_change", args=[first.pk])
        yield reverse(f"{name}_history", args=[first.pk])


class FakeRequest:
    class user:  # noqa: N801  stands for an instance
        is_active = is_staff = True

        @staticmethod
        def has_perm(*args):
            return True


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("label", MODELS)
def test_it_opens(client, newsroom, label, language):
    client.cookies["django_language"] = language
    for address in addresses(label):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert f'lang="{language}"' in response.content.decode()
        assert len(queries) <= MOST.get(label, 14), address


def test_the_index_and_the_login_open(client, newsroom):
    assert client.get("/admin/").status_code == 200
    client.logout()
    assert client.get("/admin/login/").status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%00", "p=-1", "p=x", "o=x.y", "stage__exact=%00", "section__id__exact=x", "e=1", "x=y"]
)
def test_nonsense_in_a_lists_address_is_no_failure(client, newsroom, query):
    assert client.get(f"/admin/articles/article/?{query}", follow=True).status_code in {200, 400}


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "%00", "-1"])
def test_what_does_not_exist_is_no_failure(client, newsroom, pk):
    assert client.get(f"/admin/articles/article/{pk}/change/", follow=True).status_code in {200, 400, 404}
