from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .models import Page


@require_safe
def page(request, slug):
    """A page such as "about", in the language of its address. Two queries, besides those of the frame."""
    page = get_object_or_404(Page, language=get_language(), slug=slug)
    return render(request, "masthead/page_detail.html", {"page": page, "translations": list(page.translations())})
