"""The words of stories, put together by PostgreSQL itself: it is sent the pieces once, and each story as their numbers.

So that a text that stands in a thousand stories is not written, sent and read a thousand times.
"""

from django.db import connection

from articles.finding import STORIES
from articles.searching import EDITIONS

from .pieces import FOUND, SEARCHED, TITLE
from .stories import NAMES

MAKE = f"""
    CREATE TEMP TABLE pieces (
        number int PRIMARY KEY, words text, stems text, found tsvector, searched tsvector, titled tsvector
    );
    CREATE TEMP TABLE numbers (id bigint, {", ".join(f"{name} int" for name in NAMES)}, month text, year text);
    SET jit = off; SET enable_hashjoin = off; SET enable_mergejoin = off
"""


def begin(text):
    """For this connection: `text` are the rows of all pieces, as COPY takes them."""
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        _copy(cursor, "pieces", text)
        cursor.execute("ANALYZE pieces")


def write(name, text):
    """Rows of "found" or "searched", each a number and those of its pieces."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE numbers")
        _copy(cursor, "numbers", text)
        cursor.execute(INSERT[name])


def _copy(cursor, table, text):
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write(text)


def _vector(parts, form):
    return " || ".join(_shifted(before, f"{name}.{form}", form) for before, name in parts)


def _shifted(before, column, form):
    """A part's vector behind what stands before it; nothing where the story has no such part."""
    if not before:
        return column
    first = f"'{before.text}':1" + f" '={before.text}':1" * (form != "found")
    quoted = first.replace("'", "''")
    return f"coalesce('{quoted}'::tsvector || {column}, '')"


def _text(parts, form):
    texts = [f"'{before.text} ' || {name}.{form}" if before else f"{name}.{form}" for before, name in parts]
    return f"concat_ws(' ', {', '.join(texts)})"


def _insert(table, columns, expressions):
    joins = " ".join(f"LEFT JOIN pieces {name} ON {name}.number = numbers.{name}" for name in NAMES)
    values = ", ".join(expressions)
    return f"INSERT INTO {table} ({columns}) SELECT id, {values} FROM numbers {joins}"  # noqa: S608  names of ours


BOTH = [*TITLE, *SEARCHED]
VECTOR = f"{_vector(TITLE, 'titled')} || {_vector(SEARCHED, 'searched')} || array_to_tsvector(ARRAY[month, year])"
INSERT = {
    "found": _insert(STORIES.table, "id, words", [_vector(FOUND, "found")]),
    "searched": _insert(
        EDITIONS.table, "id, vector, words, stems", [VECTOR, _text(BOTH, "words"), _text(BOTH, "stems")]
    ),
}
