"""Each decision about a story stands in its log: who, what, when, from where. Whoever may not decide is refused."""

import pytest

from articles import publishing, review
from articles.log import Where
from articles.refusals import Gated, NotAllowed, OverrideNotAllowed
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from masthead.models import Masthead
from tests import make
from tests.make import HOUR, NOON


def test_who_what_when_from_where(db):
    editor, article = make.user(EDITOR), make.article()
    when = NOON + HOUR
    publishing.schedule(article, when=when, at=NOON, by=editor, where=Where("calendar", "192.0.2.1"))
    line = article.log.get()
    assert (line.verb, line.by, line.at, line.screen, line.address) == (
        "schedule",
        editor,
        NOON,
        "calendar",
        "192.0.2.1",
    )
    assert line.detail == {"when": when.isoformat()}


def test_a_refusal_leaves_no_line(db):
    article = make.article(body="")
    with pytest.raises(publishing.refusals.Incomplete):
        publishing.publish(article, at=NOON, by=None)
    assert not article.log.exists()


def test_a_journalist_submits_own_stories_only_and_publishes_none(db):
    journalist = make.user(JOURNALIST)
    own, foreign = make.article(created_by=journalist), make.article()
    review.submit(own, at=NOON, by=journalist)
    with pytest.raises(NotAllowed):
        review.submit(foreign, at=NOON, by=journalist)
    with pytest.raises(NotAllowed):
        publishing.publish(own, at=NOON, by=journalist)


def test_a_story_with_ones_own_byline_is_ones_own(db):
    journalist = make.user(JOURNALIST)
    article = make.article(bylines=[make.author(user=journalist)])
    assert journalist.has_perm("articles.change_article", article)


class TestGate:
    @pytest.fixture(autouse=True)
    def _standfirst_is_required(self, db):
        Masthead.objects.create(name="L’Estran", gate={"standfirst": "block"})

    def test_what_blocks_is_said(self):
        article = make.article(standfirst="")
        with pytest.raises(Gated) as refusal:
            publishing.publish(article, at=NOON, by=None)
        assert [finding.rule for finding in refusal.value.findings] == ["standfirst"]

    def test_an_override_needs_the_right_and_is_logged_with_its_reason(self):
        article = make.article(standfirst="")
        with pytest.raises(OverrideNotAllowed):
            publishing.publish(article, at=NOON, by=make.user(EDITOR), override="Urgent")
        publishing.publish(article, at=NOON, by=make.user(CHIEF_EDITOR), override="Urgent")
        assert article.log.get().detail == {"override": "Urgent"}
