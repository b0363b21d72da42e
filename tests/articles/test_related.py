"""Related stories: which come first, which never come, and that a million others cost nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import likeness, publishing, related
from articles.models import Article, Edition, EditionTag
from tests import make
from tests.make import DAY, HOUR, NOON

LONG_AGO = NOON - 400 * DAY


def around(article, at=NOON):
    """The related stories of its page, as articles."""
    edition = article.editions.live(at).for_page().get()
    return [Article.objects.get(pk=other.article_id) for other in related.companions(edition, at)[2]]


@pytest.mark.django_db
class TestOrder:
    def test_a_rare_tag_says_more_than_a_common_one(self):
        section, elsewhere = make.section(), make.section()
        common = [make.published(section=elsewhere, tags=["Ville"], at=NOON - DAY) for _ in range(4)]
        rare = make.published(section=elsewhere, tags=["Pont des Ardoisiers"], at=NOON - DAY)
        article = make.published(section=section, tags=["Ville", "Pont des Ardoisiers"])
        assert around(article)[0] == rare
        assert set(around(article)[1:]) < set(common)

    def test_the_same_words_say_more_than_the_same_section(self):
        section = make.section()
        alike = make.published(section=section, headline="Le ferry reprend la mer", at=NOON - 2 * DAY)
        other = make.published(section=section, headline="Un verger en fleurs", at=NOON - DAY)
        article = make.published(section=section, headline="Les ferrys restent à quai", standfirst="La mer attend.")
        assert around(article) == [alike, other]

    def test_of_two_that_are_as_like_the_newer_comes_first(self):
        section = make.section()
        old, new = (make.published(section=section, headline="Le port", at=at) for at in (LONG_AGO, NOON - DAY))
        assert around(make.published(section=section, headline="La plage")) == [new, old]

    def test_what_was_picked_by_hand_keeps_its_order_before_all_others(self):
        picks = [make.published(section=make.section(), headline="Loin", at=LONG_AGO) for _ in range(3)]
        like = make.published(headline="Le pont", tags=["Pont"], at=NOON - DAY)
        article = make.article(headline="Le pont", tags=["Pont"], section=like.section)
        for position, other in enumerate(reversed(picks)):
            article.related_picks.create(other=other, position=position)
        publishing.publish(article, at=NOON, by=None)
        assert around(article) == [*reversed(picks), like]


@pytest.mark.django_db
class TestNever:
    @pytest.mark.parametrize(
        "values",
        [
            {"genre": "sponsored", "sponsor_name": "Maison Kerbrat"},
            {"language": "en"},
        ],
    )
    def test_even_where_it_was_picked_by_hand_and_shares_a_tag(self, values):
        never = make.published(tags=["Port"], at=NOON - DAY, **values)
        article = make.article(tags=["Port"])
        article.related_picks.create(other=never)
        publishing.publish(article, at=NOON, by=None)
        assert around(article) == []

    def test_a_translation_of_the_same_language_or_another(self):
        original = make.published(language="en", tags=["Port"], at=NOON - DAY)
        siblings = [make.article(tags=["Port"], translation_of=original) for _ in range(2)]
        for article in siblings:
            publishing.publish(article, at=NOON, by=None)
        assert around(siblings[0]) == []
        edition = siblings[0].editions.for_page().get()
        translations = related.companions(edition, NOON)[0]
        assert {other.article_id for other in translations} == {original.pk, siblings[1].pk}

    def test_what_is_not_live_at_that_time(self):
        gone, ahead = make.published(tags=["Port"], at=NOON - DAY), make.article(tags=["Port"])
        publishing.withdraw(gone, at=NOON - HOUR, by=None, reason="Faux.")
        publishing.schedule(ahead, at=NOON, by=None, when=NOON + DAY)
        article = make.published(tags=["Port"], at=NOON - DAY)
        assert around(article, NOON - 2 * HOUR) == [gone]
        assert around(article) == []
        assert around(article, NOON + 2 * DAY) == [ahead]

    def test_a_corrected_story_twice(self):
        other = make.published(tags=["Port"], at=NOON - DAY)
        publishing.publish(other, at=NOON - HOUR, by=None, kind="correction", note="Le lieu était faux.")
        assert around(make.published(tags=["Port"])) == [other]

    def test_what_the_text_leads_to_and_nothing_else_joins(self):
        far = make.published(section=make.section(), at=NOON - DAY)
        link = f'<p><a href="#" data-article-id="{far.pk}">Loin</a></p>'
        article = make.published(section=make.section(), body=link)
        assert around(article) == []
        assert list(related.companions(article.editions.for_page().get(), NOON)[1]) == [far.pk]


@pytest.mark.django_db
class TestCost:
    def test_it_reads_a_bounded_number_of_editions_however_many_there_are(self, monkeypatch):
        """An old story of a common tag: the newest ones are candidates and those of its own days, no others."""
        section, tag = make.section(), make.tag("Ville")
        stories = Article.objects.bulk_create(Article(section=section, headline=f"T{n}") for n in range(400))
        editions = Edition.objects.bulk_create(_edition(story, number) for number, story in enumerate(stories))
        EditionTag.objects.bulk_create(
            EditionTag(edition=edition, tag=tag, language="fr", listed_at=edition.first_published_at)
            for edition in editions
        )
        seen = []
        monkeypatch.setattr(likeness, "ranked", lambda others, *_context: seen.extend(others) or list(others))
        edition = Edition.objects.live(NOON).for_page().get(article=stories[100])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            related.companions(edition, NOON)
        assert len(queries) == 1
        assert edition.tags.all()[0].frequency == 400
        places = {story.pk: place for place, story in enumerate(stories)}
        numbers = {places[other.article_id] for other in seen}
        assert {399, 398, 99, 98, 101, 102} <= numbers
        of_section = related.NEWEST_OF_SECTION + related.BEFORE_OF_SECTION
        assert len(numbers) <= related.NEWEST + related.BEFORE + related.AFTER + of_section


def _edition(article, number):
    at = NOON - DAY + timedelta(minutes=number)
    counts = {"words": 1, "characters": 1, "reading_minutes": 1}
    dates = {"live_from": at, "first_published_at": at, "made_at": at}
    return Edition(
        article=article, section=article.section, headline=article.headline, kind="first", slug="t", **dates, **counts
    )


def card(pk, headline="", shared=0, days=1, section=1):
    at = NOON - days * DAY
    words = {"headline": headline, "kicker": "", "standfirst": ""}
    return SimpleNamespace(pk=pk, shared=shared, section_id=section, first_published_at=at, **words)


SMALL = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestLikeness:
    texts = st.text(alphabet="abcdé 12-", max_size=30)
    others = st.lists(st.tuples(texts, st.integers(0, 7), st.integers(-3, 3000)), max_size=8)

    @SMALL
    @given(texts, others, st.lists(st.integers(0, 2000), max_size=3))
    def test_it_neither_loses_nor_adds_nor_depends_on_the_order(self, headline, others, frequencies):
        tags = [SimpleNamespace(frequency=number) for number in frequencies]
        cards = [card(pk, text, shared, days) for pk, (text, shared, days) in enumerate(others)]
        found = likeness.ranked(cards, card(99, headline), tags, NOON)
        assert sorted(other.pk for other in found) == [other.pk for other in cards]
        assert likeness.ranked(cards[::-1], card(99, headline), tags, NOON) == found

    @SMALL
    @given(texts, others)
    def test_one_tag_more_in_common_never_takes_it_down(self, headline, others):
        tags = [SimpleNamespace(frequency=number) for number in (1, 10, 100)]
        cards = [card(pk, text, shared, days) for pk, (text, shared, days) in enumerate(others)] + [card(50, "abc")]
        before = [other.pk for other in likeness.ranked(cards, card(99, headline), tags, NOON)].index(50)
        cards[-1].shared = 2
        after = [other.pk for other in likeness.ranked(cards, card(99, headline), tags, NOON)].index(50)
        assert after <= before
