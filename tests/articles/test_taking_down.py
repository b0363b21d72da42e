"""Withdraw, kill and restore: down at once or by plan, and back again."""

import pytest

from articles import publishing, refusals
from articles.models import Article, Edition, Takedown
from articles.publishing import Pending
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON, live

pytestmark = pytest.mark.django_db
Kind = Edition.Kind


class TestTakeDown:
    def test_a_withdrawn_story_is_gone_and_can_come_back_as_it_was(self):
        article = make.published(headline="Revient")
        publishing.withdraw(article, at=NOON + HOUR, by=None, reason="Vérification.")
        assert live(article, NOON + 2 * HOUR) is None
        publishing.restore(article, at=NOON + DAY, by=None)
        back = live(article, NOON + DAY)
        assert (back.headline, back.first_published_at, back.updated_at) == ("Revient", NOON, None)

    def test_a_withdrawal_can_be_planned_moved_and_undone(self):
        article = make.published()
        publishing.withdraw(article, at=NOON + HOUR, by=None, reason="Fin.", when=NOON + DAY)
        assert live(article, NOON + DAY - MINUTE)
        assert live(article, NOON + DAY) is None
        publishing.withdraw(article, at=NOON + 2 * HOUR, by=None, reason="Fin.", when=NOON + 3 * DAY)
        assert live(article, NOON + 2 * DAY)
        publishing.restore(article, at=NOON + 3 * HOUR, by=None)
        assert live(article, NOON + 9 * DAY)

    def test_a_planned_end_outlives_a_correction(self):
        article = make.published()
        publishing.withdraw(article, at=NOON + HOUR, by=None, reason="Fin.", when=NOON + DAY)
        publishing.correct(article, at=NOON + 2 * HOUR, by=None, kind=Kind.MINOR, changes={"headline": "Juste"})
        assert live(article, NOON + 3 * HOUR).headline == "Juste"
        assert live(article, NOON + DAY) is None

    def test_a_pending_edition_must_be_decided_about(self):
        article = make.change(make.published(), headline="Prévu")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        with pytest.raises(refusals.PendingWaits):
            publishing.withdraw(article, at=NOON + 2 * HOUR, by=None, reason="Vérification.")
        publishing.withdraw(article, at=NOON + 2 * HOUR, by=None, reason="Vérification.", pending=Pending.KEEP)
        assert live(article, NOON + 3 * HOUR) is None
        assert live(article, NOON + DAY).headline == "Prévu"

    @pytest.mark.parametrize("when", [NOON + DAY, NOON + 2 * DAY])
    def test_an_edition_is_not_moved_behind_a_planned_withdrawal_unsaid(self, when):
        article = make.change(make.published(), headline="Prévu")
        publishing.schedule(article, when=NOON + 5 * HOUR, at=NOON + HOUR, by=None, kind="update")
        publishing.withdraw(article, at=NOON + 2 * HOUR, by=None, reason="Fin.", when=NOON + DAY)
        with pytest.raises(refusals.WithdrawnBefore):
            publishing.reschedule(article, when=when, at=NOON + 3 * HOUR, by=None)
        with pytest.raises(refusals.WithdrawnBefore):
            publishing.schedule(
                article, when=when, at=NOON + 3 * HOUR, by=None, kind="update", note="N", pending=Pending.DROP
            )

    def test_what_never_appeared_can_be_killed_and_freed_again(self):
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        publishing.kill(article, at=NOON + HOUR, by=None, reason="Décision de justice.")
        assert Article.objects.with_status(NOON + DAY).get(pk=article.pk).publication_status == "killed"
        assert publishing.restore(article, at=NOON + 2 * HOUR, by=None) is None
        publishing.publish(article, at=NOON + 3 * HOUR, by=None)

    def test_cancelling_the_only_edition_takes_a_planned_withdrawal_with_it(self):
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        publishing.withdraw(article, at=NOON + HOUR, by=None, reason="Fin.", when=NOON + 2 * DAY)
        publishing.cancel(article, at=NOON + 2 * HOUR, by=None)
        assert publishing.publish(article, at=NOON + 3 * HOUR, by=None).live_until is None

    def test_nothing_that_is_not_there_can_be_withdrawn(self):
        with pytest.raises(refusals.NothingToTakeDown):
            publishing.withdraw(make.article(), at=NOON, by=None, reason="Rien.")

    @pytest.mark.parametrize("verb", [publishing.withdraw, publishing.kill])
    def test_a_reason_is_required(self, verb):
        with pytest.raises(refusals.ReasonRequired):
            verb(make.published(), at=NOON + HOUR, by=None, reason=" ")

    def test_a_kill_takes_everything_down_even_what_waits(self):
        article = make.change(make.published(), headline="Prévu")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        publishing.kill(article, at=NOON + 2 * HOUR, by=None, reason="Décision de justice.")
        assert not Edition.objects.live(NOON + 2 * HOUR).filter(article=article).exists()
        assert not Edition.objects.live(NOON + DAY).filter(article=article).exists()

    def test_a_killed_story_can_only_be_restored(self):
        article = make.published()
        publishing.kill(article, at=NOON + HOUR, by=None, reason="Décision de justice.")
        make.change(article, headline="Nouveau")
        with pytest.raises(refusals.Killed):
            publishing.publish(article, at=NOON + 2 * HOUR, by=None, kind=Kind.UPDATE)
        with pytest.raises(refusals.Killed):
            publishing.kill(article, at=NOON + 2 * HOUR, by=None, reason="Encore.")

    def test_the_notes_of_a_killed_story_stay_sealed(self):
        article = make.published()
        publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.CORRECTION, note="Nom retiré.")
        publishing.kill(article, at=NOON + 2 * HOUR, by=None, reason="Décision de justice.")
        publishing.restore(article, at=NOON + DAY, by=None)
        assert live(article, NOON + DAY).notes == []

    def test_nothing_is_restored_that_was_not_taken_down(self):
        with pytest.raises(refusals.NothingToRestore):
            publishing.restore(make.published(), at=NOON + HOUR, by=None)

    def test_the_reason_is_kept(self):
        article = make.published()
        editor = make.user()
        publishing.withdraw(article, at=NOON + HOUR, by=editor, reason="Erreur.", notice="Retiré.")
        takedown = Takedown.objects.get(article=article)
        assert (takedown.reason, takedown.notice, takedown.made_by) == ("Erreur.", "Retiré.", editor)
