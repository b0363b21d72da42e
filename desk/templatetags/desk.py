from django import template

from .. import remarks, rights

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_alerts(context):
    """How many stories show a picture that is blocked, expired, or about to expire, by group. One query."""
    return rights.counts(context["request"].at)


@register.simple_tag(takes_context=True)
def remarks_of(context, article):
    """The remarks of the story whose form is shown. Two queries: whether they may be resolved is known by then."""
    return remarks.thread(article, context["request"].user, context["has_change_permission"])


@register.filter
def count_open(thread):
    return remarks.open_count(thread)
