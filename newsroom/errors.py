"""The site's own error pages. None of them may fail: a page about a failure must not need what failed."""

import logging
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

AWAY = (OperationalError, InterfaceError)  # the database can't be reached, went away, or is locked for too long
RETRY = 10  # seconds till it may be tried again
log = logging.getLogger(__name__)


def _page(request, status):
    try:
        return render(request, f"{status}.html", status=status)
    except DatabaseError:
        return server_error(request)


def bad_request(request, exception):
    return _page(request, 400)


def forbidden(request, exception):
    return _page(request, 403)


def not_found(request, exception):
    return _page(request, 404)


def server_error(request):
    if isinstance(sys.exc_info()[1], AWAY):
        return database_away(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def database_away(request):
    """503, in the reader's language, or as JSON where a script asked: nothing was changed, one may try again."""
    log.exception("The database is away: %s %s", request.method, request.path)
    sentence = _("The database could not be reached: nothing was changed. Please try again in a moment.")
    return away(request, "503.html", sentence, RETRY)


def away(request, template, sentence, retry):
    """503 without a query: a page that leads back here, or `sentence` as JSON; to be asked again in `retry` seconds."""
    headers = {"Retry-After": str(retry), "Cache-Control": "no-store"}
    if _asked_by_script(request):
        return JsonResponse({"error": sentence}, status=503, headers=headers)
    context = {"sentence": sentence, "again": request.get_full_path(), "was_sent": request.method == "POST"}
    return HttpResponse(render_to_string(template, context), status=503, headers=headers)


def _asked_by_script(request):
    wanted = request.headers.get("Accept", "")
    return wanted.startswith("application/json") or request.headers.get("Sec-Fetch-Dest") == "empty"
