"""What is the same on page after page, such as the footer, drawn once for the values that it is drawn from.

{% remembered "footer" masthead sections %}…{% endremembered %} stands for what it holds, and may use nothing of the
context but what is named: rows count with all their columns. It can't be out of date, for other values are other keys;
the language and what decides addresses are always part of it. A process keeps a few hundred.
"""

from functools import lru_cache
from operator import attrgetter

from django import template
from django.conf import settings
from django.db.models import Model
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()
MOST = 300
_drawn = {}


class Remembered(template.Node):
    def __init__(self, nodes, names):
        self.nodelist, self.names = nodes, names

    def render(self, context):
        values = [_told(name.resolve(context, ignore_failures=True)) for name in self.names]
        settled = settings.LANGUAGE_CODE, settings.STATIC_URL, get_language(), get_script_prefix(), get_urlconf()
        key = (*settled, *values)
        if (html := _drawn.get(key)) is None:
            html = mark_safe(self.nodelist.render(context))  # noqa: S308  as the template drew it
            if len(_drawn) >= MOST:
                _drawn.clear()
            _drawn[key] = html
        return html


def _told(value):
    """What a value says, wholly, as a text or a tuple of texts: rows by their columns."""
    if isinstance(value, Model):
        if not (told := getattr(value, "_told", None)):
            told = value._told = repr(_columns(value.__class__)(value))
        return told
    return tuple([_told(one) for one in value]) if isinstance(value, list | tuple) else str(value)


@lru_cache(maxsize=50)
def _columns(model):
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))


@register.tag
def remembered(parser, token):
    _tag, *names = token.split_contents()
    nodes = parser.parse(["endremembered"])
    parser.delete_first_token()
    return Remembered(nodes, [parser.compile_filter(name) for name in names])
