"""What a page that is open asks each minute: whether readers see another story by now. One query, and cacheable."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .models import Edition, Takedown

KEPT = timedelta(seconds=20)  # by caches: many readers of one story are one question


@require_safe
def updates(request, article_id, seen):
    """A piece of HTML if the story was updated since, or is gone; 204 if it is as it was, or only a typo was put right.

    `seen` is the `stamp` of the edition that the page shows. Caches keep no answer past the end of an edition.
    """
    edition = Edition.objects.live(request.at).filter(article=article_id).select_related("section").first()
    if edition and edition.stamp == seen:
        response = HttpResponse(status=204)
    else:
        response = render(request, "articles/_updated.html", {"edition": edition or _gone(request, article_id)})
    left = edition.live_until - request.at if edition and edition.live_until else KEPT
    patch_cache_control(response, public=True, max_age=int(min(left, KEPT).total_seconds()))
    return response


def _gone(request, article_id):
    """None, if readers may know that it was there. Raises Http404 otherwise."""
    if not Takedown.objects.in_force(request.at).filter(article=article_id).exists():
        raise Http404
