"""The editors' screens: all fronts, one that is arranged, its preview, its candidates, its history."""

from csp.constants import SELF
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe
from js_asset import ImportMap, Media, Script

from articles.models import Section
from articles.moments import Entered, MomentField, MomentInput
from articles.refusals import NotAllowed, Refusal
from articles.times import announced, long_moment

from . import launching, stories
from .arranging import MOST, Row, rows_of, slots_of, wishes_of
from .history import history
from .models import ARRANGE, Front, Layout, Style
from .showing import USUAL, USUAL_OF_SECTION, shown, usual_slots
from .views import home_page

PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store, private", "X-Frame-Options": "SAMEORIGIN"}


def _front(request, key):
    """The front that an address names, which may have no row yet. Raises Http404, and PermissionDenied."""
    if not request.user.has_perm(ARRANGE):
        raise PermissionDenied
    language, _dot, slug = key.partition(".")
    if language not in dict(Section._meta.get_field("language").choices):
        raise Http404
    section = get_object_or_404(Section, language=language, slug=slug) if slug else None
    front = Front.objects.filter(language=language, section=section).select_related("section").first()
    return front or Front(language=language, section=section)


@require_safe
def index(request):
    """All fronts, with when and by whom each was last launched. Three queries."""
    if not request.user.has_perm(ARRANGE):
        raise PermissionDenied
    rows = {front.key: front for front in Front.objects.select_related("section")}
    languages = Section._meta.get_field("language").choices
    fronts = [Front(language=code) for code, _name in languages]
    fronts += [Front(language=section.language, section=section) for section in Section.objects.all()]
    fronts = [rows.get(front.key, front) for front in fronts]
    made = Layout.objects.filter(front__in=[front.pk for front in fronts if front.pk])
    live = {layout.front_id: layout for layout in reversed(made.live(request.at).with_people()[:200])}
    groups = [
        (name, [(front, live.get(front.pk)) for front in fronts if front.language == code]) for code, name in languages
    ]
    return _page(request, "frontpage/index.html", title=_("Fronts"), groups=groups)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, front):
    """A front beside its candidates. POST `do`: save, launch, schedule (with `when`), undo, cancel (with `layout`)."""
    front = _front(request, front)
    if request.method != "POST":
        return _screen(request, front, _rows_to_start_with(request, front), launching.newest(front))
    seen = _number(request.POST.get("seen"))
    rows = rows_of(request.POST)
    try:
        said = _do(request, front, rows, seen)
    except NotAllowed:
        raise PermissionDenied from None
    except Refusal as refusal:
        complaints = [str(refusal)]
        return _screen(
            request, front, rows or _rows_to_start_with(request, front), launching.newest(front), complaints, 409
        )
    except ValidationError as error:
        return _screen(request, front, rows, seen, error.messages, 422)
    messages.success(request, said)
    return redirect("fronts:arrange", front.key)


def _do(request, front, rows, seen):
    """Do what was asked for, and say what was done. Raises Refusal, and ValidationError for what was typed."""
    do, who = request.POST.get("do"), {"at": request.at, "by": request.user}
    if do == "undo":
        launching.undo(front, seen=seen, **who)
        return _("Readers see the front again that was there before.")
    if do == "cancel":
        launching.cancel(front, _number(request.POST.get("layout")), **who)
        return _("The launch was called off.")
    wishes, complaints = wishes_of(rows, front.language)
    if complaints:
        raise ValidationError(complaints)
    if do == "save":
        launching.save(front, wishes, seen=seen, **who)
        return _("The draft is saved. Readers see nothing of it.")
    if do == "schedule":
        when = _moment(request.POST, "when")
        launching.launch(front, wishes, seen=seen, when=when, **who)
        return _("This front will appear %(when)s.") % {"when": announced(when, request.at)}
    if do == "launch":
        launching.launch(front, wishes, seen=seen, **who)
        return _("Readers see this front now.")
    raise ValidationError(_("Say what is to be done with this front."))


