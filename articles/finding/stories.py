"""What of a story the newsroom finds: the words of the working copy, and the names of those who sign it."""

from .. import prose
from .index import Index
from .words import words_of

STORIES = Index("articles_wording")
BATCH = 200  # stories read at once


def note(story, names):
    """Keep the words of a story that has changed, and the `names` of those who sign it; one query.

    `Article.note_change` does it in its transaction.
    """
    STORIES.put([(story.pk, _words(story, names))])


def forget(number):
    STORIES.forget(number)


def fill(model):
    """Read all stories again, and return how many there are. Also for migrations, whose models know no methods."""
    STORIES.clear()
    last, count = 0, 0
    stories = model.objects.order_by("pk").prefetch_related("bylines__author")
    stories = stories.only("headline", "kicker", "standfirst", "body")
    while batch := list(stories.filter(pk__gt=last)[:BATCH]):
        STORIES.put((story.pk, _words(story, _names(story))) for story in batch)
        last, count = batch[-1].pk, count + len(batch)
    return count


def _names(story):
    return [byline.author.display_name for byline in story.bylines.all()]


def _words(story, names):
    return words_of(story.headline, story.kicker, story.standfirst, prose.plain_text(story.body), *names)
