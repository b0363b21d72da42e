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
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import gate, refusals
from articles.models import Article
from articles.permissions import EDIT_ANY, OWN_ONLY, own
from articles.publishing import NOTED_CORRECTIONS
from articles.standing import standings

from .forms import VerbForm, form_for
from .verbs import BULK

MOST = 200  # stories at once
PENDING_LABEL = gettext_lazy("Where an edition waits")
OVERRIDE_HELP = gettext_lazy("Empty: what the gate holds back is left out. A reason stands in each story’s log.")


def page(request):
    """The confirmation, or, once `confirmed`, the results. `verb` and `id`, repeated, come from the list of stories."""
    if request.method != "POST":  # after signing in again, or from the browser's history: what was chosen is not known
        messages.warning(request, _wrong_number(0))
        return redirect("admin:articles_article_changelist")
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
        "title": form_class.title,
        "button": form_class.button,  # of the class itself a template would make a form
        "danger": form_class.danger,
        "verb": request.POST["verb"],
        "batch": batch,
        "form": form,
        "media": form.media,
        "back": request.POST.get("back", ""),
        "back_url": _back(request),
    }
    if form.is_bound and form.is_valid():
        return TemplateResponse(request, "desk/bulk_done.html", context | {"results": batch.carry_out()})
    if form.is_bound and form.when:
        batch.suppose(form.when)
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
    """One story of a batch: its own form of the verb, and whether it is open to that person.

    `seen` is how it stood when it was first shown: what has changed since is not decided about unseen.
    """

    article: Article
    form: VerbForm
    permitted: bool
    seen: str

    @property
    def obstacle(self):
        """Why nothing will happen to it, as far as can be told beforehand; or None."""
        if not self.permitted:
            return refusals.NotAllowed()
        if self.seen != self.form.mark_now:
            return refusals.ChangedMeanwhile()
        return self.form.obstacle or self.form.obstacle_of_many


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
            self._row(story.article, self._form(story), story.article.pk in permitted)
            for story in standings(self.articles, self.request.at)
        ]
        self._look_at_gate(rows)
        return rows

    def _row(self, article, form, permitted):
        seen = self.request.POST.get(f"mark_{article.pk}") or form.mark_now
        return Row(article, form, permitted, seen)

    def suppose(self, when):
        """Tell of each story what will happen at that time."""
        for row in self.rows:
            row.form.suppose(when)

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

    @cached_property
    def open(self):
        return [row for row in self.rows if not row.obstacle]

    @cached_property
    def left_out(self):
        return [row for row in self.rows if row.obstacle]

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
        if row.obstacle:
            return Result(row.article, False, str(row.obstacle))
        form = self._form(row.form.standing, self._data_for(row))
        if not form.is_valid():
            return Result(row.article, False, " ".join(_wrong(form)))
        try:
            form.carry_out(self.request, "list")
        except refusals.Refusal as refusal:
            return Result(row.article, False, str(refusal))
        return Result(row.article, True, str(form.success()))

    def _data_for(self, row):
        data = self.request.POST.copy()
        data["mark"] = row.seen
        return data


def _wrong(form):
    """What is wrong with what was entered, field by field."""
    yield from form.non_field_errors()
    for field in form:
        if field.errors:
            yield _("%(field)s: %(error)s") % {"field": capfirst(field.label), "error": " ".join(field.errors)}


class BatchForm(forms.Form):
    """What the verb asks for, once for all."""

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        for row in batch.open:
            self._ask(row.form)
        self.asks_why = batch.asks_why
        if self.asks_why:
            self.fields["override"] = deepcopy(next(row.form.fields["override"] for row in batch.rows))
            self.fields["override"].help_text = OVERRIDE_HELP

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
        if self.when and self.when <= self.batch.request.at:
            self.add_error("until" if "until" in data else "when", str(refusals.InThePast()))
        if data.get("kind") in NOTED_CORRECTIONS and not data.get("note"):
            self.add_error("note", str(refusals.NoteRequired()))
        return data

    @property
    def when(self):
        """The time that was chosen, if there is one."""
        return self.cleaned_data.get("until") or self.cleaned_data.get("when")
