from django.db import migrations

from articles import searching
from articles.searching import spelling


def make(apps, schema_editor):
    searching.EDITIONS.make(schema_editor)
    spelling.make(schema_editor)


def drop(apps, schema_editor):
    searching.EDITIONS.drop(schema_editor)
    spelling.drop(schema_editor)


def read(apps, schema_editor):
    """What `issuing.issue` has kept since: the words of each edition."""
    searching.fill(apps.get_model("articles", "Edition").objects)


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_lists")]

    operations = [migrations.RunPython(make, drop), migrations.RunPython(read, migrations.RunPython.noop)]
