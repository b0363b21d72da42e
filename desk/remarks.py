"""What colleagues say to each other about a story, beside its form: with mentions, and resolved when it is done."""

import re

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from articles.permissions import CHANGE, VIEW

from .mail import tell_the_mentioned
from .models import Remark

MOST_CHARACTERS = Remark._meta.get_field("text").max_length
MOST_OFFERED = 8  # colleagues, while one types
MENTION = re.compile(r"(?<![\w@.+-])@([\w@.+-]+)")  # what a username may be made of
BACKEND = "articles.permissions.StoryBackend"


# What is said


def colleagues():
    """Those of the newsroom who may see stories, and so be asked about one."""
    may_view = get_user_model().objects.with_perm(VIEW, is_active=True, backend=BACKEND)
    return may_view.filter(is_staff=True).order_by("first_name", "username")


def mentioned(text):
    """The colleagues whom a text names after an @. One query, or none."""
    names = {name for found in MENTION.findall(text) for name in (found, found.rstrip(".+-@"))} - {""}
    if not names:
        return []
    named = Q()
    for name in names:
        named |= Q(username__iexact=name)
    return list(colleagues().filter(named))


@transaction.atomic
def add(article, text, *, at, by):
    """Say something about a story; whoever is named gets an e-mail."""
    remark = Remark.objects.create(article=article, text=text, at=at, by=by)
    others = [person for person in mentioned(text) if person != by]
    remark.mentions.set(others)
    tell_the_mentioned(remark, others)
    return remark


def resolve(remark, done, *, at, by):
    """Done with, or not after all; of what is so already nothing changes."""
    moment, person = (at, by) if done else (None, None)
    rows = Remark.objects.filter(pk=remark.pk, resolved_at__isnull=done)
    rows.update(resolved_at=moment, resolved_by=person)
    remark.refresh_from_db(fields=["resolved_at", "resolved_by"])


def thread(article, user, may_change):
    """The remarks of a story, the newest last, each knowing whether this person may resolve it. Two queries."""
    remarks = article.remarks.select_related("by", "resolved_by").prefetch_related("mentions")
    remarks = list(remarks)
    for remark in remarks:
        remark.may_resolve = may_change or remark.by_id == user.pk
        remark.html = in_html(remark)
    return remarks


def in_html(remark):
    """The text with its line breaks, and those who were mentioned marked."""
    names = {person.get_username().lower() for person in remark.mentions.all()}
    marked = MENTION.sub(lambda found: _marked(found, names), escape(remark.text))
    return mark_safe(marked.replace("\n", "<br>"))  # noqa: S308  escaped above


def _marked(found, names):
    name = found[1] if found[1].lower() in names else found[1].rstrip(".+-@")
    if name.lower() not in names:
        return found[0]
    return f"<b>@{name}</b>{found[1][len(name) :]}"


# The screens


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=_("Remark"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("A remark has at most %(limit_value)d characters; this one has %(show_value)d."),
        },
    )

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")


def page(request, article_id):
    """The remarks of a story and the form for another; with `Accept: application/json` only what has changed."""
    article = _story(request, article_id)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add(article, form.cleaned_data["text"], at=request.at, by=request.user)
        return _shown(request, article) if _wants_json(request) else redirect("desk:remarks", article.pk)
    if request.method == "POST" and _wants_json(request):
        return JsonResponse({"error": " ".join(form.errors["text"])}, status=400)
    context = admin.site.each_context(request) | _context(request, article)
    context |= {"title": _("Remarks"), "subtitle": article.headline, "form": form, "media": form.media}
    return TemplateResponse(request, "desk/remarks.html", context)


@require_POST
def resolve_view(request, article_id, remark_id):
    """`done`: 1 or 0. By those who may change the story, and by whoever made the remark."""
    article = _story(request, article_id)
    remark = get_object_or_404(article.remarks, pk=remark_id)
    if remark.by_id != request.user.pk and not request.user.has_perm(CHANGE, article):
        raise PermissionDenied
    done = request.POST.get("done") == "1"
    resolve(remark, done, at=request.at, by=request.user)
    if _wants_json(request):
        return _shown(request, article)
    messages.success(request, _("The remark is resolved.") if done else _("The remark is open again."))
    return redirect("desk:remarks", article.pk)


@require_safe
def people(request):
    """Colleagues whose name begins with `q`, for whoever mentions one. One query."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "")[:60]
    begins = Q(username__istartswith=words) | Q(first_name__istartswith=words) | Q(last_name__istartswith=words)
    found = colleagues().filter(begins).exclude(pk=request.user.pk)[:MOST_OFFERED]
    rows = [{"username": person.get_username(), "name": person.get_full_name()} for person in found]
    return JsonResponse({"results": rows})


def _story(request, article_id):
    article = get_object_or_404(Article, pk=article_id)
    if not request.user.has_perm(VIEW, article):
        raise PermissionDenied
    return article


def _wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def _context(request, article):
    remarks = thread(article, request.user, request.user.has_perm(CHANGE, article))
    return {"article": article, "remarks": remarks, "open_count": open_count(remarks)}


def open_count(remarks):
    return sum(1 for remark in remarks if not remark.resolved_at)


def _shown(request, article):
    context = _context(request, article)
    html = render_to_string("desk/_remarks.html", context, request)
    return JsonResponse({"html": html, "open": context["open_count"]})
