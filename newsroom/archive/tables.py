"""What each table takes: its columns, those first in which the stories differ, and the defaults of all others."""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, JSONField

from articles.finding import STORIES
from articles.models import Article, ArticleTag, Byline, Edition, EditionByline, EditionTag, Takedown
from articles.searching import EDITIONS

from .stories import COLUMNS, NULL

MODELS = {
    "article": Article,
    "edition": Edition,
    "byline": Byline,
    "article_tag": ArticleTag,
    "edition_byline": EditionByline,
    "edition_tag": EditionTag,
    "takedown": Takedown,
}


@dataclass(frozen=True)
class Table:
    name: str
    columns: list
    constants: list  # the values of the last columns, the same in each row

    @classmethod
    def of(cls, model, names):
        """What is not named gets the model's default; a number that the database gives is left to it."""
        fields = {field.attname: field for field in model._meta.concrete_fields}
        named = [fields.pop(name) for name in names]
        others = [field for field in fields.values() if not field.primary_key]
        columns = [field.column for field in (*named, *others)]
        return cls(model._meta.db_table, columns, [_default(field) for field in others])

    def insert(self):
        """SQL that takes the values of one row."""
        marks = ", ".join(["%s"] * len(self.columns))
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})"  # noqa: S608  names of ours

    def copy(self):
        return f"COPY {self.name} ({', '.join(self.columns)}) FROM STDIN"

    def text(self, rows):
        """The rows as COPY takes them."""
        end = "".join(f"\t{_said(value)}" for value in self.constants) + "\n"
        return "".join(["\t".join(map(_said, row)) + end for row in rows]).encode()

    def values(self, rows):
        """The rows as `insert` takes them."""
        return [(*row, *self.constants) for row in rows]


# What SQLite's tables of words take; for PostgreSQL `composing` puts it together.
WORDS = {
    "found": Table(STORIES.table, ["rowid", "words"], []),
    "searched": Table(EDITIONS.table, ["rowid", "title", "words", "stems"], []),
}


def tables():
    """{name: table} for the database that is used."""
    return {name: Table.of(model, COLUMNS[name]) for name, model in MODELS.items()} | WORDS


def _default(field):
    value = field.get_default()
    if isinstance(field, JSONField):
        return json.dumps(value)
    if isinstance(field, BooleanField) and connection.vendor == "postgresql":
        return "t" if value else "f"
    return field.get_db_prep_save(value, connection)


def _said(value):
    return NULL if value is None else str(value)
