"""The verbs, one rule after the other; what they guarantee together is in test_invariants.py."""

import pytest

from articles import publishing, refusals
from articles.models import Article, Edition
from articles.publishing import Pending
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON, live

pytestmark = pytest.mark.django_db
Kind = Edition.Kind


class TestPublish:
    def test_readers_see_the_story_from_that_instant_on(self):
        article = make.article()
        edition = publishing.publish(article, at=NOON, by=None)
        assert live(article, NOON) == edition
        assert live(article, NOON - MINUTE) is None
        assert (edition.kind, edition.live_until) == (Kind.FIRST, None)

    def test_an_edition_has_everything_a_reader_needs(self):
        author, picture, other = make.author(), make.image(), make.article()
        body = f'<p>Du texte.</p><figure data-image-id="{picture.pk}" data-layout="wide"></figure>'
        article = make.article(body=body, bylines=[author], tags=["Port"], lead_image=picture, kicker="Pêche")
        article.related_picks.create(other=other)
        edition = publishing.publish(article, at=NOON, by=None)
        edition.refresh_from_db()
        assert edition.kicker == "Pêche"
        assert edition.lead_image == picture
        assert list(edition.authors.all()) == [author]
        assert [tag.name for tag in edition.tags.all()] == ["Port"]
        assert list(edition.pictures.all()) == [picture]
        assert list(edition.related.all()) == [other]
        assert (edition.words, edition.reading_minutes) == (2, 1)

    def test_the_body_is_cleaned_whatever_path_it_came_by(self):
        article = make.article(body="<p>Du texte.</p>")
        Article.objects.filter(pk=article.pk).update(body='<p onclick="x()">Du texte.<script>alert(1)</script></p>')
        assert publishing.publish(article, at=NOON, by=None).body == "<p>Du texte.</p>"

    def test_what_is_published_is_approved_and_has_an_address(self):
        article = make.article(headline="Le pont rouvre enfin", slug="")
        publishing.publish(article, at=NOON, by=None)
        article.refresh_from_db()
        assert (article.stage, article.slug) == (Article.Stage.APPROVED, "le-pont-rouvre-enfin")
        assert Article.objects.with_status(NOON).get(pk=article.pk).publication_status == "live"

    def test_a_draft_over_a_live_story_is_invisible(self):
        article = make.published(headline="Ancien")
        make.change(article, headline="Nouveau")
        assert live(article, NOON + DAY).headline == "Ancien"

    def test_the_next_edition_starts_where_the_last_one_ends(self):
        article = make.published()
        make.change(article, headline="Nouveau")
        second = publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.MINOR)
        first = article.editions.order_by("live_from").first()
        assert first.live_until == second.live_from == NOON + HOUR

    @pytest.mark.parametrize(
        ("values", "missing"), [({"headline": " "}, "titre"), ({"body": ""}, "texte")], ids=["headline", "body"]
    )
    def test_it_refuses_what_is_incomplete_and_says_what_is_missing(self, values, missing):
        with pytest.raises(refusals.Incomplete, match=missing):
            publishing.publish(make.article(**values), at=NOON, by=None)

    def test_it_refuses_a_section_of_another_language(self):
        article = make.article(section=make.section("en"), language="fr")
        with pytest.raises(refusals.Incomplete, match="rubrique"):
            publishing.publish(article, at=NOON, by=None)

    def test_it_refuses_a_body_that_is_empty_once_it_is_clean(self):
        with pytest.raises(refusals.Incomplete, match="texte"):
            publishing.publish(make.article(body="<p> </p><script>x</script>"), at=NOON, by=None)

    def test_it_refuses_a_picture_that_is_no_longer_there(self):
        article = make.article(body='<p>Un.</p><figure data-image-id="987654"></figure>')
        with pytest.raises(refusals.Incomplete, match="photothèque"):
            publishing.publish(article, at=NOON, by=None)

    def test_it_refuses_a_spiked_story(self):
        with pytest.raises(refusals.Spiked):
            publishing.publish(make.article(stage=Article.Stage.SPIKED), at=NOON, by=None)

    def test_it_refuses_to_publish_the_same_again(self):
        article = make.published()
        with pytest.raises(refusals.NothingToPublish):
            publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.MINOR)

    def test_a_note_alone_is_something_new(self):
        article = make.published()
        edition = publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.CLARIFICATION, note="À savoir.")
        assert edition.note == "À savoir."

    @pytest.mark.parametrize("kind", [None, "", Kind.FIRST])
    def test_a_change_of_a_live_story_must_say_of_which_kind_it_is(self, kind):
        article = make.change(make.published(), headline="Nouveau")
        with pytest.raises(refusals.KindRequired):
            publishing.publish(article, at=NOON + HOUR, by=None, kind=kind)

    @pytest.mark.parametrize("kind", sorted(Edition.NOTE_REQUIRED))
    def test_readers_are_owed_a_note(self, kind):
        article = make.change(make.published(), headline="Nouveau")
        with pytest.raises(refusals.NoteRequired):
            publishing.publish(article, at=NOON + HOUR, by=None, kind=kind, note=" ")

    def test_it_refuses_a_decision_that_was_overtaken(self):
        article = make.published(at=NOON + HOUR)
        make.change(article, headline="Nouveau")
        with pytest.raises(refusals.Overtaken):
            publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.MINOR)

    def test_it_refuses_a_time_without_a_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            publishing.publish(make.article(), at=NOON.replace(tzinfo=None), by=None)


