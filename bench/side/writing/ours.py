import os

os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"

import django

django.setup()

import json  # noqa: E402
from itertools import count  # noqa: E402

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import publishing  # noqa: E402
from articles.models import Article, ArticleTag, Byline, RelatedPick  # noqa: E402
from bench import content, filling  # noqa: E402
from bench.side.writing import measured  # noqa: E402

numbers = count(1)
editor = User.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})[0]
browser = Client(HTTP_HOST="127.0.0.1")
browser.force_login(editor)


@transaction.atomic
def create(_before):
    """A working copy that is approved, as the other systems' stories are."""
    one = content.story(next(numbers), 2000)
    text = filling._text(one) | {"slug": f"written-{timezone.now():%H%M%S%f}"}
    story = Article.objects.create(stage=Article.Stage.APPROVED, created_by=editor, **text)
    Byline.objects.create(article=story, author_id=one.author + 1)
    ArticleTag.objects.bulk_create(ArticleTag(content_object=story, tag_id=tag + 1) for tag in one.tags)
    RelatedPick.objects.bulk_create(
        RelatedPick(article=story, other_id=other + 1, position=place) for place, other in enumerate(one.related)
    )
    story.note_change(timezone.now(), editor)
    return story


def save(story):
    """What the open form sends while somebody writes: the whole request, signed in."""
    fields = {name: [str(getattr(story, name))] for name in ("headline", "kicker", "standfirst", "body")}
    sent = {"article": story.pk, "by": editor.pk, "form": "aaaaaaaa-0000", "stamp": 1, "base": 1, "fields": fields}
    answer = browser.post(reverse("desk:keep"), json.dumps(sent), content_type="application/json")
    if "kept" not in answer.json():
        raise SystemExit(f"It was not kept: {answer.content}")
    return story


def publish(story):
    publishing.publish(story, at=timezone.now(), by=editor)


measured.tell({"create": create, "save": save, "publish": publish}, connection)
