from django import template

from frontpage.showing import SectionFront

register = template.Library()


@register.simple_tag
def section_front(section, at):
    """What editors placed above the list of a section: {% section_front section at as placed %}.

    A `SectionFront`; `placed.top` is empty where nobody arranged it. One query then, else three; asked twice on a page,
    for its style sheet and for its stories, it is fetched once.
    """
    placed = getattr(section, "placed", None)
    section.placed = placed if placed and placed.at == at else SectionFront(section, at)
    return section.placed
