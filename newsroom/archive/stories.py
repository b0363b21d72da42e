"""The rows of each made-up story, for every table that knows it. Pure, so that other processes can make them too."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from operator import attrgetter
from random import Random

from articles.baking import RELATIONS, Content
from articles.searching.periods import names_of
from articles.slugs import make_slug

from .pieces import FOUND, PEOPLE, SEARCHED, TAGS, TITLE, Piece, put_together
from .texts import Body, texts, weights

NULL = r"\N"  # as COPY reads it
NAMES = [*dict.fromkeys(name for _before, name in (*TITLE, *FOUND, *SEARCHED))]

LATER = timedelta(minutes=40)  # after which a story was corrected or withdrawn
EDITIONS = 2  # numbers that are kept for the editions of each story
GENRES = {"news": 850, "opinion": 60, "analysis": 40, "interview": 30, "review": 15, "sponsored": 5}
GENRE_WEIGHTS = list(accumulate(GENRES.values()))
NOTES = {
    "fr": "Une version précédente de cet article donnait une date inexacte.",
    "en": "An earlier version of this article gave a wrong date.",
}
SPONSOR, REASON = "Les Halles de l’Estran", "Sources withdrawn."
# What tells one story from the others; every other column of these tables has the model's default.
WORDS = "id language section_id genre headline kicker standfirst slug dateline body lead_image_id sponsor_name digest"
COLUMNS = {
    "article": f"{WORDS} stage word_count created_at edited_at first_published_at",
    "edition": f"{WORDS} article_id kind note live_from live_until first_published_at updated_at made_at"
    " words characters reading_minutes",
    "byline": "article_id author_id position",
    "article_tag": "content_object_id tag_id",
    "edition_byline": "edition_id author_id position language listed_at",
    "edition_tag": "edition_id tag_id language listed_at",
    "takedown": "article_id kind at reason made_at",
}
COLUMNS = {table: columns.split() for table, columns in COLUMNS.items()}
# Of a story's content, what none of these has.
CONTENT = [*Content.columns(), *RELATIONS]
EMPTY = {name: "" for name in CONTENT if name not in WORDS.split()} | {"evergreen": False, "related": ()}
BARE = {"note": "", "live_until": None, "updated_at": None}


@dataclass(frozen=True)
class Plan:
    """What the stories belong to; numbers are those of the rows, the first of each list is in the news most."""

    sections: dict  # of each language
    people: list  # (number, name)
    tags: list  # (number, name)
    images: list
    length: int  # words of a text
    texts: int  # how many there are in each language
    copied: bool  # as PostgreSQL takes rows from a text, or as SQLite takes values


@dataclass(frozen=True)
class Lot:
    """Stories to make: the numbers of the first story and of the first edition, and when the first came out."""

    first: int
    first_edition: int
    start: datetime
    every: timedelta
    size: int


@dataclass(frozen=True, slots=True)
class Story:
    values: dict
    body: Body
    pieces: dict  # by the names that `pieces` gives them
    people: list  # numbers
    tags: list


class Desk:
    """What the stories in one language choose from."""

    def __init__(self, plan, language):
        self.plan, self.language = plan, language
        self.texts = texts(language, plan.length, plan.texts)
        self.slugs = [make_slug(piece.text, 60, "archive") for piece in self.texts.headlines]
        self.sections = plan.sections[language]
        self.tags = [(number, Piece.of(name, language)) for number, name in plan.tags]
        self.people = [(number, Piece.of(name, language)) for number, name in plan.people]
        self.section_weights = weights(len(self.sections), 3)
        # Of three subjects a story, the first is one in about a tenth of them.
        self.tag_weights, self.people_weights = weights(len(plan.tags), 2), weights(len(plan.people), 10)

    def pieces(self):
        """All of which its stories are made."""
        known = self.texts
        yield from (*known.headlines, *known.standfirsts, *known.kickers, *known.places)
        yield from (body.piece for body in known.bodies)
        yield from (piece for _number, piece in (*self.tags, *self.people))

    def story(self, chance, number):
        known, chosen = self.texts, chance.choices
        place, body = chosen(known.places, cum_weights=known.weights)[0], chance.choice(known.bodies)
        words = chance.randrange(len(known.headlines))
        headline, standfirst = known.headlines[words], chance.choice(known.standfirsts)
        kicker = chance.choice(known.kickers)
        tags = dict(chosen(self.tags, cum_weights=self.tag_weights, k=len(TAGS)))
        people = dict(chosen(self.people, cum_weights=self.people_weights, k=1 + (chance.random() < 0.15)))
        genre = chosen(list(GENRES), cum_weights=GENRE_WEIGHTS)[0]
        values = EMPTY | {
            "id": number,
            "language": self.language,
            "section_id": chosen(self.sections, cum_weights=self.section_weights)[0],
            "genre": genre,
            "headline": f"{place.text}\u00a0: {headline.text}",
            "kicker": kicker.text,
            "standfirst": standfirst.text,
            "slug": self.slugs[words],
            "dateline": place.text,
            "body": body.piece.text,
            "lead_image_id": chance.choice(self.plan.images) if self.plan.images else None,
            "sponsor_name": SPONSOR if genre == "sponsored" else "",
            "bylines": [(person, "words") for person in people],
            "tags": sorted(tags),
        }
        values["digest"] = digest(values)
        pieces = {"place": place, "headline": headline, "kicker": kicker, "standfirst": standfirst, "body": body.piece}
        pieces |= zip(TAGS, sorted(tags.values(), key=attrgetter("text")), strict=False)
        pieces |= zip(PEOPLE, people.values(), strict=False)
        return Story(values, body, pieces, list(people), values["tags"])


def digest(values):
    """As `baking` has it."""
    content = {name: values[name] for name in CONTENT}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Maker:
    """Makes stories after a plan. It takes a second or two to get ready."""

    def __init__(self, plan):
        self.plan, self.index = plan, numbers if plan.copied else words
        self.desks = [Desk(plan, language) for language in plan.sections]
        self.pieces = [piece for desk in self.desks for piece in desk.pieces()]
        for number, piece in enumerate(self.pieces, 1):
            piece.number = number

    def rows(self, lot):
        """{table: rows} of the stories of a lot; always the same ones."""
        tables, chance = defaultdict(list), Random(lot.first)  # noqa: S311  no secret
        for place in range(lot.size):
            [desk] = chance.choices(self.desks, cum_weights=(80, 100)[-len(self.desks) :])
            story = desk.story(chance, lot.first + place)
            at = lot.start + lot.every * place
            moments = self._moments(at)
            live = _write(tables, story, chance.random(), lot.first_edition + EDITIONS * place, *moments)
            self.index(tables, story, live, names_of(at))
        return tables

    def _moments(self, at):
        """When a story came out, and when that ended if it did; as the database takes them."""
        return [str(one if self.plan.copied else one.replace(tzinfo=None)) for one in (at, at + LATER)]


def _write(tables, story, fate, edition, at, ended):
    """One in a hundred was never published, one in twenty corrected, and three in a thousand withdrawn.

    Returns the number of the edition that is live, or None.
    """
    published, corrected, withdrawn = fate >= 0.01, 0.01 <= fate < 0.06, 0.06 <= fate < 0.063
    _article(tables, story, at, at if published else None)
    if published:
        until = ended if corrected or withdrawn else None
        _edition(tables, story, edition, kind="first", live_from=at, live_until=until, first_published_at=at)
    if corrected:
        later = {"kind": "correction", "note": NOTES[story.values["language"]], "live_from": until, "updated_at": until}
        _edition(tables, story, edition + 1, **later, first_published_at=at)
    if withdrawn:
        tables["takedown"].append((story.values["id"], "withdrawn", until, REASON, until))
    return edition + corrected if published and not withdrawn else None


def _article(tables, story, at, published):
    number = story.values["id"]
    more = {"stage": "approved" if published else "draft", "word_count": story.body.words}
    values = story.values | more | {"created_at": at, "edited_at": at, "first_published_at": published}
    tables["article"].append([values[name] for name in COLUMNS["article"]])
    tables["byline"] += [(number, person, place) for place, person in enumerate(story.people)]
    tables["article_tag"] += [(number, tag) for tag in story.tags]


def _edition(tables, story, number, **period):
    body, listed = story.body, (story.values["language"], period["first_published_at"])
    values = story.values | BARE | period | {"id": number, "article_id": story.values["id"]}
    values |= {"made_at": period["live_from"], "words": body.words, "characters": body.characters}
    values["reading_minutes"] = body.reading_minutes
    tables["edition"].append([values[name] for name in COLUMNS["edition"]])
    tables["edition_byline"] += [(number, person, place, *listed) for place, person in enumerate(story.people)]
    tables["edition_tag"] += [(number, tag, *listed) for tag in story.tags]


def numbers(tables, story, edition, periods):
    """Of which pieces PostgreSQL puts the words together; no edition where none is live."""
    row = [story.pieces[name].number if name in story.pieces else NULL for name in NAMES]
    tables["found"].append((story.values["id"], *row, *periods))
    if edition:
        tables["searched"].append((edition, *row, *periods))


def words(tables, story, edition, periods):
    """The words themselves, as SQLite takes them."""
    tables["found"].append((story.values["id"], put_together(FOUND, story.pieces, "words")))
    if edition:
        both = [put_together([*TITLE, *SEARCHED], story.pieces, form) for form in ("words", "stems")]
        title = " ".join([put_together(TITLE, story.pieces, "stems"), *periods])
        tables["searched"].append((edition, title, *both))
