"""On PostgreSQL, the words of new editions gather for a while before they are sorted into the index of the search.

Each edition has some 800; a dozen at once are sorted in with less work, and eleven of twelve publications wait for
none. Searches read what is gathered, at most 256 KB.
"""

from django.db import migrations

GATHER = "ALTER INDEX articles_searchable_vector SET (fastupdate = on, gin_pending_list_limit = 256)"
DONT = """
    ALTER INDEX articles_searchable_vector SET (fastupdate = off);
    ALTER INDEX articles_searchable_vector RESET (gin_pending_list_limit);
    SELECT gin_clean_pending_list('articles_searchable_vector')
"""


def gather(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GATHER)


def dont(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DONT)


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_search_periods")]

    operations = [migrations.RunPython(gather, dont)]
