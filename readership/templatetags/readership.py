from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from readership.models import Tally

register = template.Library()


@register.simple_tag
def views_of(article_id):
    """The number of views of a story, in words: one query."""
    return in_words(Tally.objects.views_of(article_id))


def in_words(views):
    """«0 vues», «1 vue», «950 vues», «1,2 k vues», «3 M vues»: never rounded up to what was not reached."""
    if views == 0:  # French takes the singular after zero, except where a counter stands at it
        return gettext("0 views")
    for unit, suffix in ((1_000_000, gettext("M")), (1_000, gettext("k"))):
        if views >= unit:
            tenths = views * 10 // unit
            number = number_format(tenths / 10, 1 if tenths < 100 and tenths % 10 else 0)
            return gettext("%(number)s%(suffix)s views") % {"number": number, "suffix": suffix}
    return ngettext("%(count)d view", "%(count)d views", views) % {"count": views}
