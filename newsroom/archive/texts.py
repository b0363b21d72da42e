"""What the made-up stories are made of: the sentences of the demo newsroom, and names that nobody has. Pure."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from articles import prose

from ..demo.stories import read_stories
from .pieces import Piece

PARAGRAPH = re.compile(r"<p>([^<]+)</p>")
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÀÉ])")
LENGTHS = range(6, 26)  # words of a sentence that is taken
UNPAIRED = set("«»“”&\\\t%")  # of a quotation that ends elsewhere, or of no plain text
PLACES = 8000
SYLLABLES = (  # noqa: SIM905
    "ba bel ber bre coat crac dou fou gou guen hen ker kar lan laz loc lou mel mor nev pen plo plou pont qui ros"
    " saint tre tré val vec vern ven zec"
).split()
FIRST_NAMES = "Aline Bastien Claire Denez Éloïse Farid Gwenn Hélène Iwan Jeanne Karim Léa Malo Nour Owen Paul".split()  # noqa: SIM905
KICKERS = {
    "fr": ("Archives", "Archives locales", "Archives du port", "Archives de la ville"),
    "en": ("Archive", "Local archive", "Harbour archive", "Town archive"),
}


@dataclass(frozen=True, slots=True)
class Body:
    piece: Piece
    words: int
    characters: int
    reading_minutes: int


@dataclass(frozen=True)
class Texts:
    """Of one language, ready to be put together."""

    bodies: list
    headlines: list
    standfirsts: list
    kickers: list
    places: list
    weights: list  # of the places, the first of which is in the news most


def weights(number, flat):
    """For `Random.choices`: how often each of `number` things comes, the first most; the flatter the less so."""
    return list(accumulate(1 / (place + flat) for place in range(number)))


@cache
def sentences(language):
    texts = [text for story in read_stories() if story.language == language for text in PARAGRAPH.findall(story.body)]
    found = [sentence for text in texts for sentence in SENTENCE.split(text)]
    return [one for one in found if len(one.split()) in LENGTHS and not UNPAIRED & set(one)]


def names(number, chance):
    """Different names of places and people that don't exist."""
    found = {}
    while len(found) < number:
        found.setdefault("".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize())
    return list(found)


def people(number, chance):
    families = names(number, chance)
    return [f"{first} {family}" for first, family in zip(chance.choices(FIRST_NAMES, k=number), families, strict=True)]


@cache
def places():
    return names(PLACES, Random(8))  # noqa: S311  no secret


def texts(language, length, number):
    """So many texts of about `length` words; the same each time they are asked for."""
    chance, stock = Random(f"{language} {length}"), sentences(language)  # noqa: S311  no secret
    return Texts(
        [_body(chance, stock, language, length) for _number in range(number)],
        [Piece.of(_beginning(chance.choice(stock)), language) for _number in range(number)],
        [Piece.of(chance.choice(stock), language) for _number in range(number)],
        [Piece.of(kicker, language) for kicker in KICKERS[language]],
        [Piece.of(name, language) for name in places()],
        weights(PLACES, 20),
    )


def _body(chance, stock, language, length):
    said, number = [], 0
    while number < length:
        said.append(chance.choice(stock))
        number += len(said[-1].split())
    html = "".join(f"<p>{' '.join(said[start : start + 3])}</p>" for start in range(0, len(said), 3))
    number = prose.count_words(html)
    piece = Piece.of(html, language, plain=prose.plain_text(html))
    return Body(piece, number, prose.count_characters(html), prose.reading_minutes(number))


def _beginning(sentence):
    """Enough of a sentence for a headline."""
    return " ".join(sentence.rstrip(".!?…").split()[:8]).rstrip(",; :")
