"""A tree of known tags made a body: every element a registered node, and each where it may stand.

An element that is no node, or stands where it can't, is taken away and its words stay. One that holds more than words,
such as a picture in a list, moves behind the block that it was found in.
"""

from dataclasses import dataclass, field

from .nodes import BODY, BY_NAME, INLINE, INLINE_TAGS, Node, identify
from .shapes import SHAPES, blank, regular, stripped
from .tree import Element

MOST_LISTS = 6  # within each other
LISTS = frozenset({"bullet-list", "ordered-list"})

# What other programs write for the same.
ALIASES = {
    "b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3",
}  # fmt: skip


@dataclass
class Place:
    """Where children are fitted: the node that holds them, the number of lists around it, and what has to leave it."""

    node: Node
    lists: int = 0
    leaving: list = field(default_factory=list)

    def within(self, node):
        return Place(node, self.lists + (node.name in LISTS))

    @property
    def wrapped(self):
        """What can stand here in a part that is made for it: a paragraph in a list is an item."""
        return BY_NAME[self.node.wraps].holds if self.node.wraps else frozenset()

    def takes(self, node):
        too_deep = node.name in LISTS and self.lists >= MOST_LISTS
        return not too_deep and (node.name in self.node.holds or node.name in self.wrapped)

    def put(self, element):
        """The element, if it can stand here; otherwise it leaves."""
        node = identify(element.tag, element.attributes)[0]
        if node.name in self.node.holds:
            return [element]
        if node.name in self.wrapped:
            return [Element(BY_NAME[self.node.wraps].tag, {}, [element])]
        self.leaving.append(element)
        return []


def fit(root, *, rel):
    """The outermost elements of a body, made from the tree under `root`; `rel` is what links say of themselves."""
    return _Fitting(rel).blocks(root.children, Place(BODY))


class _Fitting:
    def __init__(self, rel):
        self.rel = rel

    def blocks(self, children, place):
        """The children as nodes that may stand in that place."""
        fitted, words = [], []
        for child in children:
            if isinstance(child, str) or (_tag(child) in INLINE_TAGS and not _has_blocks(child)):
                words.append(child)
            else:
                fitted += self.paragraph(words, place) + self.block(child, place)
                words = []
        return fitted + self.paragraph(words, place)

    def paragraph(self, words, place):
        """Words that stand alone, as a paragraph."""
        words = stripped(self.words(words, place.within(BY_NAME["paragraph"])))
        return [] if blank(words) else place.put(Element("p", {}, words))

    def block(self, element, place):
        node, attributes = identify(_tag(element), element.attributes)
        if not node or not (place.takes(node) or node.keeps):
            return self.blocks(element.children, place)
        inner = place.within(node)
        made = self.build(node, attributes, element, inner)
        return [fitted for one in made + inner.leaving for fitted in place.put(one)]

    def build(self, node, attributes, element, place):
        """The element as this node: usually one, none where it is empty, several where it falls apart."""
        if node.name in ORDERED:
            children = ORDERED[node.name](self, element, place)
        elif node.holds & INLINE:
            words = self.words(element.children, place)
            children = words if node.name == "paragraph" else stripped(words)
        else:
            children = self.blocks(element.children, place)
        made = Element(node.tag, attributes, children)
        if node.name in SHAPES:
            return SHAPES[node.name](made)
        return [made] if node.keeps or not blank(children) else []

    # Words

    def words(self, children, place, within=frozenset()):
        """The children as words with their marks; of other elements only the words stay, a space between."""
        fitted = []
        for child in children:
            if isinstance(child, str):
                fitted.append(child)
            elif _tag(child) == "br":
                fitted.append(Element("br") if "line-break" in place.node.holds else " ")
            else:
                fitted += self.mark(child, place, within)
        return fitted

    def mark(self, element, place, within):
        node, attributes = identify(_tag(element), element.attributes)
        if node and node.keeps:
            self.block(element, place)
            return [" "]
        if node and node.inline and node.name in place.node.holds and node.tag not in within:
            inner = self.words(element.children, place, within | {node.tag})
            rel = {"rel": self.rel} if "href" in attributes else {}
            return [Element(node.tag, attributes | rel, inner)] if inner else []
        inner = self.words(element.children, place, within)
        return inner if _tag(element) in INLINE_TAGS else [" ", *inner, " "]

    # Nodes whose parts come in an order

    def attribution(self, footer, place):
        words = stripped(self.words(footer.children, place))
        return [] if blank(words) else [Element("cite", {}, words)]

    def entries(self, timeline, place):
        """Each date with what follows it."""
        found = []
        for part in _flat(timeline, "div"):
            tag = _tag(part)
            if tag == "dt" or (tag == "dd" and not found):
                found.append(([], []))
            if tag == "dt":
                found[-1][0].extend(part.children)
            elif tag == "dd":
                found[-1][1].append(Element("div", {}, part.children))
            else:
                place.leaving += self.blocks([part], Place(BODY))
        entries = [self.entry(date, event, place) for date, event in found]
        return [entry for entry in entries if not blank(entry.children)]

    def entry(self, date, event, place):
        when, what = Place(BY_NAME["timeline-date"]), Place(BY_NAME["timeline-event"])
        parts = [Element("dt", {}, self.words(date, when)), Element("dd", {}, self.blocks(event, what))]
        place.leaving += when.leaving + what.leaving
        return Element("div", {}, parts)

    def rows(self, table, place):
        rows = []
        for part in _flat(table, "thead", "tbody", "tfoot"):
            if _tag(part) == "tr":
                rows.append([self.cell(cell, place) for cell in part.children if _tag(cell) in {"td", "th"}])
            else:
                place.leaving += self.blocks([part], Place(BODY))
        made = regular(rows)
        if made is None:  # no table that anybody could read: its words stay
            place.leaving += [block for row in rows for cell in row for block in cell.children]
        return [Element("tbody", {}, made)] if made else []

    def cell(self, element, place):
        node, attributes = identify(element.tag, element.attributes)
        inner = Place(node)
        children = self.blocks(element.children, inner)
        place.leaving += inner.leaving
        return Element(node.tag, attributes, children)


ORDERED = {"attribution": _Fitting.attribution, "timeline": _Fitting.entries, "table": _Fitting.rows}


def _tag(child):
    return "" if isinstance(child, str) else ALIASES.get(child.tag, child.tag)


def _has_blocks(element):
    inner = [child for child in element.children if not isinstance(child, str)]
    return any(_tag(child) not in INLINE_TAGS or _has_blocks(child) for child in inner)


def _flat(element, *wrappers):
    """The children, and instead of each wrapper those within it."""
    for child in element.children:
        if _tag(child) in wrappers:
            yield from child.children
        else:
            yield child
