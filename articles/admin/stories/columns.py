"""The columns of the list, of which everybody chooses. The headline is always there, and first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ...models import Article
from ...times import distance, machine_time, short_day, short_moment

USUAL = ("status", "stage", "edited")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Column:
    """`cell(story, at, found)` is what it says of a story; `find(numbers)`, one query, makes `found` for a page."""

    name: str
    label: str | Promise
    cell: Callable
    find: Callable | None = None
    order: str = ""  # the column of the model that it sorts by; each has an index


def ago(moment, at):
    """«il y a 3 h», «dans 3 h 12», or the day where that is further than a day away."""
    away = abs(at - moment)
    if away >= DAY:
        return short_day(moment)
    if moment > at:
        return distance(moment, at)
    if away < MINUTE:
        return gettext("just now")
    if away < HOUR:
        return gettext("%(minutes)d min ago") % {"minutes": away // MINUTE}
    return gettext("%(hours)d h ago") % {"hours": away // HOUR}


def when(moment, at):
    """A time as it is said, and exactly for whoever points at it or comes to its row by keyboard."""
    if not moment:
        return ""
    exact = short_moment(moment)
    pattern = '<time class="when" datetime="{}" title="{}"><span>{}</span><span class="when-exact">{}</span></time>'
    return format_html(pattern, machine_time(moment), exact, ago(moment, at), exact)


def _status(story, at, found):
    status = Article.PublicationStatus(story.publication_status)
    return format_html('<span class="status status-{}">{}</span>', status.value, status.label)


def _stage(story, at, found):
    return format_html('<span class="stage stage-{}">{}</span>', story.stage, story.get_stage_display())


def _moment(name):
    return lambda story, at, found: when(getattr(story, name), at)


def signed(story):
    return ", ".join(byline.author.display_name for byline in story.bylines.all())


def _words(story, at, found):
    return number_format(story.word_count, force_grouping=True)


def _embargo(story, at, found):
    """Only while it holds."""
    return when(story.embargoed_until, at) if story.embargoed_until and story.embargoed_until > at else ""


def _related(name):
    """The model of a layer above that points at stories under that name; None where there is none."""
    names = {field.name: field.related_model for field in Article._meta.related_objects}
    return names.get(name)


def _views(numbers):
    tally = _related("tally")
    return dict(tally.objects.filter(article__in=numbers).values_list("article", "views")) if tally else {}


def _open_remarks(numbers):
    remark = _related("remarks")
    if not remark:
        return {}
    still_open = remark.objects.filter(article__in=numbers, resolved_at=None).order_by()
    return dict(still_open.values_list("article").annotate(count=Count("pk")))


def _number(story, at, found):
    return number_format(found[story.pk], force_grouping=True) if story.pk in found else ""


COLUMNS = {
    column.name: column
    for column in (
        Column("status", _("publication"), _status),
        Column("stage", _("stage"), _stage),
        Column("section", _("section"), lambda story, at, found: story.section.name),
        Column("language", _("language"), lambda story, at, found: story.get_language_display()),
        Column("bylines", _("bylines"), lambda story, at, found: signed(story)),
        Column("genre", _("genre"), lambda story, at, found: story.get_genre_display()),
        Column("words", pgettext_lazy("how many", "words"), _words),
        Column("edited", _("edited"), _moment("edited_at"), order="edited_at"),
        Column("published", _("first published"), _moment("first_published_at"), order="first_published_at"),
        Column("scheduled", _("scheduled for"), _moment("pending_from")),
        Column("embargo", _("embargo"), _embargo),
        Column("planned", _("planned for"), _moment("planned_for"), order="planned_for"),
        Column("views", _("views"), _number, find=_views),
        Column("remarks", _("open remarks"), _number, find=_open_remarks),
    )
}


def chosen(names):
    """The columns of these names, in their order; unknown ones are left out. None: the usual ones."""
    wanted = USUAL if names is None else names
    return [COLUMNS[name] for name in dict.fromkeys(wanted) if name in COLUMNS]
