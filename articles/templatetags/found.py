"""What a page's head says of it to search engines and networks."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from articles import structured_data

register = template.Library()


@register.inclusion_tag("articles/_structured_data.html", takes_context=True)
def page_data(context):
    """The JSON-LD of a list: of an author, a section or a tag, whichever the page is about, or of a front page."""
    masthead, language = context["masthead"], get_language()
    if author := context.get("author"):
        way = structured_data.breadcrumbs(masthead, (author.display_name, author.get_absolute_url()))
        return {"blocks": [structured_data.profile(author, masthead), way]}
    if thing := context.get("section") or context.get("tag"):
        way = structured_data.breadcrumbs(masthead, (thing.name, thing.get_absolute_url()))
        return {"blocks": [structured_data.collection(thing, masthead, language), way]}
    if context["request"].path == reverse("frontpage:home"):
        return {"blocks": [structured_data.website(masthead, language)]}
    return {"blocks": []}
