"""The screens on which one story is decided about."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.picker import HEAVY
from articles.models import Article
from articles.moments import Entered, MomentField, turns_of
from articles.refusals import InThePast, NotAllowed, Refusal
from articles.times import announced

from .forms import form_for
from .verbs import VERBS


def act(request, article_id, form_class):
    """One decision about one story: ask what its verb needs, carry it out, or say why it can't be."""
    article = _story(request, article_id)
    form_class = _permitted(request, form_class, article)
    form = _form(request, form_class, article, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _carried_out(request, form):
        return form.goes_on() or redirect("admin:articles_article_change", article.pk)
    return TemplateResponse(request, form.template, _context(request, form))


def say(request, article_id, verb):
    """What would happen, in a sentence, or why it can't be: asked again and again while somebody types a time."""
    if verb not in VERBS:
        raise Http404
    article = _story(request, article_id, *HEAVY)
    form = _form(request, _permitted(request, VERBS[verb], article), article, request.GET)
    form.is_valid()
    return _said(request, str(form.sentence()), _refused(request, form))


def say_time(request):
    """The same for a time that holds for many stories."""
    field = MomentField(required=False)
    try:
        at = field.clean(field.widget.value_from_datadict(request.GET, {}, _asked(request)))
    except ValidationError as error:
        return _said(request, "", " ".join(error.messages))
    if at and at <= request.at:
        return _said(request, "", str(InThePast()))
    return _said(request, _("On %(when)s.") % {"when": announced(at, request.at)} if at else "", "")


def _asked(request):
    """The name of the time that was typed: no verb asks for two."""
    return "until" if "until" in request.GET else "when"


def _said(request, sentence, refusal):
    """With the two that a time which comes twice may be."""
    turns = list(turns_of(Entered(request.GET.get(_asked(request), ""))))
    return JsonResponse({"sentence": sentence, "refusal": refusal, "turns": turns, "which": _("Which of the two")})


def _refused(request, form):
    """Why that time can't be; nothing of what else is asked for, and nothing while no time was typed."""
    name = _asked(request)
    told = form.errors.get(name, []) if request.GET.get(name) else []
    return " ".join([*told, *form.non_field_errors()])


def _story(request, article_id, *deferred):
    return get_object_or_404(Article.objects.with_status(request.at).defer(*deferred), pk=article_id)


def _permitted(request, form_class, article):
    form_class = form_for(form_class, article)
    if not request.user.has_perm(form_class.needs(), article):
        raise PermissionDenied
    return form_class


def _form(request, form_class, article, data):
    form = form_class(data, article=article, at=request.at, user=request.user)
    if data is None and "when" in request.GET:  # where a day of the calendar leads here
        form.initial["when"] = request.GET["when"]
    return form


def _context(request, form):
    return admin.site.each_context(request) | {
        "title": getattr(form, "heading", form.title),
        "subtitle": form.article.headline,
        "article": form.article,
        "form": form,
        "media": form.media,
    }


def _carried_out(request, form):
    try:
        form.carry_out(request, "form")
    except NotAllowed:
        raise PermissionDenied from None
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, form.success())
    if warning := getattr(form, "warning", ""):
        messages.warning(request, warning)
    return True
