"""The corrections page: what was wrong in which story, newest first, of all stories that are live."""

from django.shortcuts import render
from django.utils.translation import get_language

from .models import Edition
from .paging import Pager


def corrections(request):
    """Corrections, clarifications and rights of reply, each with the story as it is now. Two queries for the page."""
    page = Pager(noted(get_language(), request.at), ("live_from", "pk")).page(request.GET)
    stories = Edition.objects.live(request.at).filter(article__in=[note.article_id for note in page])
    live = {story.article_id: story for story in stories.for_cards()}
    notes = [(note, live[note.article_id]) for note in page]
    return render(request, "articles/corrections.html", {"page": page, "notes": notes})


def noted(language, at):
    """The editions whose public note says what was wrong; none of a story that is gone, none that a kill sealed."""
    kinds = sorted(Edition.NOTE_REQUIRED)
    return Edition.objects.public(at).in_language(language).filter(kind__in=kinds).defer("body")
