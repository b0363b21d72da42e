from django import template

from .. import rights

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_alerts(context):
    """How many stories show a picture that is blocked, expired, or about to expire, by group. One query."""
    return rights.counts(context["request"].at)
