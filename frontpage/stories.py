"""The stories beside a front: those that may be placed, and what is said of each."""

from articles import times
from articles.admin.stories.searching import search
from articles.models import Article, Edition

MOST = 30
SOON = 12
HEAVY = ("body", "standfirst", "note_for_colleagues")


def described(articles, at):
    """{key: story} with `publication_status` and `pending_from` as of `at`. One query."""
    return {story.pk: story for story in _stories(at).filter(pk__in=articles)}


def candidates(language, text, at, section=None):
    """Stories in that language: those with these words; else what comes soon, then the newest.

    Of a section's front, the newest of that section.
    """
    stories = _stories(at).filter(language=language)
    if text:
        return list(search(stories, text[:200]).order_by("-edited_at", "-pk")[:MOST])
    editions = Edition.objects.in_language(language)
    editions = editions.filter(section=section) if section else editions
    soon = editions.pending(at).order_by("live_from").values_list("article", flat=True)[:SOON]
    keys = [*soon, *editions.live(at).newest_first().values_list("article", flat=True)[:MOST]]
    found = stories.in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def standing(story, at):
    """In words, where a story stands: readers' side of it is what counts on a front."""
    if story.pending_from and story.publication_status == Article.PublicationStatus.SCHEDULED:
        return times.short_moment(story.pending_from)
    return Article.PublicationStatus(story.publication_status).label


def _stories(at):
    return Article.objects.with_status(at).select_related("section", "lead_image").defer(*HEAVY)
