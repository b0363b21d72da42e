"""What happens to a form that was sent: it becomes the working copy, or it came too late and is kept aside.

`articles.history.save` decides, with the story's row locked. Nothing that was accepted is ever thrown away.
"""

import uuid
from datetime import UTC

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from .. import drafting, history, tagging
from ..baking import Content
from ..models import Article, Byline, RelatedPick, Tag
from ..permissions import APPROVE, PUBLISH, SUBMIT
from .forms import form_key
from .kept import words_are_saved
from .panel import SAVED_FIRST

CHOSEN = ("section", "lead_image", "translation_of")
ROWS = {Byline: "bylines", RelatedPick: "related"}
RIGHTS = {"submit": SUBMIT, "approve": APPROVE}  # of the decisions for which the story is saved first; else PUBLISH
FIRST = "1"  # the version that a new story's form has made when it is sent again
COLUMNS = (*Content.columns(), *drafting.ASIDE)


class StorySaving:
    """For the admin of stories. `form.saved` is the `articles.history.Saved` of an accepted form."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A new story's form that was sent before changes the story that it made then, and makes no second one."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            made = Article.objects.filter(form_key=_own_key(request)).first() if object_id is None else None
            if not made:
                raise
        request.POST = request.POST.copy()
        request.POST["seen"] = FIRST
        return super().changeform_view(request, str(made.pk), form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """A new story gets its row; all else is stored with the rows, at once."""
        if not change:
            obj.created_by = request.user
            obj.form_key = _own_key(request)
            obj.save()

    def save_related(self, request, form, formsets, change):
        story, held = form.instance, _held(form, formsets)
        seen = form.cleaned_data["seen"] if change else 0
        story.saved = history.save(story, held, seen=seen, at=request.at, by=request.user)
        words_are_saved(request, story if change else None)
        _point_out_near_duplicates(request, getattr(form.fields.get("tags"), "new", []))

    def construct_change_message(self, request, form, formsets, add=False):
        if add:
            return [{"added": {}}]
        saved = form.instance.saved
        if saved.aside:
            return _("Came too late; kept aside as version %(number)d.") % {"number": saved.version.number}
        with override(None):
            return [{"changed": {"fields": list(map(history.label_of, saved.changed))}}]

    def response_add(self, request, obj, *args, **kwargs):
        return self._to_the_desk(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        if obj.saved.aside:
            return redirect("desk:conflict", obj.pk, obj.saved.version.number)
        if obj.saved.overtaken:
            messages.info(request, _("You had changed nothing, and a colleague has saved since: here is the newest."))
            return redirect("admin:articles_article_change", obj.pk)
        if "object_id" not in request.resolver_match.kwargs:  # the form of a new story, sent twice
            return self.response_add(request, obj)
        return self._to_the_desk(request, obj) or super().response_change(request, obj)

    def _to_the_desk(self, request, article):
        """Where a decision was wanted and the story had to be saved first: to that decision's screen."""
        verb = request.POST.get("_then")
        wanted = verb in SAVED_FIRST and request.user.has_perm(RIGHTS.get(verb, PUBLISH), article)
        return redirect(f"desk:{verb}", article.pk) if wanted else None


def _own_key(request):
    """The key of a new story's form, as its writer's own: nobody can take another's."""
    key = form_key(request.POST.get("key"))
    return key and uuid.uuid5(key, str(request.user.pk))


def _held(form, formsets):
    """What the form holds of a version, as the version would keep it."""
    data = form.cleaned_data
    held = {name: data[name] for name in COLUMNS if name in data}
    held |= {f"{name}_id": data[name] and data[name].pk for name in CHOSEN if name in data}
    held |= {name: held[name] and held[name].astimezone(UTC).isoformat() for name in drafting.MOMENTS if name in held}
    if "tags" in data:
        held["tags"] = tagging.numbers(data["tags"])
    return held | {ROWS[formset.model]: formset.values() for formset in formsets}


def _point_out_near_duplicates(request, names):
    """Tags that were just made beside others of nearly the same name; of two new ones only the second says so.

    One query, only where one was made.
    """
    others = set(Tag.objects.values_list("name", flat=True)) - set(names) if names else set()
    for name in names:
        if near := tagging.near(name, others):
            sentence = _("“%(name)s” is a new tag, and “%(near)s” exists already. Is it the same?")
            messages.warning(request, sentence % {"name": name, "near": near[0]})
        others.add(name)
