from django import template

register = template.Library()


@register.filter
def text_of(masthead, name):
    """A text of the masthead in the reader's language: `masthead|text_of:"motto"`."""
    return masthead.text(name)
