"""How what was found is shown."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def pieces(found):
    """The pieces of a headline or a passage, with `<mark>` around the words that were searched for."""
    drawn = (format_html("<mark>{}</mark>", piece.text) if piece.marked else escape(piece.text) for piece in found)
    return mark_safe("".join(drawn))  # noqa: S308  each piece is escaped
