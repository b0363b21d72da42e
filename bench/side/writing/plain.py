import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"

import django

django.setup()

from itertools import count  # noqa: E402

from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import content  # noqa: E402
from bench.plain.fill import _article  # noqa: E402
from bench.plain.models import Article  # noqa: E402
from bench.side.writing import measured  # noqa: E402

numbers = count(1)
with connection.cursor() as cursor:  # the stories that are there were given their keys
    for statement in connection.ops.sequence_reset_sql(no_style(), [Article]):
        cursor.execute(statement)


@transaction.atomic
def create(_before):
    """With its date of publication: there is nothing else to publish."""
    one = content.story(next(numbers), 2000)
    story = _article(one)
    story.pk, story.slug, story.published = None, f"written-{timezone.now():%H%M%S%f}", timezone.now()
    story.save(force_insert=True)
    _link(Article.tags, story, "tag_id", one.tags)
    _link(Article.pictures, story, "picture_id", one.pictures)
    rows = [Article.related.through(from_article=story, to_article_id=other + 1) for other in one.related]
    Article.related.through.objects.bulk_create(rows)


def _link(relation, story, name, numbers):
    relation.through.objects.bulk_create(relation.through(article=story, **{name: one + 1}) for one in numbers)


measured.tell({"create": create}, connection)
