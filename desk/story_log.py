"""A story's log in words: who decided what, when, from where, and what was said with it."""

from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.picker import HEAVY
from articles.models import Article, Edition
from articles.permissions import VIEW
from articles.publishing import Pending
from articles.times import long_moment

PAGE = 30  # lines
DONE = {
    "submit": _("Submitted"),
    "send_back": _("Sent back"),
    "approve": _("Approved"),
    "spike": _("Spiked"),
    "unspike": _("Taken up again"),
    "publish": _("Published"),
    "schedule": _("Scheduled"),
    "update_scheduled": _("Scheduled edition updated"),
    "reschedule": _("Scheduled edition moved"),
    "cancel": _("Schedule cancelled"),
    "correct": _("Corrected"),
    "withdraw": _("Withdrawn"),
    "kill": _("Killed"),
    "restore": _("Restored"),
    "set_embargo": _("Embargo"),
    "plan": _("Planned"),
}
SCREENS = {
    "form": _("story’s screens"),
    "list": _("list of stories"),
    "calendar": _("calendar"),
    "desk": _("desk"),
}
PENDING = {
    Pending.KEEP: _("stays"),
    Pending.DROP: _("goes"),
    Pending.CARRY: _("stays, corrected"),
}


def _moment(text):
    return long_moment(datetime.fromisoformat(text))


def _kind(value):
    return capfirst(dict(Edition.Kind.choices).get(value, value))


def _fields(names):
    return ", ".join(str(Article._meta.get_field(name).verbose_name) for name in names)


def _pending(value):
    return dict(PENDING).get(value, value)


# What is said with a decision, in the order in which it is told: its label, and how its value is put into words.
DETAILS = {
    "when": (_("For"), _moment),
    "until": (_("Until"), _moment),
    "kind": (_("Kind"), _kind),
    "changes": (_("Changed"), _fields),
    "note": (_("Note to readers"), str),
    "remark": (_("Remark"), str),
    "reason": (_("Reason"), str),
    "notice": (_("Public notice"), str),
    "pending": (_("The edition that waits"), _pending),
    "override": (_("Gate overridden"), str),
}


def in_words(line):
    """What a line of the log says: the decision, from where it came, and pairs of label and words."""
    told = [(label, say(line.detail[name])) for name, (label, say) in DETAILS.items() if line.detail.get(name)]
    if line.verb == "set_embargo" and not line.detail.get("until"):
        told = [(_("Until"), _("lifted"))]
    return {"line": line, "done": DONE.get(line.verb, line.verb), "from": SCREENS.get(line.screen, ""), "told": told}


def page(request, article_id):
    """The newest lines first, a page at a time. Two queries besides the story's and the person's."""
    article = get_object_or_404(Article.objects.with_status(request.at).defer(*HEAVY), pk=article_id)
    if not request.user.has_perm(VIEW, article):
        raise PermissionDenied
    lines = article.log.select_related("by").order_by("-at", "-pk")
    shown = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = admin.site.each_context(request) | {
        "title": _("Log"),
        "subtitle": article.headline,
        "article": article,
        "page": shown,
        "lines": [in_words(line) for line in shown],
    }
    return TemplateResponse(request, "desk/log.html", context)
