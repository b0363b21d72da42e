"""Pages that hardly ever change: about, legal, policies. What the footer shows of them is kept with the masthead."""

from .models import Masthead, Page


def put_in_footer():
    """Keep titles and addresses with the masthead, which every page fetches anyway: the footer costs no query."""
    footer = {}
    for page in Page.objects.filter(in_footer=True):
        footer.setdefault(page.language, []).append({"title": page.title, "address": page.get_absolute_url()})
    Masthead.objects.update(footer=footer)
