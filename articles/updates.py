"""What a page that is open asks each minute: whether readers see another story by now. One query."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .models import Edition, Takedown


@require_safe
def updates(request, article_id, seen):
    """A piece of HTML if the story was updated since, or is gone; 204 if it is as it was, or only a typo was put right.

    `seen` is the `stamp` of the edition that the page shows.
    """
    edition = Edition.objects.live(request.at).filter(article=article_id).select_related("section").first()
    if edition and edition.stamp == seen:
        return HttpResponse(status=204)
    return render(request, "articles/_updated.html", {"edition": edition or _gone(request, article_id)})


def _gone(request, article_id):
    """None, if readers may know that it was there. Raises Http404 otherwise."""
    if not Takedown.objects.in_force(request.at).filter(article=article_id).exists():
        raise Http404
