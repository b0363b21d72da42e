"""What the desk sees of a comparison besides its words: pictures, stories, attributes."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def image_of(names, line):
    return names.image(line.number) if line.kind == "picture" else None


@register.filter
def story_of(names, line):
    return names.story(line.number)


@register.filter
def details(row):
    """What changed of a picture's or an embed's attributes, as pairs of a name and both values."""
    was, now = dict(row.was.unit), dict(row.line.unit)
    names = {"data-layout": _("width on the page"), "data-credit": _("credit here")}
    changed = [name for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name)]
    return [(names.get(name, name), was.get(name, "–"), now.get(name, "–")) for name in changed]
