"""What is the same on page after page, such as the footer, drawn once for the values that it is drawn from.

{% remembered "footer" masthead sections %}…{% endremembered %} stands for what it holds, and may use nothing of the
context but what is named: rows count with all their columns. It can't be out of date, for other values are other keys;
the language and what decides addresses are always part of it. A process keeps a few hundred.
"""

from django import template
from django.utils.safestring import mark_safe

from articles.telling import settled, told

register = template.Library()
MOST = 300
_drawn = {}


class Remembered(template.Node):
    def __init__(self, nodes, names):
        self.nodelist, self.names = nodes, names

    def render(self, context):
        key = (*settled(), *(told(name.resolve(context, ignore_failures=True)) for name in self.names))
        if (html := _drawn.get(key)) is None:
            html = mark_safe(self.nodelist.render(context))  # noqa: S308  as the template drew it
            if len(_drawn) >= MOST:
                _drawn.clear()
            _drawn[key] = html
        return html


@register.tag
def remembered(parser, token):
    _tag, *names = token.split_contents()
    nodes = parser.parse(["endremembered"])
    parser.delete_first_token()
    return Remembered(nodes, [parser.compile_filter(name) for name in names])
