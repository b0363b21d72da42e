from django.db import migrations

from articles import finding, prose


def make(apps, schema_editor):
    finding.STORIES.make(schema_editor)


def drop(apps, schema_editor):
    finding.STORIES.drop(schema_editor)


def read(apps, schema_editor):
    """What `note_change` has kept since: the words of each story, and how many there are."""
    article = apps.get_model("articles", "Article")
    finding.fill(article)
    for number, body in article.objects.order_by("pk").values_list("pk", "body").iterator():
        article.objects.filter(pk=number).update(word_count=prose.count_words(body))


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_listing")]

    operations = [migrations.RunPython(make, drop), migrations.RunPython(read, migrations.RunPython.noop)]
