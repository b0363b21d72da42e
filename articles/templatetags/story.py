"""How a story's parts are said and shown: times, reading time, notices, the body, structured data."""

from django import template
from django.utils.translation import get_language, gettext, ngettext

from articles import addresses, cards, drawing, story_head, story_parts, times
from articles.feeds import printable
from articles.models import Tag
from articles.people import called
from articles.slugs import make_slug
from articles.structured_data import absolute as absolute_url

register = template.Library()
DAYS_A_YEAR, DAYS_A_MONTH = 365.25, 30.44


for say in (times.short_moment, times.long_moment, times.short_day, times.long_day, times.month_name):
    register.filter(say)
for say in (times.machine_time, times.reading_time, called, printable):
    register.filter(say)
for draw in (
    addresses.numbered, times.zone_name, cards.card, cards.overline, story_head.json_ld, story_head.story_head,
    story_parts.lead_picture, story_parts.byline, story_parts.dates, story_parts.subjects, story_parts.author_box,
):  # fmt: skip
    register.simple_tag(draw)


@register.simple_tag
def freshness_notice(edition, masthead):
    """The masthead's sentence about when this was true, or the usual one; nothing where the story opted out."""
    if edition.evergreen:
        return ""
    notice = masthead.text("freshness_notice") or gettext(
        "Information published on {date}. Events may have moved on since publication."
    )
    return notice.replace("{date}", times.long_moment(edition.first_published_at))


@register.simple_tag
def age_warning(edition, masthead, at):
    """«Cet article date de plus de 2 ans» once the masthead's threshold has passed, else nothing.

    The age is that of what was last substantially said: an updated story is young again.
    """
    days = (at - (edition.updated_at or edition.first_published_at)).days
    if edition.evergreen or not masthead.age_warning_days or days < masthead.age_warning_days:
        return ""
    if years := int(days / DAYS_A_YEAR):
        said = ngettext("This story is more than a year old", "This story is more than %(count)d years old", years)
        return said % {"count": years}
    if months := int(days / DAYS_A_MONTH):
        said = ngettext("This story is more than a month old", "This story is more than %(count)d months old", months)
        return said % {"count": months}
    return ngettext("This story is more than a day old", "This story is more than %(count)d days old", days) % {
        "count": days
    }


@register.simple_tag(takes_context=True)
def topics_of(context, author):
    """What an author covers: pairs of a topic and of its tag's address, "" where no live story has it. One query."""
    slugs = {topic: make_slug(topic, 90, otherwise="tag") for topic in author.topic_list}
    tags = Tag.objects.shown(get_language(), context["at"]).filter(slug__in=slugs.values())
    known = {tag.slug: tag.get_absolute_url() for tag in tags} if slugs else {}
    return [(topic, known.get(slug, "")) for topic, slug in slugs.items()]


@register.simple_tag
def body(edition, pictures, linked=drawing.NOTHING):
    """The body as readers see it; `pictures` are those that it shows, `linked` the live stories that it leads to."""
    return drawing.draw(edition.body, pictures, linked)


@register.filter
def absolute(path):
    return absolute_url(path)
