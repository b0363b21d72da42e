"""What editors placed stands in its place as long as it is live; what is empty is filled with the newest."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from frontpage.filling import fill
from frontpage.models import Slot
from tests.make import HOUR, NOON

articles = st.integers(1, 12)
slots = st.builds(
    Slot,
    style=st.sampled_from(["lead", "large", "standard", "brief"]),
    article_id=st.none() | articles,
    pinned_until=st.none() | st.sampled_from([NOON - HOUR, NOON, NOON + HOUR]),
)


@dataclass(frozen=True)
class Story:
    article_id: int


@given(st.lists(slots, max_size=12), st.sets(articles), st.lists(articles, unique=True))
def test_no_story_twice_none_that_is_not_live_and_no_gap_before_all_is_shown(slots, live, newest):
    newest = [Story(article) for article in newest if article in live]
    placed = fill(slots, {article: Story(article) for article in live}, newest, NOON)
    shown = [one.edition.article_id for one in placed if one]
    assert len(placed) == len(slots)
    assert len(set(shown)) == len(shown)
    assert set(shown) <= live
    assert all(one.style == slot.style for one, slot in zip(placed, slots, strict=True) if one)
    if None in placed:
        assert {story.article_id for story in newest} <= set(shown)


@given(st.lists(slots, min_size=1, max_size=6, unique_by=lambda slot: slot.article_id), st.sets(articles))
def test_what_is_live_and_pinned_stays_where_it_was_put(slots, live):
    placed = fill(slots, {article: Story(article) for article in live}, [], NOON)
    for slot, one in zip(slots, placed, strict=True):
        holds = slot.article_id in live and (slot.pinned_until is None or slot.pinned_until > NOON)
        assert bool(one and one.chosen) == holds
