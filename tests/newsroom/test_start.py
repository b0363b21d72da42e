"""`make run`: what it needs from outside is checked first, and said in one sentence."""

import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from newsroom.management.commands import start


@pytest.fixture
def _nothing_happens(monkeypatch):
    monkeypatch.setattr(start.Command, "_collect_static", lambda self: None)
    monkeypatch.setattr(start.Command, "_serve", lambda self: None)


@pytest.mark.django_db
def test_a_port_that_is_taken_is_named(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT: {settings.PORT} is taken"):
            call_command("start")


def test_a_database_that_can_not_be_reached_is_named(monkeypatch):
    def fail():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    with pytest.raises(CommandError, match="DATABASE_URL: the database can't be reached"):
        call_command("start")


@pytest.mark.django_db
@pytest.mark.usefixtures("_nothing_happens")
def test_it_says_where_everything_is(settings, tmp_path, capsys, monkeypatch):
    from tests import make

    make.article()  # so that no demo newsroom is loaded
    (tmp_path / "demo-accounts.json").write_text('{"redaction": "a-b-c"}')
    settings.DATA_DIR, settings.PORT, settings.SITE_URL = tmp_path, 0, "http://127.0.0.1:8123"
    call_command("start")
    said = capsys.readouterr().out
    for words in ("http://127.0.0.1:8123/", "http://127.0.0.1:8123/admin/", "redaction", "a-b-c", "Ready"):
        assert words in said
