"""The screen on which a save that came too late and the story as it stands now are brought together."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import history
from articles.history import label_of
from articles.models import Article, Version
from articles.people import called
from articles.permissions import CHANGE, PUBLISH

from .merging import Merging


def page(request, article_id, number):
    """Look at both and decide; a POST makes the merged version, unless somebody has saved again meanwhile."""
    aside = _aside(request, article_id, number)
    if aside.settled_at:
        return _settled(request, aside)
    said = _merge(request, aside) if request.method == "POST" else []
    if said is None:
        return redirect("admin:articles_article_change", article_id)
    return TemplateResponse(request, "desk/conflict.html", _context(request, aside, said))


@require_POST
def dismiss(request, article_id, number):
    """Nothing of it is needed: it is kept, and nobody is asked about it any more."""
    aside = _aside(request, article_id, number)
    if history.dismiss(aside, at=request.at):
        messages.success(
            request, _("Version %(number)d is put away. It stays among the versions.") % {"number": number}
        )
    return redirect("admin:articles_article_change", article_id)


def _aside(request, article_id, number):
    versions = Version.objects.select_related("article", "made_by").filter(origin=Version.Origin.SET_ASIDE)
    aside = get_object_or_404(versions, article=article_id, number=number)
    if not request.user.has_perm(CHANGE, aside.article):
        raise PermissionDenied
    return aside


def _settled(request, aside):
    if aside.settled_as:
        sentence = _("Version %(number)d is part of the story already: it became version %(merged)d.")
        messages.info(request, sentence % {"number": aside.number, "merged": aside.settled_as})
    else:
        messages.info(request, _("Version %(number)d was put away already.") % {"number": aside.number})
    return redirect("desk:versions", aside.article_id)


def _merging(request, aside, story, chosen=None):
    base = story.versions.filter(number=aside.base).first() if aside.base else None
    released = not request.user.has_perm(PUBLISH) and story.editions.exists()
    return Merging(base and base.values, aside.values, story.values(), chosen, may_release=not released)


@transaction.atomic
def _merge(request, aside):
    """Sentences about what is still to do; None where it is done."""
    story = Article.objects.for_update(aside.article_id)
    if request.POST.get("current") != str(story.version):
        return [_("Somebody has saved again meanwhile. Your choices are kept: look at what is new, and go on.")]
    values, problems = _merging(request, aside, story, request.POST).values()
    if problems:
        return problems
    version, lost = history.merge(aside, values, seen=story.version, at=request.at, by=request.user)
    if not version:
        return [_("Somebody else has just settled this. Look at the versions of the story.")]
    _tell(request, version, lost)
    return None


def _tell(request, version, lost):
    messages.success(request, _("Both are brought together in version %(number)d.") % {"number": version.number})
    if lost:
        fields = ", ".join(map(label_of, lost))
        messages.warning(request, _("What has gone meanwhile could not come along: %(fields)s.") % {"fields": fields})


def _context(request, aside, said):
    story = Article.objects.get(pk=aside.article_id)
    merging = _merging(request, aside, story, request.POST if request.method == "POST" else None)
    newest = story.versions.filter(number=story.version).select_related("made_by").first()
    own = aside.made_by_id == request.user.pk
    count = merging.open
    return admin.site.each_context(request) | {
        "title": _("Bring two versions together"),
        "subtitle": story.headline,
        "article": story,
        "aside": aside,
        "newest": newest,
        "own": own,
        "said": said,
        "merging": merging,
        "names": merging.names,
        "count": count,
        "to_do": ngettext("%(count)d passage to decide", "%(count)d passages to decide", count) % {"count": count},
        "mine": _("Yours") if own else called(aside.made_by),
        "theirs": (called(newest.made_by) or _("a colleague")) if newest else _("Now"),
        "chosen": request.POST,
    }
