"""The verbs of fronts: save a draft, launch now or at a time, undo, call off. Each is one transaction, all or nothing.

`by` needs the right to arrange fronts, or it is refused (NotAllowed); None is the system itself.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from articles.models import Article, Genre
from articles.refusals import InThePast, NotAllowed

from .models import ARRANGE, Front, Layout, Slot, Style
from .refusals import FrontOvertaken, NoSlots, NothingToUndo, NotWaiting, OneLead, PlacedTwice, SponsoredLeads

PROMINENT = {Style.LEAD, Style.LARGE}


@dataclass(frozen=True)
class Wish:
    """A slot as somebody wants it: to be filled, or with a story."""

    style: str
    article_id: int | None = None
    headline: str = ""
    pinned_until: datetime | None = None


@transaction.atomic
def save(front, wishes, *, seen, at, by):
    """Keep an arrangement as a draft. `seen`: the key of the newest layout that the person knows of, None for none."""
    return _make(front, wishes, seen, at, by, live_from=None)


@transaction.atomic
def launch(front, wishes, *, seen, at, by, when=None):
    """Make it what readers see from `when` on, None: from now. Those that wait for a later time still come."""
    if when is not None and when <= at:
        raise InThePast
    return _make(front, wishes, seen, at, by, live_from=when or at)


@transaction.atomic
def undo(front, *, seen, at, by):
    """Bring back, as a new layout, what readers saw before the one that they see."""
    front = _locked(front, seen, by)
    now, before = present_and_before(front, at)
    if not before:
        raise NothingToUndo
    layout = Layout.objects.create(front=front, made_at=at, made_by=by, live_from=at, undoes=now)
    _fill(layout, before.slots.all())
    return layout


@transaction.atomic
def cancel(front, layout, *, at, by):
    """Call off a launch that waits."""
    _require_right(by)
    called_off = Layout.objects.filter(front=front).waiting(at).filter(pk=layout).order_by()
    if not called_off.update(cancelled_at=at, cancelled_by=by):
        raise NotWaiting


def present_and_before(front, at):
    """The layout that readers see, and the one before it; None for what there isn't. One query."""
    return (*Layout.objects.filter(front=front.pk).live(at)[:2], None, None)[:2]


def newest(front):
    """The key of the layout that was made last, None where there is none."""
    return Layout.objects.filter(front=front.pk).newest_first().values_list("pk", flat=True).first()


def _make(front, wishes, seen, at, by, live_from):
    _check(wishes)
    front = _locked(front, seen, by)
    last = Layout.objects.filter(front=front).newest_first().first()
    layout = Layout.objects.create(front=front, made_at=at, made_by=by, live_from=live_from)
    _fill(layout, _placed(wishes, last, at, by))
    return layout


def _require_right(by):
    if by is not None and not by.has_perm(ARRANGE):
        raise NotAllowed


def _locked(front, seen, by):
    """The front's row, made if need be, and locked until the transaction ends."""
    _require_right(by)
    front, _made = Front.objects.get_or_create(language=front.language, section=front.section)
    front = Front.objects.select_for_update(of=("self",)).get(pk=front.pk)
    if newest(front) != seen:
        raise FrontOvertaken
    return front


def _check(wishes):
    if not wishes:
        raise NoSlots
    if sum(wish.style == Style.LEAD for wish in wishes) > 1:
        raise OneLead
    articles = [wish.article_id for wish in wishes if wish.article_id]
    found = Article.objects.only("headline", "genre").in_bulk(articles)
    if twice := next((key for key in articles if articles.count(key) > 1), None):
        raise PlacedTwice(found[twice])
    for wish in wishes:
        if wish.style in PROMINENT and wish.article_id and found[wish.article_id].genre == Genre.SPONSORED:
            raise SponsoredLeads(found[wish.article_id])


def _placed(wishes, last, at, by):
    """As slots, each with who placed its story and when: what stood there already was placed by somebody before."""
    before = {_what(slot): slot for slot in last.slots.all() if slot.article_id} if last else {}
    for wish in wishes:
        placed = before.get(_what(wish))
        when, who = (placed.placed_at, placed.placed_by_id) if placed else (at, by and by.pk)
        yield Slot(
            style=wish.style,
            article_id=wish.article_id,
            headline=wish.headline,
            pinned_until=wish.pinned_until,
            placed_at=when if wish.article_id else None,
            placed_by_id=who if wish.article_id else None,
        )


def _what(slot):
    return slot.article_id, slot.style, slot.headline, slot.pinned_until


def _fill(layout, slots):
    copied = ("style", "article_id", "headline", "pinned_until", "placed_at", "placed_by_id")
    Slot.objects.bulk_create(
        Slot(layout=layout, position=position, **{name: getattr(slot, name) for name in copied})
        for position, slot in enumerate(slots)
    )
