"""What every response carries, and what the deployment check says."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/en/", "/unknown/", "/admin/login/"])
def test_a_strict_policy(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in directives["script-src"]
    assert "unsafe" not in directives["style-src"]
    assert directives["frame-ancestors"] == directives["base-uri"] == "'none'"


def test_readers_get_no_cookie_and_no_nonce(client):
    make.published()
    response = client.get("/")
    assert not response.cookies
    assert "nonce" not in response.headers["Content-Security-Policy"]


def test_no_browser_guesses_types_or_frames_us(client):
    response = client.get("/")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_the_deployment_check_is_clean(tmp_path):
    environ = os.environ | {"DATA_DIR": str(tmp_path), "SITE_URL": "https://www.example.org"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    run = subprocess.run(command, env=environ, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
