"""The one row that says who publishes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override

from masthead.models import Masthead, PressQuote
from tests import make

pytestmark = pytest.mark.django_db


def test_a_newsroom_that_was_not_set_up_has_defaults():
    assert Masthead.objects.current().name == "Marbre"


def test_there_is_only_one():
    make.masthead()
    with pytest.raises(IntegrityError):
        Masthead.objects.bulk_create([Masthead(id=2, name="Deux")])


def test_texts_are_in_the_readers_language_or_else_in_the_newsrooms():
    masthead = make.masthead(motto="Ce que la marée découvre", motto_en="What the tide uncovers", about="À propos")
    with override("en"):
        assert masthead.text("motto") == "What the tide uncovers"
        assert masthead.text("about") == "À propos"
    with override("fr"):
        assert masthead.text("motto") == "Ce que la marée découvre"


@pytest.mark.parametrize("notice", ["{jour}", "{0}", "{", "{date.__class__}", "{date!r:>9999999}"])
def test_a_notice_has_no_placeholder_but_the_date(notice):
    with pytest.raises(ValidationError):
        Masthead(name="X", freshness_notice=notice).full_clean()


def test_a_quote_comes_with_the_masthead_in_one_query(django_assert_num_queries):
    masthead = make.masthead()
    PressQuote.objects.create(masthead=masthead, text="Bien.", author="La Revue", language="fr")
    PressQuote.objects.create(masthead=masthead, text="Good.", author="The Review", language="en")
    for language, text in (("fr", "Bien."), ("en", "Good.")):
        with override(language), django_assert_num_queries(1):
            assert Masthead.objects.with_quote(turn=7).current().quote_text == text


def test_each_story_always_has_the_same_quote_and_all_quotes_are_used():
    masthead = make.masthead()
    for number in range(4):
        PressQuote.objects.create(masthead=masthead, text=f"Citation {number}", author="X", language="fr")

    def quote(turn):
        return Masthead.objects.with_quote(turn).current().quote_text

    assert quote(12) == quote(12)
    assert len({quote(turn) for turn in range(40)}) == 4
