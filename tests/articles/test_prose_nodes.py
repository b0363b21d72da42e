"""The nodes of a body: what of each is stored, and what becomes of one that is broken or misplaced. No database."""

import pytest

from articles import prose
from articles.prose.nodes import BY_TAG

NODES = {
    "paragraph": "<p>Un <strong>a</strong><em>b</em><s>c</s><sub>d</sub><sup>e</sup><br>f</p>",
    "headings": "<h2>Titre</h2><h3>Plus bas</h3>",
    "rule": "<hr>",
    "lists": '<ul><li><p>a</p><ol start="3"><li><p>b</p></li></ol></li></ul><ol><li><p>c</p><p>d</p></li></ol>',
    "quotation": "<blockquote><p>Dit.</p><footer><cite>Elle, marin</cite></footer></blockquote>",
    "quotation of nobody": "<blockquote><p>Dit.</p></blockquote>",
    "pull quote": '<blockquote data-node="pull-quote"><p>Dit.</p><footer><cite>Elle</cite></footer></blockquote>',
    "picture": '<figure data-image-id="12" data-layout="half" data-credit="A &amp; B">'
    "<figcaption>Un <em>quai</em></figcaption></figure>",
    "bare picture": '<figure data-image-id="12"></figure>',
    "gallery": '<figure data-node="gallery"><figure data-image-id="1"><figcaption>a</figcaption></figure>'
    '<figure data-image-id="2"></figure></figure>',
    "embed": '<figure data-node="embed" data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=30s">'
    "<figcaption>c</figcaption></figure>",
    "read also": '<aside data-node="read-also" data-article-id="5"></aside>',
    "fact box": '<aside data-node="fact-box"><h3>T</h3><p>a</p><ul><li><p>b</p></li></ul></aside>',
    "key points": '<aside data-node="key-points"><h3>T</h3><ul><li><p>b</p></li></ul></aside>',
    "note": '<aside data-node="note"><p>a</p></aside>',
    "timeline": '<dl data-node="timeline"><div><dt>1998</dt><dd><p>a</p><ul><li><p>b</p></li></ul></dd></div></dl>',
    "table": '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td><p>1</p></td><td></td></tr></tbody></table>',
    "links": '<p><a data-article-id="12">ici</a> <a href="https://x.example/?a=1&amp;b=2" rel="noopener">là</a></p>',
}  # fmt: skip


@pytest.mark.parametrize("html", NODES.values(), ids=NODES)
def test_every_node_passes_unchanged(html):
    assert prose.clean(html) == html


def test_all_of_them_together_too():
    body = "".join(NODES.values())
    assert prose.clean(body) == body
    assert "".join(block.html for block in prose.blocks(body)) == body


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ("nu <b>gras</b><div>un</div><div>deux</div>", "<p>nu <strong>gras</strong></p><p>un</p><p>deux</p>"),
        ("<h1>A</h1><h4>B</h4>", "<h2>A</h2><h3>B</h3>"),
        ("<li>seul</li>", "<p>seul</p>"),
        ("<ul>a<p>b</p><ul><li>c</li></ul></ul>",
         "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>"),
        ("<ul><li><h2>a</h2></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<h2><p>a</p><ul><li>b</li></ul></h2>", "<h2>a   b</h2>"),
        ('<a href="https://x.example/"><h2>a</h2><p>b</p></a>', "<h2>a</h2><p>b</p>"),
        ("<strong><strong>a</strong></strong>", "<p><strong>a</strong></p>"),
        ("<p><strong></strong></p><h2> </h2><p><br></p><ul><li></li></ul>", ""),
        ("<p>a<figcaption>b</figcaption></p>", "<p>a</p><p>b</p>"),
        ("<figure><figcaption>légende</figcaption></figure>", "<p>légende</p>"),
        ('<aside data-node="autre"><p>a</p></aside>', "<p>a</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("<section><article><p>a</p></article></section>", "<p>a</p>"),
        ("<footer><cite>a</cite></footer>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_what_is_no_node_or_stands_wrong_leaves_its_words(html, stored):
    assert prose.clean(html) == stored


PICTURE = '<figure data-image-id="3"><figcaption>c</figcaption></figure>'


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        (f"<p>a{PICTURE}b</p>", f"<p>a</p>{PICTURE}<p>b</p>"),
        (f"<ul><li>a{PICTURE}b</li></ul>", f"<ul><li><p>a</p><p>b</p></li></ul>{PICTURE}"),
        (f"<h2>{PICTURE}a</h2>", f"<h2>a</h2>{PICTURE}"),
        (f"<blockquote><p>a</p>{PICTURE}</blockquote>", f"<blockquote><p>a</p></blockquote>{PICTURE}"),
        (f"<table><tr><td>a{PICTURE}</td></tr></table>",
         f"<table><tbody><tr><td><p>a</p></td></tr></tbody></table>{PICTURE}"),
        (f'<aside data-node="note"><p>a</p>{PICTURE}</aside>', f'<aside data-node="note"><p>a</p></aside>{PICTURE}'),
        (f'<dl data-node="timeline"><dt>1</dt><dd>a{PICTURE}</dd></dl>',
         f'<dl data-node="timeline"><div><dt>1</dt><dd><p>a</p></dd></div></dl>{PICTURE}'),
        ('<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>',
         "<table><tbody><tr><td><p>a</p></td></tr></tbody></table><table><tbody><tr><td><p>b</p></td></tr></tbody></table>"),
        ('<aside data-node="read-also" data-article-id="5">mots</aside>',
         '<aside data-node="read-also" data-article-id="5"></aside><p>mots</p>'),
    ],
)  # fmt: skip
def test_what_holds_more_than_words_moves_behind_its_block(html, stored):
    assert prose.clean(html) == stored


