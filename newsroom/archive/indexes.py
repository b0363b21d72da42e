"""PostgreSQL's indexes and constraints, set aside while millions of rows come in: making them afterwards is faster.

What was set aside is kept in a table, so that a run that was broken off loses none of it: the next one makes it again.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from django.db import connection, transaction

KEPT = "archive_set_aside"
MEMORY = "512MB"  # for making an index
# In the order in which they are made again: the words take longest, and a foreign key looks at two tables.
FIND = """
    SELECT format('DROP INDEX %%I', i.relname), pg_get_indexdef(i.oid),
        CASE WHEN am.amname = 'gin' THEN 0 ELSE 2 END, pg_relation_size(i.oid)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_am am ON am.oid = i.relam
    WHERE t.relname = ANY(%(tables)s) AND t.relnamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.conrelid = t.oid)
    UNION ALL
    SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname),
        format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid)),
        CASE c.contype WHEN 'x' THEN 1 WHEN 'u' THEN 2 ELSE 3 END, 0
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relname = ANY(%(tables)s) AND t.relnamespace = current_schema()::regnamespace
        AND c.contype IN ('f', 'u', 'x')
"""


@contextmanager
def set_aside(tables):
    """Without the indexes and constraints of `tables`, their primary keys excepted; nobody should write meanwhile."""
    _take_away(tables)
    try:
        yield
    finally:
        make_again()


def _take_away(tables):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {KEPT} (id serial, step int, made text)")
        cursor.execute(FIND, {"tables": tables})
        found = sorted(cursor.fetchall(), key=lambda row: row[2:])
        for drop, made, step, _size in sorted(found, key=lambda row: -row[2]):
            cursor.execute(drop)
            cursor.execute(f"INSERT INTO {KEPT} (step, made) VALUES (%s, %s)", [step, made])  # noqa: S608


def make_again():
    """Make what was set aside, two things at once; nothing where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [KEPT])
        if cursor.fetchone() == (None,):
            return
        cursor.execute(f"SELECT id, step, made FROM {KEPT} ORDER BY step, id")  # noqa: S608
        left = cursor.fetchall()
    for keys in (False, True):
        _make([(number, made) for number, step, made in left if (step == 3) == keys], 1 if keys else 2)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {KEPT}")


def _make(left, lanes):
    queue = SimpleQueue()
    for one in left:
        queue.put(one)
    with ThreadPoolExecutor(lanes) as pool:
        for done in [pool.submit(_work, queue) for _lane in range(lanes)]:
            done.result()


def _work(queue):
    """In a thread, and so on a connection of its own."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET maintenance_work_mem = '{MEMORY}'")
            while True:
                number, made = queue.get_nowait()
                with transaction.atomic():
                    cursor.execute(made.replace("%", "%%"), ())
                    cursor.execute(f"DELETE FROM {KEPT} WHERE id = %s", [number])  # noqa: S608
    except Empty:
        return
    finally:
        connection.close()
