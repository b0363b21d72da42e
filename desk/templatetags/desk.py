from datetime import timedelta

from django import template
from django.db.models import Count, Min
from django.utils.timesince import timesince
from django.utils.translation import gettext

from articles import times

from .. import remarks, rights, roles
from ..dashboard import Dashboard
from ..ways import Ways

register = template.Library()
MINUTE = timedelta(minutes=1)
register.filter(times.distance)
register.filter(times.exact_moment)


@register.filter
def age(at, now):
    """«3 heures»: how long ago that was, roughly."""
    return timesince(at, now, depth=1) if now - at >= MINUTE else gettext("less than a minute")


@register.simple_tag(takes_context=True)
def picture_alerts(context):
    """How many stories show a picture that is blocked, expired, or about to expire, by group. One query."""
    return rights.counts(context["request"].at)


@register.simple_tag(takes_context=True)
def remarks_of(context, article):
    """The remarks of the story whose form is shown. Two queries: whether they may be resolved is known by then."""
    return remarks.thread(article, context["request"].user, context["has_change_permission"])


@register.simple_tag
def role_in_words(user):
    """What the person who is signed in is here. No query."""
    return roles.label_by_rights(user)


@register.filter
def count_open(thread):
    return remarks.open_count(thread)


@register.simple_tag(takes_context=True)
def kept_versions(context, article):
    """How many versions a story has, and of the person's own that wait aside their count and first. One query."""
    mine = article.versions.all().is_waiting(made_by=context["request"].user)
    return article.versions.aggregate(
        count=Count("pk"), waiting=Count("pk", filter=mine), first=Min("number", filter=mine)
    )


@register.simple_tag(takes_context=True)
def dashboard(context):
    """The first page's blocks, for whoever asks: see `desk.dashboard`. Each is fetched where it is shown."""
    request = context["request"]
    return Dashboard(request.user, request.at)


@register.simple_tag(takes_context=True)
def ways(context):
    """What may be opened from everywhere: see `desk.ways`."""
    return Ways(context["request"], context.get("available_apps") or [])
