from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.filter
def text_of(masthead, name):
    """A text of the masthead in the reader's language: `masthead|text_of:"motto"`."""
    return masthead.text(name)


@register.filter
def footer_pages(masthead):
    """The pages in the footer, in the reader's language: title and address."""
    return masthead.footer.get(get_language(), [])


@register.filter
def cleaned_already(html):
    """The text of a page, which its form let pass through the gate of all bodies."""
    return mark_safe(html)  # noqa: S308  see above
