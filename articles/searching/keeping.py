"""What of an edition readers find: its words, and the names of its subjects and of those who sign it."""

from itertools import chain

from django.db import transaction
from django.db.models import F, Q, prefetch_related_objects
from django.db.models.functions import Now

from .. import prose
from ..finding.words import words_of
from . import spelling
from .index import Index
from .stems import stem

EDITIONS = Index("articles_searchable")
ZONE = "\ue001"  # between headline, what stands above the text, and the text; no word that is typed can be it
BATCH = 200  # editions read at once
MOST_ENDED = 5  # editions of a story, the newest, that may have ended since one was noted


def note(edition, at):
    """Keep the words of a new edition, in the transaction that makes it; what has ended by `at` is forgotten.

    Five queries. The spelling of its words is learnt once the transaction has succeeded: nobody waits for that.
    """
    prefetch_related_objects([edition], "bylines", "tags")
    EDITIONS.put([_row(edition)])
    ended = edition.article.editions.filter(Q(live_until__lte=at) | Q(live_until=F("live_from")))
    EDITIONS.forget(list(ended.order_by("-pk").values_list("pk", flat=True)[:MOST_ENDED]))
    texts = list(_texts(edition))
    transaction.on_commit(lambda: spelling.learn(edition.language, texts), robust=True)


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
    spelling.forget()
    for batch in _batches(editions):
        EDITIONS.put([_row(edition) for edition in batch])
        for language in {edition.language for edition in batch}:
            texts = (_texts(edition) for edition in batch if edition.language == language)
            spelling.learn(language, chain.from_iterable(texts))


def _row(edition):
    title = words_of(edition.headline)
    words = [*title, ZONE, *words_of(*_above(edition)), ZONE, *words_of(prose.plain_text(edition.body))]
    return edition.pk, len(title), words, [stem(word, edition.language) for word in words]


def _above(edition):
    tags = [tag.name for tag in edition.tags.all()]
    names = [byline.author.display_name for byline in edition.bylines.all()]
    return [edition.kicker, edition.standfirst, edition.dateline, *tags, *names]


def _texts(edition):
    return edition.headline, *_above(edition), prose.plain_text(edition.body)
