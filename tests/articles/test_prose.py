"""What a body may hold, and how it is counted: no database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import prose

GOOD = (
    "<h2>Titre</h2><h3>Sous-titre</h3><p>Un <strong>mot</strong>, un <em>autre</em>.</p>"
    "<blockquote><p>« Dit-il. »</p><footer><cite>Lui, marin</cite></footer></blockquote>"
    "<ul><li><p>Un</p></li></ul><ol><li><p>Deux</p></li></ol><hr>"
    '<figure data-image-id="12" data-layout="wide"><figcaption>Un quai</figcaption></figure>'
)

TAGS = ["p", "h2", "b", "script", "svg", "math", "style", "a", "blockquote", "footer", "cite", "figure", "table", "ul"]
ATTRIBUTES = ["href=javascript:x", 'href="https://x.example/"', "onclick=x", "data-image-id=7", 'style="x"', "id=x"]
MARKUP = st.lists(
    st.one_of(
        st.builds("<{} {}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&nbsp;", "\u00a0", "<br>", "\x00", "<"]),
        st.text(max_size=8),
    ),
    max_size=14,
).map("".join)


def test_everything_the_editor_offers_passes_unchanged():
    assert prose.clean(GOOD) == GOOD


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<svg><script>alert(1)</script></svg>",
        '<math><mtext><table><mglyph><style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        '<p style="background:url(https://evil.example)">x</p>',
        "<form action=https://evil.example><input></form>",
        '<figure data-image-id="1 onload=x"></figure>',
        "<style>@import 'https://evil.example'</style>",
    ],
)
def test_attacks_are_disarmed(attack):
    cleaned = prose.clean(attack).lower()
    for poison in ("script", "alert", "evil", "onerror", "onload", "<img", "<iframe", "style", "<form"):
        assert poison not in cleaned


@settings(deadline=None)
@given(MARKUP)
def test_cleaning_twice_changes_nothing(html):
    once = prose.clean(html)
    assert prose.clean(once) == once


@given(MARKUP)
def test_the_blocks_of_a_body_are_the_body(html):
    body = prose.clean(html)
    assert "".join(block.html for block in prose.blocks(body)) == body


def test_blocks_are_the_outermost_elements():
    tags = [block.tag for block in prose.blocks(GOOD)]
    assert tags == ["h2", "h3", "p", "blockquote", "ul", "ol", "hr", "figure"]


def test_a_figure_knows_its_picture_layout_and_caption():
    figure = prose.blocks(GOOD)[-1]
    assert (figure.image_id, figure.layout, figure.caption) == (12, "wide", "Un quai")
    assert prose.image_ids(GOOD + GOOD) == (12,)


def test_an_empty_attribution_is_dropped():
    assert prose.clean("<blockquote><p>Dit.</p><footer><cite></cite></footer></blockquote>") == (
        "<blockquote><p>Dit.</p></blockquote>"
    )


def test_links_of_sponsored_stories_say_so():
    link = '<p><a href="https://a.example/">x</a></p>'
    assert 'rel="sponsored nofollow noopener"' in prose.clean(link, sponsored=True)
    assert "sponsored" not in prose.clean(link)


def test_no_break_spaces_stay_characters():
    assert prose.clean("<p>Vrai&nbsp;?</p>") == "<p>Vrai\u00a0?</p>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>Un deux trois.</p>", 3),
        ("<p>Un</p><p>deux</p>", 2),
        ("<p>c’est l’île — vraiment\u202f?</p>", 3),
        ("<p>18,4\u00a0millions</p>", 2),
        ("<p>gras<strong>se</strong></p>", 1),
        ("<p>un<br>deux</p>", 2),
        ('<figure data-image-id="1"><figcaption>pas compté</figcaption></figure>', 0),
        ("<p>&lt;b&gt; &amp;</p>", 1),
    ],
)
def test_words_are_counted_as_people_count_them(html, words):
    assert prose.count_words(html) == words


def test_characters_are_counted_with_spaces():
    assert prose.count_characters("<p>Un deux.</p><p>Trois.</p>") == len("Un deux.Trois.")


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (1380, 6), (1437, 7), (1610, 7)])
def test_reading_time_is_rounded_up_and_at_least_a_minute(words, minutes):
    assert prose.reading_minutes(words) == minutes
