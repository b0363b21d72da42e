"""What an open form tells the newsroom while somebody writes: the words that aren't saved, and that it is open."""

import json

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.models import Version
from articles.people import called
from articles.times import short_moment

from . import opened
from .models import OpenStory

FORM = r"^[0-9a-f-]{8,36}$"
HIGHEST = 2**31 - 1  # that a number of a story or of a version can be
LATEST = 2**53 - 1  # the highest whole number of a script


class OpenForm(forms.Form):
    """Which form of which story, and who had signed in when it was opened."""

    article = forms.IntegerField(min_value=1, max_value=HIGHEST, required=False)
    by = forms.IntegerField()
    form = forms.RegexField(FORM)
    screen = forms.ChoiceField(choices=OpenStory.Screen, required=False)


class PresenceForm(OpenForm):
    known = forms.IntegerField(min_value=0, max_value=HIGHEST, required=False)  # the version that the form knows of
    leaving = forms.BooleanField(required=False)


class DiscardForm(OpenForm):
    stamp = forms.IntegerField(min_value=0, max_value=LATEST)


class KeepForm(DiscardForm):
    base = forms.IntegerField(min_value=0, max_value=HIGHEST, required=False)
    over = forms.RegexField(FORM, required=False)
    over_stamp = forms.IntegerField(min_value=0, max_value=LATEST, required=False)
    fields = forms.JSONField()

    def clean_fields(self):
        """Names with lists of texts, as a form sends them. What no database takes is left out of the texts."""
        fields = self.cleaned_data["fields"]
        if not isinstance(fields, dict) or not all(map(_is_texts, fields.values())):
            raise ValidationError("{name: [text, …]}")
        return {_storable(name): [_storable(text) for text in texts] for name, texts in fields.items()}


def _is_texts(value):
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _storable(text):
    """Without NUL, and without halves of characters, which PostgreSQL refuses."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


@require_POST
def keep(request):
    """Keep unsaved words; answers when, or `why` not where they come too late. Five statements, session included.

    The working copy is not touched. That words come too late is no failure, and happens each day. `why` is "late",
    "saved", "elsewhere" (another form's words lie there, from `at`) or "person" (somebody else has signed in).
    """
    asked, place, refusal = _asked(request, KeepForm)
    if refusal:
        return refusal
    _require(place.may_change)
    stated = {name: asked[name] for name in ("form", "stamp", "fields", "over")}
    numbers = {name: asked[name] or 0 for name in ("base", "over_stamp")}
    words = opened.Words(**stated, **numbers)
    if not opened.keep(place, words, request.at):
        return _too_late(place.row or {}, words.form, request.at)
    return JsonResponse({"kept": hour(request.at, request.at), "version": place.version})


@require_POST
def discard(request):
    """Let go of kept words that were offered; others, or newer ones, stay."""
    asked, place, refusal = _asked(request, DiscardForm)
    if refusal:
        return refusal
    return JsonResponse({"discarded": opened.discard(place, asked["form"], asked["stamp"])})


@require_POST
def presence(request):
    """A form's beat; answers who else has the story open, and whether a newer version than `known` was saved.

    Six queries, one more where there is a newer version; two more when a form was just opened for the first time.
    """
    asked, place, refusal = _asked(request, PresenceForm)
    if refusal:
        return refusal
    _require(place.may_view and place.article_id)
    if asked["leaving"]:
        opened.leave(place, request.at)
        return JsonResponse({})
    if place.may_change:
        opened.hear(place, request.at)
    return JsonResponse(
        {
            "others": described(opened.others(request.user, place.article_id, request.at), request.at),
            "newer": _newer(request, place, asked["known"] or 0),
        }
    )


def described(rows, at):
    """Those who have a story open, as plain values."""
    return [{"name": called(row.user), "since": hour(row.opened_at, at)} for row in rows]


def _asked(request, form_class):
    """What was asked, the story's place, and the refusal where somebody else has signed in meanwhile."""
    form = form_class(_sent(request))
    if not form.is_valid():
        raise BadRequest(form.errors.as_text())
    if form.cleaned_data["by"] != request.user.pk:
        return None, None, JsonResponse({"why": "person"})
    place = opened.find(request.user, form.cleaned_data["article"], form.cleaned_data["screen"])
    if not place:
        raise Http404
    return form.cleaned_data, place, None


def _sent(request):
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest("no JSON") from None
    if not isinstance(sent, dict):
        raise BadRequest("no object")
    return sent


def _require(right):
    if not right:
        raise PermissionDenied


def _too_late(row, form, at):
    if row.get("saved") == form:
        return JsonResponse({"why": "saved"})
    if row.get("form") == form:
        return JsonResponse({"why": "late"})
    kept_at = row.get("kept_at")
    return JsonResponse({"why": "elsewhere", "at": hour(kept_at, at) if kept_at else ""})


def _newer(request, place, known):
    """Who saved the newest version, and when, where it is a newer one than the form knows of."""
    if place.version <= known or place.screen != opened.WRITING:
        return None
    version = Version.objects.filter(article=place.article_id, number=place.version).select_related("made_by").first()
    if not version:
        return None
    return {
        "number": version.number,
        "by": called(version.made_by),
        "mine": version.made_by_id == request.user.pk,
        "at": hour(version.made_at, request.at),
    }


def hour(moment, at):
    """«14:05» on the same day, in the site's zone; else with the day."""
    here = timezone.localtime(moment)
    return f"{here:%H:%M}" if here.date() == timezone.localtime(at).date() else short_moment(moment)
