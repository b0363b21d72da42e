"""The readers' search finds what is live now and nothing else, to the second, on both databases."""

import pytest
from django.db import connection

from articles import issuing, publishing, searching, tagging
from articles.models import Edition, Tag
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON, SECOND

pytestmark = [pytest.mark.django_db, pytest.mark.invariant]


def found(text, at=NOON, language="fr"):
    live = Edition.objects.live(at).in_language(language)
    numbers = searching.find(live, text, language=language, at=at).numbers
    return list(Edition.objects.filter(pk__in=numbers).values_list("headline", flat=True))


def test_a_scheduled_story_is_found_from_its_second_on():
    publishing.schedule(make.article(headline="Révélation"), when=NOON + HOUR, at=NOON - HOUR, by=None)
    assert found("révélation", NOON + HOUR - SECOND) == []
    assert found("révélation", NOON + HOUR) == ["Révélation"]


def test_an_embargo_hides_what_was_found_until_it_ends():
    story = make.published(headline="Révélation", at=NOON - DAY)
    assert found("révélation") == ["Révélation"]
    publishing.set_embargo(story, until=NOON + DAY, at=NOON, by=None)
    assert found("révélation", NOON + MINUTE) == found("révélation", NOON + DAY - SECOND) == []
    assert found("révélation", NOON + DAY) == ["Révélation"]


@pytest.mark.parametrize("take_down", [publishing.withdraw, publishing.kill])
def test_what_was_taken_down_is_found_no_more(take_down):
    story = make.published(headline="Révélation", at=NOON - DAY)
    take_down(story, at=NOON, by=None, reason="Raison.")
    assert found("révélation", NOON - SECOND) == ["Révélation"]
    assert found("révélation") == []
    publishing.restore(story, at=NOON + HOUR, by=None)
    assert found("révélation", NOON + HOUR) == ["Révélation"]


def test_a_withdrawal_that_is_planned_comes_at_its_second():
    story = make.published(headline="Révélation", at=NOON - DAY)
    publishing.withdraw(story, when=NOON + HOUR, at=NOON, by=None, reason="Raison.")
    assert found("révélation", NOON + HOUR - SECOND) == ["Révélation"]
    assert found("révélation", NOON + HOUR) == []


def test_words_of_the_working_copy_and_of_what_waits_are_not_found():
    story = make.published(headline="Le pont", at=NOON - DAY)
    make.change(story, headline="Le tunnel", at=NOON - HOUR)
    assert found("tunnel") == []
    publishing.schedule(story, when=NOON + HOUR, at=NOON, by=None, kind="minor")
    assert (found("tunnel"), found("pont")) == ([], ["Le pont"])
    assert (found("tunnel", NOON + HOUR), found("pont", NOON + HOUR)) == (["Le tunnel"], [])


def test_a_correction_takes_the_wrong_word_away():
    story = make.published(body="<p>Il y a eu <b>douze</b> blessés.</p>", at=NOON - DAY)
    publishing.correct(
        story, at=NOON, by=None, changes={"body": "<p>Il y a eu dix blessés.</p>"}, kind="correction", note="Dix."
    )
    assert found("douze blessés", NOON) != []  # a part of the words, and what is found is the corrected story
    assert found("douze", NOON) == []
    assert len(found("dix blessés", NOON)) == 1


def test_a_verb_that_fails_leaves_no_words(monkeypatch):
    story = make.article(headline="Révélation")
    monkeypatch.setattr(issuing, "remember_first", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publishing.publish(story, at=NOON, by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_searchable")
        assert cursor.fetchone() == (0,)


def test_no_spelling_is_offered_of_what_nobody_may_see(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publishing.schedule(make.article(headline="Démission"), when=NOON + HOUR, at=NOON - HOUR, by=None)
        make.published(headline="Le pont", at=NOON - DAY)
    live = Edition.objects.in_language("fr")
    assert searching.find(live.live(NOON), "demision", language="fr", at=NOON).instead == ""
    assert searching.find(live.live(NOON), "démis", language="fr", at=NOON).numbers == []
    then = NOON + HOUR
    assert searching.find(live.live(then), "demision", language="fr", at=then).instead == "démission"


def test_other_languages_are_searched_on_their_own_pages():
    make.published(headline="The festival", language="en", at=NOON - DAY)
    assert found("festival") == []
    assert found("festivals", language="en") == ["The festival"]


def test_ended_editions_are_forgotten():
    story = make.published(headline="Le pont", at=NOON - DAY)
    first = story.editions.get()
    make.change(story, headline="Le tunnel", at=NOON - HOUR)
    publishing.publish(story, at=NOON, by=None, kind="minor")
    assert set(searching.EDITIONS.read([edition.pk for edition in story.editions.all()])) == {story.editions.last().pk}
    assert first.pk != story.editions.last().pk


def test_a_merged_tag_is_found_by_its_new_name():
    make.published(headline="Le pont", tags=["Mobilités"], at=NOON - DAY)
    tagging.merge(Tag.objects.filter(name="Mobilités"), make.tag("Transports"), make.user())
    assert (found("transports"), found("mobilités")) == (["Le pont"], [])
