"""A body as a small tree. Only for what the sanitiser has written: well-formed, with double quotes, without surprises.

Text stays as it is written, with its entities: nothing is decoded and encoded again on the way.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape

MOST_DEEP = 40  # elements within each other; what lies deeper is read as if it stood on this level
VOID = frozenset({"br", "hr", "col"})

TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z0-9]+)(?P<attributes>(?:\s+[a-z-]+="[^"]*")*)\s*/?>')
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)  # elements, and strings of HTML without tags

    @property
    def html(self):
        """As it is stored: attributes in their order, values in double quotes."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.tag in VOID:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{self.inner}</{self.tag}>"

    @property
    def inner(self):
        return "".join(child if isinstance(child, str) else child.html for child in self.children)

    def walk(self):
        """This element and all within, in the order of the text."""
        yield self
        for child in self.children:
            if not isinstance(child, str):
                yield from child.walk()


def attributes_of(written):
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(written)} if written else {}


def parse(html):
    """The tree of `html`, under an element without a tag."""
    root = Element("")
    growing, end = _Growing(root), 0
    for tag in TAG.finditer(html):
        growing.add(html[end : tag.start()])
        end = tag.end()
        if tag["close"]:
            growing.close()
        else:
            growing.open(Element(tag["name"], attributes_of(tag["attributes"])))
    growing.add(html[end:])
    return root


class _Growing:
    """The elements that are open, from the root to the innermost; those that lie too deep are only counted."""

    def __init__(self, root):
        self.elements, self.too_deep = [root], 0

    def add(self, child):
        if child:
            self.elements[-1].children.append(child)

    def open(self, element):
        if len(self.elements) > MOST_DEEP and element.tag not in VOID:
            self.too_deep += 1
            self.add(" ")
            return
        self.add(element)
        if element.tag not in VOID:
            self.elements.append(element)

    def close(self):
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.elements) > 1:
            self.elements.pop()
