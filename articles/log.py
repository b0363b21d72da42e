"""Verbs: decisions about one story, each by a person who may, all or nothing, with a line in the story's log."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.db import transaction

from . import refusals
from .models import LogLine

VERBS = {}  # all that were made by `verb`, by their names, which are those in the log


@dataclass(frozen=True)
class Where:
    """From where a decision came: the screen's name, and the network address of whoever took it."""

    screen: str = ""
    address: str | None = None


def verb(permission):
    """Make a verb of a function `(article, *, at, by, …)`: one transaction that ends with a line in the story's log.

    `by` needs `permission` for that story, or it is refused (NotAllowed); None is the system itself, which may. The
    verb then also takes `where`, a `Where`. What it is called with stands in the log, but for long texts.
    """

    def decorate(function):
        @wraps(function)
        def decide(article, *, at, by, where=None, **said):
            if by is not None and not by.has_perm(permission, article):
                raise refusals.NotAllowed
            with transaction.atomic():
                result = function(article, at=at, by=by, **said)
                _write(article, function.__name__, at, by, where or Where(), said)
            return result

        decide.permission = permission
        VERBS[function.__name__] = decide
        return decide

    return decorate


def _write(article, name, at, by, where, said):
    detail = {key: _short(value) for key, value in said.items() if value not in (None, "", ())}
    LogLine.objects.create(
        article=article, verb=name, at=at, by=by, screen=where.screen, address=where.address, detail=detail
    )


def _short(value):
    """A dictionary, such as the new values of a correction, is told by its keys."""
    if isinstance(value, datetime):
        return value.isoformat()
    return sorted(value) if isinstance(value, dict) else value if isinstance(value, int | bool) else str(value)
