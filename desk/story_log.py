"""A story's log in words: who decided what, when, from where, and what was said with it."""

from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.picker import HEAVY
from articles.models import Article, Edition
from articles.people import called
from articles.permissions import VIEW
from articles.publishing import Pending
from articles.times import long_moment

PAGE = 30  # lines
# What each verb did, as one says it of a colleague; of "%(who)s" the template makes the name.
DONE = {
    "submit": _("%(who)s submitted the story to the desk."),
    "send_back": _("%(who)s sent the story back."),
    "approve": _("%(who)s approved the story."),
    "spike": _("%(who)s spiked the story."),
    "unspike": _("%(who)s took the story up again."),
    "publish": _("%(who)s published the story."),
    "schedule": _("%(who)s scheduled the story."),
    "update_scheduled": _("%(who)s updated the scheduled edition."),
    "reschedule": _("%(who)s moved the scheduled edition."),
    "cancel": _("%(who)s cancelled the schedule."),
    "correct": _("%(who)s corrected the live story."),
    "withdraw": _("%(who)s withdrew the story."),
    "kill": _("%(who)s killed the story."),
    "restore": _("%(who)s restored the story."),
    "set_embargo": _("%(who)s put the story under embargo."),
    "plan": _("%(who)s planned the story."),
    "share": _("%(who)s shared a preview."),
    "revoke": _("%(who)s revoked a shared preview."),
}
# What it did instead: its name, what was said with it or not, and whether it was.
OTHERWISE = [
    ("set_embargo", "until", False, _("%(who)s lifted the embargo.")),
    ("plan", "when", False, _("%(who)s took the planned time back.")),
    ("withdraw", "when", True, _("%(who)s planned to withdraw the story.")),
]
NOBODY = _("The newsroom’s own program")
SCREENS = {
    "form": _("story’s screens"),
    "list": _("list of stories"),
    "calendar": _("calendar"),
    "desk": _("desk"),
    "share": _("shared previews"),
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
    "version": (_("Version"), str),
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
    """What a line of the log says: the decision in a sentence, from where it came, and pairs of label and words."""
    told = [(label, say(line.detail[name])) for name, (label, say) in DETAILS.items() if line.detail.get(name)]
    return {"line": line, "done": _done(line), "from": SCREENS.get(line.screen, line.screen), "told": told}


def _done(line):
    """The sentence, as HTML: the name stands out in it."""
    who = called(line.by) or NOBODY
    return mark_safe(escape(_words(line)) % {"who": format_html("<strong>{}</strong>", who)})  # noqa: S308  escaped


def _words(line):
    for verb, name, given, words in OTHERWISE:
        if line.verb == verb and bool(line.detail.get(name)) == given:
            return words
    return DONE.get(line.verb, f"%(who)s: {line.verb}")


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
