"""The verb of a plan: when the newsroom means a story to appear, without commitment. It publishes nothing."""

from . import refusals
from .log import verb
from .models import Article
from .permissions import CHANGE


@verb(CHANGE)
def plan(article, *, when, at, by):
    """Plan the story for `when` (aware), or with None for no time any more; returns the version that it now is.

    Raises InThePast.
    """
    if when and when <= at:
        raise refusals.InThePast
    story = Article.objects.for_update(article.pk)
    story.planned_for = article.planned_for = when
    story.save(update_fields=["planned_for"])
    return story.note_change(at, by)
