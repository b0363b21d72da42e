from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override

from . import drawing, fetching
from .models import FormerTag, Section, Tag, Takedown
from .related import companions


def story(request, section, slug, article_id):
    """A story as readers see it now. The id finds it; any other section or slug leads to its present address."""
    edition = fetching.story(article_id, request.at)
    if not edition:
        return taken_down(request, article_id)
    if request.path != edition.get_absolute_url():
        return redirect(edition, permanent=True)
    return story_page(request, edition)


def story_page(request, edition, template="articles/edition_detail.html", **more):
    """The page of `edition`, in its language: of one that readers see, or of a proof. `more` is for the template.

    The response's policy lets the page frame what its text embeds once a reader asks for it, and nothing else.
    """
    frames = drawing.parsed(edition.body)[2]
    with override(edition.language):
        parts = fetching.Parts.of(edition)
        translations, linked, related = companions(edition, request.at, parts.tags)
        masthead = fetching.masthead_with_quote(edition.language, turn=edition.article_id or 0)
        context = {
            "edition": edition,
            "parts": parts,
            "masthead": masthead,
            "translations": translations,
            "linked": linked,
            "related": related,
            "frames": frames,
        }
        response = render(request, template, context | more)
    response.headers["Content-Language"] = edition.language
    response._csp_update = {"frame-src": frames} if frames else {}
    return response


def taken_down(request, article_id):
    """410 for what was there and is no more, 404 for what never was: readers and search engines are told the truth."""
    takedown = Takedown.objects.in_force(request.at).filter(article=article_id).first()
    if not takedown:
        raise Http404
    return render(request, "articles/takedown_detail.html", {"takedown": takedown}, status=410)


def section(request, slug):
    section = get_object_or_404(Section.objects.in_language(get_language()), slug=slug)
    editions = section.editions.live(request.at).for_cards(of_section=True)
    page = editions.page_or_404(request.GET)
    return render(request, "articles/section_detail.html", {"section": section, "page": page})


def tag(request, slug):
    tag = Tag.objects.filter(slug=slug).first()
    if not tag:
        return _former_tag(request, slug)
    editions = tag.editions.listed_by("tag_items", get_language(), request.at).live(request.at).for_cards()
    page = editions.page_or_404(request.GET, by="listed_at")
    if not page.rows and not tag.editions.live(request.at).exists():
        raise Http404  # a tag of nothing but unpublished stories would tell of them
    return render(request, "articles/tag_detail.html", {"tag": tag, "page": page})


def _former_tag(request, slug):
    """To the tag that stayed, if readers may know of it."""
    former = get_object_or_404(FormerTag.objects.select_related("tag"), slug=slug)
    if not former.tag.editions.live(request.at).exists():
        raise Http404
    return redirect(former.tag, permanent=True)
