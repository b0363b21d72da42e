from importlib import import_module

from django.db import migrations

install = import_module("desk.migrations.0001_roles").install  # again, for the right that was added since


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_rights_of_messages"),
        ("frontpage", "0001_fronts"),
    ]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
