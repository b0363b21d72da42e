"""Texts whose words are ready for the search indexes: a story's rows there are put together of them. Pure.

The words of one sentence stand in thousands of stories; cut, folded and reduced to their stems they are here but once.
"""

from dataclasses import dataclass

from articles.finding.words import BREAK, words_of
from articles.searching.keeping import ZONE
from articles.searching.stems import stem


@dataclass(slots=True)
class Piece:
    text: str
    words: list
    stems: list
    number: int = 0  # by which PostgreSQL knows it

    @classmethod
    def of(cls, text, language, plain=None):
        """`plain` is what is read of `text`, where that is HTML."""
        words = words_of(text if plain is None else plain)
        return cls(text, words, [stem(word, language) for word in words])

    def row(self):
        """Number, words, stems, and the vectors as PostgreSQL writes them: see `finding.index`, `searching.index`."""
        places = list(zip(range(1, len(self.words) + 1), self.words, self.stems, strict=True))
        found = " ".join(f"'{word}':{place}" for place, word, _stem in places)
        searched = f"{found} " + " ".join(f"'={stem}':{place}" for place, _word, stem in places)
        titled = f"{searched} " + " ".join(f"'#{stem}'" for stem in self.stems)
        return self.number, " ".join(self.words), " ".join(self.stems), found, searched, titled


# Between two parts of a story, and between the zones of an edition.
GAP, EDGE = Piece(BREAK, [BREAK], [BREAK]), Piece(ZONE, [ZONE], [ZONE])
# Of what the words of a working copy and of an edition consist: (what stands before it, name of the piece).
PEOPLE, TAGS = ("person_1", "person_2"), ("tag_1", "tag_2", "tag_3")
TITLE = [(None, "place"), (None, "headline")]
FOUND = [*TITLE, *((GAP, name) for name in ("kicker", "standfirst", "body", *PEOPLE))]
SEARCHED = [(EDGE, "kicker"), *((GAP, name) for name in ("standfirst", "place", *TAGS, *PEOPLE)), (EDGE, "body")]


def put_together(parts, pieces, form):
    """The `words` or `stems` of all parts that a story has, as one text."""
    there = [(before, pieces[name]) for before, name in parts if name in pieces]
    return " ".join([word for pair in there for piece in pair if piece for word in getattr(piece, form)])
