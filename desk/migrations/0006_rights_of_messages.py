from importlib import import_module

from django.db import migrations

install = import_module("desk.migrations.0001_roles").install  # again, for the rights that were added since


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0005_corrections_kept"),
        ("readership", "0002_hours_and_messages"),
    ]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
