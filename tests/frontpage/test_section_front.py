"""What editors place on the page of a section stands above its list, on the first page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.make import HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_an_arranged_section_opens_with_what_was_chosen(client):
    make.masthead()
    sea = make.section(name="Mer")
    newest, older = make.published(section=sea), make.published(section=sea, at=NOON - HOUR)
    guest = make.published(section=make.section(), at=NOON - HOUR)
    assert "section-front" not in client.get(sea.get_absolute_url()).content.decode()
    make.layout({"article": guest, "headline": "Invitée"}, {"style": "large"}, section=sea)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(sea.get_absolute_url())
    assert len(queries) <= 8
    assert [one.edition.article_id for one in response.context["section"].placed.top] == [guest.pk, newest.pk]
    page = response.content.decode()
    assert page.index("Invitée") < page.index(older.headline)
