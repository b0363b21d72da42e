from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Edition

from .counting import count_view

ROBOTS = ("bot", "crawl", "spider", "slurp", "preview", "headless", "python-", "curl", "wget")


@csrf_exempt  # a beacon from a cached page has no token, and there is nothing to forge but a count
@require_POST
def count(request, article_id):
    """Count one view of a live story, unless a machine or somebody of the newsroom looked at it."""
    if not Edition.objects.live(request.at).filter(article=article_id).exists():
        raise Http404
    if not _is_robot(request) and not request.user.is_staff:
        count_view(article_id, request.at)
    return HttpResponse(status=204)


def _is_robot(request):
    agent = request.headers.get("User-Agent", "").lower()
    return not agent or any(word in agent for word in ROBOTS)
