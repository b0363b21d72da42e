from django.db import migrations

from articles.searching import EDITIONS
from articles.searching.periods import MARK

# What `searching.index` and `searching.periods` write since: the month and the year in which a story came out, and on
# PostgreSQL the stems of the headline by themselves, which were marked by a weight.
ADD = {
    "sqlite": [
        """
        UPDATE {table} SET title = title || (
            SELECT strftime(' {mark}%Y%m {mark}%Y', first_published_at)
            FROM articles_edition WHERE articles_edition.id = {table}.rowid
        ) WHERE rowid IN (SELECT id FROM articles_edition)
        """
    ],
    "postgresql": [
        "DROP INDEX {table}_vector",  # made again it takes less time than to be kept
        """
        UPDATE {table} SET vector = setweight({table}.vector, 'D') || array_to_tsvector(
            ARRAY(SELECT '#' || substr(stem, 2) FROM unnest(tsvector_to_array(ts_filter(vector, '{{a}}'))) stem)
            || ARRAY['{mark}' || to_char(at, 'YYYYMM'), '{mark}' || to_char(at, 'YYYY')]
        )
        FROM (SELECT id, first_published_at AT TIME ZONE 'UTC' AS at FROM articles_edition) edition
        WHERE edition.id = {table}.id
        """,
        "CREATE INDEX {table}_vector ON {table} USING gin (vector) WITH (fastupdate = off)",
    ],
}


def add(apps, schema_editor):
    for statement in ADD[schema_editor.connection.vendor]:
        schema_editor.execute(statement.format(table=EDITIONS.table, mark=MARK), params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_what_ends")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
