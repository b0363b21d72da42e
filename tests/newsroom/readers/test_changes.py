"""The database notes what readers may see, whoever changes it, and nothing that they don't see."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from articles import publishing, tagging
from articles.models import Article
from authors.models import Author
from images.models import Image
from masthead.models import Masthead
from newsroom.models import Change
from newsroom.readers import triggers
from readership.models import HourlyViews
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = pytest.mark.django_db

# No page of readers shows any of it, or only with an edition that is noted; most read follows within a minute.
NEVER_SEEN = {
    *("articles.Byline", "articles.RelatedPick", "articles.ArticlePicture", "articles.Version", "articles.LogLine"),
    *("articles.ListChoice", "articles.ArticleTag", "images.ImageKeyword", "images.Keyword", "newsroom.Change"),
    *("readership.Message", "readership.Arrival", "readership.View", "readership.Tally", "readership.HourlyViews"),
    *("desk.OpenStory", "desk.Remark", "desk.SharedLink", "django_tasks_database.DBTaskResult"),
}
DJANGO = {"admin", "auth", "contenttypes", "sessions", "taggit"}


def noted(change):
    """Whether `change()` left a mark."""
    Change.objects.all().delete()
    change()
    return Change.objects.exists()


def test_every_model_is_watched_or_never_seen():
    models = {model._meta.label for model in apps.get_models() if model._meta.app_label not in DJANGO}
    watched = triggers.WATCHED.keys() | triggers.COLUMNS.keys() | triggers.SHOWN.keys()
    assert models == watched | NEVER_SEEN
    assert not watched & NEVER_SEEN


def test_verbs_are_noted():
    story, by = make.article(at=NOON - DAY), make.user()
    assert noted(lambda: publishing.publish(story, at=NOON, by=by))
    assert noted(lambda: publishing.correct(story, at=NOON + HOUR, by=by, changes={"headline": "Autre"}, kind="minor"))
    assert noted(lambda: publishing.withdraw(story, at=NOON + 2 * HOUR, by=by, reason="Faux."))
    assert noted(lambda: publishing.restore(story, at=NOON + 3 * HOUR, by=by))
    waits = make.article()
    assert noted(lambda: publishing.schedule(waits, at=NOON, by=by, when=NOON + DAY))
    assert noted(lambda: publishing.set_embargo(waits, until=NOON + HOUR, at=NOON + MINUTE, by=by))


def test_what_stands_around_the_stories_is_noted():
    section, author, front = make.section(), make.author(), make.layout()
    for row in (section, author, make.masthead(), make.page(), front, make.tag("Port")):
        assert noted(row.save), row
    assert noted(lambda: Author.objects.update(display_name="Autre"))  # a queryset sends no signal
    assert noted(author.delete)


def test_sql_is_noted():
    make.masthead()

    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE masthead_masthead SET name = 'Autre'")

    assert noted(by_hand)
    assert Masthead.objects.get().name == "Autre"


def test_merged_tags_are_noted():
    one, other = make.tag("Port"), make.tag("Ports")
    make.published(tags=["Ports"])
    assert noted(lambda: tagging.merge([other], one, make.user()))


def test_drafts_views_and_new_pictures_are_not_noted():
    story = make.published()
    assert not noted(lambda: make.article(section=story.section, bylines=[]))
    assert not noted(
        lambda: Article.objects.update(headline="Une autre", body="<p>Autre.</p>", version=F("version") + 1)
    )
    assert not noted(lambda: HourlyViews.objects.create(article=story, hour=timezone.now(), views=3))
    assert not noted(make.image)


def test_pictures_are_noted_once_a_page_shows_them():
    picture, other = make.image(), make.image()
    change = {"renditions": {"16:9": {"mark": "50-50", "webp": [320]}}}
    assert not noted(lambda: Image.objects.update(**change))
    make.published(lead_image=picture)
    assert noted(lambda: Image.objects.filter(pk=picture.pk).update(alt_text="Le pont"))
    assert not noted(lambda: Image.objects.filter(pk=picture.pk).update(tries=3))
    assert not noted(lambda: Image.objects.filter(pk=other.pk).update(alt_text="Le pont"))
    make.author(portrait=other)
    assert noted(lambda: Image.objects.filter(pk=other.pk).update(alt_text="Elle"))


def test_what_migrating_loses_comes_back_and_what_is_old_goes():
    def names():
        with connection.cursor() as cursor:
            return triggers._there(cursor, connection.vendor)

    before = names()
    name, table = next(iter(before.items()))
    with connection.cursor() as cursor:
        on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
        old = triggers.Trigger(table, "UPDATE").sql(connection.vendor)
        cursor.execute(f'CREATE TRIGGER "readers_of_another_release" {old}')
    call_command("migrate", verbosity=0)
    assert names() == before