class TestPublicDates:
    def test_a_minor_change_moves_no_date(self):
        article = make.change(make.published(), headline="Sans faute")
        edition = publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.MINOR)
        assert (edition.first_published_at, edition.updated_at) == (NOON, None)

    def test_a_substantive_change_is_an_update_and_stays_one_through_minor_ones(self):
        article = make.change(make.published(), headline="Complété")
        publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        make.change(article, headline="Complété, sans faute")
        edition = publishing.publish(article, at=NOON + DAY, by=None, kind=Kind.MINOR)
        assert (edition.first_published_at, edition.updated_at) == (NOON, NOON + HOUR)

    def test_a_scheduled_first_edition_brings_its_own_date(self):
        article = make.article()
        edition = publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        assert edition.first_published_at == NOON + DAY
        publishing.reschedule(article, when=NOON + 2 * DAY, at=NOON + HOUR, by=None)
        edition.refresh_from_db()
        article.refresh_from_db()
        assert edition.first_published_at == article.first_published_at == NOON + 2 * DAY

    def test_the_notes_of_earlier_editions_are_remembered_newest_first(self):
        article = make.published()
        for hours, note in ((1, "Première."), (2, "Seconde.")):
            publishing.publish(article, at=NOON + hours * HOUR, by=None, kind=Kind.CORRECTION, note=note)
        notes = live(article, NOON + DAY).notes
        assert [(note["text"], note["at"]) for note in notes] == [
            ("Seconde.", NOON + 2 * HOUR),
            ("Première.", NOON + HOUR),
        ]


