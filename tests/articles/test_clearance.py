"""Expired, blocked and once-only pictures: what newly publishes them is refused, what shows them already goes on."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import clearance, publishing, refusals
from articles.models import Edition
from articles.publishing import Pending
from articles.timeline import Timeline
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON, live

pytestmark = pytest.mark.django_db
Kind = Edition.Kind


def figure(image):
    return f'<figure data-image-id="{image.pk}" data-layout="column"></figure>'


def led(image, **values):
    return make.article(lead_image=image, **values)


def illustrated(*images, **values):
    return make.article(body="<p>Un texte.</p>" + "".join(map(figure, images)), **values)


def change(image, **values):
    type(image).objects.filter(pk=image.pk).update(**values)


@pytest.mark.parametrize("story", [led, illustrated])
class TestPublishing:
    def test_a_blocked_picture_stops_it_and_is_named(self, story):
        article = story(make.image(alt_text="La criée", blocked=True))
        with pytest.raises(refusals.NotCleared, match="La criée"):
            publishing.publish(article, at=NOON, by=None)
        assert not article.editions.exists()

    def test_an_expired_picture_stops_it(self, story):
        with pytest.raises(refusals.NotCleared):
            publishing.publish(story(make.image(not_after=NOON)), at=NOON, by=None)

    def test_one_that_expires_later_does_not(self, story):
        article = story(make.image(not_after=NOON + MINUTE))
        assert publishing.publish(article, at=NOON, by=None)

    def test_what_counts_is_when_readers_will_see_it(self, story):
        article = story(make.image(not_after=NOON + HOUR))
        with pytest.raises(refusals.NotCleared):
            publishing.schedule(article, when=NOON + HOUR, at=NOON, by=None)
        assert publishing.schedule(article, when=NOON + HOUR - MINUTE, at=NOON, by=None)

    def test_an_edition_that_waits_is_not_moved_past_the_end_of_the_rights(self, story):
        article = story(make.image(not_after=NOON + 2 * HOUR))
        publishing.schedule(article, when=NOON + HOUR, at=NOON, by=None)
        with pytest.raises(refusals.NotCleared):
            publishing.reschedule(article, when=NOON + DAY, at=NOON + MINUTE, by=None)
        assert publishing.reschedule(article, when=NOON + HOUR + MINUTE, at=NOON + MINUTE, by=None)

    def test_a_withdrawn_story_does_not_bring_it_back(self, story):
        image = make.image()
        article = story(image)
        publishing.publish(article, at=NOON, by=None)
        publishing.withdraw(article, at=NOON + HOUR, by=None, reason="Droits")
        change(image, blocked=True)
        with pytest.raises(refusals.NotCleared):
            publishing.restore(article, at=NOON + DAY, by=None)

    def test_what_readers_see_already_stops_neither_correction_nor_update(self, story):
        image = make.image()
        article = story(image)
        publishing.publish(article, at=NOON, by=None)
        change(image, blocked=True, not_after=NOON, once_only=True)
        publishing.correct(article, at=NOON + HOUR, by=None, changes={"headline": "Corrigé"}, kind=Kind.MINOR)
        make.change(article, standfirst="Nouveau chapô.")
        assert publishing.publish(article, at=NOON + DAY, by=None, kind=Kind.UPDATE)

    def test_a_picture_is_still_known_when_it_moves_within_the_story(self, story):
        """From the text to the top, or down again: it is the same picture, and readers see it already."""
        image = make.image()
        article = story(image)
        publishing.publish(article, at=NOON, by=None)
        change(image, blocked=True)
        make.change(article, lead_image=image, body="<p>Un texte.</p>" + figure(image))
        assert publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.UPDATE)


def test_a_correction_brings_no_blocked_picture_in():
    article, image = make.published(), make.image(blocked=True)
    changes = {"body": "<p>Un texte.</p>" + figure(image)}
    with pytest.raises(refusals.NotCleared):
        publishing.correct(article, at=NOON + HOUR, by=None, changes=changes, kind=Kind.MINOR)
    assert live(article, NOON + HOUR).body == "<p>Un texte.</p>"


def test_all_that_stop_it_are_named_with_their_reasons():
    article = illustrated(make.image(alt_text="Un quai", blocked=True), make.image(alt_text="Une grue", not_after=NOON))
    with pytest.raises(refusals.NotCleared) as refused:
        publishing.publish(article, at=NOON, by=None)
    assert "Un quai" in str(refused.value)
    assert "Une grue" in str(refused.value)
    assert len(refused.value.problems) == 2


class TestOnceOnly:
    def test_a_second_story_is_told_who_has_it(self):
        image = make.image(once_only=True)
        make.published(lead_image=image, headline="La première")
        with pytest.raises(refusals.NotCleared, match="La première"):
            publishing.publish(illustrated(image), at=NOON + HOUR, by=None)

    def test_it_stays_taken_when_the_first_story_goes(self):
        image = make.image(once_only=True)
        publishing.withdraw(make.published(lead_image=image), at=NOON + HOUR, by=None, reason="Erreur")
        with pytest.raises(refusals.NotCleared):
            publishing.publish(led(image), at=NOON + DAY, by=None)

    def test_one_that_waits_has_taken_it_and_one_that_was_cancelled_has_not(self):
        image = make.image(once_only=True)
        first = illustrated(image)
        publishing.schedule(first, when=NOON + DAY, at=NOON, by=None)
        with pytest.raises(refusals.NotCleared):
            publishing.publish(led(image), at=NOON + HOUR, by=None)
        publishing.cancel(first, at=NOON + 2 * HOUR, by=None)
        assert publishing.publish(led(image), at=NOON + 3 * HOUR, by=None)

    def test_its_own_story_shows_it_as_often_as_it_likes(self):
        image = make.image(once_only=True)
        article = make.published(lead_image=image)
        make.change(article, lead_image=None)
        publishing.publish(article, at=NOON + HOUR, by=None, kind=Kind.MINOR)
        make.change(article, lead_image=image)
        assert publishing.publish(article, at=NOON + DAY, by=None, kind=Kind.MINOR)


def test_an_urgent_fix_leaves_an_edition_that_waits_as_it_was_decided():
    image = make.image()
    article = make.published()
    make.change(article, lead_image=image)
    publishing.schedule(article, when=NOON + DAY, at=NOON + HOUR, by=None, kind=Kind.UPDATE)
    change(image, blocked=True)
    changes = {"headline": "Corrigé"}
    publishing.correct(article, at=NOON + 2 * HOUR, by=None, changes=changes, kind=Kind.MINOR, pending=Pending.KEEP)
    assert live(article, NOON + 2 * HOUR).headline == "Corrigé"


@pytest.mark.parametrize("pictures", [1, 6])
def test_it_asks_as_often_whatever_the_number_of_pictures(pictures, django_assert_num_queries):
    images = [make.image(once_only=True) for _ in range(pictures)]
    article = illustrated(*images)
    with transaction.atomic():
        story, content = Timeline(article.pk, NOON), article.content()
        with django_assert_num_queries(2):
            _new, found = clearance.new_pictures(story, content, [image.pk for image in images])
            clearance.check(story, found, NOON)


HOURS = st.integers(-3, 3)


class TestAnyPicture(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(end=st.none() | HOURS, blocked=st.booleans(), start=HOURS.filter(lambda hours: hours > 0))
    def test_an_edition_exists_exactly_where_the_picture_may_be_shown_at_its_start(self, end, blocked, start):
        when = NOON + start * HOUR
        image = make.image(blocked=blocked, not_after=None if end is None else NOON + end * HOUR)
        article = led(image)
        with suppress(refusals.NotCleared):
            publishing.schedule(article, when=when, at=NOON, by=None)
        allowed = not blocked and (end is None or end > start)
        assert article.editions.exists() == allowed
