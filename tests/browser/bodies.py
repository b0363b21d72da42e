"""A body with every node, as the database holds it."""

QUOTE = "<p>« C’est dit. »</p><footer><cite>Jeanne Morvan, <em>pêcheuse</em></cite></footer>"
LISTS = '<ul><li><p>Un point</p><ul><li><p>dedans</p></li></ul></li></ul><ol start="3"><li><p>Un pas</p></li></ol>'


def every_node(first, second, story):
    """HTML that holds every node; `first` and `second` are pictures, `story` another story."""
    return "".join([
        f'<figure data-image-id="{first}" data-layout="wide"><figcaption>La <em>cale</em></figcaption></figure>',
        "<h2>Un intertitre</h2><h3>Plus <em>bas</em></h3>",
        "<p>Un <strong>mot</strong>, <em>un <s>autre</s></em>, H<sub>2</sub>O, m<sup>2</sup>.<br>À la ligne\u202f!</p>",
        '<p><a href="https://estran.example/" rel="noopener">Un lien</a></p>',
        LISTS,
        f"<blockquote>{QUOTE}</blockquote>",
        "<blockquote><p>Sans auteur.</p><ul><li><p>point</p></li></ul></blockquote>",
        f'<blockquote data-node="pull-quote"><p>Première.</p>{QUOTE}</blockquote>',
        f'<figure data-image-id="{first}" data-layout="half" data-credit="Notre photographe"></figure>',
        f'<figure data-image-id="{second}"></figure>',
        f'<figure data-node="gallery"><figure data-image-id="{first}"><figcaption>Un</figcaption></figure>'
        f'<figure data-image-id="{second}" data-credit="AFP"></figure></figure>',
        '<figure data-node="embed" data-url="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
        "<figcaption>La <strong>vidéo</strong></figcaption></figure>",
        '<figure data-node="embed" data-url="https://bsky.app/profile/estran.example/post/3kabcdefgh2"></figure>',
        f'<aside data-node="read-also" data-article-id="{story}"></aside>',
        f'<aside data-node="fact-box"><h3>Le pont</h3><p>Long de 200 m.</p><h3>Et après</h3>{LISTS}</aside>',
        '<aside data-node="fact-box"><p>Sans titre.</p></aside>',
        '<aside data-node="key-points"><h3>L’essentiel</h3><ul><li><p>Un</p></li><li><p>Deux</p></li></ul></aside>',
        '<aside data-node="key-points"><ul><li><p>Sans titre</p></li></ul></aside>',
        '<aside data-node="note"><p>Cet article a changé.</p><p>Deux fois.</p></aside>',
        '<dl data-node="timeline"><div><dt>1998</dt><dd><p>Un <em>début</em>.</p></dd></div>'
        "<div><dt>1999</dt><dd><p>La suite.</p><ul><li><p>détail</p></li></ul></dd></div>"
        "<div><dt>2000</dt><dd></dd></div></dl>",
        '<table><tbody><tr><th colspan="2"><p>Année</p></th><th><p>Tonnes</p></th></tr>'
        '<tr><td rowspan="2"><p>2024</p></td><td><ul><li><p>a</p></li></ul></td><td></td></tr>'
        "<tr><td><p>b</p></td><td><p>12</p></td></tr></tbody></table>",
        "<hr>",
        "<p>Fin.</p>",
    ])  # fmt: skip
