"""How alike two stories are: by their tags, their words, their section and their time. Pure: no ORM, no settings."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from math import exp, log, sqrt

# What each likeness weighs, found with bench/related.py; each is from 0 to 1.
TAGS, WORDS, SECTION, TIME, FRESHNESS = 3.0, 3.0, 0.3, 0.5, 0.3
NEAR = 10  # days between two stories after which they are hardly of the same event
FRESH = 60  # days after which a story is hardly news
STEM = 7  # letters: what of a word tells it from others, in French and in English, whatever its ending
WORD = re.compile(r"[^\W\d_]{3,}|\d+")  # a shorter one tells nothing
DAY = 86_400  # seconds


def ranked(others, story, tags, at):
    """`others`, the likest first. `tags` are those of the story with their `frequency`, the rarest first.

    Each other has `shared`: 1 for the first of the tags, 2 for the second, 4 for the third, as one sum; or None.
    """
    scores = _scores(others, story, [1 / log(2 + tag.frequency) for tag in tags], at)
    return sorted(others, key=lambda other: (scores[other.pk], other.first_published_at, other.pk), reverse=True)


def _scores(others, story, rarity, at):
    stems = {other.pk: _stems(other) for other in others}
    alike = _cosines(_stems(story), stems)
    parts = {bits: _part(bits or 0, rarity) for bits in {other.shared for other in others}}
    own, now = story.first_published_at.timestamp(), at.timestamp()
    scores = {}
    for other in others:
        when = other.first_published_at.timestamp()
        scores[other.pk] = (
            TAGS * parts[other.shared]
            + WORDS * alike[other.pk]
            + SECTION * (other.section_id == story.section_id)
            + TIME * exp(-abs(when - own) / NEAR / DAY)
            + FRESHNESS * exp(-abs(when - now) / FRESH / DAY)
        )
    return scores


def _part(bits, rarity):
    """The part of the story's tags that the other has too, each weighed by its rarity."""
    shared = sum(weight for place, weight in enumerate(rarity) if bits >> place & 1)
    return shared / sum(rarity) if shared else 0


def _stems(story):
    return _stems_of(f"{story.kicker} {story.headline} {story.standfirst}")


@lru_cache(maxsize=2000)
def _stems_of(text):
    return frozenset({word[:STEM] for word in WORD.findall(text.casefold())})


def _cosines(own, texts):
    """How many words each of `texts` shares with `own`, from 0 to 1; a word counts more if few of them have it."""
    frequencies = Counter(chain.from_iterable(texts.values()))
    weigh = {frequency: log(1 + len(texts) / frequency) ** 2 for frequency in set(frequencies.values())}
    weights = {stem: weigh[frequency] for stem, frequency in frequencies.items()}
    length = sqrt(sum(weights.get(stem, 0) for stem in own)) or 1
    return {
        key: sum(weights[stem] for stem in own & text) / (length * sqrt(sum(map(weights.__getitem__, text))) or 1)
        for key, text in texts.items()
    }
