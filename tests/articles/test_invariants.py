"""What the database itself guarantees about editions, on SQLite and on PostgreSQL, whatever code writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles import publishing
from articles.models import Edition
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.invariant]

MAY_CHANGE = {"live_from", "live_until", "first_published_at", "updated_at", "made_by", "digest"}


@pytest.fixture
def edition():
    article = make.published(bylines=[make.author(), make.author()], lead_image=make.image())
    return article.editions.get()


def copy_of(edition, live_from, live_until):
    edition.pk = None
    edition.live_from, edition.live_until = live_from, live_until
    with transaction.atomic():
        edition.save(force_insert=True)
    return edition


class TestPeriods:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (NOON - HOUR, NOON + MINUTE),
            (NOON + HOUR, NOON + 2 * HOUR),
            (NOON, None),
            (NOON - HOUR, None),
            (NOON + 9 * DAY, None),
        ],
    )
    def test_two_of_one_article_never_overlap(self, edition, start, end):
        with pytest.raises(IntegrityError):
            copy_of(edition, start, end)

    def test_they_may_touch(self, edition):
        copy_of(edition, NOON - HOUR, NOON)

    def test_an_empty_one_overlaps_nothing(self, edition):
        copy_of(edition, NOON + HOUR, NOON + HOUR)

    def test_they_are_exact_to_the_microsecond(self, edition):
        with pytest.raises(IntegrityError):
            copy_of(edition, NOON - HOUR, NOON.replace(microsecond=1))

    def test_one_can_not_be_moved_into_another(self, edition):
        other = copy_of(edition, NOON - HOUR, NOON - MINUTE)
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=other.pk).update(live_until=None)

    def test_one_never_runs_backwards(self, edition):
        with pytest.raises(IntegrityError):
            copy_of(edition, NOON - HOUR, NOON - 2 * HOUR)

    def test_those_of_other_articles_are_free(self, edition):
        assert make.published(at=NOON).editions.count() == 1


class TestContent:
    frozen = sorted({field.name for field in Edition._meta.local_concrete_fields} - MAY_CHANGE)

    @pytest.mark.parametrize("name", frozen)
    def test_it_never_changes(self, edition, name):
        field = Edition._meta.get_field(name)
        other = make.published(language="en", lead_image=make.image())
        if field.is_relation:
            new = getattr(other, field.attname, other.pk)
        else:
            new = {"CharField": "en", "SlugField": "x", "TextField": "x", "URLField": "https://x.example"}.get(
                field.get_internal_type(), {"BooleanField": True, "JSONField": [1]}.get(field.get_internal_type(), 99)
            )
            new = NOON + DAY if field.get_internal_type() == "DateTimeField" else new
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**{name: new})

    def test_bylines_pictures_and_related_stories_are_frozen_too(self, edition):
        with pytest.raises(IntegrityError), transaction.atomic():
            edition.bylines.update(position=9)

    def test_what_an_edition_shows_can_not_be_deleted(self, edition):
        for shown in (edition.section, edition.lead_image, edition.bylines.first().author, edition.article):
            with pytest.raises(ProtectedError):
                shown.delete()


class TestAllOrNothing:
    """Invariant 3: a verb that fails half-way, anywhere, changes nothing."""

    VERBS = {
        "publish": lambda article: publishing.publish(
            article, at=NOON + 2 * HOUR, by=None, kind="update", pending="keep"
        ),
        "correct": lambda article: publishing.correct(
            article, at=NOON + 2 * HOUR, by=None, kind="minor", changes={"body": "<p>Juste.</p>"}, pending="carry"
        ),
        "reschedule": lambda article: publishing.reschedule(article, when=NOON + 2 * DAY, at=NOON + 2 * HOUR, by=None),
        "cancel": lambda article: publishing.cancel(article, at=NOON + 2 * HOUR, by=None),
        "withdraw": lambda article: publishing.withdraw(
            article, at=NOON + 2 * HOUR, by=None, reason="R", pending="drop"
        ),
        "kill": lambda article: publishing.kill(article, at=NOON + 2 * HOUR, by=None, reason="R"),
    }

    @pytest.mark.parametrize("name", VERBS)
    def test_a_failure_between_any_two_statements_leaves_the_story_as_it_was(self, name):
        article = make.change(make.published(body="<p>Faux.</p>"), headline="Prévu")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind="update")
        make.change(article, headline="Urgent")
        before, statement, done = self.state(article), 0, False
        while not done:
            statement += 1
            fuse = Fuse(statement)
            try:
                with transaction.atomic(), connection.execute_wrapper(fuse):
                    self.VERBS[name](article)
                done = True
            except Blown:
                assert self.state(article) == before, f"statement {statement}"
        assert statement > 2
        assert self.state(article) != before

    def state(self, article):
        return (
            list(Edition.objects.filter(article=article).order_by("pk").values()),
            list(article.takedowns.values()),
            type(article).objects.filter(pk=article.pk).values().get(),
        )


class Blown(Exception):
    pass


class Fuse:
    """Lets some writing statements pass and fails at the next one."""

    def __init__(self, lasts):
        self.left = lasts

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT")):
            self.left -= 1
            if self.left == 0:
                raise Blown
        return execute(sql, params, many, context)
