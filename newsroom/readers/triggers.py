"""The database itself notes every change of what readers see, whoever makes it: a verb, a screen, a command, or SQL.

Installed after each `migrate`, since SQLite loses a table's triggers when it alters the table. Each model is either
watched here or named as one that readers never see: a test asks.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.apps import apps
from django.db import connections

PREFIX = "readers_"
ALWAYS, LATER = ("INSERT", "UPDATE", "DELETE"), ("UPDATE", "DELETE")
# A row of the latter comes with the edition that it belongs to, which is noted.
WATCHED = {
    "articles.Edition": ALWAYS,
    "articles.EditionByline": LATER,
    "articles.EditionTag": LATER,
    "articles.EditionPicture": LATER,
    "articles.EditionLink": LATER,
    "articles.EditionRelated": LATER,
    "articles.Takedown": ALWAYS,
    "articles.Section": ALWAYS,
    "articles.Tag": ALWAYS,
    "articles.FormerTag": ALWAYS,
    "authors.Author": ALWAYS,
    "authors.AuthorLink": ALWAYS,
    "masthead.Masthead": ALWAYS,
    "masthead.Page": ALWAYS,
    "masthead.PressQuote": ALWAYS,
    "frontpage.Front": ALWAYS,
    "frontpage.Layout": ALWAYS,
    "frontpage.Slot": ALWAYS,
}
# Of these a few columns matter, and not those that journalists change all day.
COLUMNS = {"articles.Article": ("embargoed_until", "translation_of", "language")}
# Of these only rows that something watched leads to: the library fills with pictures that no page shows yet.
SHOWN = {
    "images.Image": (
        *("folder", "renditions", "width", "height", "alt_text", "caption", "credit"),
        *("focal_x", "focal_y", "made_plan", "made_x", "made_y"),
    ),
}

NOTE_SQLITE = """
INSERT INTO "newsroom_change" (id, at, times) VALUES (1, strftime('%Y-%m-%d %H:%M:%f', 'now'), 1)
ON CONFLICT (id) DO UPDATE SET times = times + 1, at = excluded.at;
"""
# A transaction adds one row, however many rows it changes; nobody waits for anybody.
NOTE_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {shown} THEN
        INSERT INTO newsroom_change (id, at, times) VALUES (pg_current_xact_id()::text::bigint, now(), 1)
        ON CONFLICT (id) DO UPDATE SET times = newsroom_change.times + 1, at = now() WHERE newsroom_change.at <> now();
    END IF;
    RETURN NULL;
END $$
"""
THERE = {
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE tgname LIKE 'readers!_%' ESCAPE '!'",
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'readers!_%' ESCAPE '!'",
}


@dataclass(frozen=True)
class Trigger:
    """One on a table, for any row, or where `changed` and `shown` hold."""

    table: str
    event: str
    changed: str = ""
    shown: str = ""

    def sql(self, vendor):
        """What follows the name. Named after this, another release's has another name."""
        if vendor == "postgresql":
            each = f"FOR EACH ROW WHEN ({self.changed})" if self.changed else "FOR EACH STATEMENT"
            return f'AFTER {self.event} ON "{self.table}" {each} EXECUTE FUNCTION {self.function}()'
        conditions = " AND ".join(f"({one})" for one in (self.changed, self.shown) if one)
        when = f"WHEN {conditions}" if conditions else ""
        return f'AFTER {self.event} ON "{self.table}" FOR EACH ROW {when} BEGIN {NOTE_SQLITE} END'

    def function_sql(self):
        return NOTE_POSTGRESQL.format(function=self.function, shown=self.shown or "true")

    @property
    def function(self):
        return f"readers_note_{self.table}" if self.shown else "readers_note"

    def name(self, vendor):
        return PREFIX + sha256(f"{self.sql(vendor)}{self.function_sql()}".encode()).hexdigest()[:16]


def wanted(vendor):
    """Every trigger that there has to be."""
    for label, events in WATCHED.items():
        yield from (Trigger(apps.get_model(label)._meta.db_table, event) for event in events)
    for label, names in (COLUMNS | SHOWN).items():
        model = apps.get_model(label)
        shown = _leads_to(model) if label in SHOWN else ""
        yield Trigger(model._meta.db_table, "UPDATE", _changed(model, names, vendor), shown)


def _changed(model, names, vendor):
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    columns = [model._meta.get_field(name).column for name in names]
    return " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)


def _leads_to(model):
    """Whether a row of a watched table has the row of `model` as its own: a condition in SQL."""
    fields = [relation.field for relation in model._meta.related_objects if not relation.many_to_many]
    tables = [(one.model._meta.db_table, one.column) for one in fields if one.model._meta.label in WATCHED]
    exists = 'EXISTS (SELECT 1 FROM "{}" WHERE "{}" = NEW.id)'
    return " OR ".join(exists.format(*one) for one in tables)


def install(using="default", **kwargs):
    """A receiver of `post_migrate`: make what is missing, drop what an earlier release made. Two queries if none is."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there, tables = _there(cursor, connection.vendor), set(connection.introspection.table_names(cursor))
        triggers = {one.name(connection.vendor): one for one in wanted(connection.vendor) if one.table in tables}
        for name in there.keys() - triggers.keys():
            cursor.execute(f'DROP TRIGGER "{name}"' + _on(there[name], connection.vendor))
        for name in triggers.keys() - there.keys():
            if connection.vendor == "postgresql":
                cursor.execute(triggers[name].function_sql())
            cursor.execute(f'CREATE TRIGGER "{name}" {triggers[name].sql(connection.vendor)}')


def _on(table, vendor):
    return f' ON "{table}"' if vendor == "postgresql" else ""


def _there(cursor, vendor):
    """{name: table} of those of ours."""
    cursor.execute(THERE[vendor])
    return dict(cursor.fetchall())
