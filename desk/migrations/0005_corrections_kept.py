from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_list_choice"),
        ("desk", "0004_words_of_one_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="openstory", name="open_story_once"),
        migrations.AddField(
            model_name="openstory",
            name="screen",
            field=models.CharField(
                blank=True, choices=[("", "writing"), ("correct", "correcting")], default="", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="openstory",
            constraint=models.UniqueConstraint(fields=("user", "article", "screen"), name="open_screen_once"),
        ),
    ]
