"""From working copy to edition: pure, so that the same content always gives the same edition."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache

from . import prose

RELATIONS = ("bylines", "tags", "related")


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything of a story that a reader sees, as plain values."""

    language: str
    section_id: int
    genre: str
    headline: str
    kicker: str
    standfirst: str
    slug: str
    dateline: str
    body: str
    lead_image_id: int | None
    lead_caption: str
    sponsor_name: str
    sponsor_url: str
    seo_title: str
    seo_description: str
    evergreen: bool
    bylines: tuple[tuple[int, str], ...]  # author and role, in order
    tags: tuple[int, ...]  # sorted: their order means nothing
    related: tuple[int, ...]  # articles, in order

    @classmethod
    def columns(cls):
        """The names of what is kept in columns, the relations left out."""
        return [field.name for field in fields(cls) if field.name not in RELATIONS]

    def baked(self):
        """This content ready to publish: body cleaned, words counted, pictures and links listed."""
        return Baked(self)


class Baked:
    """Clean content with what is computed from it once, and never again while it is read."""

    def __init__(self, content):
        body = clean(content.body, content.genre == "sponsored")
        self.content = replace(content, body=body)
        text = read(body)
        self.words, self.characters, self.reading_minutes = text.words, text.characters, text.reading_minutes
        self.pictures, self.links = text.pictures, text.links
        self.digest = hashlib.sha256(json.dumps(asdict(self.content), sort_keys=True).encode()).hexdigest()

    def columns(self):
        """The values of an edition's columns."""
        return {name: getattr(self.content, name) for name in Content.columns()} | {
            "words": self.words,
            "characters": self.characters,
            "reading_minutes": self.reading_minutes,
            "digest": self.digest,
        }


@dataclass(frozen=True)
class Text:
    """What is known of a clean body."""

    words: int
    characters: int
    reading_minutes: int
    pictures: tuple[int, ...]
    links: tuple[int, ...]


# One decision asks for the same text several times, and whoever saved it publishes it next.


@lru_cache(maxsize=8)
def clean(html, sponsored):
    return prose.clean(html, sponsored=sponsored)


@lru_cache(maxsize=8)
def read(body):
    said = prose.said(body)
    words, characters = prose.words_in(said), prose.characters_in(said)
    return Text(words, characters, prose.reading_minutes(words), prose.image_ids(body), prose.article_ids(body))
