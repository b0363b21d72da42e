"""A focal point that moves has the crops made again; other changes don't."""

import pytest
from django.urls import reverse
from django_tasks import default_task_backend

from desk.roles import JOURNALIST
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {"title": "", "alt_text": "Un quai", "caption": "", "keywords": "", "credit": "T. Oury", "source": ""}
WORDS |= {"usage_terms": "", "not_after": ""}


@pytest.fixture
def ordered(client, django_capture_on_commit_callbacks):
    """Save a picture's page; the numbers of the pictures whose renditions are then ordered."""
    client.force_login(make.user(JOURNALIST))

    def ordered(image, **values):
        default_task_backend.clear()
        address = reverse("admin:images_image_change", args=[image.pk])
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, WORDS | {"focal_x": 0.5, "focal_y": 0.5} | values)
        assert response.status_code == 302
        return [result.args[0] for result in default_task_backend.results]

    return ordered


@pytest.mark.parametrize("moved", [{"focal_x": 0.3}, {"focal_y": 0}, {"focal_x": 1, "focal_y": 1}])
def test_a_point_that_moves_orders_new_crops(ordered, moved):
    image = make.image()
    assert ordered(image, **moved) == [image.pk]


def test_words_alone_order_nothing(ordered):
    assert ordered(make.image(), credit="AFP") == []
