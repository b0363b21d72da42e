"""What stands where on a front at an instant: pure, plain values in and out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Placed:
    """A story in its place. `headline`: the editors' own for this front, or ""."""

    edition: object
    style: str
    headline: str = ""
    chosen: bool = False  # by an editor


def fill(slots, editions, newest, at):
    """A list as long as `slots`: in each a `Placed`, or None where no story is left.

    `slots` have style, article_id, headline and holds(at); `editions` are the live ones by article; `newest` are those
    that fill what is empty, in their order. No story stands twice.
    """
    kept = _kept(slots, editions, at)
    shown = {slot.article_id for slot in kept.values()}
    spare = iter([edition for edition in newest if edition.article_id not in shown])
    return [
        _placed(kept[place], editions) if place in kept else _filled(slot.style, next(spare, None))
        for place, slot in enumerate(slots)
    ]


def _kept(slots, editions, at):
    """{place: slot} of those whose story is shown, each story in the first place that it has."""
    kept, shown = {}, set()
    for place, slot in enumerate(slots):
        if slot.holds(at) and slot.article_id in editions and slot.article_id not in shown:
            kept[place] = slot
            shown.add(slot.article_id)
    return kept


def _placed(slot, editions):
    return Placed(editions[slot.article_id], slot.style, slot.headline, chosen=True)


def _filled(style, edition):
    return edition and Placed(edition, style)
