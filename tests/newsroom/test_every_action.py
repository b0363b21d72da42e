"""What the lists of the admin do to many rows at once, against every role and nobody: a new action needs its line."""

import pytest
from django.contrib import admin
from django.urls import reverse

from desk.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, JOURNALIST
from masthead.models import Page
from tests import make
from tests.make import HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

STOCK = "delete_selected"
ROLES = [JOURNALIST, EDITOR, CHIEF_EDITOR, ADMINISTRATOR]
MAY_ACT = {
    ("articles.Tag", "merge_chosen"): ROLES[2:],
    ("readership.Message", "mark_handled"): ROLES,  # of journalists, what was written to them
    ("readership.Message", "mark_open"): ROLES,
    ("readership.Message", STOCK): ROLES[2:],
}
SCREENS = {model._meta.label: screens for model, screens in admin.site._registry.items()}


@pytest.mark.parametrize("role", ROLES)
def test_an_action_of_a_list_is_for_those_who_may(rf, role):
    request = rf.get("/admin/")
    request.user = make.user(role)
    found = {(label, name) for label, screens in SCREENS.items() for name in screens.get_actions(request)}
    assert found == {action for action, may in MAY_ACT.items() if role in may}


@pytest.fixture
def rows():
    """One of everything that the admin lists, the label of its model with it."""
    make.masthead()
    Page.objects.create(title="Charte", language="fr", slug="charte")
    make.author(user=make.user(JOURNALIST))
    make.message(article=make.published(at=NOON - HOUR, lead_image=make.image(), tags=["Port"]))
    return {label: screens.model._base_manager.order_by("pk").first() for label, screens in SCREENS.items()}


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_an_action_that_is_not_offered_does_nothing(client, rows, role):
    """The stock deletion, sent to every list by hand."""
    if role != "nobody":
        client.force_login(make.user(role))
    for label in [label for label in SCREENS if role not in MAY_ACT.get((label, STOCK), [])]:
        row = rows[label]
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")
        client.post(address, {"action": STOCK, "_selected_action": row.pk, "post": "yes", "select_across": "1"})
        assert type(row)._base_manager.filter(pk=row.pk).exists(), label
