from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from .models import Author


def author(request, slug):
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    editions = author.editions.listed_by("bylines", get_language(), request.at).live(request.at).for_cards()
    page = editions.page_or_404(request.GET, by="listed_at")
    return render(request, "authors/author_detail.html", {"author": author, "page": page})
