from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_late_saves"),
        ("images", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("first_published_at", None)),
                fields=["stage", "-edited_at"],
                name="article_unpublished",
            ),
        ),
        migrations.AddIndex(
            model_name="takedown",
            index=models.Index(fields=["at"], name="takedown_at"),
        ),
    ]
