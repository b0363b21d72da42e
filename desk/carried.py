"""After a correction that the working copy stood in the way of: what each of them changed, side by side."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles import prose
from articles.history import label_of
from articles.models import Article
from articles.permissions import PUBLISH

from .correcting import CORRECTED
from .differences import difference
from .naming import Names

NOTHING_ELSE = {"bylines": [], "tags": [], "related": [], "section_id": None, "lead_image_id": None}


def page(request, article_id):
    """The fields named in `field`: what the edition `edition` corrected, and what stands in the working copy now."""
    article = get_object_or_404(Article.objects.with_status(request.at), pk=article_id)
    if not request.user.has_perm(PUBLISH, article):
        raise PermissionDenied
    edition = _edition(article, request.GET.get("edition", ""))
    fields = [name for name in CORRECTED if name in request.GET.getlist("field")]
    if not fields:
        raise Http404
    context = admin.site.each_context(request) | {
        "title": _("Both texts"),
        "subtitle": article.headline,
        "article": article,
        "edition": edition,
    }
    return TemplateResponse(request, "desk/carried.html", context | _compared(article, edition, fields, request.at))


def _edition(article, number):
    return get_object_or_404(article.editions, pk=number if number.isdecimal() and len(number) < 18 else 0)


def _compared(article, edition, fields, at):
    """Both start from what readers saw before the correction; what they see by now says whether it is settled."""
    editions = article.editions.real()
    before = editions.filter(live_from__lt=edition.live_from).order_by("-live_from").first() or edition
    live = editions.filter(live_from__lte=at).order_by("-live_from").first() or edition
    was, fixed, seen, copy = map(_state, (before, edition, live, article))
    names = Names(was, fixed, copy)
    both = [
        {
            "name": name,
            "label": label_of(name),
            "fix": difference(name, was[name], fixed[name], names),
            "copy": difference(name, was[name], copy[name], names),
            "same": seen[name] == copy[name],
        }
        for name in fields
    ]
    return {"both": both, "names": names}


def _state(words):
    texts = {name: getattr(words, name) for name in CORRECTED}
    return NOTHING_ELSE | texts | {"body": prose.clean(words.body, sponsored=words.sponsored)}
