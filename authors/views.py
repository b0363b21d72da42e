from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from .models import Author


def authors(request):
    """Everybody who writes for us, by role, and who no longer does. One query."""
    known = list(Author.objects.select_related("portrait"))
    staff = [(role, [one for one in known if one.role == role and not one.former]) for role in Author.Role]
    former = [one for one in known if one.former]
    return render(request, "authors/author_list.html", {"staff": [pair for pair in staff if pair[1]], "former": former})


def author(request, slug):
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    editions = author.editions.listed_by("bylines", get_language(), request.at).live(request.at).for_cards()
    page = editions.page_or_404(request.GET, by="listed_at")
    return render(request, "authors/author_detail.html", {"author": author, "page": page})
