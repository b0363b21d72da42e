"""How readers see each node of a body."""

import re

import pytest
from django.template.loader import get_template

from articles import prose
from articles.drawing import draw
from articles.editor import EXTENSIONS
from tests import make
from tests.make import NOON

# Extensions that are part of the editor, not of what it writes; more of them are in editor_tools.py.
FURNITURE = {
    "History", "NoSpellCheck", "Placeholder", "TrailingNode", "Menu", "Insert", "BlockTools", "AccessibleNames"
}  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def show(body, pictures=(), stories=None):
    return re.sub("[ \n]+", " ", draw(prose.clean(body), pictures, stories or {})).strip()


class TestHeadings:
    def test_they_have_ids_made_of_their_words(self):
        assert show("<h2>Où va l’argent ?</h2>") == '<h2 id="s-ou-va-l-argent">Où va l’argent ?</h2>'
        assert show("<h3>東京</h3>") == '<h3 id="s-東京">東京</h3>'

    def test_the_same_words_twice_have_two_ids(self):
        assert re.findall(r'id="([^"]+)"', show("<h2>A</h2><h3>A</h3><h2>A</h2>")) == ["s-a", "s-a-2", "s-a-3"]

    def test_the_outline_has_the_same(self):
        body = "<h2>Un <em>mot</em></h2><p>x</p><h3>Deux</h3><blockquote><h2>Cité</h2></blockquote>"
        assert [(entry.level, entry.text, entry.anchor) for entry in prose.outline(body)] == [
            (2, "Un mot", "s-un-mot"),
            (3, "Deux", "s-deux"),
        ]
        assert re.findall(r'id="([^"]+)"', show(body)) == ["s-un-mot", "s-deux"]


class TestPictures:
    def test_a_picture_that_has_left_the_library_leaves_nothing(self):
        assert show('<p>a</p><figure data-image-id="99"><figcaption>b</figcaption></figure>') == "<p>a</p>"

    @pytest.mark.parametrize("layout", ["column", "wide", "half"])
    def test_its_layout_is_a_class(self, layout):
        picture = make.image()
        html = show(f'<figure data-image-id="{picture.pk}" data-layout="{layout}"></figure>', [picture])
        assert f"figure-{layout}" in html

    def test_its_caption_is_the_librarys_unless_it_has_one(self):
        picture = make.image(caption="De la <b>photothèque</b>")
        assert "De la &lt;b&gt;photothèque" in show(f'<figure data-image-id="{picture.pk}"></figure>', [picture])
        own = f'<figure data-image-id="{picture.pk}"><figcaption>À <em>soi</em></figcaption></figure>'
        assert "À <em>soi</em>" in show(own, [picture])
        assert "photothèque" not in show(own, [picture])

    def test_a_gallery_shows_each_with_its_caption(self):
        pictures = [make.image(caption=f"Légende {number}") for number in range(3)]
        inner = "".join(f'<figure data-image-id="{picture.pk}"></figure>' for picture in pictures)
        html = show(f'<figure data-node="gallery">{inner}</figure>', pictures)
        assert html.count("<img") == html.count("<figcaption") == 3
        assert all(f"Légende {number}" in html for number in range(3))
        assert show(f'<figure data-node="gallery">{inner}</figure>') == ""


class TestBoxes:
    def test_a_box_is_named_by_its_title(self):
        box = '<aside data-node="fact-box"><h3>Le &lt;pont&gt; &amp; "lui"</h3><p>a</p></aside>'
        assert 'aria-label="Le &lt;pont&gt; &amp; &quot;lui&quot;"' in show(box)

    @pytest.mark.parametrize(
        ("body", "mark"),
        [
            ('<aside data-node="fact-box"><p>a</p></aside>', "fact-box"),
            ('<aside data-node="note"><p>a</p></aside>', "reader-note"),
            ('<aside data-node="key-points"><ul><li>a</li></ul></aside>', "key-points"),
        ],
    )
    def test_one_without_a_title_has_a_name_too(self, body, mark):
        html = show(body)
        assert f'class="{mark}"' in html
        assert re.search(r'aria-label="[^"]{4,}"', html)

    def test_a_timeline_is_a_list_of_dates(self):
        html = show('<dl data-node="timeline"><div><dt>1998</dt><dd><p>a</p></dd></div></dl>')
        assert html == '<dl class="timeline"><div><dt>1998</dt><dd><p>a</p></dd></div></dl>'

    def test_quotations_and_pull_quotes_differ(self):
        said = "<p>a</p><footer><cite>b</cite></footer></blockquote>"
        assert show(f"<blockquote>{said}") == f"<blockquote>{said}"
        assert show(f'<blockquote data-node="pull-quote">{said}') == f'<blockquote class="pull-quote">{said}'


class TestTables:
    def test_it_scrolls_in_a_region_that_the_keyboard_reaches(self):
        html = show("<table><tr><td>a</table>")
        assert re.search(r'<div class="table-scroll" role="region" tabindex="0" aria-label="[^"]+"><table>', html)

    def test_headers_say_what_they_are_the_header_of(self):
        html = show("<table><tr><th>a<th>b<tr><th>c<td>d</table>")
        assert html.count('scope="col"') == 2
        assert html.count('scope="row"') == 1

    @pytest.mark.parametrize("text", ["12", "1\u202f234,5", "−3,2", "42,4 %", "18\u00a0€", "1.5"])
    def test_numbers_stand_in_line_and_so_does_their_header(self, text):
        html = show(f"<table><tr><th>a<th>b<tr><td>x<td>{text}</table>")
        assert f'<td class="number"><p>{text}</p></td>' in html
        assert '<th scope="col" class="number"><p>b</p></th>' in html
        assert '<th scope="col"><p>a</p></th>' in html

    def test_words_do_not(self):
        assert "number" not in show("<table><tr><th>a<tr><td>12 chevaux</table>")


class TestOneDefinition:
    def test_every_template_that_a_node_names_is_there(self):
        for node in prose.NODES:
            if node.template:
                get_template(node.template)

    def test_the_editor_offers_every_node_and_no_other(self):
        wanted = {extension for node in prose.NODES for extension in node.extensions}
        assert set(EXTENSIONS) - wanted == FURNITURE
        assert wanted <= set(EXTENSIONS)

    def test_a_story_with_every_node_is_words_to_the_counters(self):
        body = (
            '<h2>Un</h2><p>deux trois</p><blockquote data-node="pull-quote"><p>non</p></blockquote>'
            '<aside data-node="fact-box"><p>quatre</p></aside><table><tr><td>cinq<td>six</table>'
            '<dl data-node="timeline"><div><dt>sept</dt><dd><p>huit</p></dd></div></dl>'
            '<figure data-image-id="1"><figcaption>non</figcaption></figure>'
        )
        body = prose.clean(body)
        assert prose.count_words(body) == 8
        assert prose.plain_text(body).count("non") == 2
        assert prose.plain_text(body, captions=False).split("\n") == [
            "Un", "deux trois", "quatre", "cinq", "six", "sept", "huit",
        ]  # fmt: skip


def test_a_page_draws_nothing_that_was_not_cleaned(client):
    story = make.published(body="<p>a</p><script>x</script><p onclick=x>b</p>")
    html = client.get(story.editions.live(NOON).get().get_absolute_url()).content.decode()
    assert "<p>a</p><p>b</p>" in html
