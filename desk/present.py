"""Who has the stories of a list open: known when it is shown, and asked again while it stays on a screen."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse

from articles.permissions import VIEW

from . import keeping, opened

MOST = 100  # stories of one list


def others_in(article_ids, user, at):
    """{story's number: [{name, since}]} of those who have it open besides `user`, the first first. One query."""
    people = opened.others_in(user, article_ids, at)
    return {number: keeping.described(rows, at) for number, rows in people.items()}


def page(request):
    """The same as JSON, of the stories named by `id`; those that nobody has open are left out. Four queries."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    return JsonResponse({"stories": others_in(_numbers(request.GET.getlist("id")), request.user, request.at)})


def _numbers(texts):
    if len(texts) > MOST or not all(text.isascii() and text.isdecimal() and len(text) < 18 for text in texts):
        raise BadRequest("id")
    return [int(text) for text in texts]
