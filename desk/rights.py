"""Stories that show, or are about to show, a picture whose rights have ended or end soon."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Edition
from articles.permissions import PUBLISH
from images import rights
from images.models import Image

AHEAD = timedelta(days=7)  # how long before a right ends the desk is told
PAGE = 30  # stories
BLOCKED, EXPIRED, SOON = "blocked", "expired", "soon"
LABELS = {BLOCKED: _("Blocked"), EXPIRED: _("Expired"), SOON: _("Within 7 days")}


def _pictures(group, at):
    conditions = {
        BLOCKED: Q(blocked=True),
        EXPIRED: Q(blocked=False) & rights.expired(at),
        SOON: Q(blocked=False) & rights.expires_within(AHEAD, at),
    }
    return Image.objects.filter(conditions[group])


def counts(at):
    """How many stories there are of each group, by its name. One query."""
    unclear = Image.objects.filter(Q(blocked=True) | Q(not_after__lte=at + AHEAD))  # of any group
    ahead = Edition.objects.ahead(at).showing(unclear)
    numbers = {
        group: Count("pk", filter=Q(pk__in=Edition.objects.showing(_pictures(group, at)).values("pk")))
        for group in LABELS
    }
    return ahead.aggregate(**numbers)


def stories(group, at):
    """The editions of a group, newest first. Two queries, whatever their number."""
    unclear = _pictures(group, at)
    editions = Edition.objects.ahead(at).showing(unclear).for_cards().order_by("-live_from", "-pk")
    return editions.prefetch_related(Prefetch("pictures", unclear, to_attr="unclear_in_text"))


def rows(editions, group, at):
    """Of each edition, what is live or waits, and its pictures that belong to the group. No queries."""
    return [
        {"edition": edition, "waits": edition.live_from > at, "pictures": _unclear(edition, group, at)}
        for edition in editions
    ]


def _unclear(edition, group, at):
    lead = edition.lead_image
    at_top = [lead] if lead and _group_of(lead, at) == group else []
    return list(dict.fromkeys(at_top + edition.unclear_in_text))


def _group_of(image, at):
    if image.blocked:
        return BLOCKED
    if not image.not_after or image.not_after > at + AHEAD:
        return None
    return EXPIRED if image.not_after <= at else SOON


def page(request):
    """The list, one group at a time; the first that has any is shown unless `group` names another."""
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    numbers = counts(request.at)
    group = request.GET.get("group")
    if group not in LABELS:
        group = next((name for name in LABELS if numbers[name]), BLOCKED)
    editions = Paginator(stories(group, request.at), PAGE).get_page(request.GET.get("page"))
    context = admin.site.each_context(request) | {
        "title": _("Pictures to replace"),
        "groups": [(name, label, numbers[name]) for name, label in LABELS.items()],
        "group": group,
        "page": editions,
        "rows": rows(editions, group, request.at),
    }
    return TemplateResponse(request, "desk/rights.html", context)
