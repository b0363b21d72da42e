"""A process of its own that makes the stories, while another writes them."""

import django
from django.apps import apps
from django.db import connection

if not apps.ready:  # this module is the first that the new process loads
    django.setup()

from .stories import Maker

_state = {}


def begin(planned, known):
    _state.update(maker=Maker(planned), tables=known)


def pieces():
    """The rows of all pieces, as COPY takes them."""
    return "".join("\t".join(map(str, piece.row())) + "\n" for piece in _state["maker"].pieces).encode()


def made(lot):
    """{table: what is sent to the database}."""
    rows, tables = _state["maker"].rows(lot), _state["tables"]
    if connection.vendor == "postgresql":
        return {name: table.text(rows[name]) for name, table in tables.items()}
    return {name: table.values(rows[name]) for name, table in tables.items()}
