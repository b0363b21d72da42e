"""Three-way merge of bodies, paragraph by paragraph: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merging import MergeConflict, chunks, merge_bodies, merge_values

PARAGRAPHS = st.lists(st.sampled_from(["<p>a</p>", "<p>b</p>", "<p>c</p>", "<p>d</p>"]), max_size=6).map("".join)


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (p(1, 2, 3), p("x", 2, 3), p("x", 2, 3)),
        (p(1, 2, "y"), p("x", 2, 3), p("x", 2, "y")),
        (p(1, "y", 3), p("x", 2, 3), p("x", "y", 3)),
        (p(1, 2, 3, 4), p(1, 2, "x"), p(1, 2, "x", 4)),
        (p(0, 1, 2, 3), p("x", 2, 3), p(0, "x", 2, 3)),
        (p(2, 3), p(1, 2, "x"), p(2, "x")),
        (p("x", 2, 3), p("x", 2, 3), p("x", 2, 3)),
    ],
)
def test_what_does_not_clash_is_merged(ours, theirs, merged):
    assert merge_bodies(p(1, 2, 3), ours, theirs) == merged


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(p("y", 2, 3), p("x", 2, 3)), (p(2, 3), p("x", 2, 3)), (p(1, 2, 3, "y"), p(1, 2, 3, "x"))],
    ids=["both changed", "one deleted", "both appended"],
)
def test_what_clashes_is_refused(ours, theirs):
    with pytest.raises(MergeConflict):
        merge_bodies(p(1, 2, 3), ours, theirs)


@given(base=PARAGRAPHS, other=PARAGRAPHS)
def test_one_side_alone_always_wins(base, other):
    assert merge_bodies(base, base, other) == other
    assert merge_bodies(base, other, base) == other
    assert merge_bodies(base, other, other) == other


@given(base=PARAGRAPHS, ours=PARAGRAPHS, theirs=PARAGRAPHS)
def test_both_sides_are_equal(base, ours, theirs):
    def attempt(*sides):
        try:
            return merge_bodies(base, *sides)
        except MergeConflict:
            return None

    assert attempt(ours, theirs) == attempt(theirs, ours)


def test_single_values():
    assert merge_values("a", "a", "b") == "b"
    assert merge_values("a", "b", "a") == "b"
    with pytest.raises(MergeConflict):
        merge_values("a", "b", "c")


@given(base=PARAGRAPHS, ours=PARAGRAPHS, theirs=PARAGRAPHS)
def test_chunks_are_the_three_bodies_and_their_merge(base, ours, theirs):
    cut = chunks(base, ours, theirs)
    for name, body in (("base", base), ("ours", ours), ("theirs", theirs)):
        assert "".join(block for chunk in cut for block in getattr(chunk, name)) == body
    try:
        merged = merge_bodies(base, ours, theirs)
    except MergeConflict:
        assert any(chunk.clashes for chunk in cut)
    else:
        assert not any(chunk.clashes for chunk in cut)
        assert "".join(block for chunk in cut for block in chunk.agreed) == merged


@given(ours=PARAGRAPHS, theirs=PARAGRAPHS)
def test_without_a_base_all_that_differs_clashes(ours, theirs):
    cut = chunks(None, ours, theirs)
    assert "".join(block for chunk in cut for block in chunk.ours) == ours
    assert "".join(block for chunk in cut for block in chunk.theirs) == theirs
    assert all(chunk.clashes or chunk.ours == chunk.theirs for chunk in cut)
