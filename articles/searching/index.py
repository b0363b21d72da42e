"""The table of words beside the editions: one row an edition, with its words as written and the stems of them.

An FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. Words and stems come from Python, so that both find
and rank alike, and nothing that is typed can be an error of syntax.
"""

from collections import defaultdict

from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

from ..finding.index import IN, MOST_POSITIONS, execute_each
from .asking import Wanted

MOST_READ = 3000  # texts, the newest, in which PostgreSQL looks for words beside each other
SQL = {
    "sqlite": {
        "make": """
            CREATE VIRTUAL TABLE {table} USING fts5(title, words, stems, tokenize = "unicode61", prefix = '3 4')
        """,
        "put": "INSERT OR REPLACE INTO {table} (rowid, title, words, stems) VALUES (%s, %s, %s, %s)",
        "forget": "DELETE FROM {table} WHERE rowid IN ({numbers})",
        "read": "SELECT rowid, words, stems FROM {table} WHERE rowid IN ({numbers})",
        "find": "SELECT rowid FROM {table} WHERE {table} MATCH %s",
    },
    "postgresql": {
        "make": """
            CREATE TABLE {table} (
                id bigint PRIMARY KEY, vector tsvector NOT NULL, words text NOT NULL, stems text NOT NULL
            );
            ALTER TABLE {table} ALTER vector SET STORAGE EXTERNAL; -- read for phrases; unpacking takes long
            CREATE INDEX {table}_vector ON {table} USING gin (vector) WITH (fastupdate = off)
        """,
        "put": """
            INSERT INTO {table} (id, vector, words, stems) VALUES (%s, %s::tsvector, %s, %s)
            ON CONFLICT (id) DO UPDATE
            SET vector = EXCLUDED.vector, words = EXCLUDED.words, stems = EXCLUDED.stems
        """,
        "forget": "DELETE FROM {table} WHERE id IN ({numbers})",
        "read": "SELECT id, words, stems FROM {table} WHERE id IN ({numbers})",
        "find": "SELECT id FROM {table} WHERE vector @@ %s::tsquery",
        # As in `finding.index`: the words are found in the index, whether they stand together only in each text.
        "find_phrase": """
            SELECT id FROM (
                SELECT id, vector FROM {table} WHERE vector @@ (SELECT %s::tsquery) ORDER BY id + 0 DESC LIMIT %s
            ) newest WHERE vector @@ %s::tsquery
        """,
    },
}


