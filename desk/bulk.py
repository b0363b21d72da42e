"""One decision about many stories: what will happen to each, then what has happened to each.

Each story is decided about by itself, in its own transaction: what is refused for one stops no other.
"""

from copy import deepcopy
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import gate, refusals
from articles.models import Article
from articles.permissions import EDIT_ANY, OWN_ONLY, own
from articles.standing import standings

from .forms import VerbForm, form_for
from .publishing_forms import GateForm
from .verbs import BULK

MOST = 200  # stories at once
PENDING_LABEL = gettext_lazy("Where an edition waits")


@require_POST
def page(request):
    """The confirmation, or, once `confirmed`, the results. `verb` and `id`, repeated, come from the list of stories."""
    form_class = BULK.get(request.POST.get("verb"))
    if form_class is None:
        raise BadRequest("verb")
    if not request.user.has_perm(form_class.verb.permission):
        raise PermissionDenied
    numbers = _numbers(request.POST.getlist("id"))
    if not 0 < len(numbers) <= MOST:
        messages.warning(request, _wrong_number(len(numbers)))
        return redirect(_back(request))
    return _decide(request, form_class, Batch(request, form_class, numbers))


def _decide(request, form_class, batch):
    form = BatchForm(request.POST if "confirmed" in request.POST else None, batch=batch)
    context = admin.site.each_context(request) | {
        "title": getattr(form_class, "title", ""),
        "verb": request.POST["verb"],
        "batch": batch,
        "form": form,
        "media": form.media,
        "back": request.POST.get("back", ""),
        "back_url": _back(request),
    }
    if form.is_bound and form.is_valid():
        return TemplateResponse(request, "desk/bulk_done.html", context | {"results": batch.carry_out()})
    return TemplateResponse(request, "desk/bulk.html", context)


def _numbers(texts):
    """The stories' numbers, each once; what is none is left out."""
    return list(dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 18))


def _wrong_number(count):
    if not count:
        return _("Choose at least one story.")
    return ngettext("At most %(most)d story at once.", "At most %(most)d stories at once.", MOST) % {"most": MOST}


def _back(request):
    """The list as it was filtered: `back` is its query."""
    query = request.POST.get("back", "")
    return reverse("admin:articles_article_changelist") + (f"?{query}" if query else "")


@dataclass
class Row:
    """One story of a batch: its own form of the verb, and whether it is open to that person."""

    article: Article
    form: VerbForm
    permitted: bool

    @property
    def obstacle(self):
        """Why nothing will happen to it, as far as can be told beforehand; or None."""
        if not self.permitted:
            return refusals.NotAllowed()
        if self.form.obstacle:
            return self.form.obstacle
        return self.form.held_back if isinstance(self.form, GateForm) else None


@dataclass
class Result:
    article: Article
    done: bool
    sentence: str


class Batch:
    """The stories that were chosen. Ten queries at most, whatever their number."""

    def __init__(self, request, form_class, numbers):
        self.request, self.form_class = request, form_class
        found = Article.objects.with_status(request.at).in_bulk(numbers)
        self.articles = [found[number] for number in numbers if number in found]
        self.gone = len(numbers) - len(self.articles)

    @cached_property
    def rows(self):
        permitted = self._permitted()
        rows = [
            Row(story.article, self._form(story), story.article.pk in permitted)
            for story in standings(self.articles, self.request.at)
        ]
        self._look_at_gate(rows)
        return rows

    def _form(self, standing, data=None):
        form_class = form_for(self.form_class, standing.article)
        request = self.request
        return form_class(data, article=standing.article, at=request.at, user=request.user, standing=standing)

    def _permitted(self):
        """The numbers of the stories that this verb is open to for that person. One query for writers, else none."""
        user = self.request.user
        numbers = {article.pk for article in self.articles if user.has_perm(self._needs(article))}
        if self.form_class.verb.permission not in OWN_ONLY or user.has_perm(EDIT_ANY):
            return numbers
        return set(Article.objects.filter(own(user), pk__in=numbers).order_by().values_list("pk", flat=True))

    def _needs(self, article):
        return form_for(self.form_class, article).needs()

    def _look_at_gate(self, rows):
        if not rows or not hasattr(self.form_class, "findings"):
            return
        starts = {row.article.pk: row.form.start for row in rows if getattr(row.form, "start", None)}
        found = gate.findings_of([row.article for row in rows], at=self.request.at, starts=starts)
        for row, findings in zip(rows, found, strict=True):
            row.form.__dict__["findings"] = row.form.concerned(findings)  # where the form's cached property keeps them

    @property
    def asks_why(self):
        return any(getattr(row.form, "asks_why", False) for row in self.rows)

    @property
    def count_open(self):
        return sum(1 for row in self.rows if not row.obstacle)

    def carry_out(self):
        """Decide about each story; a list of `Result`. When the database goes away, the rest is not tried."""
        results, away = [], False
        for row in self.rows:
            try:
                results.append(Result(row.article, False, _("Not tried.")) if away else self._carried_out(row))
            except (OperationalError, InterfaceError):
                away = True
                results.append(Result(row.article, False, _("The database could not be reached: nothing was changed.")))
        return results

    def _carried_out(self, row):
        form = self._form(row.form.standing, self._data_for(row))
        if not row.permitted:
            return Result(row.article, False, str(refusals.NotAllowed()))
        if not form.is_valid():
            return Result(row.article, False, " ".join(error for errors in form.errors.values() for error in errors))
        try:
            form.carry_out(self.request, "list")
        except refusals.Refusal as refusal:
            return Result(row.article, False, str(refusal))
        return Result(row.article, True, str(form.success()))

    def _data_for(self, row):
        data = self.request.POST.copy()
        data["mark"] = data.get(f"mark_{row.article.pk}", "")
        return data


class BatchForm(forms.Form):
    """What the verb asks for, once for all."""

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        for row in batch.rows:
            if not row.obstacle:
                self._ask(row.form)
        if batch.asks_why:
            self.fields["override"] = deepcopy(next(row.form.fields["override"] for row in batch.rows))

    def _ask(self, form):
        """Its fields, those that are here already and those that every story has its own answer to left out."""
        for name, field in form.fields.items():
            if name in self.fields or name in {"mark", "override", *form.kept_in_bulk}:
                continue
            self.fields[name] = deepcopy(field)
            self.fields[name].initial = None
            if name == "pending":
                self.fields[name].label = PENDING_LABEL

    def clean(self):
        data = super().clean()
        for name in ("when", "until"):
            if data.get(name) and data[name] <= self.batch.request.at:
                self.add_error(name, str(refusals.InThePast()))
        return data
