from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.models import Article
from articles.refusals import Refusal
from articles.times import long_moment

from .forms import RestoreForm, RestoreKilledForm


def act(request, article_id, form_class):
    """One decision about one story: ask what its verb needs, carry it out, or say why it can't be."""
    article = get_object_or_404(Article.objects.with_status(request.at), pk=article_id)
    form_class = _stricter(form_class, article)
    if not request.user.has_perm(form_class.permission):
        raise PermissionDenied
    form = form_class(request.POST if request.method == "POST" else None, article=article, at=request.at)
    if request.method == "POST" and form.is_valid() and _carried_out(request, form):
        return redirect("admin:articles_article_change", article.pk)
    context = admin.site.each_context(request) | {
        "title": form.title,
        "subtitle": article.headline,
        "article": article,
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "desk/verb_form.html", context)


def _stricter(form_class, article):
    """A killed story is restored only by those who may kill."""
    killed = article.publication_status == Article.PublicationStatus.KILLED
    return RestoreKilledForm if killed and form_class is RestoreForm else form_class


def _log_line(form):
    """The verb and the words that were given with it, in the language of who decided."""
    when, reason, note = (form.cleaned_data.get(name) for name in ("when", "reason", "note"))
    return ": ".join(filter(None, [str(form.title), when and long_moment(when), reason, note]))


def _carried_out(request, form):
    try:
        form.carry_out(by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    LogEntry.objects.log_actions(request.user.pk, [form.article], CHANGE, _log_line(form), single_object=True)
    messages.success(request, form.success())
    if warning := getattr(form, "warning", ""):
        messages.warning(request, warning)
    return True