def _moment(data, name):
    return MomentField().clean(Entered(data.get(name, "").strip(), data.get(f"{name}_turn", "")))


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _rows_to_start_with(request, front):
    """Those of the layout that `?layout=` names, or of the newest that was not called off, or else the usual ones."""
    layouts = Layout.objects.filter(front=front.pk)
    if number := _number(request.GET.get("layout")):
        layout = get_object_or_404(layouts, pk=number)
    else:
        layout = layouts.filter(cancelled_at=None).newest_first().first()
    usual = USUAL_OF_SECTION if front.section else USUAL
    return [Row.of(slot) for slot in (layout.slots.all() if layout else usual_slots(usual))]


def _screen(request, front, rows, seen, complaints=(), status=200):
    at = request.at
    known = stories.described({row.article_id for row in rows if row.article_id}, at)
    now, before = launching.present_and_before(front, at)
    newest = Layout.objects.filter(front=front.pk).with_people().newest_first().first()
    context = {
        "title": _("Arrange: %(front)s") % {"front": front},
        "front": front,
        "rows": _with_stories(rows, known, front, at),
        "styles": Style.choices,
        "seen": seen,
        "complaints": complaints,
        "now": now,
        "before": before,
        "draft": newest if newest and not newest.live_from else None,
        "waiting": Layout.objects.filter(front=front.pk).waiting(at).with_people(),
        "candidates": _candidates(request, front),
        "when": MomentInput().render("when", _entered(request, "when"), {"aria-label": _("Launch at"), "step": 60}),
        "preview_at": MomentInput().render(
            "preview_at", _entered(request, "preview_at"), {"aria-label": _("Preview as of"), "step": 60}
        ),
        "most": MOST,
    }
    return _page(request, "frontpage/arrange.html", status=status, **context)


def _entered(request, name):
    return Entered(request.POST.get(name, ""), request.POST.get(f"{name}_turn", ""))


def _with_stories(rows, known, front, at):
    """(row, its story or None, what is said of it, what fills the slot now) of each."""
    wishes, complaints = wishes_of(rows, front.language)
    placed = [None] * len(rows) if complaints or not wishes else shown(front, at, slots_of(wishes)).arranged
    found = [known.get(row.article_id) for row in rows]
    return [
        (row, story, story and stories.standing(story, at), one if one and not one.chosen else None)
        for row, story, one in zip(rows, found, placed, strict=True)
    ]


def _candidates(request, front):
    found = stories.candidates(front.language, request.GET.get("q", "").strip(), request.at, front.section)
    return [(story, stories.standing(story, request.at)) for story in found]


@require_safe
def candidates(request, front):
    """The list of stories beside the front, for the words `q`."""
    context = {"candidates": _candidates(request, _front(request, front))}
    return render(request, "frontpage/_candidates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, front):
    """The page as readers would get it at `preview_at`, now or later: of the form that is sent, or as launched."""
    front = _front(request, front)
    data = request.POST if request.method == "POST" else request.GET
    try:
        at = _moment(data, "preview_at") if data.get("preview_at") else request.at
        wishes, complaints = wishes_of(rows_of(data), front.language)
    except ValidationError as error:
        at, wishes, complaints = request.at, [], error.messages
    with override(front.language):
        response = _previewed(request, front, at, slots_of(wishes) or None, complaints)
    response._csp_replace = {"frame-ancestors": [SELF]}  # the screen shows it in a frame
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def _previewed(request, front, at, slots, complaints):
    page = shown(front, at, slots)
    more = {"previewed": long_moment(at), "complaints": complaints}
    if front.section:
        more |= {"front": page, "section": front.section, "at": at}
        more["sections"] = Section.objects.in_language(front.language)
        return render(request, "frontpage/section_preview.html", more)
    return home_page(request, page, template="frontpage/preview.html", **more)


@require_safe
def history_page(request, front):
    front = _front(request, front)
    title = _("History: %(front)s") % {"front": front}
    return _page(request, "frontpage/history.html", title=title, front=front, history=history(front, request.at))


def _page(request, template, status=200, **context):
    scripts = [Script(reverse("javascript-catalog")), Script("js/admin-fronts.js", type="module")]
    media = Media(js=scripts, importmap=ImportMap({"marbre/element": "js/admin-element.js"}))
    context = admin.site.each_context(request) | context | {"media": media}
    return TemplateResponse(request, template, context, status=status)
