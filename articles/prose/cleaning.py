"""The only gate of a body: whatever comes in, what comes out is made of registered nodes, each where it may stand.

Two steps: nh3 parses as browsers do and lets known tags and attributes through; then `fitting` puts the tree right.
"""

import re

import nh3

from . import tree
from .fitting import ALIASES, fit
from .nodes import MARKER, NODES, SCHEMES

MOST_OPEN = 4000  # elements within each other: nobody means so many, and a parser takes long for more

# No nodes of ours, but the words before them are no neighbours of those after.
BOUNDARIES = {
    "div", "section", "article", "header", "main", "nav", "address", "center", "pre", "caption", "thead", "tfoot",
    "details", "summary", "hgroup", "fieldset", "form",
}  # fmt: skip
TAGS = {node.tag for node in NODES} | {"cite"} | set(ALIASES) | BOUNDARIES
ATTRIBUTES = {}
for _node in NODES:
    ATTRIBUTES.setdefault(_node.tag, set()).update(_node.attributes, [MARKER] if _node.marker else [])
DROPPED_WITH_CONTENT = {
    "script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math", "noembed", "noframes",
    "audio", "video", "canvas", "applet", "select", "datalist", "button",
}  # fmt: skip

# Texts have no control characters but tabs and line ends, and no halves of characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
ANY_TAG = re.compile(r"<(/?)[a-zA-Z][^>]*>?")


def clean(html, *, sponsored=False):
    """`html` reduced to what a body may hold. Cleaning twice changes nothing; links of sponsored stories say so."""
    html = UNPRINTABLE.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    html = nh3.clean(
        _not_too_deep(html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    # The serialiser writes no-break spaces as entities; French text is full of them, and plain ones are shorter.
    html = UNPRINTABLE.sub("", html.replace("&nbsp;", "\u00a0"))
    blocks = fit(tree.parse(html), rel="sponsored nofollow noopener" if sponsored else "noopener")
    return "".join(block.html for block in blocks)


def _not_too_deep(html):
    """`html`; its bare words where so many elements are open at once that nobody wrote it."""
    if html.count("<") <= MOST_OPEN:
        return html
    depth = 0
    for tag in ANY_TAG.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MOST_OPEN:
            return ANY_TAG.sub(" ", html)
    return html
