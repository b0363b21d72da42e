"""All versions and editions of a story, in one line of time; any two compared; any version brought back."""

import re
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Value
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import drafting, history
from articles.comparing import words_apart
from articles.history import label_of
from articles.models import Article, Edition, Version
from articles.permissions import CHANGE, KILL, VIEW
from articles.times import short_moment

from .differences import between
from .naming import Names

PAGE = 20  # entries
MARK = re.compile("(v|e)([0-9]{1,18})")
KEPT = ("embargoed_until",)  # what holds a story back is decided, not written: old words bring no old decision back


@dataclass(frozen=True)
class Entry:
    """A version or an edition in the line of time. `mark` names it in addresses: v3, e17."""

    row: object
    mark: str
    title: str
    kind: str
    at: object
    by: object
    size: tuple = ()  # words added and removed since the one it comes from
    before: str = ""  # the mark of that one
    current: bool = False

    @property
    def is_version(self):
        return self.mark.startswith("v")

    @property
    def waits(self):
        """Set aside, and neither merged nor dismissed."""
        return self.is_version and self.row.origin == Version.Origin.SET_ASIDE and not self.row.settled_at


def timeline(request, article_id):
    """Newest first. Three queries for a page of them, whatever the number."""
    article = _story(request, article_id)
    number = _page(request)
    marks = list(_marks(article, sealed(article, request.user))[(number - 1) * PAGE : number * PAGE + 1])
    context = admin.site.each_context(request) | {
        "title": _("Versions"),
        "subtitle": article.headline,
        "article": article,
        "entries": _entries(article, marks[:PAGE]),
        "may_restore": request.user.has_perm(CHANGE, article),
        "newer": number - 1,
        "older": number + 1 if len(marks) > PAGE else 0,
    }
    return TemplateResponse(request, "desk/versions.html", context)


def compare(request, article_id):
    """Any two versions or editions, field by field."""
    article = _story(request, article_id)
    marks = [request.GET.get(name, "") for name in ("old", "new")]
    if marks == ["", ""]:
        marks = [f"v{max(1, article.version - 1)}", f"v{article.version}"]
    sides = [_side(request, article, mark) for mark in marks]
    context = admin.site.each_context(request) | {
        "title": _("Compare"),
        "subtitle": article.headline,
        "article": article,
        "may_restore": request.user.has_perm(CHANGE, article),
    }
    if None in sides:
        return TemplateResponse(request, "desk/compare.html", context, status=404)
    (old, before), (new, after) = sides
    names = Names(before, after)
    differing, same = between(before, after, names)
    found = {"old": old, "new": new, "differing": differing, "same": same, "names": names}
    return TemplateResponse(request, "desk/compare.html", context | found)


@require_POST
def restore(request, article_id, number):
    """Make an old version the working copy again, as a new version."""
    article = _story(request, article_id)
    if not request.user.has_perm(CHANGE, article):
        raise PermissionDenied
    old = get_object_or_404(article.versions, number=number)
    version, lost = history.restore(old, at=request.at, by=request.user, keeping=KEPT)
    sentence = _("Version %(old)d is back, as version %(new)d. The embargo stays as it is.")
    return _restored(request, article, sentence % {"old": number, "new": version.number}, lost)


@require_POST
def restore_edition(request, article_id, edition_id):
    """Take what readers saw back into the working copy, as a new version; what they see now stays."""
    article = _story(request, article_id)
    if not request.user.has_perm(CHANGE, article):
        raise PermissionDenied
    edition = get_object_or_404(_shown_editions(article, request.user), pk=edition_id)
    version, lost = history.restore_edition(edition, at=request.at, by=request.user)
    sentence = _("The edition of %(time)s is back in the working copy, as version %(new)d. Readers see no change yet.")
    said = sentence % {"time": short_moment(edition.live_from), "new": version.number}
    return _restored(request, article, said, lost)


def _restored(request, article, sentence, lost):
    messages.success(request, sentence)
    if lost:
        fields = ", ".join(map(label_of, lost))
        messages.warning(request, _("What has gone meanwhile could not come along: %(fields)s.") % {"fields": fields})
    return redirect("admin:articles_article_change", article.pk)


def _shown_editions(article, user):
    """Those that were not cancelled and that this person may see."""
    return article.editions.real().exclude(pk__in=sealed(article, user).values("pk"))


def sealed(article, user):
    """The editions that a kill has sealed, for whoever may not kill. One query, or none."""
    if user.has_perm(KILL):
        return Edition.objects.none()
    killed = article.takedowns.filter(kind="killed").order_by("-at").values_list("at", flat=True).first()
    return article.editions.filter(live_from__lt=killed) if killed else Edition.objects.none()


def _story(request, article_id):
    article = get_object_or_404(Article, pk=article_id)
    if not request.user.has_perm(VIEW, article):
        raise PermissionDenied
    return article


def _page(request):
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _marks(article, hidden):
    """What happened, newest first: letter and number."""
    versions = article.versions.annotate(letter=Value("v"), key=F("number")).order_by()
    editions = article.editions.real().exclude(pk__in=hidden.values("pk")).order_by()
    columns = ("made_at", "letter", "key")
    both = versions.values_list(*columns).union(
        editions.annotate(letter=Value("e"), key=F("pk")).values_list(*columns), all=True
    )
    return both.order_by("-made_at", "letter", "-key")


def _entries(article, marks):
    versions = _versions(article, [number for _at, letter, number in marks if letter == "v"])
    editions = article.editions.select_related("made_by").defer("body")
    editions = editions.in_bulk([number for _at, letter, number in marks if letter == "e"])
    return [
        _of_version(article, versions[number], versions) if letter == "v" else _of_edition(editions[number])
        for _at, letter, number in marks
    ]


def _versions(article, numbers):
    """Those versions and the ones that they come from, by number. One query."""
    wanted = article.versions.filter(number__in=numbers)
    rows = article.versions.filter(number__in=numbers) | article.versions.filter(number__in=wanted.values("base"))
    return {version.number: version for version in rows.select_related("made_by")}


def _of_version(article, version, versions):
    base = versions.get(version.base)
    return Entry(
        row=version,
        mark=f"v{version.number}",
        title=_("Version %(number)d") % {"number": version.number},
        kind=version.get_origin_display(),
        at=version.made_at,
        by=version.made_by,
        size=words_apart(_text(base.values) if base else "", _text(version.values)),
        before=f"v{version.base}" if base else "",
        current=version.number == article.version,
    )


def _text(values):
    return f"<p>{values['headline']}</p><p>{values['standfirst']}</p>{values['body']}"


def _of_edition(edition):
    title = _("Edition of %(time)s") % {"time": short_moment(edition.live_from)}
    kind = capfirst(edition.get_kind_display())
    return Entry(row=edition, mark=f"e{edition.pk}", title=title, kind=kind, at=edition.made_at, by=edition.made_by)


def _side(request, article, mark):
    """What such a mark names, as an entry and values; None where it names nothing that this person may see."""
    found = MARK.fullmatch(mark)
    if not found:
        return None
    if found[1] == "v":
        version = article.versions.select_related("made_by").filter(number=int(found[2])).first()
        return version and (_of_version(article, version, {}), version.values)
    editions = _shown_editions(article, request.user).select_related("made_by")
    edition = editions.filter(pk=int(found[2])).first()
    return edition and (_of_edition(edition), _values(edition))


def _values(edition):
    """As a version would keep them, without what the newsroom keeps for itself."""
    values = drafting.values_of(edition.content(), **dict.fromkeys(drafting.ASIDE))
    return {name: value for name, value in values.items() if name not in drafting.ASIDE}
