"""The made-up archive: stories as the verbs would have left them, in a database that is nobody's."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import finding, searching
from articles.models import Article, Edition, Takedown
from tests import make

pytestmark = pytest.mark.invariant
NUMBER = 150


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608  names of ours
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_the_stories_are_those_that_the_verbs_would_have_made():
    call_command("make_archive", NUMBER, verbosity=0)
    first = Article.objects.latest("pk")
    call_command("make_archive", 2, verbosity=0)
    older = Article.objects.latest("pk")
    assert Article.objects.count() == NUMBER + 2
    assert older.created_at < first.created_at
    for thing in (*Article.objects.all(), *Edition.objects.all()):
        assert thing.content().baked().digest == thing.digest
    shown = Article.objects.with_status(timezone.now()).values_list("publication_status", flat=True)
    assert {"live", "unpublished"} <= set(shown) <= {"live", "unpublished", "withdrawn"}
    assert Edition.objects.filter(kind="correction").exclude(note="").exists()
    assert Takedown.objects.count() == sum(status == "withdrawn" for status in shown)
    tables = searching.EDITIONS.table, finding.STORIES.table
    written = [rows(table) for table in tables]
    searching.fill(Edition.objects)
    finding.fill(Article)
    assert [rows(table) for table in tables] == written


@pytest.mark.django_db
@pytest.mark.parametrize("somebody", [lambda: User.objects.create_user("vera"), make.article])
def test_a_database_in_which_somebody_works_is_left_alone(somebody):
    somebody()
    before = Article.objects.count()
    with pytest.raises(CommandError, match="--yes"):
        call_command("make_archive", 2)
    assert Article.objects.count() == before


@pytest.mark.django_db
def test_numbers_that_make_no_sense_are_refused():
    with pytest.raises(CommandError, match="10,000,000"):
        call_command("make_archive", 0)
