"""HTML of the readers' pages, by the Nu checker, which the W3C validates with."""

import json
import shutil
import subprocess

import pytest

from articles import publishing
from tests import make
from tests.make import DAY, HOUR, NOON
from tests.others import npm_package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
BODY = """<p>Un <strong>texte</strong>.</p><h2>Titre</h2><p>Encore.</p><blockquote><p>Cité.</p></blockquote>
<table><tbody><tr><th>An</th><th>Prix</th></tr><tr><td>2025</td><td>12</td></tr></tbody></table>"""


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


def test_every_kind_of_page_is_valid(client, nu, tmp_path):
    """One run for all of them: starting Java takes longer than checking."""
    make.masthead(ethics_policy="Notre charte.", motto="Entre deux marées", contact_email="redaction@example.org")
    picture = make.image(renditions={"16:9": {"mark": "5", "webp": [320, 960]}, "free": {"mark": "", "webp": [960]}})
    author = make.author(slug="jeanne", biography="Elle suit la mer.", portrait=picture, email="j@example.org")
    values = {"section": make.section(slug="mer", name="Mer"), "bylines": [author], "tags": ["Port"]}
    story = make.published(lead_image=picture, body=BODY, kicker="Port", dateline="Bas-Môle", at=NOON - DAY, **values)
    make.change(story, body=BODY.replace("Un <strong>texte", "<a href='https://example.org/'>Ce</a> <strong>mot"))
    publishing.publish(story, at=NOON - HOUR, by=None, kind="correction", note="Un mot.")
    make.published(genre="sponsored", sponsor_name="Algavie", sponsor_url="https://example.org/", **values)
    address = story.editions.last().get_absolute_url()
    pages = {
        "home": "/",
        "english": "/en/",
        "section": "/mer/",
        "tag": "/mots-cles/port/",
        "author": "/auteurs/jeanne/",
    }
    pages |= {
        "author": "/auteurs/jeanne/",
        "story": address,
        "search": "/en/search/?q=texte",
        "contact": "/contact/",
        "most-read": "/en/most-read/",
        "versions": f"{address}versions/",
        "compared": f"{address}versions/?from=1&to=2",
        "missing": "/rien/de/tel/",
    }
    for name, page in pages.items():
        response = client.get(page)
        assert response.status_code == (404 if name == "missing" else 200), page
        (tmp_path / f"{name}.html").write_bytes(response.content)
    assert nu(tmp_path) == []
