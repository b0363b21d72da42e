"""The editors' screens: all fronts, one that is arranged, its preview, what fills it, its candidates, its history."""

from csp.constants import SELF
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from js_asset import ImportMap, Media, Script

from articles.models import Article, Section
from articles.moments import Entered, MomentField, MomentInput
from articles.refusals import NotAllowed, Refusal
from articles.times import announced, long_moment

from . import launching, stories
from .arranging import MOST, Row, in_order, rows_of, slots_of, wishes_of
from .history import history
from .models import ARRANGE, Front, Layout, Style
from .refusals import FrontOvertaken
from .showing import USUAL, USUAL_OF_SECTION, shown, usual_slots
from .views import home_page

MODULES = {
    "marbre/element": "js/admin-element.js",
    "marbre/front-slots": "js/admin-front-slots.js",
    "marbre/session": "js/admin-session.js",
}
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
    newest = Layout.objects.live(request.at).filter(front=OuterRef("pk")).values("pk")[:1]
    shown = Front.objects.annotate(shown=Subquery(newest)).values("shown")
    live = {layout.front_id: layout for layout in Layout.objects.filter(pk__in=shown).with_people()}
    groups = [
        (name, [(front, live.get(front.pk)) for front in fronts if front.language == code]) for code, name in languages
    ]
    return _page(request, "frontpage/index.html", title=_("Fronts"), groups=groups)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, front):
    """A front beside its candidates. POST `do`: save, launch, schedule (with `when`), undo, cancel (with `layout`)."""
    front = _front(request, front)
    if request.method != "POST":
        return _fresh_screen(request, front)
    seen = _number(request.POST.get("seen"))
    rows = rows_of(request.POST)
    try:
        said = _do(request, front, rows, seen)
    except NotAllowed:
        raise PermissionDenied from None
    except Refusal as refusal:
        return _refused(request, front, rows, refusal)
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


def _fresh_screen(request, front):
    layout = _to_start_with(request, front)
    return _screen(request, front, _rows_of(front, layout), launching.newest(front), looked_at=layout)


def _refused(request, front, rows, refusal):
    """The screen with what was sent, and why nothing was done. Whoever sends it once more has been told."""
    rows = rows or _rows_of(front, _to_start_with(request, front))
    other = None
    if isinstance(refusal, FrontOvertaken):
        other = Layout.objects.filter(front=front.pk).with_people().newest_first().first()
    return _screen(request, front, rows, launching.newest(front), [str(refusal)], 409, other=other)


def _to_start_with(request, front):
    """The layout that `?layout=` names, or the newest that neither waits nor was called off, or None. One query."""
    layouts = Layout.objects.filter(front=front.pk).with_people()
    if number := _number(request.GET.get("layout")):
        return get_object_or_404(layouts, pk=number)
    return layouts.filter(cancelled_at=None).exclude(live_from__gt=request.at).newest_first().first()


def _rows_of(front, layout):
    usual = USUAL_OF_SECTION if front.section else USUAL
    return in_order([Row.of(slot) for slot in (layout.slots.all() if layout else usual_slots(usual))])


def _screen(request, front, rows, seen, complaints=(), status=200, **more):
    at = request.at
    known = stories.described({row.article_id for row in rows if row.article_id}, at)
    now, before = launching.present_and_before(front, at)
    attributes = {"aria-label": _("Time of the launch or of the preview"), "step": 60}
    context = {
        "title": _("Arrange: %(front)s") % {"front": front},
        "front": front,
        "rows": _with_stories(rows, known, front, at),
        "styles": Style.choices,
        "seen": seen,
        "complaints": complaints,
        "now": now,
        "before": before,
        "readers": _readers_page(front),
        "waiting": Layout.objects.filter(front=front.pk).waiting(at).with_people(),
        "candidates": _candidates(request, front),
        "when": MomentInput().render("when", _entered(request, "when"), attributes),
        "most": MOST,
    }
    return _page(request, "frontpage/arrange.html", status=status, **context | more)


def _readers_page(front):
    with override(front.language):
        return front.section.get_absolute_url() if front.section else reverse("frontpage:home")


def _entered(request, name):
    return Entered(request.POST.get(name, ""), request.POST.get(f"{name}_turn", ""))


def _with_stories(rows, known, front, at):
    """(row, its story or None, what is said of it, what fills the slot now) of each."""
    found = [known.get(row.article_id) for row in rows]
    return [
        (row, story, story and stories.standing(story, at), filler)
        for row, story, filler in zip(rows, found, _fillers(front, rows, at), strict=True)
    ]


def _fillers(front, rows, at):
    """What fills each of `rows` at `at`, as the screen places it; None where a story stands, or none is left."""
    wishes, complaints = wishes_of(rows, front.language)
    placed = [None] * len(rows) if complaints or not wishes else shown(front, at, slots_of(wishes)).arranged
    return [None if one is None or one.chosen else _filler(one.edition) for one in placed]


def _filler(edition):
    live = Article.PublicationStatus.LIVE.label
    return {"candidate": edition.article_id, "headline": edition.headline, "standing": str(live)}


@require_POST
def fillers(request, front):
    """{"fillers": what fills each slot of the form that is sent, or null}. Nothing is saved."""
    return JsonResponse({"fillers": _fillers(_front(request, front), rows_of(request.POST), request.at)})


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
    """The page as readers would get it at `when`, now or later: of the form that is sent, or as launched."""
    front = _front(request, front)
    data = request.POST if request.method == "POST" else request.GET
    try:
        at = _moment(data, "when") if data.get("when") else request.at
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
    media = Media(js=scripts, importmap=ImportMap(MODULES))
    context = admin.site.each_context(request) | context | {"media": media}
    return TemplateResponse(request, template, context, status=status)
