"""The demo newsroom: enough to judge the product by, loaded once, and read as a reader would."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db.models import Sum

from articles.models import Article, Edition, Genre, Section
from authors.models import Author
from frontpage.models import Layout, Slot
from images.models import Image
from masthead.models import Page
from newsroom.demo.loader import load
from newsroom.demo.stories import read_stories
from readership.models import HourlyViews, Message, Tally
from tests import words
from tests.make import HOUR, NOON

STORIES = read_stories()


@pytest.fixture(scope="module")
def _newsroom(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all the tests of this file; each is rolled back onto it, and it goes at the end."""
    from django.conf import settings
    from django.test.utils import override_settings

    folder = tmp_path_factory.mktemp("demo")
    originals = {"BACKEND": "images.storages.PrivateDisk", "OPTIONS": {"location": folder / "originals"}}
    files = {"MEDIA_ROOT": folder / "media", "STORAGES": {**settings.STORAGES, "originals": originals}}
    tasks = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder, TASKS=tasks, **files):
        load(NOON, lambda step: None)
        yield folder
        call_command("flush", interactive=False, verbosity=0)
        words.forget()
        from django.apps import apps

        from desk import roles

        roles.install(apps)
    assert folder != settings.DATA_DIR


@pytest.fixture
def newsroom(_newsroom, db, settings):
    settings.MEDIA_ROOT = _newsroom / "media"


@pytest.mark.usefixtures("newsroom")
class TestWhatIsThere:
    def test_enough_stories(self):
        assert Article.objects.filter(language="fr").count() >= 30
        assert Article.objects.filter(language="en").count() >= 8
        assert Article.objects.exclude(translation_of=None).count() >= 3
        assert Section.objects.filter(language="fr").count() == 6
        assert Author.objects.count() >= 8

    def test_three_long_ones_have_every_element(self):
        long = [edition for edition in Edition.objects.live(NOON) if edition.words >= 1200]
        full = [
            edition
            for edition in long
            if all(
                f"<{tag}" in edition.body
                for tag in ("h2", "h3", "blockquote", "cite", "ul", "ol", "a ", "figure", "hr")
            )
        ]
        assert len(full) >= 3

    def test_the_kinds_of_story(self):
        genres = set(Edition.objects.live(NOON).values_list("genre", flat=True))
        assert genres == set(Genre.values)

    def test_one_story_in_each_state(self):
        articles = Article.objects.with_status(NOON)
        statuses = set(articles.values_list("publication_status", flat=True))
        assert statuses >= {"unpublished", "scheduled", "live", "changed", "withdrawn"}
        unpublished = articles.filter(publication_status="unpublished")
        assert set(unpublished.values_list("stage", flat=True)) == {"draft", "submitted", "approved"}
        assert articles.filter(embargoed_until__gt=NOON).count() == 1
        assert (
            max(len([n for n in edition.notes if n["kind"] == "correction"]) for edition in Edition.objects.all()) == 2
        )

    def test_every_picture_is_there_with_alt_text_and_credit(self):
        for image in Image.objects.all():
            assert image.alt_text
            assert image.credit
            for address in (image.thumbnail_url, image.url, image.preview_url, image.share_url):
                assert default_storage.exists(address.removeprefix("/media/"))

    def test_every_author_has_a_biography_in_both_languages_and_those_of_the_newsroom_a_portrait(self):
        for author in Author.objects.all():
            assert author.biography
            assert author.biography_en
            assert author.portrait or author.former or author.role == Author.Role.CONTRIBUTORS

    def test_fronts_were_arranged_and_pages_written(self):
        assert Layout.objects.live(NOON).values("front").order_by().distinct().count() == 3
        assert Layout.objects.waiting(NOON).count() == 1
        assert Slot.objects.exclude(placed_by=None).exists()
        languages = Page.objects.values_list("language", flat=True)
        assert sorted(languages) == ["en"] * 5 + ["fr"] * 5

    def test_one_story_has_several_editions(self):
        assert Edition.objects.filter(article__slug="tempete-nuit-bas-mole").count() == 5

    def test_every_live_story_can_be_read_in_at_most_eight_queries(
        self, client, django_assert_max_num_queries, time_machine
    ):
        time_machine.move_to(NOON, tick=False)
        for edition in Edition.objects.live(NOON).select_related("section"):
            with django_assert_max_num_queries(8):
                assert client.get(edition.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_its_files_are_as_good_as_what_they_show(story):
    assert len(story.headline) <= 110
    assert 100 <= len(story.standfirst) <= 300
    assert len(story.tags) >= 2
    for number, later in enumerate(story.later, start=1):
        assert later.note or later.kind == "minor"
        assert all(story.after(number).body.count(after) == 1 for _before, after in later.changes), later


def test_the_first_page_has_readers_and_their_messages(newsroom):
    assert len(HourlyViews.objects.most_read(NOON - HOUR, NOON, 6)) == 6
    for tally in Tally.objects.annotate(hours=Sum("article__hourly_views__views")).exclude(hours=None):
        assert tally.views >= tally.hours
    assert Message.objects.count() == 5
    assert 0 < Message.objects.open().count() < 5
    assert not Message.objects.unmailed().exists()
