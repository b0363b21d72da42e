from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from .models import Author


def author(request, slug):
    author = get_object_or_404(Author.objects.for_page(), slug=slug)
    editions = author.editions.live(request.at).in_language(get_language()).for_cards().distinct()
    page = editions.page_or_404(request.GET)
    return render(request, "authors/author_detail.html", {"author": author, "page": page})
