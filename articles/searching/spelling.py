"""Did you mean …: the words that stories are written with, and those of them that are near to what was typed.

The table holds words of stories that nobody may see yet. So nothing of it is ever shown by itself: only what finds a
story that is live now, and `search` makes sure of that.
"""

import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import chain, product

from django.db import connection

from ..finding.words import LONGEST_WORD, WORD, fold_word

TABLE = "articles_searchword"
SHORTEST = 4  # letters, of words that are learnt and mended
SHORTEST_FOR_TWO = 8  # letters, from which on two may be wrong
MOST_MENDED = 3  # words of one search
MOST_READ = 4000  # words that are compared with one that was typed
MOST_OFFERED = 6
MOST_KNOWN = 20_000  # words of a language, some 2 MB
KNOWN = defaultdict(set)  # {language: words as they are written that this process has learnt}
# The words are compared by their bytes, so that the index serves for the beginnings of them.
MAKE = {
    "sqlite": """
        CREATE TABLE {table} (
            language varchar(5), word varchar(60), mirrored varchar(60), spelling varchar(120),
            PRIMARY KEY (language, word)
        ) WITHOUT ROWID
    """,
    "postgresql": """
        CREATE TABLE {table} (
            language varchar(5), word varchar(60) COLLATE "C", mirrored varchar(60) COLLATE "C", spelling varchar(120),
            PRIMARY KEY (language, word)
        )
    """,
}
MIRROR = f"CREATE INDEX {TABLE}_mirrored ON {TABLE} (language, mirrored)"
LEARN = {
    "sqlite": "INSERT INTO {table} (language, word, mirrored, spelling) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
    "postgresql": """
        INSERT INTO {table} (language, word, mirrored, spelling)
        SELECT %s, word, reverse(word), spelling
        FROM unnest(string_to_array(%s, ' '), string_to_array(%s, ' ')) learnt(word, spelling) ON CONFLICT DO NOTHING
    """,
}
# One half of a word with one mistake is right: the words that begin as it does, and those that end as it does.
ALIKE = " UNION ALL ".join(
    f"""
    SELECT * FROM (
        SELECT %s AS typed, word, spelling FROM {TABLE}
        WHERE language = %s AND {column} >= %s AND {column} < %s AND length(word) BETWEEN %s AND %s LIMIT {MOST_READ}
    ) {column}_{{number}}
    """  # noqa: S608
    for column in ("word", "mirrored")
)


def make(schema_editor):
    schema_editor.execute(MAKE[schema_editor.connection.vendor].format(table=TABLE), params=None)
    schema_editor.execute(MIRROR, params=None)


def drop(schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


def learn(language, texts):
    """Remember how the words of `texts` are spelled; one statement. In their order, so that two can't block."""
    if not (learnt := sorted(_spellings(texts).items())):
        return
    sql = LEARN[connection.vendor].format(table=TABLE)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # as two texts: an array is written ten times slower
            cursor.execute(sql, [language, *(" ".join(part) for part in zip(*learnt, strict=True))])
        else:
            cursor.executemany(sql, [(language, word, word[::-1], spelling) for word, spelling in learnt])


def _spellings(texts):
    """{folded word: as it is written first}, of the words that are learnt."""
    found = {}
    for spelling in _written(texts):
        word = fold_word(spelling)
        if SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha():
            found.setdefault(word, spelling)
    return found


def _written(texts):
    """The words of `texts` without their capitals, each once, in order."""
    return dict.fromkeys(chain.from_iterable(map(_parts, (word for text in texts for word in text.split()))))


@lru_cache(maxsize=10_000)  # most words of a text were in the one before
def _parts(word):
    """The words of what has no space in it, as they are written."""
    return tuple(WORD.findall(unicodedata.normalize("NFC", word).casefold()))


def learn_new(language, texts):
    """The same for words that this process has not learnt yet, outside of a transaction: mostly no statement at all.

    Words never leave the table, so what it knew it knows.
    """
    known = KNOWN[language]
    if new := [word for word in _written(texts) if word not in known]:
        learn(language, new)
        if len(known) > MOST_KNOWN:
            known.clear()
        known.update(new)


def forget():
    """Only for tests: other processes would not learn again what they know."""
    KNOWN.clear()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  a name of ours


def corrections(terms, language):
    """Ways to write the words of `terms` that no story has, the nearest first. One query, or none.

    Pairs of how many letters are wrong and {folded word: spelling}.
    """
    typed = [word for term in terms if not term.exact for word in term.words if _may_be_mended(word)]
    typed = list(dict.fromkeys(typed))[:MOST_MENDED]
    near = {word: _nearest(word, others) for word, others in _alike(typed, language).items()}
    near = {word: found for word, found in near.items() if found}
    ways = product(*near.values()) if near else []
    rated = [(sum(wrong for wrong, _spelling in way), [spelling for _wrong, spelling in way]) for way in ways]
    return [(wrong, dict(zip(near, spellings, strict=True))) for wrong, spellings in sorted(rated)[:MOST_OFFERED]]


def _may_be_mended(word):
    return len(word) >= SHORTEST and word.isalpha()


def _alike(typed, language):
    """{word: those that share a half with it}, without the words that are spelled rightly."""
    found = {word: {} for word in typed}
    if typed:
        sql = " UNION ALL ".join(ALIKE.format(number=number) for number in range(len(typed)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for word in typed for value in _asked(word, language)])
            for word, other, spelling in cursor.fetchall():
                found[word][other] = spelling
    return {word: others for word, others in found.items() if word not in others}


def _asked(word, language):
    most = _most_mistakes(word)
    for written in (word, word[::-1]):
        half = written[: len(word) // 2]
        after = half[:-1] + chr(ord(half[-1]) + 1)
        yield from (word, language, half, after, len(word) - most, len(word) + most)


def _nearest(word, others):
    """The three nearest of `others`, {folded: spelling}, as pairs of distance and spelling."""
    most = _most_mistakes(word)
    rated = ((distance(word, other, most), spelling) for other, spelling in others.items())
    return sorted(found for found in rated if found[0] <= most)[:3]


def _most_mistakes(word):
    return 2 if len(word) >= SHORTEST_FOR_TWO else 1


def distance(one, other, most):
    """How many letters were left out, added, exchanged or swapped; `most + 1` where they are more than `most`."""
    one, other = _without_common_ends(one, other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, above, row = row, before, [place]
        for column, same in enumerate(other, 1):
            costs = [before[column] + 1, row[-1] + 1, before[column - 1] + (letter != same)]
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == same:
                costs.append(above[column - 2] + 1)
            row.append(min(costs))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _without_common_ends(one, other):
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    end, shorter = 0, shorter - start
    while end < shorter and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[: len(one) - end], other[: len(other) - end]
