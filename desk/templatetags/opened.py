from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from .. import keeping, opened

register = template.Library()


@register.simple_tag(takes_context=True)
def story_open(context, article, screen=opened.WRITING, start=None):
    """What the scripts of an open form need to know: its story, its addresses, words that were not saved. Two queries.

    `article` is None for a new story. `start` is what the form starts from: by default the story's version.
    """
    request = context["request"]
    number = article.pk if article else None
    row = opened.own_row(request.user, article, screen)
    return _addresses(number) | {
        "user": request.user.pk,
        "story": number,
        "screen": screen,
        "version": start or (article.version if article else 0),
        "form": _form_that_came_back(request),
        "saved": row.saved if row else "",
        "unsaved": _words(row) if row and row.fields is not None else None,
        "others": keeping.described(opened.others(request.user, number, request.at), request.at) if number else [],
    }


def _addresses(number):
    index = urlencode({"next": reverse("admin:index")})
    return {
        "keep": reverse("desk:keep"),
        "discard": reverse("desk:discard"),
        "presence": reverse("desk:presence"),
        "login": f"{reverse('admin:login')}?{index}#kept",
        "compare": _compare(number) if number else "",
    }


def _compare(number):
    try:
        return reverse("desk:compare", args=[number])
    except NoReverseMatch:
        return ""


def _words(row):
    kept_at = int(row.kept_at.timestamp() * 1000)  # milliseconds, as scripts count
    return {"form": row.form, "stamp": row.stamp, "base": row.base, "at": kept_at, "fields": row.fields}


def _form_that_came_back(request):
    """With its errors: it is the same form still, and what it kept needn't be offered to it."""
    form = keeping.OpenForm.base_fields["form"]
    sent = request.POST.get("_form", "")
    return sent if sent and form.regex.fullmatch(sent) else ""
