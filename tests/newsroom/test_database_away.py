"""The database goes away in the middle: a sentence, not a failure, and nothing is changed."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from desk.roles import EDITOR
from tests import make
from tests.make import DAY, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def away(error=OperationalError, after=0):
    """A database that answers `after` statements, and no more."""
    answered = 0

    def execute(execute, sql, params, many, context):
        nonlocal answered
        answered += 1
        if answered > after:
            raise error("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/", "/en/", "/admin/", "/admin/articles/article/", "/nowhere/", "/admin/login/"])
def test_every_page_says_so(client, path, error):
    client.force_login(make.user(EDITOR))
    with away(error):
        response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "no-store" in response.headers["Cache-Control"]
    assert f'href="{path}"' in response.content.decode()


@pytest.mark.django_db(transaction=True)  # a lost connection rolls back; within a test's own transaction it could not
def test_at_whatever_statement_a_decision_is_whole_or_not_taken(client):
    client.force_login(make.user(EDITOR))
    article = make.article()
    address, after = reverse("desk:publish", args=[article.pk]), 0
    while True:
        with away(after=after):
            response = client.post(address)
        if response.status_code != 503:
            break
        assert not article.editions.exists()
        assert not article.log.exists()
        assert "href=" not in response.content.decode().split("</head>")[1]  # a second POST would be no link
        after += 1
    assert response.status_code == 302
    assert after > 10
    assert article.editions.count() == article.log.count() == 1


def test_a_script_gets_json(client):
    client.force_login(make.user(EDITOR))
    address = reverse("desk:say", args=[make.published(at=NOON - DAY).pk, "schedule"])
    for headers in ({"Accept": "application/json"}, {"Sec-Fetch-Dest": "empty"}):
        with away():
            response = client.get(address, headers=headers)
        assert response.status_code == 503
        assert response.json()["error"]


def test_other_failures_stay_failures(client):
    client.raise_request_exception = False
    client.force_login(make.user(EDITOR))
    with away(ZeroDivisionError):
        assert client.get("/admin/").status_code == 500
