"""Previews for people without an account, a lawyer or a source: an address that nobody can guess and that expires."""

import hashlib
import secrets
from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import register_converter, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST, require_safe

from articles.log import Where, verb
from articles.models import Article
from articles.permissions import CHANGE
from articles.proofs import proof
from articles.structured_data import absolute
from articles.views import story_page

from .models import SharedLink
from .preview import PRIVATE, is_killed, proof_of_version, with_headers

HIDDEN = PRIVATE | {"Referrer-Policy": "no-referrer"}  # the address is the key: no other site learns it
HOURS = (1, 24, 7 * 24, 30 * 24)
DAY, DAYS = 24, 2  # hours; from so many days on they are said as days
MOST_LISTED = 50  # links of a story on its screen


class Token:
    """In addresses; its dot keeps it apart from every story's address."""

    regex = r"[\w-]{32}\.[\w-]{43}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Token, "preview_token")


# The verbs


@verb(CHANGE)
def share(article, *, at, by, until, version=None):
    """Make a link that is good till `until`; returns it and its token, which can't be had again."""
    token = _signer().sign(secrets.token_urlsafe(24))
    link = SharedLink(article=article, digest=_digest(token), version=version, made_by=by, made_at=at, expires_at=until)
    link.save()
    return link, token


@verb(CHANGE)
def revoke(article, *, at, by, link):
    """From now on the link leads nowhere."""
    SharedLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)


def _signer():
    return signing.Signer(salt="desk.sharing", sep=".")


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


# The desk's screen


def _hours():
    """The choices, as people say them."""
    for hours in HOURS:
        days, said = hours // DAY, ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
        yield hours, said if days < DAYS else ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


class ShareForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("It expires after"), coerce=int, initial=DAY, widget=forms.RadioSelect, choices=_hours
    )
    follows = forms.TypedChoiceField(
        label=_("It shows"),
        coerce=lambda value: value == "1",
        initial="0",
        widget=forms.RadioSelect,
        choices=[
            ("0", _("the story as it is saved now, whatever is changed later")),
            ("1", _("the working copy, with every change that is saved")),
        ],
    )


def page(request, article_id):
    """The links of a story, and the form that makes another."""
    article = _own(request, article_id)
    form = ShareForm(request.POST if request.method == "POST" else None)
    address = _shared(request, article, form) if request.method == "POST" and form.is_valid() else ""
    context = admin.site.each_context(request) | {
        "title": _("Share a preview"),
        "subtitle": article.headline,
        "article": article,
        "form": ShareForm() if address else form,
        "address": address,
        "links": _listed(article, request.at),
        "media": form.media,
    }
    return TemplateResponse(request, "desk/share.html", context, headers=PRIVATE)


def _own(request, article_id):
    article = get_object_or_404(Article, pk=article_id)
    if not request.user.has_perm(CHANGE, article):
        raise PermissionDenied
    return article


def _shared(request, article, form):
    until = request.at + timedelta(hours=form.cleaned_data["hours"])
    version = None if form.cleaned_data["follows"] else article.version
    where = Where("share", request.META.get("REMOTE_ADDR"))
    _link, token = share(article, at=request.at, by=request.user, where=where, until=until, version=version)
    return absolute(reverse("preview", args=[token]))


def _listed(article, at):
    links = list(article.shared_links.select_related("made_by")[:MOST_LISTED])
    for link in links:
        link.good = link.is_open(at)
    return links


@require_POST
def revoke_link(request, link_id):
    link = get_object_or_404(SharedLink.objects.select_related("article"), pk=link_id)
    if not request.user.has_perm(CHANGE, link.article):
        raise PermissionDenied
    where = Where("share", request.META.get("REMOTE_ADDR"))
    if not link.revoked_at:
        revoke(link.article, at=request.at, by=request.user, where=where, link=link)
    messages.success(request, _("The link leads nowhere any more."))
    return redirect("desk:share", link.article_id)


# What the person with the link sees


@require_safe
def shared(request, token):
    """The story, or a page that says that the link is good no more. It is never kept, indexed or counted as a view."""
    link = _known(token)
    if not link:
        response = render(request, "desk/shared_gone.html", status=404)
    elif not link.is_open(request.at) or is_killed(link.article, request.at):
        with override(link.article.language):
            response = render(request, "desk/shared_gone.html", {"was_good": True}, status=410)
    else:
        response = _opened(request, link)
    return with_headers(response, HIDDEN)


def _known(token):
    """Its signature is compared in constant time, and nothing but its digest is looked up."""
    try:
        _signer().unsign(token)
    except signing.BadSignature:
        return None
    return SharedLink.objects.select_related("article__section").filter(digest=_digest(token)).first()


def _opened(request, link):
    edition = _edition(link, request.at)
    if request.method == "GET":
        SharedLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=request.at)
    with override(edition.language):
        bar = render_to_string("desk/_shared_bar.html", {"link": link}, request)
    return story_page(request, edition, "desk/preview.html", bar=bar)


def _edition(link, at):
    """Pictures that are blocked go to nobody outside."""
    article = link.article
    if link.version is None:
        return proof(article.content(), article, at, without_blocked=True)
    version = article.versions.filter(number=link.version).first()
    if not version:
        raise Http404
    return proof_of_version(version, article, at, without_blocked=True)
