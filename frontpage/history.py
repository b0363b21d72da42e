"""Who placed what when: the layouts of a front, each with what it changed."""

from dataclasses import dataclass, field
from itertools import zip_longest

from .models import Layout

MOST = 40  # layouts


@dataclass
class Made:
    """A layout, and in what it differs from the one before: slots."""

    layout: Layout
    came: list = field(default_factory=list)
    left: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    waits: bool = False
    live: bool = False


def history(front, at):
    """The newest layouts of `front`, newest first, as `Made`. Three queries."""
    layouts = Layout.objects.filter(front=front.pk).with_people().select_related("undoes")
    layouts = list(layouts.newest_first().prefetch_related("slots__article", "slots__placed_by")[: MOST + 1])
    shown = Layout.objects.filter(front=front.pk).live(at).values_list("pk", flat=True).first()
    pairs = zip_longest(layouts, layouts[1:])  # the first of all has none before it
    return [_compared(layout, before, at, shown) for layout, before in pairs][:MOST]


def _compared(layout, before, at, shown):
    now, then = _by_article(layout), _by_article(before)
    return Made(
        layout,
        came=[slot for key, slot in now.items() if key not in then],
        left=[slot for key, slot in then.items() if key not in now],
        moved=[slot for key, slot in now.items() if key in then and _place(slot) != _place(then[key])],
        waits=bool(layout.live_from and layout.live_from > at and not layout.cancelled_at),
        live=layout.pk == shown,
    )


def _by_article(layout):
    return {slot.article_id: slot for slot in layout.slots.all() if slot.article_id} if layout else {}


def _place(slot):
    return slot.style, slot.position, slot.headline
