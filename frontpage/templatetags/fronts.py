from django import template
from django.utils.safestring import mark_safe

from articles.cards import card
from frontpage.showing import SectionFront

register = template.Library()
FIRST = {"variant": "feature", "sizes": "(min-width: 64rem) 36rem, 100vw"}
OF_TWO = {"variant": "feature", "sizes": "(min-width: 64rem) 30rem, 100vw"}
OTHERS = {
    "spread": {"variant": "standard", "sizes": "(min-width: 64rem) 16rem, 38vw"},
    "river": {"variant": "brief"},
    "mirror": {"variant": "row", "sizes": "(min-width: 64rem) 12rem, 38vw"},
}


@register.simple_tag
def block_cards(editions, shape):
    """The stories of a section's block, each as its shape has it."""
    looks = [OTHERS.get(shape, OTHERS["mirror"])] * len(editions)
    if len(editions) == 2:
        looks = [OF_TWO] * 2
    elif shape != "spread":
        looks[:1] = [FIRST]
    drawn = (card(edition, hide_section=True, **look) for edition, look in zip(editions, looks, strict=True))
    return mark_safe("".join(drawn))  # noqa: S308  cards escape what they show


@register.simple_tag
def section_front(section, at):
    """What editors placed above the list of a section: {% section_front section at as placed %}.

    A `SectionFront`; `placed.top` is empty where nobody arranged it. One query then, else three; asked twice on a page,
    for its style sheet and for its stories, it is fetched once.
    """
    placed = getattr(section, "placed", None)
    section.placed = placed if placed and placed.at == at else SectionFront(section, at)
    return section.placed
