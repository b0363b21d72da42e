import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.side.wagtail_site.settings"

import django

django.setup()

from itertools import count  # noqa: E402

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from taggit.models import Tag  # noqa: E402

from bench import content  # noqa: E402
from bench.side.wagtail_site.fill import draft  # noqa: E402
from bench.side.wagtail_site.models import ArticlePage, RelatedArticle, SectionPage  # noqa: E402
from bench.side.writing import measured  # noqa: E402

numbers = count(1)
editor = User.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})[0]
sections = list(SectionPage.objects.order_by("path"))
tags = {tag.slug: tag for tag in Tag.objects.all()}
pages = dict(ArticlePage.objects.values_list("slug", "pk"))


@transaction.atomic
def create(_before):
    """A page that isn't live, with all that belongs to it: saved as the editor saves it, by its form's clusters."""
    one = content.story(next(numbers), 2000)
    page = draft(one)
    page.slug, page.live, page.published, page.owner = (
        f"written-{timezone.now():%H%M%S%f}",
        False,
        timezone.now(),
        editor,
    )
    page.tags.set([tags[f"tag-{tag}"] for tag in one.tags])
    page.related_articles = [RelatedArticle(article_id=pages[f"story-{other}"]) for other in one.related]
    return sections[one.section].add_child(instance=page)


def save(page):
    """What its editor does every time that it saves by itself, at the least: one more revision."""
    page.standfirst += " Again."
    page.save_revision(user=editor)
    return page


def publish(page):
    page.save_revision(user=editor).publish(user=editor)


measured.tell({"create": create, "save": save, "publish": publish}, connection)
