"""A wrong value in the environment stops the start with one sentence that names the variable."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from newsroom import environment


def start(tmp_path, **variables):
    """What another process says when it starts with these variables."""
    environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    environ |= {"DATA_DIR": str(tmp_path)} | variables
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, env=environ, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://user:secret@host:port/name"),
        ("DATABASE_URL", "postgres://[::1/name"),
        ("SITE_URL", "www.example.org"),
        ("SITE_URL", "https://example.org/path"),
        ("SITE_URL", "ftp://example.org"),
        ("SECRET_KEY", "short"),
        ("LANGUAGE_CODE", "de"),
        ("TIME_ZONE", "Europe/Atlantis"),
        ("PORT", "80a"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("DEBUG", "perhaps"),
        ("DATA_DIR", "/proc/nowhere"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "http://user:secret@host"),
        ("EMAIL_URL", "smtp+tls://user:secret@host:port"),
        ("EMAIL_FROM", "newsroom"),
        ("EMAIL_FROM", "a b@example.org c@d"),
    ],
)
def test_one_sentence_and_no_traceback(tmp_path, variable, value):
    run = start(tmp_path, **{variable: value})
    assert run.returncode != 0
    assert run.stderr.startswith(f"{variable}: ")
    assert len(run.stderr.strip().splitlines()) == 1
    assert "secret@" not in run.stderr


S3 = {"S3_BUCKET": "public", "S3_PRIVATE_BUCKET": "private", "S3_PUBLIC_URL": "https://pictures.example.org/x"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("S3_PRIVATE_BUCKET", ""),
        ("S3_PRIVATE_BUCKET", "public"),
        ("S3_PUBLIC_URL", ""),
        ("S3_PUBLIC_URL", "pictures.example.org"),
        ("S3_PUBLIC_URL", "https://pictures.example.org/; script-src *"),
        ("S3_ENDPOINT", "s3.example.org"),
        ("S3_SECRET_KEY", "a key without its name"),
    ],
)
def test_a_storage_that_is_half_set_up_is_named_too(tmp_path, variable, value):
    run = start(tmp_path, **S3 | {variable: value})
    assert run.returncode != 0
    assert run.stderr.startswith("S3_ACCESS_KEY: " if variable == "S3_SECRET_KEY" else f"{variable}: ")
    assert len(run.stderr.strip().splitlines()) == 1


def test_pictures_of_another_host_may_be_shown(tmp_path):
    program = """
from django.conf import settings
from django.core.files.storage import default_storage
from images.storages import originals
print("POLICY", settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"][-1])
print("ADDRESS", default_storage.url("pictures/token/free-320.webp"))
print("BUCKETS", default_storage.bucket_name, originals().bucket_name)
"""
    environ = os.environ | {"DATA_DIR": str(tmp_path)} | S3
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    run = subprocess.run(command, env=environ, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "POLICY https://pictures.example.org",
        "ADDRESS https://pictures.example.org/x/pictures/token/free-320.webp",
        "BUCKETS public private",
    ]


def test_the_secret_key_is_made_once_and_kept_for_its_owner(tmp_path):
    first = environment.secret_key("NO_SUCH_VARIABLE", tmp_path)
    assert environment.secret_key("NO_SUCH_VARIABLE", tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE(Path(tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_socket_is_a_host_too(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user@%2Frun%2Fpostgresql/news")
    config = environment.database("DATABASE_URL", "")
    assert (config["HOST"], config["NAME"], config["USER"]) == ("/run/postgresql", "news", "user")


def test_it_starts_with_nothing_set(tmp_path):
    run = start(tmp_path)
    assert run.returncode == 0, run.stderr


def test_an_english_newsroom_has_english_without_prefix(tmp_path):
    program = "from django.urls import reverse; print('AUTHORS', reverse('authors:author', args=['x']))"
    environ = os.environ | {"DATA_DIR": str(tmp_path), "LANGUAGE_CODE": "en"}
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    run = subprocess.run(command, env=environ, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "AUTHORS /authors/x/"


def test_every_setting_is_in_the_readmes_table():
    source = (settings.BASE_DIR / "newsroom" / "settings.py").read_text()
    readme = (settings.BASE_DIR / "README.md").read_text()
    names = {part.split('"')[1] for part in source.split("env.")[1:] if '("' in part}
    assert names
    for name in names:
        assert f"`{name}`" in readme


def test_a_mail_server_is_one_address(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://desk%40estran.example:p%20w@mail.example.org")
    server = environment.mail_server("EMAIL_URL", "consolemail://")
    assert (server["HOST"], server["PORT"], server["USE_TLS"]) == ("mail.example.org", 587, True)
    assert (server["HOST_USER"], server["HOST_PASSWORD"]) == ("desk@estran.example", "p w")
