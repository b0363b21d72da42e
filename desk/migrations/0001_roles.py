from django.contrib.auth.management import create_permissions
from django.db import migrations

from desk import roles


def install(apps, schema_editor):
    # Django makes permissions after the last migration; the groups need them now.
    there = {config.label for config in apps.get_app_configs()}  # those that came later have a migration for it
    for label in there.intersection(roles.APPS):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    roles.install(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("articles", "0002_history"),
        ("authors", "0001_initial"),
        ("images", "0002_lift_rights"),
        ("masthead", "0002_gate"),
        ("readership", "0001_initial"),
    ]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
