"""Error pages lead on: whoever is lost may search; a closed site says so without its database."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from newsroom.errors import server_error
from tests import make


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "nowhere"), [("fr", "/nulle-part/"), ("en", "/en/nowhere/")])
def test_whoever_finds_nothing_may_search(client, language, nowhere):
    with override(language):
        search = reverse("articles:search")
    response = client.get(nowhere)
    assert response.status_code == 404
    assert f'action="{search}"' in response.content.decode()
    assert client.get(search, {"q": "pont"}).status_code == 200


@pytest.fixture
def closed(settings, tmp_path):
    """The file that closes the site."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "maintenance"


@pytest.mark.parametrize(("path", "words"), [("/", "retour"), ("/en/x/?y=1", "Retour à 15 h"), ("/admin/", "")])
def test_a_closed_site_says_so_without_a_query(client, closed, path, words):
    closed.write_text(f" {words} <b>\n")
    response = client.get(path)  # no mark for the database: a query would fail
    text = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "300")
    assert "no-store" in response.headers["Cache-Control"]
    assert f"<p>{words} &lt;b&gt;</p>".replace("<p> ", "<p>") in text
    assert f'href="{path}"' in text
    assert f'lang="{response.headers["Content-Language"]}"' in text


def test_what_is_sent_to_a_closed_site_is_not_taken(client, closed):
    closed.touch()
    page = client.post("/contact/", {"text": "Bonjour"})
    script = client.get("/recherche/", headers={"Accept": "application/json"})
    assert page.status_code == script.status_code == 503
    assert 'class="button"' not in page.content.decode()
    assert script.json()["error"]


@pytest.mark.django_db
def test_it_opens_again_at_once(client, closed):
    make.masthead()
    closed.touch()
    assert client.get("/").status_code == 503
    closed.unlink()
    assert client.get("/").status_code == 200


def test_a_failure_is_told_without_a_query(rf):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "500" in response.content.decode()
