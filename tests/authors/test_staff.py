"""The page that lists who writes, by role."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_staff_stand_by_role_and_who_has_gone_apart(client, django_assert_max_num_queries):
    make.author(display_name="Jeanne", portrait=make.image())
    make.author(display_name="Ana", role="direction")
    make.author(display_name="Paul", role="direction", former=True)
    with django_assert_max_num_queries(8):
        response = client.get(reverse("authors:authors"))
    staff = [(str(role), [author.display_name for author in authors]) for role, authors in response.context["staff"]]
    assert staff == [("direction", ["Ana"]), ("reporting", ["Jeanne"])]
    assert [author.display_name for author in response.context["former"]] == ["Paul"]
