from django.db import migrations, models
from django.db.models import Min, OuterRef, Subquery

import articles.constraints


def place(apps, schema_editor):
    """Give each byline and tag of an edition its place in the lists; of an author's bylines of one edition, the first."""
    edition = apps.get_model("articles", "Edition").objects.filter(pk=OuterRef("edition"))
    for model, other in (("EditionByline", "author"), ("EditionTag", "tag")):
        rows = apps.get_model("articles", model).objects.order_by()
        first = rows.values("edition", other).annotate(first=Min("pk")).values("first")
        rows.update(language=Subquery(edition.values("language")[:1]))
        rows.filter(pk__in=first).update(listed_at=Subquery(edition.values("first_published_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_list_choice")]

    operations = [
        migrations.RemoveConstraint("editionbyline", "edition_byline_frozen"),
        migrations.AddField("editionbyline", "language", models.CharField(default="", max_length=5), False),
        migrations.AddField("editionbyline", "listed_at", models.DateTimeField(null=True)),
        migrations.AddField("editiontag", "language", models.CharField(default="", max_length=5), False),
        migrations.AddField("editiontag", "listed_at", models.DateTimeField(null=True)),
        migrations.RunPython(place, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "editionbyline", articles.constraints.Frozen(but=("listed_at",), name="edition_byline_frozen")
        ),
        migrations.AddIndex(
            "editionbyline",
            models.Index(fields=["author", "language", "-listed_at", "edition"], name="edition_of_author"),
        ),
        migrations.AddIndex(
            "editiontag", models.Index(fields=["tag", "language", "-listed_at", "edition"], name="edition_of_tag")
        ),
        migrations.AddIndex("edition", models.Index(fields=["language", "-live_from", "kind"], name="edition_notes")),
    ]
