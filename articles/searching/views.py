from dataclasses import dataclass

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from .. import prose
from ..models import Edition, Section
from .extracts import extract, marked
from .forms import SearchForm, authors_of
from .search import Found, find

PAGE = 10  # stories on a page


@dataclass(frozen=True)
class Hit:
    """A story that was found, its headline and a passage of its text in pieces."""

    edition: Edition
    headline: list
    passage: list


def search(request):
    """The search page, which needs no script: empty, or with a page of what was found. At most eight queries."""
    language = get_language()
    sections = list(Section.objects.in_language(language))
    live = Edition.objects.live(request.at).in_language(language)
    form = SearchForm(request.GET, sections=sections, authors=authors_of(live, language, request.at))
    form.is_valid()
    found = _found(form, live, language, request.at)
    page = _page_or_404(found.numbers, request.GET.get("page"))
    context = {
        "form": form,
        "sections": sections,
        "found": found,
        "page": page,
        "hits": _hits(page.object_list, found.terms, language),
    }
    return render(request, "articles/search.html", context)


def _found(form, live, language, at):
    if form.is_empty:
        return Found([])
    chosen = form.cleaned_data
    newest = chosen.get("order") == "newest"
    found = find(form.narrowed(live), chosen.get("q", ""), language=language, at=at, newest=newest)
    if not found.terms and not form.is_narrowed:
        return Found([])  # nothing but full stops
    return found


def _page_or_404(numbers, number):
    try:
        return Paginator(numbers, PAGE).page(number or 1)
    except InvalidPage:
        raise Http404 from None


def _hits(numbers, terms, language):
    if not numbers:
        return []
    editions = Edition.objects.select_related("section", "lead_image").defer("earlier_notes").in_bulk(numbers)
    return [_hit(editions[number], terms, language) for number in numbers if number in editions]


def _hit(edition, terms, language):
    return Hit(edition, marked(edition.headline, terms, language), _passage(edition, terms, language))


def _passage(edition, terms, language):
    """The standfirst where it has one of the words, or else the passage of the text that has the most of them."""
    standfirst = marked(edition.standfirst, terms, language)
    if standfirst and (not terms or _has_mark(standfirst)):
        return standfirst
    passage = extract(prose.plain_text(edition.body), terms, language)
    return passage if _has_mark(passage) or not standfirst else standfirst


def _has_mark(pieces):
    return any(piece.marked for piece in pieces)
