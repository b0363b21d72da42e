"""The public versions of a story: which there were, when readers saw them, and what changed between any two.

Pictures are named, never shown: one that went may have gone for its rights.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from masthead.models import Masthead

from . import prose
from .comparing import compare_bodies, compare_names, compare_texts, stretches
from .history import label_of
from .models import Edition
from .views import taken_down

TEXTS = ("kicker", "headline", "standfirst", "dateline", "lead_caption", "sponsor_name")  # besides the body
KEPT = 3600  # seconds


@dataclass(frozen=True)
class Version:
    """One edition among those that readers may know of; the oldest is number 1.

    `offline_until`: the story was nowhere to be seen from the end of this one until then, when the next came.
    """

    number: int
    edition: Edition
    offline_until: object = None

    @property
    def before(self):
        return self.number - 1


@dataclass(frozen=True)
class Change:
    """A part of the story that differs. `shown` are pieces; of the body, stretches of rows."""

    name: str
    label: str
    shown: object


@require_safe
def versions(request, section, slug, article_id):
    """All versions, newest first; with `from` and `to` in the query, what changed between those two. At most 7 queries.

    404 where the masthead keeps them to itself, or there is no such version.
    """
    editions = Edition.objects.public(request.at).filter(article=article_id).select_related("section")
    editions = list(editions.defer("body", "earlier_notes"))
    if not editions:
        return taken_down(request, article_id)
    live = editions[-1]
    if request.path != (address := live.versions_address()):
        return redirect(f"{address}?{query}" if (query := request.GET.urlencode()) else address, permanent=True)
    with override(live.language):
        response = _page(request, live, _numbered(editions))
    response.headers["Content-Language"] = live.language
    return response


def _page(request, live, known):
    masthead = Masthead.objects.current()
    if not masthead.public_versions:
        raise Http404
    context = {"story": live, "masthead": masthead, "versions": known[::-1]}
    chosen = [_chosen(known, request.GET.get(name, "")) for name in ("from", "to")]
    if None not in chosen and chosen[0] != chosen[1]:
        return _compared(request, context, *sorted(chosen, key=lambda version: version.number))
    asked = "from" in request.GET or "to" in request.GET
    problem = _("Choose two different versions of this story.") if asked else ""
    status = 404 if asked and None in chosen else 200
    return render(request, "articles/versions.html", context | {"problem": problem}, status=status)


def _compared(request, context, old, new):
    """What changed from one version to the other."""
    rows = Edition.objects.select_related("section", "lead_image").prefetch_related("bylines", "pictures")
    both = rows.in_bulk([old.edition.pk, new.edition.pk])
    before, after = both[old.edition.pk], both[new.edition.pk]
    found = {"old": old, "new": new, "changes": changes(before, after), "pictures": _pictures(before, after)}
    found["stories"] = _stories(before, after, request.at)
    found["sides"] = [old, new]
    found["following"] = new.number + 1 if new.edition != context["story"] else 0
    found["steps"] = [one for one in context["versions"] if old.number < one.number <= new.number]
    return render(request, "articles/versions_compared.html", context | found)


def changes(old, new):
    """What readers see to differ between two editions, in the order of the page."""
    shown = {name: compare_texts(getattr(old, name), getattr(new, name)) for name in TEXTS}
    shown["body"] = _bodies(old, new)
    shown["bylines"] = compare_names(_signed(old), _signed(new))
    shown["lead_image"] = compare_names(_named(old.lead_image), _named(new.lead_image))
    shown["section"] = compare_names([old.section.name], [new.section.name])
    shown["genre"] = compare_names([_genre(old)], [_genre(new)])
    order = ("section", "genre", "kicker", "headline", "standfirst", "bylines", "dateline", "sponsor_name")
    order += ("lead_image", "lead_caption", "body")
    return [Change(name, label_of(name), shown[name]) for name in order if _differs(name, shown[name])]


def _bodies(old, new):
    """Kept for an hour, by what they say: editions never change, and a long text takes half a second."""
    key = f"articles.versions.2.{old.digest}.{new.digest}"
    return cache.get_or_set(key, lambda: stretches(compare_bodies(old.body, new.body)), KEPT)


def _differs(name, shown):
    if name == "body":
        return any(not stretch.same for stretch in shown)
    return any(piece.change != "same" for piece in shown)


def _signed(edition):
    return [f"{byline.author} ({byline.get_role_display()})" for byline in edition.bylines.all()]


def _genre(edition):
    return capfirst(edition.get_genre_display())


def _named(image):
    return [image.alt_text or image.credit or _("no description")] if image else []


def _pictures(*editions):
    """What the pictures of these texts show, in words, by their number as the text has it."""
    return {str(image.pk): image.alt_text for edition in editions for image in edition.pictures.all()}


def _stories(old, new, at):
    """The headlines of the stories that these texts lead to, as far as they are live. At most one query."""
    numbers = {*prose.article_ids(old.body), *prose.article_ids(new.body)}
    if not numbers:
        return {}
    live = Edition.objects.live(at).filter(article__in=numbers)
    return {str(number): headline for number, headline in live.values_list("article_id", "headline")}


def _numbered(editions):
    return [
        Version(number, edition, _gap(edition, following))
        for number, (edition, following) in enumerate(zip(editions, [*editions[1:], None], strict=True), start=1)
    ]


def _gap(edition, following):
    """When the story came back, if it was offline after that edition."""
    return following.live_from if following and edition.live_until < following.live_from else None


def _chosen(known, text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return known[number - 1] if 0 < number <= len(known) else None
