"""HTML of the readers' pages, by the Nu checker, which the W3C validates with."""

import json
import shutil
import subprocess

import pytest

from articles import publishing
from newsroom import errors
from tests import make
from tests.make import DAY, HOUR, NOON
from tests.others import npm_package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def nu():
    if not shutil.which("java"):
        pytest.skip("Java was not found; the Nu checker needs it")
    archive = npm_package("vnu-jar@26.9.27") / "build" / "dist" / "vnu.jar"

    def complaints(folder):
        command = ["java", "-jar", archive, "--format", "json", "--stdout", "--exit-zero-always", folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
        return [(one["url"].rpartition("/")[2], one["message"]) for one in json.loads(said)["messages"] if _bad(one)]

    return complaints


def _bad(message):
    """Warnings and advice are listed too; only what breaks the rules counts."""
    return message["type"] in {"error", "non-document-error"}


@pytest.fixture
def addresses():
    """Every kind of readers' page by a name of its own, each with something on it."""
    make.masthead(ethics_policy="Notre charte.", motto="Entre deux marées", contact_email="redaction@example.org")
    picture = make.image(renditions={"16:9": {"mark": "5", "webp": [320, 960]}, "free": {"mark": "", "webp": [960]}})
    author = make.author(slug="jeanne", biography="Elle suit la mer.", portrait=picture, email="j@example.org")
    values = {"section": make.section(slug="mer", name="Mer"), "bylines": [author], "tags": ["Port"]}
    rich = {"lead_image": picture, "body": make.every_node(picture), "kicker": "Port", "dateline": "Bas-Môle"}
    story = make.published(at=NOON - DAY, **rich, **values)
    make.published(genre="sponsored", sponsor_name="Algavie", sponsor_url="https://example.org/", **values)
    body = rich["body"].replace("Un <strong>texte", '<a href="https://y.example/">Ce</a> <strong>mot')
    make.change(story, headline="Le port a deux quais", body=body)
    publishing.publish(story, at=NOON - HOUR, by=None, kind="correction", note="Le port en a deux.")
    make.layout(make.published(genre="opinion", at=NOON - DAY, **values), {"style": "large"}, {"style": "brief"})
    make.layout({"article": story, "headline": "Placée"}, {"style": "standard"}, section=values["section"])
    make.page(body=make.every_node(picture))
    make.read(story)
    gone = make.published(at=NOON - DAY, **values)
    taken = make.live(gone, NOON).get_absolute_url()
    publishing.withdraw(gone, reason="Doute", at=NOON - HOUR, by=make.user())
    return _addresses(make.live(story, NOON).get_absolute_url()) | {"taken-down": taken}


def _addresses(story):
    lists = {"home": "/", "english": "/en/", "section": "/mer/", "tag": "/mots-cles/port/", "missing": "/rien/"}
    people = {"author": "/auteurs/jeanne/", "staff": "/auteurs/", "contact": "/contact/", "page": "/pages/charte/"}
    found = {"search": "/recherche/?q=texte", "nothing-found": "/en/search/?q=rien", "most-read": "/en/most-read/"}
    days = {"archives": "/archives/", "month": "/archives/2026/02/", "day": f"/archives/{NOON - DAY:%Y/%m/%d}/"}
    versions = {"versions": f"{story}versions/", "compared": f"{story}versions/?from=1&to=2", "story": story}
    others = {"corrections": "/corrections/", "writing-to": "/en/contact/?author=jeanne"}
    return lists | people | found | days | versions | others


def test_every_kind_of_page_is_valid(client, nu, tmp_path, addresses):
    """One run for all of them: starting Java takes longer than checking."""
    for name, address in addresses.items():
        response = client.get(address)
        assert response.status_code == {"missing": 404, "taken-down": 410}.get(name, 200), address
        (tmp_path / f"{name}.html").write_bytes(response.content)
    request = response.wsgi_request
    for failed in (errors.bad_request(request, None), errors.forbidden(request, None), errors.server_error(request)):
        (tmp_path / f"{failed.status_code}.html").write_bytes(failed.content)
    (tmp_path / "503.html").write_bytes(errors.database_away(request).content)
    (tmp_path / "maintenance.html").write_bytes(errors.away(request, "maintenance.html", "À ce soir.", 300).content)
    assert nu(tmp_path) == []
