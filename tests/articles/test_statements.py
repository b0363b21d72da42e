"""What a decision asks of the database, whatever stands around the story; on PostgreSQL never more than 20 statements.

BEGIN and COMMIT are counted, and what follows them: the spellings of new words, and whether anybody is to be told.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import history, publishing
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.invariant]

POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def told():
    """A story with two authors, two tags, three pictures, two related stories, one of them linked in its text."""
    others, images = [make.published(at=NOON - DAY) for _ in range(2)], [make.image() for _ in range(3)]
    figures = "".join(f'<figure data-image-id="{image.pk}"></figure>' for image in images[1:])
    story = make.article(
        body=f'<p>Le <a data-article-id="{others[0].pk}">pont</a> rouvre.</p>{figures}',
        bylines=[make.author(), make.author()],
        tags=[make.tag("pont"), make.tag("port")],
        lead_image=images[0],
        at=NOON - DAY,
    )
    for position, other in enumerate(others):
        story.related_picks.create(other=other, position=position)
    story.note_change(NOON - HOUR)
    return story


@pytest.fixture
def counted(django_capture_on_commit_callbacks):
    """How many statements a call needs, what follows its commit included."""

    def count(act, *args, **said):
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            act(*args, by=None, **said)
        return len(queries)

    return count


def hour(number):
    return NOON + number * HOUR


def test_publishing_correcting_scheduling(told, counted):
    correction = {"changes": {"headline": "Le pont ferme"}, "kind": "correction", "note": "Il ferme."}
    counts = [
        counted(publishing.publish, told, at=hour(0)),
        counted(publishing.correct, told, at=hour(1), **correction),
        counted(publishing.publish, make.change(told, at=hour(2), standfirst="Enfin"), at=hour(2), kind="update"),
        counted(
            publishing.schedule, make.change(told, at=hour(3), kicker="Port"), at=hour(3), when=hour(5), kind="update"
        ),
        counted(publishing.reschedule, told, at=hour(4), when=hour(6)),
    ]
    assert counts == ([16, 19, 16, 15, 11] if POSTGRESQL else [21, 24, 21, 20, 11])


def test_saving(told, counted):
    """Within the transaction of the form."""
    words = told.values() | {"headline": "Le pont rouvre enfin"}
    assert counted(history.save, told, words, seen=told.version, at=hour(0)) == 6
    assert counted(history.save, told, words, seen=told.version, at=hour(1)) == 2  # nothing is new
    told.refresh_from_db()
    signed = told.values() | {"bylines": [[make.author().pk, "words"]], "related": []}
    assert counted(history.save, told, signed, seen=told.version, at=hour(2)) == 10
