"""As 0013 for the readers' search: the words of stories that are saved gather before they are sorted into the index."""

from django.db import migrations

GATHER = "ALTER INDEX articles_wording_words SET (fastupdate = on, gin_pending_list_limit = 256)"
DONT = """
    ALTER INDEX articles_wording_words SET (fastupdate = off);
    ALTER INDEX articles_wording_words RESET (gin_pending_list_limit);
    SELECT gin_clean_pending_list('articles_wording_words')
"""


def gather(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GATHER)


def dont(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DONT)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_new_words")]

    operations = [migrations.RunPython(gather, dont)]