class TestAttributes:
    @pytest.mark.parametrize("value", ["", "0", "-1", "1.5", "x", "٣", "9" * 19, "1 onload=x", '1"'])
    def test_a_picture_without_a_number_is_none(self, value):
        figure = f"<figure data-image-id='{value}'><figcaption>c</figcaption></figure>"
        assert prose.clean(figure) == "<p>c</p>"

    def test_numbers_lose_their_zeros(self):
        assert prose.clean('<figure data-image-id="007"></figure>') == '<figure data-image-id="7"></figure>'

    def test_each_node_keeps_only_its_own(self):
        html = '<figure data-image-id="1" data-layout="full" data-url="https://vimeo.com/7697987" id="x"></figure>'
        assert prose.clean(html) == '<figure data-image-id="1"></figure>'

    def test_a_credit_is_a_line_of_text(self):
        html = '<figure data-image-id="1" data-credit="  A\n <b>&quot;x&quot;  "></figure>'
        assert prose.clean(html) == ('<figure data-image-id="1" data-credit="A &lt;b&gt;&quot;x&quot;"></figure>')
        assert (
            len(prose.blocks(prose.clean(f'<figure data-image-id="1" data-credit="{"x" * 500}"></figure>'))[0].credit)
            == 200
        )

    def test_an_address_that_nobody_may_embed_is_dropped_and_its_caption_stays(self):
        html = '<figure data-node="embed" data-url="https://evil.example/watch?v=1"><figcaption>c</figcaption></figure>'
        assert prose.clean(html) == "<p>c</p>"

    def test_an_embedded_address_is_stored_in_its_canonical_form(self):
        html = '<figure data-node="embed" data-url="http://youtu.be/dQw4w9WgXcQ?si=tracking&t=1m5s"></figure>'
        assert prose.clean(html) == (
            '<figure data-node="embed" data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=65s"></figure>'
        )

    def test_an_internal_link_has_no_address(self):
        html = '<p><a href="/mer/x-12/" data-article-id="12" rel="x" target="_blank" ping="https://x.example">a</a></p>'
        assert prose.clean(html) == '<p><a data-article-id="12">a</a></p>'

    @pytest.mark.parametrize(
        ("written", "stored"),
        [
            ("https://x.example/", "https://x.example/"),
            ("//x.example/a", "https://x.example/a"),
            (" ht\ntps://x.example/ ", "https://x.example/"),
            ("/mer/", "/mer/"),
            ("#notes", "#notes"),
            ("mailto:a@x.example", "mailto:a@x.example"),
            ("tel:+33298000000", "tel:+33298000000"),
            ("https:x.example", None),
            ("/\\x.example", None),
            ("\\\\x.example", None),
            ("https://bank.example@x.example/", None),
            ("ftp://x.example/", None),
            ("blob:https://x.example/1", None),
            ("page.html", None),
            ("https://", None),
            ("https://x.example/" + "x" * 2000, None),
        ],
    )
    def test_where_links_may_lead(self, written, stored):
        link = f'<a href="{stored}" rel="noopener">a</a>' if stored else "a"
        assert prose.clean(f'<p><a href="{written}">a</a></p>') == f"<p>{link}</p>"


