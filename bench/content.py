"""What every system in the comparison shows: the same stories, drawn once, the same whenever they are asked for.

Pure, and plain values only, so that anything can be filled with it. A story has 1,270 words in 24 paragraphs under four
headings, three pictures in its text and one above it, an author with a portrait, five tags, four related stories.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

SECTIONS, AUTHORS, TAGS, PICTURES = 8, 40, 300, 400
RELATED, IN_TEXT, TAGGED = 4, 3, 5
PARAGRAPHS, HEADINGS, WORDS = 24, 4, 1270
NEWEST = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
EVERY = timedelta(minutes=24)  # sixty stories a day
RATIOS = {"free": (3, 2), "16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1)}
WIDTHS = {"avif": (320, 640, 960, 1280, 1920), "webp": (320, 640, 960, 1280, 1920), "jpg": (640, 1280)}  # pixels
SYLLABLES = "ba bre cha co du fi ga gne ion jo la lou mai mer no ou pen qui rai ta teur tion va".split()  # noqa: SIM905

_words = Random(9)
VOCABULARY = ["".join(_words.choices(SYLLABLES, k=_words.randint(1, 5))) for _ in range(6000)]
WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(VOCABULARY))))


@dataclass(frozen=True)
class Picture:
    """`folder` is where its renditions lie: `<folder>/16x9-640.webp`, in all of RATIOS and WIDTHS."""

    number: int
    alt_text: str
    caption: str
    credit: str

    width, height = 1920, 1280

    @property
    def folder(self):
        return f"pictures/bench-{self.number:016}"


@dataclass(frozen=True)
class Story:
    """Sections, authors, tags, pictures and related stories by their numbers, from 0; story 0 is the newest.

    `blocks` are ("paragraph" or "heading", text) and ("picture", number).
    """

    number: int
    headline: str
    kicker: str
    standfirst: str
    blocks: tuple
    section: int
    author: int
    tags: tuple
    lead_picture: int
    related: tuple
    published: datetime

    @property
    def slug(self):
        return f"story-{self.number}"

    @property
    def pictures(self):
        return [what for kind, what in self.blocks if kind == "picture"]


def _say(chance, count):
    return " ".join(chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=count)).capitalize()


def picture(number):
    chance = Random(f"picture {number}")
    return Picture(number, _say(chance, 8), _say(chance, 14) + ".", _say(chance, 2))


def author(number):
    """Name, title and biography."""
    chance = Random(f"author {number}")
    return _say(chance, 2).title(), _say(chance, 3), _say(chance, 35) + "."


def tag(number):
    return f"{_say(Random(f'tag {number}'), 1)} {number}"


def section(number):
    return f"{_say(Random(f'section {number}'), 1)} {number}"


def story(number, count):
    """Of `count` stories the one with this number."""
    chance = Random(f"story {number}")
    near = [other for other in range(number - 40, number + 41) if 0 <= other < count and other != number]
    pictures = chance.sample(range(PICTURES), IN_TEXT + 1)
    return Story(
        number=number,
        headline=_say(chance, 9),
        kicker=_say(chance, 2),
        standfirst=_say(chance, 28) + ".",
        blocks=tuple(_blocks(chance, pictures[1:])),
        section=chance.randrange(SECTIONS),
        author=chance.randrange(AUTHORS),
        tags=tuple(sorted(chance.sample(range(TAGS), TAGGED))),
        lead_picture=pictures[0],
        related=tuple(chance.sample(near, min(RELATED, len(near)))),
        published=NEWEST - EVERY * number,
    )


def _blocks(chance, pictures):
    """A heading before every sixth paragraph, a picture after every seventh."""
    shown = iter(pictures)
    in_headings = HEADINGS * 5
    for place in range(PARAGRAPHS):
        if place % (PARAGRAPHS // HEADINGS) == 2:
            yield "heading", _say(chance, 5)
        length = (WORDS - in_headings) // PARAGRAPHS + (place < (WORDS - in_headings) % PARAGRAPHS)
        yield "paragraph", _say(chance, length - 3) + f" <strong>{_say(chance, 2)}</strong> {_say(chance, 1).lower()}."
        if place % 7 == 3 and (what := next(shown, None)) is not None:
            yield "picture", what
