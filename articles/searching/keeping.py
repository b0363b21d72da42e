"""What of an edition readers find: its words, and the names of its subjects and of those who sign it."""

from itertools import chain

from django.db import connection, transaction
from django.db.models.functions import Now

from .. import prose
from ..finding.words import words_of
from . import spelling
from .index import Index
from .periods import names_of
from .stems import stem

EDITIONS = Index("articles_searchable")
ZONE = "\ue001"  # between headline, what stands above the text, and the text; no word that is typed can be it
BATCH = 200  # editions read at once
MOST_ENDED = 5  # editions of a story, the newest, that may have ended since one was noted
ENDED = f"""
    SELECT id FROM articles_edition WHERE article_id = %s AND (live_until <= %s OR live_until = live_from)
    ORDER BY id DESC LIMIT {MOST_ENDED}
"""  # noqa: S608  a number of ours


def note(edition, names, at):
    """Keep the words of a new edition, in the transaction that makes it; what has ended by `at` is forgotten.

    `names` are those of its subjects and of those who sign it. One statement on PostgreSQL, two on SQLite. The spelling
    of words that are new is learnt once the transaction has succeeded, by one more.
    """
    texts = _texts(edition, names)
    ended = [edition.article_id, connection.ops.adapt_datetimefield_value(at)]
    EDITIONS.replace(_row_of(edition, texts), ENDED, ended)
    transaction.on_commit(lambda: spelling.learn_new(edition.language, texts), robust=True)


def note_moved(edition, before):
    """Keep the month of an edition that waits and would have come out at `before`; nothing where it is the same."""
    if names_of(before) != names_of(edition.first_published_at):
        note_again(type(edition).objects.filter(pk=edition.pk))


def note_again(editions):
    """Keep the words of those of `editions` that are live or wait, whose subjects have other names now."""
    for batch in _batches(editions):
        EDITIONS.put([_row(edition) for edition in batch])


def _batches(editions):
    """Those of `editions`, a queryset, that are live or wait, 200 at a time; four queries each."""
    last = 0
    editions = editions.exclude(live_until__lte=Now()).order_by("pk").prefetch_related("bylines__author", "tags")
    while batch := list(editions.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def fill(editions):
    """Keep the words of all `editions` that are live or wait, and how they are spelled. Also for migrations."""
    EDITIONS.clear()
    for batch in _batches(editions):
        EDITIONS.put([_row(edition) for edition in batch])
        for language in {edition.language for edition in batch}:
            texts = (_texts(edition, _names(edition)) for edition in batch if edition.language == language)
            spelling.learn(language, chain.from_iterable(texts))


def _row(edition):
    return _row_of(edition, _texts(edition, _names(edition)))


def _row_of(edition, texts):
    headline, *above, text = texts
    title = words_of(headline)
    words = [*title, ZONE, *words_of(*above), ZONE, *words_of(text)]
    stems = [stem(word, edition.language) for word in words]
    return edition.pk, len(title), words, stems, names_of(edition.first_published_at)


def _names(edition):
    """Of an edition whose bylines and tags were fetched."""
    tags = [tag.name for tag in edition.tags.all()]
    return tags + [byline.author.display_name for byline in edition.bylines.all()]


def _texts(edition, names):
    """The headline, what stands above the text, and the text."""
    above = [edition.kicker, edition.standfirst, edition.dateline, *names]
    return [edition.headline, *above, prose.plain_text(edition.body)]
