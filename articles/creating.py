"""New rows of several models at once: what stands around an edition is made by one statement where that is possible."""

from django.db import connection


def create_all(*groups):
    """Make the rows of each of `groups`, new instances of one model each: without signals, and no keys are set.

    One statement on PostgreSQL; one for each group that has any rows on SQLite, whose INSERTs can't stand in a WITH.
    """
    groups = [rows for rows in map(list, groups) if rows]
    if connection.vendor != "postgresql" or len(groups) < 2:
        for rows in groups:
            type(rows[0])._base_manager.bulk_create(rows)
        return
    statements = [_insert(rows) for rows in groups]
    *others, (last, _params) = statements
    parts = ", ".join(f"part_{place} AS ({sql})" for place, (sql, _params) in enumerate(others))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {parts} {last}", [param for _sql, params in statements for param in params])


def _insert(rows):
    """The SQL and the parameters that insert them."""
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    params = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows for field in fields]
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES {values}", params  # noqa: S608
