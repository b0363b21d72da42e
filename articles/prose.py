"""The body of a story: which HTML it may hold, how it is cleaned, counted and cut into blocks.

Pure: no database, no settings. `clean()` is the only gate; forms, verbs and imports all pass through it.
"""

import math
import re
from dataclasses import dataclass
from html import unescape

import nh3

WORDS_A_MINUTE = 230

TAGS = {
    "p", "h2", "h3", "strong", "em", "s", "sub", "sup", "a", "br", "hr",
    "blockquote", "footer", "cite", "ul", "ol", "li", "figure", "figcaption",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "figure": {"data-image-id", "data-layout"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math"}
LAYOUTS = {"column", "wide"}
MOST_PASSES = 10  # emptied elements can leave their parents empty; real text settles in two
LONGEST_ID = 18  # digits; a 64-bit key has no more

EMPTY = re.compile(
    r"<footer>(?:<cite>)?(?:\s|<br>)*(?:</cite>)?</footer>|<(p|h2|h3|li|ul|ol|blockquote)>(?:\s|<br>)*</\1>"
)
TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z0-9]+)(?P<attributes>(?:\s+[a-z-]+="[^"]*")*)\s*/?>')
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
CAPTION = re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL)
INLINE = {"strong", "em", "s", "sub", "sup", "a", "cite"}
VOID = {"br", "hr"}


def _keep_attribute(tag, name, value):
    """The value of an allowed attribute, or None to drop it."""
    if name in {"data-image-id", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= LONGEST_ID else None
    if name == "data-layout":
        return value if value in LAYOUTS else None
    return value


def clean(html, *, sponsored=False):
    """`html` reduced to what a body may hold. Cleaning twice changes nothing; links of sponsored stories say so."""
    html = html.replace("\x00", "")
    rel = "sponsored nofollow noopener" if sponsored else "noopener"
    for _ in range(MOST_PASSES):
        cleaned, html = html, _clean_once(html, rel)
        if cleaned == html:
            break
    return html


def _clean_once(html, rel):
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_keep_attribute,
        clean_content_tags=DROPPED_WITH_CONTENT,
        url_schemes=SCHEMES,
        link_rel=rel,
    )
    # The serialiser writes no-break spaces as entities; French text is full of them, and plain ones are shorter.
    return EMPTY.sub("", html.replace("&nbsp;", "\u00a0")).strip()


def plain_text(html, *, captions=True):
    """What a reader hears: the words of `html`, one line a block."""
    if not captions:
        html = CAPTION.sub("", html)
    text = TAG.sub(lambda tag: "" if tag["name"] in INLINE else "\n", html)
    return "\n".join(
        line for line in (" ".join(part.split(" ")).strip() for part in unescape(text).split("\n")) if line
    )


def count_words(html):
    """Words as a person counts them: what stands between spaces and has a letter or a digit; captions left out."""
    return sum(any(map(str.isalnum, word)) for word in plain_text(html, captions=False).split())


def count_characters(html):
    """Characters with spaces, captions left out."""
    return len(plain_text(html, captions=False).replace("\n", ""))


def reading_minutes(words):
    """Whole minutes at 230 words a minute, rounded up, at least 1."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Block:
    """One outermost element of a cleaned body; text that stands alone has no tag."""

    tag: str
    attributes: dict
    html: str

    @property
    def image_id(self):
        value = self.attributes.get("data-image-id") if self.tag == "figure" else None
        return int(value) if value else None

    @property
    def layout(self):
        return self.attributes.get("data-layout", "column")

    @property
    def caption(self):
        """The HTML of a figure's own caption, or an empty string."""
        caption = CAPTION.search(self.html)
        return caption[0].removeprefix("<figcaption>").removesuffix("</figcaption>").strip() if caption else ""


def blocks(html):
    """The outermost elements of a cleaned body, in order; joined together again they are `html`."""
    found, start, depth = [], 0, 0
    for tag in TAG.finditer(html):
        opens = not tag["close"] and tag["name"] not in VOID
        if depth == 0 and tag["name"] not in INLINE | {"br"}:
            if tag.start() > start:
                found.append(_block(html[start : tag.start()]))
            start = tag.start()
        depth += opens - bool(tag["close"])
        if depth == 0 and tag["name"] not in INLINE | {"br"}:
            found.append(_block(html[start : tag.end()]))
            start = tag.end()
    return found + ([_block(html[start:])] if html[start:] else [])


def _block(html):
    tag = TAG.match(html)
    if not tag:
        return Block("", {}, html)
    attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag["attributes"])}
    return Block(tag["name"], attributes, html)


def image_ids(html):
    """The library pictures that a body shows, each once, in order."""
    return tuple(dict.fromkeys(block.image_id for block in blocks(html) if block.image_id))
