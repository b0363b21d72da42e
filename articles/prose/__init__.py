"""The body of a story: which HTML it may hold, how it is cleaned, counted and cut into blocks.

Pure: no database, no settings. `NODES` is the one definition of what a body is made of; `clean()` is the only gate:
forms, verbs and imports all pass through it.
"""

from .cleaning import clean
from .nodes import BY_NAME, LAYOUTS, NODES, SCHEMES, Node
from .providers import Embed, recognise
from .reading import (
    Block,
    Heading,
    article_ids,
    blocks,
    characters_in,
    count_characters,
    count_words,
    embeds,
    frame_sources,
    image_ids,
    outline,
    plain_text,
    reading_minutes,
    said,
    words_in,
)

__all__ = [
    "BY_NAME",
    "LAYOUTS",
    "NODES",
    "SCHEMES",
    "Block",
    "Embed",
    "Heading",
    "Node",
    "article_ids",
    "blocks",
    "characters_in",
    "clean",
    "count_characters",
    "count_words",
    "embeds",
    "frame_sources",
    "image_ids",
    "outline",
    "plain_text",
    "reading_minutes",
    "recognise",
    "said",
    "words_in",
]
