"""The calendar: what is out, scheduled, held back, going offline or planned, by week and by month."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.forms.widgets import Script
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from articles.models import Article, Byline, Edition, Section, Takedown
from articles.moments import require_usual_year
from articles.permissions import CHANGE, EDIT_ANY, PUBLISH, VIEW
from authors.models import Author

from .calendar_days import MONTH, WEEK, Item, Span

MOST = 1000  # items of each kind that a page shows
IMPORTS = ImportMap({
    "marbre/calendar-dialog": "js/admin-calendar-dialog.js",
    "marbre/calendar-moving": "js/admin-calendar-moving.js",
    "marbre/element": "js/admin-element.js",
})  # fmt: skip
VIEWS = {WEEK: _("Week"), MONTH: _("Month")}


@dataclass
class Wanted:
    """What the address asks for; what it can't have is left out and told in `complaints`."""

    view: str = WEEK
    day: date | None = None
    night: bool = False  # show its hours, whether or not they hold anything
    filters: dict = field(default_factory=dict)  # section, author: ids; language: code
    complaints: list = field(default_factory=list)

    def address(self, **changes):
        night = {"night": 1} if self.night else {}
        values = {"view": self.view, "day": self.day.isoformat()} | night | self.filters | changes
        return "?" + urlencode(values)