class TestSchedule:
    def test_it_appears_exactly_then_and_what_is_live_stays_until_then(self):
        article = make.change(make.published(headline="Ancien"), headline="Nouveau")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        assert live(article, NOON + DAY - MINUTE / 60).headline == "Ancien"
        assert live(article, NOON + DAY).headline == "Nouveau"

    @pytest.mark.parametrize("when", [NOON, NOON - MINUTE])
    def test_it_refuses_the_past(self, when):
        with pytest.raises(refusals.InThePast):
            publishing.schedule(make.article(), when=when, at=NOON, by=None)

    def test_only_one_edition_waits_and_replacing_it_must_be_said(self):
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        make.change(article, headline="Nouveau")
        with pytest.raises(refusals.PendingWaits):
            publishing.schedule(article, when=NOON + 2 * DAY, at=NOON + HOUR, by=None)
        publishing.schedule(article, when=NOON + 2 * DAY, at=NOON + HOUR, by=None, pending=Pending.DROP)
        assert live(article, NOON + DAY) is None
        assert live(article, NOON + 2 * DAY).headline == "Nouveau"

    def test_replacing_it_by_a_later_one_leaves_no_gap(self):
        article = make.change(make.published(headline="Ancien"), headline="Nouveau")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        publishing.schedule(
            article, when=NOON + 2 * DAY, at=NOON + 2 * HOUR, by=None, kind=Kind.UPDATE, pending=Pending.DROP
        )
        assert live(article, NOON + 2 * DAY - MINUTE).headline == "Ancien"

    @pytest.mark.parametrize("moved", [NOON + 2 * HOUR, NOON + 3 * DAY], ids=["earlier", "later"])
    def test_it_can_be_moved_and_leaves_no_gap(self, moved):
        article = make.change(make.published(headline="Ancien"), headline="Nouveau")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        publishing.reschedule(article, when=moved, at=NOON + HOUR + MINUTE, by=None)
        assert live(article, moved - MINUTE).headline == "Ancien"
        assert live(article, moved).updated_at == moved

    def test_cancelling_leaves_what_is_live(self):
        article = make.change(make.published(headline="Ancien"), headline="Nouveau")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
        publishing.cancel(article, at=NOON + 2 * HOUR, by=None)
        assert live(article, NOON + 9 * DAY).headline == "Ancien"

    def test_cancelling_the_first_edition_forgets_its_date(self):
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        publishing.cancel(article, at=NOON + HOUR, by=None)
        article.refresh_from_db()
        assert article.first_published_at is None

    @pytest.mark.parametrize("verb", [publishing.cancel, publishing.reschedule])
    def test_what_is_not_scheduled_can_be_neither_moved_nor_cancelled(self, verb):
        when = {"when": NOON + DAY} if verb is publishing.reschedule else {}
        with pytest.raises(refusals.NothingScheduled):
            verb(make.published(), at=NOON + HOUR, by=None, **when)


class TestPending:
    """Invariant 4: a pending edition never silently brings old words back over a fresh correction."""

    @pytest.fixture
    def article(self):
        article = make.change(make.published(headline="Ancien", body="<p>Faute.</p><p>Suite.</p>"), headline="Prévu")
        publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.MINOR)
        return article

    def test_publishing_now_asks_what_becomes_of_it(self, article):
        make.change(article, headline="Urgent")
        with pytest.raises(refusals.PendingWaits):
            publishing.publish(article, at=NOON + 2 * HOUR, by=None, kind=Kind.UPDATE)

    def test_it_stays_if_told_so_and_its_dates_tell_the_truth(self, article):
        make.change(article, headline="Urgent")
        publishing.publish(article, at=NOON + 2 * HOUR, by=None, kind=Kind.UPDATE, pending=Pending.KEEP)
        assert live(article, NOON + 3 * HOUR).headline == "Urgent"
        assert live(article, NOON + DAY).headline == "Prévu"
        assert live(article, NOON + DAY).updated_at == NOON + 2 * HOUR

    def test_it_goes_if_told_so(self, article):
        make.change(article, headline="Urgent")
        publishing.publish(article, at=NOON + 2 * HOUR, by=None, kind=Kind.UPDATE, pending=Pending.DROP)
        assert live(article, NOON + 9 * DAY).headline == "Urgent"

    def test_a_correction_is_carried_into_it_if_told_so(self, article):
        publishing.correct(
            article,
            at=NOON + 2 * HOUR,
            by=None,
            kind=Kind.CORRECTION,
            note="Corrigé.",
            changes={"body": "<p>Juste.</p><p>Suite.</p>"},
            pending=Pending.CARRY,
        )
        waiting = live(article, NOON + DAY)
        assert (waiting.headline, waiting.body) == ("Prévu", "<p>Juste.</p><p>Suite.</p>")
        assert [note["text"] for note in waiting.notes] == ["Corrigé."]

    def test_a_correction_that_clashes_with_it_is_refused_and_changes_nothing(self, article):
        before = list(article.editions.values_list("pk", "live_from", "live_until"))
        with pytest.raises(refusals.FixConflicts):
            publishing.correct(
                article,
                at=NOON + 2 * HOUR,
                by=None,
                kind=Kind.MINOR,
                changes={"headline": "Autre"},
                pending=Pending.CARRY,
            )
        assert list(article.editions.values_list("pk", "live_from", "live_until")) == before

    def test_what_was_to_be_the_first_edition_becomes_an_update(self):
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        make.change(article, headline="Plus tôt")
        publishing.publish(article, at=NOON + HOUR, by=None, pending=Pending.KEEP)
        later = live(article, NOON + DAY)
        assert (later.kind, later.first_published_at) == (Kind.UPDATE, NOON + HOUR)


