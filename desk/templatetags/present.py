from django import template

from .. import present

register = template.Library()


@register.simple_tag(takes_context=True)
def others_in(context, listing):
    """Who else has the stories of the list open, by their numbers. One query."""
    request = context["request"]
    return present.others_in(listing.numbers, request.user, request.at)


@register.filter
def of(people, number):
    return people.get(number, [])
