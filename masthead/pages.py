"""Pages that hardly ever change: about, legal, policies. What every page shows of them is kept with the masthead."""

from .models import Masthead, Page


def put_in_footer():
    """Keep titles and addresses with the masthead, which every page fetches anyway: they cost no query."""
    footer, policies = {}, {}
    for page in Page.objects.all():
        if page.in_footer:
            footer.setdefault(page.language, []).append({"title": page.title, "address": page.get_absolute_url()})
        if page.purpose:
            policies.setdefault(page.language, {})[page.purpose] = page.get_absolute_url()
    Masthead.objects.update(footer=footer, policies=policies)
