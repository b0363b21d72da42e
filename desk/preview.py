"""A story as readers would get it, before anybody decides: the working copy, a version, an edition, unsaved words.

All of them are drawn by the readers' own page (`articles.views.story_page`); a bar above says what is looked at.
"""

from dataclasses import dataclass

from csp.constants import SELF
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import drafting
from articles.models import Article, Edition, Takedown
from articles.people import called
from articles.permissions import CHANGE, KILL, VIEW
from articles.proofs import proof
from articles.times import long_moment
from articles.views import story_page
from images import rights

from . import opened
from .typed import EMPTY, content_of_form

PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store, private"}


@dataclass(frozen=True)
class Shown:
    """An edition or proof, the sentence that says what it is, and whether readers see just this now."""

    edition: Edition
    sentence: str
    live: bool = False


@require_safe
def page(request, article_id):
    """The working copy, or what `?version=3`, `?edition=17` or `?draft=mine` names."""
    article = get_object_or_404(Article.objects.select_related("section"), pk=article_id)
    if not request.user.has_perm(VIEW, article):
        raise PermissionDenied
    return _drawn(request, article, _wanted(request, article))


@require_safe
def new(request):
    """The story that this person is writing and has not saved yet."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    article = Article(pk=0)
    kept = _kept(request, None)
    return _drawn(request, article, _of_form(request, article, kept, EMPTY))


def _wanted(request, article):
    if "version" in request.GET:
        return _version(request, article, _number(request.GET["version"]))
    if "edition" in request.GET:
        return _edition(request, article, _number(request.GET["edition"]))
    if request.GET.get("draft") == "mine" and (kept := _kept(request, article)):
        return _of_form(request, article, kept, article.content())
    return Shown(proof(article.content(), article, request.at), working_copy_in_words(article))


def _number(text):
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Http404
    return int(text)


def working_copy_in_words(article):
    when = long_moment(article.edited_at)
    return _("The working copy, version %(number)s, saved on %(when)s.") % {"number": article.version, "when": when}


def version_in_words(version):
    said = {"number": version.number, "when": long_moment(version.made_at), "who": called(version.made_by)}
    if not said["who"]:
        return _("Version %(number)s, saved on %(when)s.") % said
    return _("Version %(number)s, saved on %(when)s by %(who)s.") % said


def _version(request, article, number):
    version = get_object_or_404(article.versions.select_related("made_by"), number=number)
    return Shown(proof_of_version(version, article, request.at), version_in_words(version))


def proof_of_version(version, article, at, **options):
    """Raises Http404 for a version that an older release wrote in another way."""
    try:
        content = drafting.content_of(version.values)
    except (KeyError, TypeError, ValueError):
        raise Http404 from None
    return proof(content, article, at, **options)


def is_killed(article, at):
    return article.takedowns.filter(kind=Takedown.Kind.KILLED, lifted_at=None, at__lte=at).exists()


def _edition(request, article, key):
    edition = get_object_or_404(article.editions.for_page(), pk=key)
    if not request.user.has_perm(KILL) and is_killed(article, request.at):
        raise PermissionDenied  # its editions are sealed
    live = article.editions.live(request.at).filter(pk=key).exists()
    said = {"kind": edition.get_kind_display(), "from": long_moment(edition.live_from)}
    if live:
        return Shown(edition, _("Edition (%(kind)s), live since %(from)s.") % said, live)
    if edition.live_from > request.at:
        return Shown(edition, _("Edition (%(kind)s), waits for %(from)s.") % said)
    return Shown(edition, _("Edition (%(kind)s) of %(from)s.") % said)


def _kept(request, article):
    """The unsaved words of this person and this story, or None."""
    return opened.unsaved(request.user, article)


def _of_form(request, article, kept, base):
    if not kept:
        return Shown(proof(base, article, request.at), _("Nothing has been written yet."))
    content = content_of_form(kept.fields, base)
    sentence = _("Your unsaved words of %(when)s.") % {"when": long_moment(kept.kept_at or kept.heard_at)}
    return Shown(proof(content, article, request.at), sentence)


def _drawn(request, article, shown):
    """The bar is in the language of the person, the page in that of the story."""
    context = {
        "article": article if article.pk else None,
        "shown": shown,
        "obstacles": _obstacles(shown.edition, request.at),
        "may_change": bool(article.pk) and request.user.has_perm(CHANGE, article),
        "bare": "bare" in request.GET,
    }
    bar = render_to_string("desk/_preview_bar.html", context, request)
    response = story_page(request, shown.edition, "desk/preview.html", bar=bar)
    response._csp_replace = {"frame-ancestors": [SELF]}  # the writing form shows it beside the text
    return with_headers(response, PRIVATE | {"X-Frame-Options": "SAMEORIGIN"})


def with_headers(response, headers):
    for name, value in headers.items():
        response[name] = value
    return response


def _obstacles(edition, at):
    """The pictures that may not be newly published, each with the reason."""
    pictures = dict.fromkeys(filter(None, [edition.lead_image, *edition.pictures.all()]))
    reasons = [(image, rights.obstacle(image, at)) for image in pictures]
    return [(image, reason) for image, reason in reasons if reason]
