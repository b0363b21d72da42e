"""After a correction that the working copy stood in the way of: both texts side by side, field by field."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import prose
from articles.models import Article
from articles.permissions import PUBLISH

from .correcting import CORRECTED


def page(request, article_id):
    """The fields named in `field`, of the edition `edition` and of the working copy as it is now."""
    article = get_object_or_404(Article.objects.with_status(request.at), pk=article_id)
    if not request.user.has_perm(PUBLISH, article):
        raise PermissionDenied
    number = request.GET.get("edition", "")
    edition = get_object_or_404(article.editions, pk=number if number.isdecimal() and len(number) < 18 else 0)
    names = [name for name in CORRECTED if name in request.GET.getlist("field")]
    context = admin.site.each_context(request) | {
        "title": _("Both texts"),
        "subtitle": article.headline,
        "article": article,
        "edition": edition,
        "both": [_both(name, edition, article) for name in names],
    }
    return TemplateResponse(request, "desk/carried.html", context)


def _both(name, edition, article):
    live, copy = _parts(name, edition), _parts(name, article)
    return {
        "name": name,
        "label": capfirst(Article._meta.get_field(name).verbose_name),
        "live": _marked(live, copy),
        "copy": _marked(copy, live),
        "same": live == copy,
    }


def _parts(name, words):
    value = getattr(words, name)
    return [block.text for block in prose.blocks(prose.clean(value))] if name == "body" else [value]


def _marked(parts, others):
    """Each part, and whether the other text lacks it."""
    return [(part, part not in others) for part in parts]
