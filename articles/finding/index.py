"""A table of words beside the models: one row a thing, found by its words, known by its number.

An FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. Neither cuts nor folds by itself: the words come
from `words.py`, so that both find the same, and nothing that is typed can be an error of syntax.
"""

from collections import defaultdict

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from .words import Term

MOST_READ = 10_000  # texts, the newest, in which PostgreSQL looks for a phrase: 100,000 would take seconds
MOST_POSITIONS = 255  # of one word in one text: what PostgreSQL keeps
SQL = {
    "sqlite": {
        "make": """CREATE VIRTUAL TABLE {table} USING fts5(words, tokenize = "unicode61", prefix = '3 4')""",
        "put": "INSERT OR REPLACE INTO {table} (rowid, words) VALUES (%s, %s)",
        "forget": "DELETE FROM {table} WHERE rowid = %s",
        "find": "SELECT rowid FROM {table} WHERE {table} MATCH %s",
    },
    "postgresql": {
        "make": """
            CREATE TABLE {table} (id bigint PRIMARY KEY, words tsvector NOT NULL);
            ALTER TABLE {table} ALTER words SET STORAGE EXTERNAL; -- phrases read it, and unpacking is what takes long
            CREATE INDEX {table}_words ON {table} USING gin (words) WITH (fastupdate = off)
        """,
        "put": """
            INSERT INTO {table} (id, words) VALUES (%s, %s::tsvector)
            ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words
        """,
        "forget": "DELETE FROM {table} WHERE id = %s",
        "find": "SELECT id FROM {table} WHERE words @@ %s::tsquery",
        # The words are found in the index, but whether they stand together only in each text: in the newest ones.
        # The plus and the inner SELECT keep PostgreSQL from unpacking all texts instead of asking the index.
        "find_phrase": """
            SELECT id FROM (
                SELECT id, words FROM {table} WHERE words @@ (SELECT %s::tsquery) ORDER BY id + 0 DESC LIMIT %s
            ) newest WHERE words @@ %s::tsquery
        """,
        "has_more": "SELECT 1 FROM {table} WHERE words @@ (SELECT %s::tsquery) OFFSET %s LIMIT 1",
    },
}


class Index:
    """The words of one kind of thing, in a table that a migration makes by `make()`."""

    def __init__(self, table):
        self.table = table

    def sql(self, name):
        return SQL[connection.vendor][name].format(table=self.table)

    def make(self, schema_editor):
        schema_editor.execute(SQL[schema_editor.connection.vendor]["make"].format(table=self.table), params=None)

    def drop(self, schema_editor):
        schema_editor.execute(f"DROP TABLE {self.table}")

    def put(self, rows):
        """Keep words, instead of those that were kept: `rows` are pairs of a number and the list of its words."""
        stored = STORED[connection.vendor]
        execute_each(self.sql("put"), [(number, stored(words)) for number, words in rows])

    def forget(self, number):
        with connection.cursor() as cursor:
            cursor.execute(self.sql("forget"), [number])

    def clear(self):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608  a name of ours

    def found(self, terms):
        """A condition for `filter()` on the things: found by all of `terms`, which must be at least one."""
        name, asked = "find", [ASKED[connection.vendor](terms)]
        if _is_slow(terms):
            name, asked = "find_phrase", [_tsquery(_apart(terms)), MOST_READ, *asked]
        numbers = RawSQL(self.sql(name), asked)  # noqa: S611  what was typed is a parameter
        return Func(F("pk"), numbers, arg_joiner=" IN ", template=IN[connection.vendor], output_field=BooleanField())

    def is_bounded(self, terms):
        """Whether `found()` looks through a part of the things only. One query where there is a phrase, or none."""
        if not _is_slow(terms):
            return False
        with connection.cursor() as cursor:
            cursor.execute(self.sql("has_more"), [_tsquery(_apart(terms)), MOST_READ])
            return cursor.fetchone() is not None


def execute_each(sql, rows):
    """`executemany`, which on PostgreSQL makes a detour that a single row, as that of a verb, needn't take."""
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(sql, rows[0])
        else:
            cursor.executemany(sql, rows)


def _is_slow(terms):
    return connection.vendor == "postgresql" and any(len(term.words) > 1 for term in terms)


def _apart(terms):
    """The same words, wherever they stand."""
    apart = []
    for term in terms:
        *others, last = term.words
        apart += [*(Term((word,)) for word in others), Term((last,), term.begins)]
    return apart


def _vector(words):
    """A text as PostgreSQL writes it: 'pont':3,7 'neuf':4."""
    positions = defaultdict(list)
    for word, place in zip(words, map(str, range(1, len(words) + 1)), strict=True):
        positions[word].append(place)
    return " ".join(f"'{word}':{','.join(places[:MOST_POSITIONS])}" for word, places in positions.items())


def _match(terms):
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in terms)


def _tsquery(terms):
    return " & ".join(f"({' <-> '.join(map(repr, term.words))}{':*' if term.begins else ''})" for term in terms)


# The plus keeps SQLite from looking up one thing after the other and sorting them all: it goes through them in their
# order, until it has as many as are wanted. With 100,000 stories and a word of each that is 36 ms instead of 490.
IN = {"sqlite": "+%(expressions)s", "postgresql": "%(expressions)s"}
STORED = {"sqlite": " ".join, "postgresql": _vector}
ASKED = {"sqlite": _match, "postgresql": _tsquery}
