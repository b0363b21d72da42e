"""Nothing that a stranger types into the address bar is a server error: every public route gets the absurd."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make

EVIL = [
    "\x00", "%00", "%FF%FE", "é", "‮", "😀", "' OR 1=1 --", "<script>", "../../etc/passwd", "a" * 5000, "-1", "0",
    "9" * 18, "9" * 19, "9" * 400, "1e9", "٣", "null", "{}", "[]", "%", "%25", "\r\nX: y", "?", "#", ";", "\\",
]  # fmt: skip
PATHS = ["/", "/en/", "/fr/", "/de/", "/ville/", "/mots-cles/port/", "/auteurs/jeanne/", "/en/authors/jeanne/"]
PATHS += ["/ville/titre-1/", "/views/1/", "/admin/", "/static/x", "/media/x", "/2026/", "/2026/02/31/"]
TEXT = st.one_of(st.sampled_from(EVIL), st.text(max_size=30))


@pytest.fixture
def newsroom(db):
    section = make.section(slug="ville")
    author = make.author(slug="jeanne")
    return make.published(section=section, tags=["Port"], bylines=[author], slug="titre")


@pytest.mark.parametrize("value", EVIL)
def test_absurd_query_strings(client, newsroom, value):
    story = newsroom.editions.get().get_absolute_url()
    for path in ("/", "/ville/", "/mots-cles/port/", "/auteurs/jeanne/", story):
        for name in ("before", "after", "page", "q", value):
            assert client.get(path, {name: value}).status_code in {200, 400, 404}, (path, name)


@pytest.mark.parametrize("name", ["before", "after"])
@pytest.mark.parametrize("mark", ["0", "-1", "abc", "1-", "9" * 17 + "-1", "1-" + "9" * 19, "١-١", " ", "1" * 5000])
def test_unknown_pages_of_a_list(client, newsroom, name, mark):
    for path in ("/ville/", "/mots-cles/port/", "/auteurs/jeanne/"):
        assert client.get(path, {name: mark}).status_code == 404, path


@pytest.mark.parametrize("query", [{"page": "abc"}, {"page": "2"}, {"before": ""}, {"after": "9" * 16 + "-1"}])
def test_what_names_no_page_is_the_first(client, newsroom, query):
    for path in ("/ville/", "/mots-cles/port/", "/auteurs/jeanne/"):
        assert client.get(path, query).status_code == 200, path


@pytest.mark.parametrize(
    "path", ["/inconnu/", "/en/unknown/", "/ville/titre/", "/mots-cles/x/", "/auteurs/x/", "/x.php"]
)
def test_unknown_addresses_get_a_page_of_the_site(client, newsroom, path):
    response = client.get(path)
    assert response.status_code == 404
    assert 'lang="' in response.content.decode()
    assert "stylesheet" in response.content.decode()


def test_a_foreign_host_is_refused_with_a_page(client, newsroom):
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "stylesheet" in response.content.decode()


def test_a_failure_of_ours_gets_a_page_that_needs_nothing(client, monkeypatch):
    from articles.models import Edition

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(Edition.objects.__class__, "live", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "stylesheet" in response.content.decode()


class TestFuzz(TestCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        path=st.sampled_from(PATHS),
        inserted=TEXT,
        place=st.integers(0, 40),
        query=st.dictionaries(TEXT, TEXT, max_size=2),
        method=st.sampled_from(["get", "post", "head", "put", "options"]),
        headers=st.dictionaries(
            st.sampled_from(["Accept-Language", "Cookie", "User-Agent", "Referer", "Range", "If-Modified-Since"]),
            st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40),
            max_size=2,
        ),
    )
    def test_any_path_with_anything(self, path, inserted, place, query, method, headers):
        client = Client(raise_request_exception=True)
        path = path[:place] + inserted + path[place:]
        if not path.startswith("/"):
            path = "/" + path
        response = getattr(client, method)(path.split("?")[0].split("#")[0], query, headers=headers)
        assert response.status_code < 500
