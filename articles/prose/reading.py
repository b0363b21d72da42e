"""What can be known of a cleaned body: its blocks, words and headings, and what it shows of elsewhere."""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape

from . import providers
from .nodes import BY_NAME, INLINE_TAGS, MARKER, named
from .tree import TAG, VOID, attributes_of, parse

WORDS_A_MINUTE = 230

CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
NO_LINE = (INLINE_TAGS - {"br"}) | {""}
HEADINGS = {"h2": 2, "h3": 3}
LONGEST_ANCHOR = 60  # characters


@lru_cache(maxsize=16)  # one decision asks for the same text several times
def plain_text(html, *, captions=True):
    """What a reader hears: the words of `html`, one line a block; without captions, only what counts as the story."""
    text = unescape("".join(_text(parse(html), captions)))
    return "\n".join(line for line in (" ".join(part.split(" ")).strip() for part in text.split("\n")) if line)


def _text(element, everything):
    around = "" if element.tag in NO_LINE else "\n"
    yield around
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif everything or _counts(child):
            yield from _text(child, everything)
    yield around


def _counts(element):
    node = named(element.tag, element.attributes.get(MARKER, ""))
    return not node or node.counts


def said(html):
    """The text of what counts as words of the story: without captions and pull quotes, which say again what it says."""
    return plain_text(html, captions=False)


def words_in(text):
    """Words as a person counts them: what stands between spaces and has a letter or a digit."""
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())


def characters_in(text):
    """Characters with spaces."""
    return len(text.replace("\n", ""))


def count_words(html):
    """The words of what counts."""
    return words_in(said(html))


def count_characters(html):
    """The characters of what counts."""
    return characters_in(said(html))


def reading_minutes(words):
    """Whole minutes at 230 words a minute, rounded up, at least 1."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Block:
    """One outermost element of a cleaned body, or a picture of a gallery; text that stands alone has no tag."""

    tag: str
    attributes: dict
    html: str

    @cached_property
    def node(self):
        """What it is, or None."""
        return named(self.tag, self.attributes.get(MARKER, ""))

    @property
    def name(self):
        return self.node.name if self.node else ""

    @property
    def image_id(self):
        return self._number("data-image-id") if self.name == "picture" else None

    @property
    def article_id(self):
        """The story that a card shows."""
        return self._number("data-article-id") if self.name == "read-also" else None

    def _number(self, name):
        value = self.attributes.get(name)
        return int(value) if value else None

    @property
    def layout(self):
        return self.attributes.get("data-layout", "column")

    @property
    def credit(self):
        """What is said here instead of the library's credit, or an empty string."""
        return self.attributes.get("data-credit", "")

    @property
    def embed(self):
        return providers.recognise(self.attributes.get("data-url", "")) if self.name == "embed" else None

    @property
    def caption(self):
        """The HTML of a figure's own caption, or an empty string."""
        caption = CAPTION.search(self.html)
        return caption[1].strip() if caption else ""

    @property
    def inner(self):
        """Its HTML without its own tag."""
        return parse(self.html).children[0].inner if self.tag else self.html

    @property
    def pictures(self):
        """Those of a gallery, or the picture itself."""
        return blocks(self.inner) if self.name == "gallery" else [self] if self.image_id else []

    @property
    def text(self):
        return plain_text(self.html)


def blocks(html):
    """The outermost elements of a cleaned body, in order; joined together again they are `html`."""
    found, start, depth = [], 0, 0
    for tag in TAG.finditer(html):
        outermost = depth == 0 and tag["name"] not in INLINE_TAGS
        if outermost:
            if tag.start() > start:
                found.append(_block(html[start : tag.start()]))
            start = tag.start()
        if tag["name"] not in VOID:
            depth += -1 if tag["close"] else 1
        if depth == 0 and tag["name"] not in INLINE_TAGS:
            found.append(_block(html[start : tag.end()]))
            start = tag.end()
    return found + ([_block(html[start:])] if html[start:] else [])


def _block(html):
    tag = TAG.match(html)
    return Block(tag["name"], attributes_of(tag["attributes"]), html) if tag else Block("", {}, html)


def _values(html, name, *tags):
    """The numbers that an attribute of those tags has, each once, in order."""
    opened = (tag for tag in TAG.finditer(html) if tag["name"] in tags and tag["attributes"])
    values = (attributes_of(tag["attributes"]).get(name) for tag in opened)
    return tuple(dict.fromkeys(int(value) for value in values if value))


def image_ids(html):
    """The library pictures that a body shows, those of galleries too, each once, in order."""
    return _values(html, "data-image-id", BY_NAME["picture"].tag)


def article_ids(html):
    """The stories that a body links to or shows as a card, each once, in order."""
    return _values(html, "data-article-id", BY_NAME["article-link"].tag, BY_NAME["read-also"].tag)


def embeds(html):
    """What a body embeds, in order."""
    return [block.embed for block in blocks(html) if block.embed]


def frame_sources(html):
    """Where the frames come from in which a body shows what it embeds, each once."""
    return sorted({f"https://{embed.frame_host}" for embed in embeds(html)})


@dataclass(frozen=True)
class Heading:
    """`level` is 2 or 3; `anchor` is the id that readers' pages give it, the same as long as its words are."""

    level: int
    text: str
    anchor: str


def outline(html):
    """The headings of a cleaned body, those in quotations and boxes left out: a tuple of Heading."""
    found, times = [], {}
    for block in blocks(html):
        if block.tag in HEADINGS:
            anchor = _anchor(block.text)
            times[anchor] = times.get(anchor, 0) + 1
            number = f"-{times[anchor]}" if times[anchor] > 1 else ""
            found.append(Heading(HEADINGS[block.tag], block.text, anchor + number))
    return tuple(found)


def _anchor(text):
    """An id made of words, in any script; the letter before it keeps it apart from the ids of the page."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = "-".join(re.findall(r"\w+", plain.casefold()))
    return f"s-{words[:LONGEST_ANCHOR].rstrip('-')}"