def page(request):
    """The calendar for whoever may see stories. Bad values in the address give the usual page and a sentence."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    sections, authors = list(Section.objects.all()), list(Author.objects.values_list("pk", "display_name"))
    wanted = read(request.GET, timezone.localdate(request.at), sections, authors)
    span = Span(wanted.view, wanted.day)
    items = Items(span, wanted, request.user, request.at)
    days = span.days(items.all(), request.at)
    context = (
        admin.site.each_context(request)
        | {
            "title": _("Calendar"),
            "wanted": wanted,
            "span": span,
            "days": days,
            "shows_night": wanted.night or any(day.has_night for day in days),
            "hours": range(24),
            "empty": not any(day.items for day in days),
            "movable": any(item.moves for day in days for item in day.items),
            "sections": sections,
            "authors": authors,
            "languages": settings.LANGUAGES,
            "more": items.more,
            "media": _media(),
        }
        | _links(wanted, span, timezone.localdate(request.at))
    )
    return TemplateResponse(request, f"desk/calendar_{wanted.view}.html", context)


def _media():
    scripts = [Script(reverse("javascript-catalog")), Script("js/admin-calendar.js", type="module")]
    return Media(js=scripts, importmap=IMPORTS)


def _links(wanted, span, today):
    return {
        "previous": wanted.address(day=span.previous.isoformat()),
        "next": wanted.address(day=span.next.isoformat()),
        "today": wanted.address(day=today.isoformat()),
        "with_night": wanted.address(night=1),
        "views": [(name, label, wanted.address(view=name)) for name, label in VIEWS.items()],
        "week_of": "?" + urlencode(wanted.filters | {"view": WEEK, "day": ""}),  # to which the template adds the day
    }


# Reading the address


def read(query, today, sections, authors):
    """`query` as a `Wanted`, with the choices that exist."""
    wanted = Wanted(day=today, night=query.get("night") == "1")
    if (view := query.get("view")) in VIEWS:
        wanted.view = view
    elif view:
        wanted.complaints.append(_("The calendar has no such view. This is the week."))
    _read_day(wanted, query.get("day"))
    choices = {
        "section": {str(section.pk) for section in sections},
        "author": {str(pk) for pk, _name in authors},
        "language": {code for code, _name in settings.LANGUAGES},
    }
    for name, known in choices.items():
        if value := query.get(name):
            _read_filter(wanted, name, value, known)
    return wanted


def _read_day(wanted, text):
    if not text:
        return
    try:
        day = date.fromisoformat(text)
        require_usual_year(day)
    except (ValueError, ValidationError):
        wanted.complaints.append(_("There is no such day. This is today."))
    else:
        wanted.day = day


def _read_filter(wanted, name, value, known):
    if value in known:
        wanted.filters[name] = value
    else:
        wanted.complaints.append(_("What you filtered by does not exist any more. Everything is shown."))


# What stands in it


class Items:
    """The stories of a span: four queries, whatever their number."""

    def __init__(self, span, wanted, user, at):
        self.span, self.filters, self.user, self.at = span, wanted.filters, user, at
        self.may_publish, self.may_edit_any = user.has_perm(PUBLISH), user.has_perm(EDIT_ANY)
        self.more = False

    def all(self):
        editions = self._editions()
        scheduled = {edition.article_id: edition.live_from for edition in editions if edition.live_from > self.at}
        return [
            *map(self._of_edition, editions),
            *self._takedowns(),
            *self._embargoes(scheduled),
            *self._plans(scheduled),
        ]

    def _within(self, name):
        return Q(**{f"{name}__gte": self.span.start, f"{name}__lt": self.span.end})

    def _chosen(self, prefix=""):
        """Section and language, which articles and editions have alike."""
        return Q(**{prefix + name: value for name, value in self.filters.items() if name != "author"})

    def _bounded(self, found):
        found = list(found[: MOST + 1])
        self.more = self.more or len(found) > MOST
        return found[:MOST]

    def _editions(self):
        editions = Edition.objects.real().filter(self._within("live_from"), self._chosen())
        editions = editions.exclude(kind=Edition.Kind.MINOR, live_from__lte=self.at)
        if author := self.filters.get("author"):
            editions = editions.filter(bylines__author=author).distinct()
        names = ("headline", "kind", "live_from", "section__name", "article__embargoed_until")
        return self._bounded(editions.select_related("section", "article").only(*names).order_by("live_from"))

    def _of_edition(self, edition):
        kind, label = self._standing(edition)
        moves = "scheduled" if self.may_publish and edition.live_from > self.at else ""
        section = edition.section.name
        return Item(edition.live_from, kind, label, edition.article_id, edition.headline, section, moves)

    def _standing(self, edition):
        until = edition.article.embargoed_until
        if edition.live_from > self.at:
            return "scheduled", _("scheduled, under embargo until then") if until == edition.live_from else _(
                "scheduled"
            )
        if until and until > self.at:
            return "held", _("held back by its embargo")
        return ("out", _("out")) if edition.kind == Edition.Kind.FIRST else ("update", edition.get_kind_display())

    def _takedowns(self):
        takedowns = Takedown.objects.filter(self._within("at"), self._chosen("article__"), lifted_at=None)
        if author := self.filters.get("author"):
            takedowns = takedowns.filter(article__in=_signed_by(author))
        named = takedowns.order_by("at").values_list("at", "article", "article__headline", "article__section__name")
        for at, *story in self._bounded(named):
            yield Item(at, "offline", _("goes offline") if at > self.at else _("went offline"), *story)

    def _articles(self, name):
        """Those whose moment of that name is in the span, by it."""
        articles = Article.objects.filter(self._within(name), self._chosen())
        if author := self.filters.get("author"):
            articles = articles.filter(pk__in=_signed_by(author))
        return articles.select_related("section").only("headline", "first_published_at", "section__name", name)

    def _embargoes(self, scheduled):
        """Those that still run; where an edition starts at that very moment it says so itself."""
        running = self._articles("embargoed_until").filter(embargoed_until__gt=self.at).order_by("embargoed_until")
        for story in self._bounded(running):
            at = story.embargoed_until
            if scheduled.get(story.pk) != at:
                yield Item(at, "embargo", _("embargo until then"), story.pk, story.headline, story.section.name)

    def _plans(self, scheduled):
        """Plans that nothing has replaced yet: neither a schedule, nor what was published since."""
        plans = self._articles("planned_for").filter(Q(first_published_at=None) | Q(planned_for__gt=self.at))
        plans = plans.exclude(stage=Article.Stage.SPIKED).order_by("planned_for")
        mine = Q(created_by=self.user) | Q(
            pk__in=Byline.objects.order_by().filter(author__user=self.user).values("article")
        )
        may = self.user.has_perm(CHANGE)
        for story in self._bounded(plans.annotate(mine=ExpressionWrapper(mine, BooleanField()))):
            if story.pk not in scheduled:
                moves = "planned" if may and (self.may_edit_any or story.mine) else ""
                label = _("planned") if story.planned_for > self.at else _("was planned")
                section = story.section.name
                yield Item(story.planned_for, "planned", label, story.pk, story.headline, section, moves)


def _signed_by(author):
    return Byline.objects.order_by().filter(author=author).values("article")