class TestShapes:
    def test_a_quotation_has_one_attribution_and_it_comes_last(self):
        html = "<blockquote><footer>A</footer><p>Dit.</p><footer>— <cite>B</cite>, marin</footer></blockquote>"
        assert prose.clean(html) == (
            "<blockquote><p>Dit.</p><p>A</p><footer><cite>— B, marin</cite></footer></blockquote>"
        )

    def test_a_gallery_of_one_is_a_picture(self):
        html = '<figure data-node="gallery"><figure data-image-id="1"></figure>texte</figure>'
        assert prose.clean(html) == '<figure data-image-id="1"></figure><p>texte</p>'
        assert prose.clean('<figure data-node="gallery"></figure>') == ""

    def test_pictures_of_a_gallery_have_no_layout(self):
        html = (
            '<figure data-node="gallery">' + '<figure data-image-id="1" data-layout="wide"></figure>' * 2 + "</figure>"
        )
        assert "data-layout" not in prose.clean(html)

    def test_a_pull_quote_has_paragraphs_only(self):
        html = '<blockquote data-node="pull-quote"><h2>a</h2><ul><li>b</li></ul></blockquote>'
        assert prose.clean(html) == '<blockquote data-node="pull-quote"><p>a</p><p>b</p></blockquote>'

    def test_key_points_are_one_list(self):
        html = '<aside data-node="key-points"><ul><li>a</li></ul><h3>T</h3><ul><li>b</li></ul></aside>'
        assert prose.clean(html) == (
            '<aside data-node="key-points"><h3>T</h3><ul><li><p>a</p></li><li><p>b</p></li></ul></aside>'
        )
        assert prose.clean('<aside data-node="key-points"><h3>T</h3></aside>') == "<h3>T</h3>"

    @pytest.mark.parametrize("name", ["fact-box", "key-points", "note"])
    def test_empty_boxes_are_none(self, name):
        assert prose.clean(f'<aside data-node="{name}"><p> </p></aside>') == ""

    def test_dates_of_a_timeline_are_paired_with_what_happened(self):
        html = '<dl data-node="timeline"><dd>a</dd><dt>1</dt><dd>b</dd><dd>c</dd><div><dt>2</dt></div></dl>'
        assert prose.clean(html) == (
            '<dl data-node="timeline"><div><dt></dt><dd><p>a</p></dd></div>'
            "<div><dt>1</dt><dd><p>b</p><p>c</p></dd></div><div><dt>2</dt><dd></dd></div></dl>"
        )

    def test_lists_end_somewhere(self):
        deep = "<ul><li>a" * 30
        assert prose.clean(deep).count("<ul>") == 6
        assert prose.plain_text(prose.clean(deep)).split() == ["a"] * 30


class TestTables:
    def table(self, html):
        return prose.clean(f"<table>{html}</table>").removeprefix("<table><tbody>").removesuffix("</tbody></table>")

    def test_holes_are_filled(self):
        assert self.table("<tr><td>a<td>b<tr><td>c") == (
            "<tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td></td></tr>"
        )

    def test_cells_do_not_reach_out_of_the_table(self):
        assert self.table("<tr><td rowspan=9>a<td>b<tr><td colspan=1>c") == (
            '<tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr>'
        )

    def test_cells_do_not_overlap(self):
        html = self.table('<tr><td>a<td rowspan="2">b<tr><td colspan="2">c')
        assert html == '<tr><td><p>a</p></td><td rowspan="2"><p>b</p></td></tr><tr><td><p>c</p></td></tr>'

    def test_head_and_foot_are_rows(self):
        assert self.table("<thead><tr><th>a</thead><tfoot><tr><td>b</tfoot>") == (
            "<tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr>"
        )

    def test_a_row_without_cells_goes(self):
        html = self.table('<tr><td rowspan="3">a<td rowspan="2">b<tr></tr><tr><td>c')
        assert html == '<tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr>'

    @pytest.mark.parametrize("span", ["0", "1", "21", "-2", "x", "2.5", "9" * 30, "002" + "9" * 30])
    def test_only_spans_of_two_to_twenty(self, span):
        assert "span" not in self.table(f'<tr><td colspan="{span}">a</td></tr>')

    def test_one_that_nobody_could_read_leaves_its_words(self):
        html = prose.clean("<table><tr>" + "<td>a" * 500 + "</table>")
        assert html == "<p>a</p>" * 500


class TestHostileSize:
    @pytest.mark.parametrize(
        "html",
        [
            "<blockquote>" * 100_000 + "x", "<div>" * 3_900 + "x", "<ul><li>" * 20_000 + "x", "<b>" * 50_000 + "x",
            "<table>" * 3_000 + "x", "<table>" + "<tr><td rowspan=20 colspan=20>x" * 20_000, "<" * 100_000 + "x",
            "<!--" * 50_000 + "x", "<a href=https://x.example>" * 50_000 + "x", "&" * 100_000 + "x",
        ],
        ids=lambda html: html[:30],
    )  # fmt: skip
    def test_what_nobody_wrote_takes_no_ages(self, html):
        cleaned = prose.clean(html)
        assert prose.clean(cleaned) == cleaned


def test_a_node_that_is_not_registered_can_not_be_stored():
    for tag in ("aside", "figure", "dl", "div", "video", "marquee", "custom-element"):
        assert prose.clean(f'<{tag} data-node="new" data-x="1"><p>a</p></{tag}>').replace("<p>a</p>", "") == ""


def test_each_node_has_one_name_and_a_tag_of_its_own():
    assert len({node.name for node in prose.NODES}) == len(prose.NODES)
    for nodes in BY_TAG.values():
        keys = [(node.marker, node.required) for node in nodes]
        assert len(set(keys)) == len(keys)
