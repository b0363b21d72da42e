"""The site's own error pages. None of them may fail: a page about a failure must not need what failed."""

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


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
    return HttpResponse(render_to_string("500.html"), status=500)