class TestCorrect:
    def test_the_live_story_is_fixed_while_a_rewrite_waits(self):
        article = make.published(body="<p>Faute.</p><p>Suite.</p>")
        make.change(article, headline="Réécrit", body="<p>Faute.</p><p>Tout autre suite.</p>")
        edition, conflicts = publishing.correct(
            article, at=NOON + HOUR, by=None, kind=Kind.MINOR, changes={"body": "<p>Juste.</p><p>Suite.</p>"}
        )
        article.refresh_from_db()
        assert (edition.headline, edition.body) != (article.headline, article.body)
        assert edition.body == "<p>Juste.</p><p>Suite.</p>"
        assert article.body == "<p>Juste.</p><p>Tout autre suite.</p>"
        assert conflicts == set()

    def test_a_conflict_leaves_the_working_copy_as_it_was_and_is_reported(self):
        article = make.published(body="<p>Faute.</p>")
        make.change(article, body="<p>Réécrit.</p>")
        _edition, conflicts = publishing.correct(
            article, at=NOON + HOUR, by=None, kind=Kind.MINOR, changes={"body": "<p>Juste.</p>"}
        )
        article.refresh_from_db()
        assert (article.body, conflicts) == ("<p>Réécrit.</p>", {"body"})

    def test_afterwards_an_untouched_working_copy_has_no_changes_waiting(self):
        article = make.published()
        publishing.correct(article, at=NOON + HOUR, by=None, kind=Kind.MINOR, changes={"headline": "Juste"})
        assert Article.objects.with_status(NOON + DAY).get(pk=article.pk).publication_status == "live"

    def test_nothing_is_corrected_into_nothing(self):
        with pytest.raises(refusals.Incomplete):
            publishing.correct(make.published(), at=NOON + HOUR, by=None, kind=Kind.MINOR, changes={"body": "<p></p>"})

    def test_a_fix_of_another_edition_than_the_live_one_is_overtaken(self):
        article = make.published()
        seen = live(article, NOON).pk
        publishing.correct(article, at=NOON + HOUR, by=None, kind=Kind.MINOR, changes={"headline": "Vrai"}, seen=seen)
        with pytest.raises(refusals.Overtaken):
            publishing.correct(
                article, at=NOON + 2 * HOUR, by=None, kind=Kind.MINOR, changes={"kicker": "X"}, seen=seen
            )

    def test_only_what_is_live_can_be_corrected(self):
        with pytest.raises(refusals.NotLive):
            publishing.correct(make.article(), at=NOON, by=None, kind=Kind.MINOR, changes={"headline": "X"})

    def test_what_can_be_corrected_is_limited(self):
        with pytest.raises(ValueError, match="section_id"):
            publishing.correct(make.published(), at=NOON, by=None, kind=Kind.MINOR, changes={"section_id": 1})


class TestEmbargo:
    @pytest.fixture
    def article(self):
        return make.article(embargoed_until=NOON + DAY)

    def test_nothing_is_published_or_scheduled_before_it_ends(self, article):
        with pytest.raises(refusals.Embargoed):
            publishing.publish(article, at=NOON, by=None)
        with pytest.raises(refusals.Embargoed):
            publishing.schedule(article, when=NOON + DAY - MINUTE, at=NOON, by=None)

    def test_it_can_be_scheduled_for_the_instant_when_it_ends(self, article):
        publishing.schedule(article, when=NOON + DAY, at=NOON, by=None)
        assert live(article, NOON + DAY)

    def test_an_embargo_that_is_set_later_hides_what_was_to_appear(self):
        article = make.published()
        Article.objects.filter(pk=article.pk).update(embargoed_until=NOON + DAY)
        assert live(article, NOON + HOUR) is None
        assert live(article, NOON + DAY)
