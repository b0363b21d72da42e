"""What is the same on page after page, such as the footer, drawn once for the values that it is drawn from.

{% remembered "footer" masthead sections %}…{% endremembered %} stands for what it holds, and may use nothing of the
context but what is named: rows count with all their columns. It can't be out of date, for other values are other keys;
the language and the settings of addresses are always part of it. A process keeps the last few hundred.
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
        where = get_language(), settings.LANGUAGE_CODE, settings.STATIC_URL, get_script_prefix(), get_urlconf()
        key = repr([where, *(_told(name.resolve(context, ignore_failures=True)) for name in self.names)])
        if key not in _drawn:
            html = self.nodelist.render(context)
            if len(_drawn) >= MOST:
                _drawn.clear()
            _drawn[key] = html
        return mark_safe(_drawn[key])  # noqa: S308  as the template drew it


def _told(value):
    """What a value says, wholly: rows by their columns."""
    if isinstance(value, Model):
        return _columns(value.__class__)(value)
    return [_told(one) for one in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=50)
def _columns(model):
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))


@register.tag
def remembered(parser, token):
    _tag, *names = token.split_contents()
    nodes = parser.parse(["endremembered"])
    parser.delete_first_token()
    return Remembered(nodes, [parser.compile_filter(name) for name in names])
