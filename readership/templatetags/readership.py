from datetime import timedelta

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from readership.models import HourlyViews, Message, Tally
from readership.most_read import Period
from readership.most_read import most_read as read_most

register = template.Library()


@register.simple_tag
def views_of(article_id):
    """The number of views of a story, in words: one query."""
    return in_words(Tally.objects.views_of(article_id))


@register.simple_tag
def most_read_lately(at, hours=1, limit=6):
    """What was read most in the hours before `at`: {% most_read_lately at as rows %}. Two queries.

    A list, most first, of `row.edition` (what readers see: headline, section, article_id, get_absolute_url …),
    `row.views` (a number; `row.views|in_words` says it) and `row.sponsored`, which has to be shown where it is true.
    """
    return HourlyViews.objects.most_read(at - timedelta(hours=hours), at, limit)


@register.inclusion_tag("readership/_most_read.html", takes_context=True)
def most_read(context, period="day", limit=5, level=2):
    """A block for readers: what was read most in the last hour, day or week: {% most_read %}, {% most_read "hour" %}.

    Of the page's language, as of its instant `at`; without sponsored stories. `level` is that of its heading. Nothing
    at all where nothing was read. One or two queries.
    """
    rows = read_most(period, get_language(), context["at"], limit)
    return {"rows": rows, "period": Period(period), "periods": Period, "level": level}


@register.simple_tag
def newest_messages(user, at, limit=6):
    """What readers wrote and nobody has handled: {% newest_messages user at as rows %}. One query.

    Newest first, only what `user` may see; nothing for who may see none. Each row is a `Message`: subject, name, email,
    addressee (to whom, in words), received_at, article (or None), language, admin_address (where it is read).
    `rows.more` tells that there are more; the list of all is `admin:readership_message_changelist`.
    """
    return Message.objects.newest(user, at, limit)


@register.filter
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
