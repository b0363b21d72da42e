"""What a body may hold: the one definition that the editor, the sanitiser, the pages and the counts all follow.

A node is an element with a meaning. One that is not registered here can't be stored, whoever sends it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import providers

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LAYOUTS = ("column", "wide", "half")
MARKER = "data-node"  # tells apart the nodes that share a tag

LONGEST_ADDRESS = 2000  # characters
LONGEST_CREDIT = 200  # characters, as in the library
MOST_SPANNED = 20  # cells

NUMBER = re.compile(r"0*([1-9][0-9]{0,17})")  # a 64-bit key has no more digits
START = re.compile(r"[0-9]{1,6}")
SPAN = re.compile(r"0*([0-9]{1,2})")  # read whole: the start of a long number says nothing of its size
# As browsers read addresses: they drop tabs and line ends, and what stands before and after.
IGNORED = re.compile(r"[\t\n\r]+")
AROUND = "".join(map(chr, range(33)))
ADDRESS = re.compile(
    r"https?://[^\s/?#\\@]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\]+|tel:[^\s\\]+|/(?![/\\])\S*|[?#]\S*", re.IGNORECASE
)

Validator = Callable[[str], str | None]


def number(value):
    """A key of the database, without leading zeros."""
    found = NUMBER.fullmatch(value)
    return found[1] if found else None


def address(value):
    """Where a link may lead: the web, a mailbox, a telephone, a page of ours."""
    value = IGNORED.sub("", value).strip(AROUND)
    if value.startswith("//"):
        value = f"https:{value}"
    return value if len(value) <= LONGEST_ADDRESS and ADDRESS.fullmatch(value) else None


def start(value):
    return str(int(value)) if START.fullmatch(value) and int(value) != 1 else None


def span(value):
    found = SPAN.fullmatch(value)
    return str(int(found[1])) if found and 2 <= int(found[1]) <= MOST_SPANNED else None


def layout(value):
    return value if value in LAYOUTS else None


def credit(value):
    return " ".join(value.split())[:LONGEST_CREDIT].strip() or None


def embedded(value):
    """The canonical address of what may be embedded."""
    embed = providers.recognise(value)
    return embed.url if embed else None


@dataclass(frozen=True, kw_only=True)
class Node:
    """One kind of element.

    `attributes` maps each to what checks it and returns the value to keep, or None. Without a valid value of all that
    is `required` it is not this node. `holds` names what may stand in it. `counts` says whether its words are words of
    the story, `template` how readers see it (None: as it is stored), `extensions` what offers it in the editor.
    """

    name: str
    tag: str
    marker: str = ""
    attributes: Mapping[str, Validator] = field(default_factory=dict)
    required: frozenset = frozenset()
    holds: frozenset = frozenset()
    wraps: str = ""  # the part into which it puts what is no part of it
    outermost: bool = False  # stands in the body itself
    inline: bool = False
    keeps: bool = False  # holds more than its words: it is moved, not unwrapped, where it can't stand
    counts: bool = True
    template: str | None = None
    extensions: tuple[str, ...] = ()


def _mark(name, tag, *extensions, **values):
    return Node(name=name, tag=tag, inline=True, extensions=extensions, **values)


def _block(name, tag, *extensions, holds=(), **values):
    return Node(name=name, tag=tag, extensions=extensions, holds=frozenset(holds), outermost=True, **values)


def _part(name, tag, *extensions, holds=(), **values):
    return Node(name=name, tag=tag, extensions=extensions, holds=frozenset(holds), **values)


WORDS = (
    "bold", "italic", "strike", "subscript", "superscript", "article-link", "link", "line-break"
)  # fmt: skip
LISTS = ("bullet-list", "ordered-list")
TEXT = ("paragraph", *LISTS)
TEMPLATES = "articles/body/"
PICTURE = {"data-image-id": number, "data-layout": layout, "data-credit": credit}
SPANS = {"colspan": span, "rowspan": span}

NODES = (
    _mark("bold", "strong", "Bold"),
    _mark("italic", "em", "Italic"),
    _mark("strike", "s", "Strike"),
    _mark("subscript", "sub", "Subscript"),
    _mark("superscript", "sup", "Superscript"),
    _mark(
        "article-link", "a", "WebLink", attributes={"data-article-id": number}, required=frozenset({"data-article-id"})
    ),
    _mark("link", "a", "WebLink", attributes={"href": address}, required=frozenset({"href"})),
    _mark("line-break", "br", "HardBreak"),
    _block("paragraph", "p", holds=WORDS),
    _block("heading", "h2", "Heading", holds=WORDS, template=f"{TEMPLATES}heading.html"),
    _block("subheading", "h3", "Heading", "BoxTitle", holds=WORDS, template=f"{TEMPLATES}heading.html"),
    _block("rule", "hr", "HorizontalRule", keeps=True),
    _block("bullet-list", "ul", "BulletList", holds=["list-item"], wraps="list-item"),
    _block(
        "ordered-list", "ol", "OrderedList", holds=["list-item"], wraps="list-item", attributes={"start": start}
    ),
    _part("list-item", "li", "ListItem", holds=TEXT),
    _block("quotation", "blockquote", "Quotation", holds=[*TEXT, "heading", "subheading", "attribution"]),
    _block(
        "pull-quote", "blockquote", "PullQuote", marker="pull-quote", holds=["paragraph", "attribution"], counts=False,
        template=f"{TEMPLATES}pull_quote.html",
    ),
    _part("attribution", "footer", "Attribution", holds=["italic", "superscript", "article-link", "link"]),
    _block(
        "picture", "figure", "LibraryFigure", attributes=PICTURE, required=frozenset({"data-image-id"}),
        holds=["caption"], keeps=True, template=f"{TEMPLATES}picture.html",
    ),
    _part("caption", "figcaption", holds=WORDS, counts=False),
    _block(
        "gallery", "figure", "Gallery", marker="gallery", holds=["picture"], keeps=True,
        template=f"{TEMPLATES}gallery.html",
    ),
    _block(
        "embed", "figure", "Embed", marker="embed", attributes={"data-url": embedded}, required=frozenset({"data-url"}),
        holds=["caption"], keeps=True, counts=False, template=f"{TEMPLATES}embed.html",
    ),
    _block(
        "read-also", "aside", "ReadAlso", marker="read-also", attributes={"data-article-id": number},
        required=frozenset({"data-article-id"}), keeps=True, counts=False, template=f"{TEMPLATES}read_also.html",
    ),
    _block(
        "fact-box", "aside", "FactBox", "BoxTitle", marker="fact-box", holds=[*TEXT, "subheading"], keeps=True,
        template=f"{TEMPLATES}fact_box.html",
    ),
    _block(
        "key-points", "aside", "KeyPoints", "BoxTitle", marker="key-points", holds=["subheading", "bullet-list"],
        keeps=True, template=f"{TEMPLATES}key_points.html",
    ),
    _block(
        "note", "aside", "Note", marker="note", holds=["paragraph"], keeps=True, template=f"{TEMPLATES}note.html",
    ),
    _block(
        "timeline", "dl", "Timeline", marker="timeline", holds=["timeline-entry"], keeps=True,
        template=f"{TEMPLATES}timeline.html",
    ),
    _part("timeline-entry", "div", "TimelineEntry", holds=["timeline-date", "timeline-event"]),
    _part("timeline-date", "dt", "TimelineDate", holds=WORDS),
    _part("timeline-event", "dd", "TimelineEvent", holds=TEXT),
    _block("table", "table", "Table", holds=["table-body"], keeps=True, template=f"{TEMPLATES}table.html"),
    _part("table-body", "tbody", holds=["table-row"]),
    _part("table-row", "tr", "TableRow", holds=["header-cell", "cell"]),
    _part("header-cell", "th", "TableHeader", attributes=SPANS, holds=TEXT),
    _part("cell", "td", "TableCell", attributes=SPANS, holds=TEXT),
)  # fmt: skip

BY_NAME = {node.name: node for node in NODES}
BY_TAG = {}
for _node in NODES:
    BY_TAG.setdefault(_node.tag, []).append(_node)
INLINE = frozenset(node.name for node in NODES if node.inline)
INLINE_TAGS = frozenset(node.tag for node in NODES if node.inline) | {"cite"}
BODY = Node(name="body", tag="", holds=frozenset(node.name for node in NODES if node.outermost))


def identify(tag, attributes):
    """The node that an element is, and those of its attributes that it may keep; (None, {}) for no node of ours."""
    for node in BY_TAG.get(tag, ()):
        if node.marker == attributes.get(MARKER, ""):
            kept = {MARKER: node.marker} if node.marker else {}
            for name, check in node.attributes.items():
                if name in attributes and (value := check(attributes[name])):
                    kept[name] = value
            if node.required <= kept.keys():
                return node, kept
    return None, {}


def named(tag, marker):
    """The node of that tag and marker, whatever its other attributes; None for no node of ours."""
    return next((node for node in BY_TAG.get(tag, ()) if node.marker == marker), None)
