"""Error pages lead on: whoever is lost may search."""

import pytest
from django.urls import reverse
from django.utils.translation import override


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "nowhere"), [("fr", "/nulle-part/"), ("en", "/en/nowhere/")])
def test_whoever_finds_nothing_may_search(client, language, nowhere):
    with override(language):
        search = reverse("articles:search")
    response = client.get(nowhere)
    assert response.status_code == 404
    assert f'action="{search}"' in response.content.decode()
    assert client.get(search, {"q": "pont"}).status_code == 200
