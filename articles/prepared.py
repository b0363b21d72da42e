"""Questions that every page asks: written into SQL once by a queryset, then asked again with other values.

Django needs several milliseconds to write a long queryset out, more than a database to answer it. What is asked stays a
queryset, so the visibility rule stays in one place: only its SQL is kept.
"""

from datetime import UTC, datetime, timedelta
from threading import local

from django.db import DEFAULT_DB_ALIAS, connections

MOST_SHAPES = 200  # of one question, in a process: beyond, they are written again
NUMBER, TEXT, MOMENT = 2_000_000_011, "\u2063{}\u2063", datetime(1931, 3, 5, 7, 11, 13, 170_019, tzinfo=UTC)


class Prepared:
    """A function that makes a queryset of values, called as it is but for its instances: they come as a list.

    `write(*shape, **values)`: an int, a text, an instant with its zone, or a list of numbers which isn't empty. None of
    them may decide how the queryset is made, but for which there are: the shape does, which has to be hashable.
    """

    def __init__(self, write):
        self.write, self.written = write, local()

    def __call__(self, *shape, **values):
        connection = connections[DEFAULT_DB_ALIAS]
        values = {name: _padded(value) if isinstance(value, list) else value for name, value in values.items()}
        key = shape, tuple((name, len(one) if isinstance(one, list) else 0) for name, one in values.items())
        known = self.written.__dict__
        written = known.get(key)
        if not written or written.connection is not connection:
            if len(known) >= MOST_SHAPES:
                known.clear()
            written = known[key] = Written(self.write, shape, values, connection)
        return written.ask(values)

    def first(self, *shape, **values):
        """The first row, or None."""
        return next(iter(self(*shape, **values)), None)


class Written:
    """A queryset's SQL, with the places in which the values stand."""

    def __init__(self, write, shape, values, connection):
        self.connection = connection
        stand_ins, marks = _stand_ins(values, connection)
        queryset = write(*shape, **stand_ins)
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, params = self.compiler.as_sql()
        self.params = list(params)
        self.places = [(place, marks[mark]) for place, mark in enumerate(params) if _is_mark(mark, marks)]
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        self.converters = _quicker(self.compiler.get_converters(columns), connection)
        self.compiler.get_converters = lambda _columns: self.converters
        self.compiler.execute_sql = self._execute
        self.rows = queryset._iterable_class(_Asked(queryset, self.compiler))

    def ask(self, values):
        params, stored = self.params.copy(), {}
        for place, (name, number) in self.places:
            if (name, number) not in stored:
                value = values[name] if number is None else values[name][number]
                stored[name, number] = _stored(value, self.connection)
            value = stored[name, number]
            # psycopg's numbers have a type that says how wide they are
            params[place] = type(params[place])(value) if isinstance(value, int) else value
        self.bound = params
        return list(self.rows)

    def _execute(self, *_args, **_kwargs):
        """All rows at once, as one of the pieces in which Django expects them."""
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, self.bound)
            return [cursor.fetchall()]


class _Asked:
    """What Django's ways of reading rows need of a queryset."""

    _known_related_objects = {}

    def __init__(self, queryset, compiler):
        self.db, self.model, self._fields, self.compiler = queryset.db, queryset.model, queryset._fields, compiler
        self.query = self

    def get_compiler(self, *_args, **_kwargs):
        return self.compiler


def _quicker(converters, connection):
    """SQLite gives times without their zone, UTC. A list has hundreds, and Django looks at each in three ways."""
    if connection.vendor != "sqlite":
        return converters
    slow = connection.ops.convert_datetimefield_value
    return {
        place: ([_moment if one == slow else one for one in several], expression)
        for place, (several, expression) in converters.items()
    }


def _moment(value, _expression, _connection):
    if isinstance(value, str):  # what was computed has no column's type
        value = datetime.fromisoformat(value)
    return value and value.replace(tzinfo=UTC)


def _padded(numbers):
    """As long as the next power of two: few lengths, few shapes. The last number stands there again."""
    length = 1 << (len(numbers) - 1).bit_length()
    return numbers + numbers[-1:] * (length - len(numbers))


def _stand_ins(values, connection):
    """By which the values are found again in what was written: {name: stand-in}, {stand-in as stored: its place}."""
    stand_ins, marks = {}, {}
    for name, value in values.items():
        several = isinstance(value, list)
        made = [_stand_in(one, len(marks) + place) for place, one in enumerate(value if several else [value])]
        marks |= {_stored(one, connection): (name, place if several else None) for place, one in enumerate(made)}
        stand_ins[name] = made if several else made[0]
    return stand_ins, marks


def _stand_in(value, number):
    if isinstance(value, int):
        return NUMBER + number
    return TEXT.format(number) if isinstance(value, str) else MOMENT + timedelta(minutes=number)


def _stored(value, connection):
    """Times as the database keeps them: SQLite has no zones."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _is_mark(param, marks):
    return isinstance(param, int | str | datetime) and param in marks
