"""Asking for the stories of one status finds exactly those that have it, after any sequence of decisions."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import publishing, refusals
from articles.models import Article
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
Status = Article.PublicationStatus

DECISIONS = {
    "publish": lambda story, at: publishing.publish(story, at=at, by=None, kind="minor", pending="keep"),
    "publish alone": lambda story, at: publishing.publish(story, at=at, by=None, kind="minor", pending="drop"),
    "publish first": lambda story, at: publishing.publish(story, at=at, by=None),
    "schedule": lambda story, at: publishing.schedule(story, when=at + DAY, at=at, by=None),
    "schedule update": lambda story, at: publishing.schedule(
        story, when=at + 2 * HOUR, at=at, by=None, kind="minor", pending="drop"
    ),
    "cancel": lambda story, at: publishing.cancel(story, at=at, by=None),
    "withdraw": lambda story, at: publishing.withdraw(story, at=at, by=None, reason="R."),
    "withdraw later": lambda story, at: publishing.withdraw(
        story, at=at, when=at + 3 * HOUR, by=None, reason="R.", pending="keep"
    ),
    "kill": lambda story, at: publishing.kill(story, at=at, by=None, reason="R."),
    "restore": lambda story, at: publishing.restore(story, at=at, by=None),
    "rewrite": lambda story, at: make.change(story, at=at, headline=f"Titre {at}"),
    "embargo": lambda story, at: make.change(story, at=at, embargoed_until=at + 5 * HOUR),
    "no embargo": lambda story, at: make.change(story, at=at, embargoed_until=None),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.integers(0, 30)), min_size=3, max_size=12)


def decide(story, name, at):
    story.refresh_from_db()
    try:
        with transaction.atomic():
            DECISIONS[name](story, at)
    except refusals.Refusal:
        pass


class TestAgreement(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(STEPS, min_size=1, max_size=2))
    def test_the_filter_and_the_annotation_agree(self, lives):
        at = NOON
        for steps in lives:
            story, at = make.article(), NOON
            for name, hours in steps:
                at += timedelta(hours=hours, minutes=7)
                decide(story, name, at)
        for asked in (at, at + 2 * HOUR, at + 4 * HOUR, at + 9 * DAY):
            stories = Article.objects.with_status(asked).values_list("pk", "publication_status")
            found = [
                (pk, status)
                for status in Status
                for pk in Article.objects.of_status(status, asked).values_list("pk", flat=True)
            ]
            assert sorted(found) == sorted(stories)
