"""The newest of what is found: one statement that looks farther back only where it found too few."""

from datetime import timedelta

from django.db import connection
from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, F
from django.db.models.expressions import RawSQL

from .periods import steps

ORDER = ("-first_published_at", "-article_id")


def newest(editions, most):
    """(number, when it first came out) of so many of `editions`, a queryset. One query."""
    return list(editions.order_by(*ORDER).values_list("pk", "first_published_at")[:most])


def newest_found(editions, ways, at, most, *, several=False):
    """The same of those that each of `ways` finds; one query for all. A way makes a condition of names of periods.

    `several`: it looks for more than one word, and PostgreSQL reads all that its index has of a common one each time.
    """
    parts, parameters = [], []
    for number, way in enumerate(ways):
        for step, back in enumerate(steps(at, several=several)):
            earlier = [f"(SELECT COUNT(*) FROM way_{number}_{one}) < {most}" for one in range(step)]  # noqa: S608
            sql, values = STEP[connection.vendor](editions, way, back, most, " AND ".join(earlier))
            parts.append((f"way_{number}_{step}", number, step, sql))
            parameters += values
    return _last_steps(editions.model, _fetched(parts, parameters), len(ways))


def _on_postgresql(editions, way, back, most, too_few):
    """The SQL and parameters of one step, which does nothing but where the ones before found too few.

    Each story of the last days is to be looked at, in their order; farther back the index is to be asked for the words,
    though PostgreSQL thinks little of reading ten thousand texts one after the other: so it is given another order.
    """
    moment = F("first_published_at")
    if too_few:
        moment = ExpressionWrapper(moment + timedelta(0), output_field=DateTimeField())
        editions = editions.filter(RawSQL(too_few, [], output_field=BooleanField()))  # noqa: S611  numbers of ours
    return _ordered(editions, way(back.names, walks=bool(back.since)), back, moment)[:most].query.sql_with_params()


def _on_sqlite(editions, way, back, most, too_few):
    """The same. SQLite would ask the condition of each row that it reads, but reads none where the limit is nought."""
    found = way(back.names, walks=bool(back.since))
    sql, values = _ordered(editions, found, back, F("first_published_at")).query.sql_with_params()
    return f"{sql} LIMIT (CASE WHEN {too_few or 'TRUE'} THEN {most} ELSE 0 END)", values


def _ordered(editions, found, back, moment):
    if back.since:
        editions = editions.filter(first_published_at__gte=back.since)
    return editions.filter(found).order_by(moment.desc(), "-article_id").values_list("pk", "first_published_at")


STEP = {"postgresql": _on_postgresql, "sqlite": _on_sqlite}


def _fetched(parts, parameters):
    made = ", ".join(f"{name} (id, at) AS ({sql})" for name, _number, _step, sql in parts)
    asked = " UNION ALL ".join(f"SELECT {number}, {step}, id, at FROM {name}" for name, number, step, _sql in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {made} {asked}", parameters)
        return cursor.fetchall()


def _last_steps(model, rows, ways):
    """Of each way the rows of its last step, which holds all that the steps before did, the newest first."""
    found = [{} for _way in range(ways)]
    read = _reader(model)
    for number, step, pk, at in rows:
        found[number].setdefault(step, []).append((pk, read(at)))
    steps_of = [sorted(by_step) for by_step in found]
    rows = (by_step[known[-1]] if known else [] for by_step, known in zip(found, steps_of, strict=True))
    return [sorted(one, key=lambda row: (row[1], row[0]), reverse=True) for one in rows]


def _reader(model):
    """Makes a moment of what the database gives for it."""
    column = model._meta.get_field("first_published_at").get_col("found")
    converters = connection.ops.get_db_converters(column)

    def read(value):
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read
