from importlib import import_module

from django.db import migrations

install = import_module("desk.migrations.0001_roles").install  # again, for the rights that were added since


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0007_rights_of_fronts"),
        ("masthead", "0004_pages"),
    ]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
