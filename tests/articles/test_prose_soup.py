"""Whatever goes into the sanitiser: what comes out is a body, and cleaning it again changes nothing. No database."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import prose
from articles.prose.nodes import BODY, BY_NAME, identify
from articles.prose.tree import parse

TAGS = [
    "p", "h1", "h2", "h3", "hr", "br", "b", "strong", "em", "a", "blockquote", "footer", "cite", "ul", "ol", "li",
    "figure", "figcaption", "aside", "dl", "dt", "dd", "div", "table", "tbody", "thead", "tr", "td", "th", "caption",
    "script", "style", "svg", "math", "mtext", "title", "template", "noscript", "iframe", "form", "textarea", "select",
    "option", "img", "video", "xmp", "plaintext", "custom-tag", "foreignObject", "annotation-xml", "span", "s", "sub",
]  # fmt: skip
ATTRIBUTES = [
    "href=javascript:x", 'href="https://x.example/"', "href=//x.example", "onclick=x", "data-image-id=7",
    "data-image-id=x", 'data-node="pull-quote"', "data-node=gallery", "data-node=embed", "data-node=read-also",
    "data-node=fact-box", "data-node=key-points", "data-node=note", "data-node=timeline", "data-node=none",
    'data-url="https://youtu.be/dQw4w9WgXcQ"', 'data-url="https://evil.example/"', "data-article-id=5",
    "data-layout=wide", 'data-credit="<b>&quot;"', "colspan=3", "rowspan=2", "rowspan=99", "start=4",
    'style="x"', "id=x",
]  # fmt: skip
PIECES = st.one_of(
    st.builds("<{} {} {}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.sampled_from(ATTRIBUTES)),
    st.builds("<{}>".format, st.sampled_from(TAGS)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&nbsp;", "&#1;", "&#13;", "\u00a0", "\x00", "\r", "\x0b"]
    ),
    st.sampled_from(["<", ">", '"', "=", "\ud800", "\ufeff", "mot", " ", "\n", "&", "&amp", "<p", "</"]),
    st.text(max_size=5),
)
SOUP = st.lists(PIECES, max_size=25).map("".join)

# Nearly right: bodies whose nodes stand in each other at random.
LEAF = st.sampled_from([
    "mot", "<p>a</p>", "<hr>", "<br>", " ", '<figure data-image-id="1"></figure>', "<figcaption>c</figcaption>",
    '<aside data-node="read-also" data-article-id="5"></aside>', "<em>x</em>",
])  # fmt: skip
OPENED = [
    "<ul>", '<ol start="2">', "<li>", "<blockquote>", "<footer>", '<blockquote data-node="pull-quote">', "<h2>", "<h3>",
    '<figure data-node="gallery">', '<aside data-node="fact-box">', '<aside data-node="key-points">', "<table>", "<tr>",
    '<dl data-node="timeline">', "<dt>", "<dd>", "<div>", '<td colspan="2">', '<th rowspan="3">', "<strong>",
    '<figure data-image-id="2">', '<a data-article-id="3">', "<figcaption>",
]  # fmt: skip
NESTED = st.recursive(
    LEAF,
    lambda inner: st.builds(
        lambda opened, parts: f"{opened}{''.join(parts)}</{re.match('<([a-z0-9]+)', opened)[1]}>",
        st.sampled_from(OPENED),
        st.lists(inner, max_size=5),
    ),
    max_leaves=25,
)
ANY = st.one_of(SOUP, NESTED, st.lists(NESTED, max_size=4).map("".join))


def strangers(element, holder):
    """What in the tree is no node, or stands where it may not."""
    for child in element.children:
        if isinstance(child, str):
            if not any(BY_NAME[name].inline for name in holder.holds) and holder.tag != "cite":
                yield f"text {child!r} in {holder.name}"
            continue
        if child.tag == "cite" and holder.name == "attribution":
            yield from strangers(child, holder)
            continue
        kept = {name: value for name, value in child.attributes.items() if name != "rel"}
        node, attributes = identify(child.tag, kept)
        if not node or node.name not in holder.holds or attributes != kept:
            yield f"{child.html} in {holder.name}"
        else:
            yield from strangers(child, holder if node.inline else node)


class Reparsed(HTMLParser):
    """Another parser's view of the output: its tags, and whether they are balanced."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.open, self.odd = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.odd.append(tag)

    def handle_comment(self, data):
        self.odd.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_what_comes_out_is_a_body_and_stays_one(html):
    body = prose.clean(html)
    assert list(strangers(parse(body), BODY)) == []
    assert prose.clean(body) == body
    seen = Reparsed(body)
    assert (seen.open, seen.odd) == ([], [])
    assert "".join(block.html for block in prose.blocks(body)) == body


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_reading_never_fails(html):
    for body in (html, prose.clean(html)):
        prose.plain_text(body)
        prose.outline(body)
        prose.embeds(body)
    body = prose.clean(html)
    assert prose.count_words(body) <= len(prose.plain_text(body).split())
    assert all(block.html.startswith(f"<{block.tag}") for block in prose.blocks(body))


@settings(max_examples=150, deadline=None)
@given(NESTED)
def test_no_word_is_lost(html):
    def letters(text):
        return sorted("".join(prose.plain_text(text).split()))

    assert letters(prose.clean(html)) == letters(html)


@given(st.text())
def test_text_without_markup_stays_what_it_is(text):
    letters = "".join(character for character in text if character.isalnum())
    assert "".join(character for character in prose.plain_text(prose.clean(letters)) if character.isalnum()) == letters