class Index:
    """Words and stems, in a table that a migration makes by `make()`."""

    def __init__(self, table):
        self.table = table

    def sql(self, name, numbers=()):
        marks = ", ".join(["%s"] * len(numbers)) or "NULL"
        return SQL[connection.vendor][name].format(table=self.table, numbers=marks)

    def make(self, schema_editor):
        schema_editor.execute(SQL[schema_editor.connection.vendor]["make"].format(table=self.table), params=None)

    def drop(self, schema_editor):
        schema_editor.execute(f"DROP TABLE {self.table}")

    def put(self, rows):
        """Keep the words of editions: `rows` are numbers, how many words are the headline's, words, stems, periods."""
        stored = STORED[connection.vendor]
        execute_each(self.sql("put"), [(number, *stored(*parts)) for number, *parts in rows])

    def replace(self, row, found, params):
        """Keep the words of one edition, and forget those whose numbers are what `found` finds, a query of ours."""
        number, *parts = row
        stored = [number, *STORED[connection.vendor](*parts)]
        forget = SQL[connection.vendor]["forget"].format(table=self.table, numbers=found)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"WITH forgotten AS ({forget}) {self.sql('put')}", [*params, *stored])
            else:
                cursor.execute(forget, params)
                cursor.execute(self.sql("put"), stored)

    def clear(self):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608  a name of ours

    def read(self, numbers):
        """{number: (words, stems)}, both as one text, with a space before and after each. One query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql("read", numbers), numbers)
            return {number: (f" {words} ", f" {stems} ") for number, words, stems in cursor.fetchall()}

    def found(self, terms, periods=None, *, walks=False):
        """A condition for `filter()` on the editions: found by all of `terms`, which must be at least one.

        Only those of `periods`, names that `periods` gives; of all times without them. `walks` where few editions are
        looked at one after the other: PostgreSQL then needs no periods to find few, unless words must stand together.
        """
        vendor = connection.vendor
        if vendor == "postgresql" and any(len(term.words) > 1 for term in terms):
            asked = _tsquery_within(_tsquery(terms), periods)
            return self._condition("find_phrase", [_tsquery_within(_tsquery(_apart(terms)), periods), MOST_READ, asked])
        periods = None if walks and vendor == "postgresql" else periods
        return self._condition("find", [WITHIN[vendor](ASKED[vendor](terms), periods)], walks=walks)

    def titled(self, terms, periods=None, *, walks=False):
        """The same for the headline alone, in whichever forms the words stand there."""
        vendor = connection.vendor
        periods = None if walks and vendor == "postgresql" else periods
        return self._condition("find", [WITHIN[vendor](TITLED[vendor](terms), periods)], walks=walks)

    def _condition(self, name, asked, *, walks=False):
        numbers = RawSQL(self.sql(name), asked)  # noqa: S611  what was typed is a parameter
        template = IN[connection.vendor] if walks else "%(expressions)s"
        return Func(F("pk"), numbers, arg_joiner=" IN ", template=template, output_field=BooleanField())


def _columns(title, words, stems, periods):
    return " ".join([*stems[:title], *periods]), " ".join(words), " ".join(stems)


def _vector(title, words, stems, periods):
    """As PostgreSQL writes it: 'ponts':3 '=pont':3; an equals sign before the stems, a number sign in the headline.

    Marks of weight would do for the headline too, but the index doesn't know them.
    """
    places, numbers = defaultdict(list), list(map(str, range(1, len(words) + 1)))
    for word, number in zip(words, numbers, strict=True):
        places[word].append(number)
    for its_stem, number in zip(stems, numbers, strict=True):
        places["=" + its_stem].append(number)
    vector = [f"'{lexeme}':{','.join(found[:MOST_POSITIONS])}" for lexeme, found in places.items()]
    vector += [f"'#{its_stem}'" for its_stem in stems[:title]] + [f"'{name}'" for name in periods]
    return " ".join(vector), " ".join(words), " ".join(stems)


def _match(terms):
    return " AND ".join(map(_matched, terms))


def _matched(term):
    if term.exact or term.begins:
        return f'words : "{" ".join(term.words)}"{" *" if term.begins else ""}'
    return f'stems : "{" ".join(term.stems)}"'


def _match_title(terms):
    return " AND ".join(f'title : "{" ".join(term.stems)}"' for term in terms)


def _tsquery(terms):
    return " & ".join(f"({' <-> '.join(_lexemes(term))})" for term in terms)


def _lexemes(term):
    if not (term.exact or term.begins):
        return [f"'={its_stem}'" for its_stem in term.stems]
    *others, last = (f"'{word}'" for word in term.words)
    return [*others, f"{last}:*" if term.begins else last]


def _tsquery_title(terms):
    return " & ".join(f"'#{its_stem}'" for term in terms for its_stem in term.stems)


def _tsquery_within(asked, periods):
    names = " | ".join(f"'{name}'" for name in periods or ())
    return f"{asked} & ({names})" if periods else asked


def _match_within(asked, periods):
    return f"({asked}) AND title : ({' OR '.join(periods)})" if periods else asked


def _apart(terms):
    """The same words, wherever they stand."""
    for term in terms:
        last = len(term.words) - 1
        for place, (word, its_stem) in enumerate(zip(term.words, term.stems, strict=True)):
            exact = term.exact or term.begins
            yield Wanted((word,), (its_stem,), exact=exact, begins=term.begins and place == last)


STORED = {"sqlite": _columns, "postgresql": _vector}
ASKED = {"sqlite": _match, "postgresql": _tsquery}
TITLED = {"sqlite": _match_title, "postgresql": _tsquery_title}
WITHIN = {"sqlite": _match_within, "postgresql": _tsquery_within}
