"""The verbs: everything that decides what readers see, and nothing else.

Each verb is one transaction on one article, whose row it locks first: all or nothing. Each takes `at`, the instant of
the decision (aware), and `by`, the user who takes it. Each raises a named `refusals.Refusal` and then changes nothing;
`Overtaken` where another decision was taken while this one waited, `NotAllowed` where `by` may not. `articles.log`
writes each down. The rules for an edition that waits are in docs/decisions/0002-pending-edition.md.
"""

from dataclasses import replace
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from images.models import Image

from . import clearance, gate, refusals
from .carrying import Fix, carry_into_working_copy, fixed
from .log import verb
from .models import (
    Article,
    Edition,
    EditionByline,
    EditionLink,
    EditionPicture,
    EditionRelated,
    EditionTag,
    Takedown,
)
from .permissions import KILL, PUBLISH
from .slugs import make_slug
from .timeline import Timeline

Kind = Edition.Kind
CORRECTABLE = frozenset({"headline", "kicker", "standfirst", "dateline", "body", "lead_caption"})


class Pending(StrEnum):
    """What becomes of an edition that waits when another one is made."""

    KEEP = "keep"
    DROP = "drop"
    CARRY = "carry"  # corrections only: the fix goes into the waiting edition too


STAY_OR_GO = frozenset({Pending.KEEP, Pending.DROP})


@verb(PUBLISH)
def publish(article, *, at, by, kind=None, note="", pending=None, override=""):
    """Make the working copy live at `at` and return the edition. A story's first edition needs no `kind`.

    Raises Incomplete, Spiked, Killed, Embargoed, NotCleared, KindRequired, NoteRequired, NothingToPublish, Gated where
    the gate blocks and `override` gives no reason (OverrideNotAllowed: not that person), and PendingWaits when an
    edition waits and `pending` does not say whether it stays (KEEP) or goes (DROP).
    """
    story = _open(article, at)
    kind = _checked_kind(story, kind, note)
    baked = _checked_working_copy(story, at, note, by, override)
    waiting = _set_aside(story, pending, STAY_OR_GO)
    edition = _issue(story, baked, start=at, kind=kind, note=note, by=by)
    if waiting and pending == Pending.KEEP:
        _reissue(story, waiting, waiting.content())
    _approve(story.article, baked)
    return edition


@verb(PUBLISH)
def schedule(article, *, when, at, by, kind=None, note="", pending=None, override=""):
    """Make the working copy live at `when` and return the pending edition. What is live stays so until then.

    Raises what `publish` raises, InThePast and WithdrawnBefore. At most one edition waits: one that does already can
    only go (DROP).
    """
    story = _open(article, at)
    if when <= at:
        raise refusals.InThePast
    kind = _checked_kind(story, kind, note)
    baked = _checked_working_copy(story, when, note, by, override)
    _check_not_after_end(story, when)
    _set_aside(story, pending, {Pending.DROP})
    edition = _issue(story, baked, start=when, kind=kind, note=note, by=by)
    _approve(story.article, baked)
    return edition


@verb(PUBLISH)
def reschedule(article, *, when, at, by):
    """Move the start of the pending edition to `when` and return it.

    Raises NothingScheduled, InThePast, Embargoed, WithdrawnBefore, NotCleared.
    """
    story = _open(article, at)
    if not story.pending:
        raise refusals.NothingScheduled
    if when <= at:
        raise refusals.InThePast
    _check_embargo(story, when)
    _check_not_after_end(story, when)
    clearance.check_edition(story, story.pending, when)
    edition = story.move_pending(when)
    _date(edition, story.last)
    edition.save(update_fields=["first_published_at", "updated_at"])
    _remember_first(story.article, edition)
    return edition


@verb(PUBLISH)
def cancel(article, *, at, by):
    """Take the pending edition back and return it; what is live stays live. Raises NothingScheduled."""
    story = _open(article, at)
    if not story.pending:
        raise refusals.NothingScheduled
    edition = story.cancel_pending()
    if story.planned_end and not story.live:
        story.lift_takedown()  # nothing is left that could be taken down
    story.arrange()
    _remember_first(story.article, story.last)
    return edition


@verb(PUBLISH)
def correct(article, *, at, by, changes, seen=None, kind=None, note="", pending=None):
    """Fix the live edition, whatever waits in the working copy, and carry the fix there too.

    `changes` holds new values of fields named in CORRECTABLE, `seen` the id of the edition that they were made from: if
    another one is live by now, the correction is Overtaken. Returns the edition and the set of the fields that could
    not be carried into the working copy, because a rewrite changes the same passage: those stay as they were.
    Raises NotLive, Incomplete, KindRequired, NoteRequired, NothingToPublish, Embargoed, NotCleared, PendingWaits, and
    with CARRY FixConflicts.
    """
    if unknown := set(changes) - CORRECTABLE:
        raise ValueError(f"A correction can't change: {', '.join(sorted(unknown))}.")
    story = _open(article, at)
    if not story.live:
        raise refusals.NotLive
    if seen and story.live.pk != seen:
        raise refusals.Overtaken
    kind = _checked_kind(story, kind, note)
    before = story.live.content()
    baked = replace(before, **changes).baked()
    _check_can_start(story, baked, at, note)
    fix = Fix(before, baked.content, changes)
    waiting = _set_aside(story, pending, set(Pending))
    edition = _issue(story, baked, start=at, kind=kind, note=note, by=by)
    if waiting and pending != Pending.DROP:
        _reissue(story, waiting, fixed(waiting, fix) if pending == Pending.CARRY else waiting.content())
    return edition, carry_into_working_copy(story.article, fix, at, by)


@verb(PUBLISH)
def withdraw(article, *, at, by, reason, notice="", when=None, pending=None):
    """Take the story down at `when` (None: at once), reversibly, and return the takedown.

    Raises ReasonRequired, InThePast, NothingToTakeDown, and PendingWaits when an edition waits for `when` or later:
    `pending` says whether the story comes back then (KEEP) or not (DROP).
    """
    story = _open(article, at)
    when = when or at
    if when < at:
        raise refusals.InThePast
    if story.pending and story.pending.live_from >= when:
        _require_decision(story, pending, STAY_OR_GO)
        if pending == Pending.DROP:
            story.cancel_pending()
            _remember_first(story.article, story.last)
    if not story.shows_something_before(when):
        raise refusals.NothingToTakeDown
    return _take_down(story, Takedown.Kind.WITHDRAWN, when, by, reason, notice)


@verb(KILL)
def kill(article, *, at, by, reason, notice=""):
    """Take the story down at once for legal reasons, with all that waits, and return the takedown.

    Its editions are sealed: no public history shows them again. Raises ReasonRequired, Killed, NothingToTakeDown.
    """
    story = _open(article, at)
    if story.killed:
        raise refusals.Killed
    if not story.last and not story.pending:
        raise refusals.NothingToTakeDown
    if story.pending:
        story.cancel_pending()
        _remember_first(story.article, story.last)
    return _take_down(story, Takedown.Kind.KILLED, at, by, reason, notice)


@verb(PUBLISH)
def restore(article, *, at, by):
    """Undo a withdrawal or a kill, done or only planned, and return the edition that is live, or None.

    The last edition is published again, as a minor one; a story that never appeared is free to be published. What a
    kill sealed stays sealed, its notes too.
    Raises NothingToRestore, Embargoed, NotCleared.
    """
    story = _open(article, at)
    if not story.takedown or (story.live and not story.planned_end):
        raise refusals.NothingToRestore
    was_killed, only_planned = story.killed, story.planned_end
    if was_killed and by is not None and not by.has_perm(KILL, article):
        raise refusals.NotAllowed
    story.lift_takedown()
    if only_planned or not story.last:
        story.arrange()
        return story.live
    _check_embargo(story, at)
    clearance.check_edition(story, story.last, at)
    baked = story.last.content().baked()
    return _issue(story, baked, start=at, kind=Kind.MINOR, note="", by=by, remembers=not was_killed)


# Checks: each raises, or lets the verb go on.


def _open(article, at):
    """The story's timeline, its row locked. Refused where another decision was taken at `at` or later."""
    story = Timeline(article.pk, at)
    if story.decided_at and story.decided_at >= at:
        raise refusals.Overtaken
    return story


def _checked_kind(story, kind, note):
    if not story.last:
        return Kind.FIRST
    if kind in (None, "", Kind.FIRST):
        raise refusals.KindRequired
    if kind in Edition.NOTE_REQUIRED and not note.strip():
        raise refusals.NoteRequired
    return Kind(kind)


def _checked_working_copy(story, start, note, by, override):
    """The working copy, baked, if it may become an edition that starts at `start`, the gate's say included."""
    article = story.article
    if article.stage == article.Stage.SPIKED:
        raise refusals.Spiked
    article.slug = article.slug or make_slug(article.headline, 100, otherwise="story")
    baked = article.content().baked()
    _check_can_start(story, baked, start, note)
    gate.check(article, at=story.at, start=start, by=by, override=override)
    return baked


def _check_can_start(story, baked, start, note):
    if story.killed:
        raise refusals.Killed
    if missing := _missing(story.article, baked):
        raise refusals.Incomplete(missing)
    _check_embargo(story, start)
    if story.live and baked.digest == story.live.digest and not note.strip():
        raise refusals.NothingToPublish
    clearance.check(story, baked.content, baked.pictures, start)


def _check_embargo(story, start):
    until = story.article.embargoed_until
    if until and start < until:
        raise refusals.Embargoed(until)


def _check_not_after_end(story, when):
    """An edition may come after a planned withdrawal, but only where that was said when the withdrawal was planned."""
    end = story.planned_end
    if end and when >= end and not (story.pending and story.pending.live_from >= end):
        raise refusals.WithdrawnBefore(end)


def _missing(article, baked):
    content = baked.content
    needed = {_("headline"): content.headline.strip(), _("text"): content.body}
    missing = [name for name, value in needed.items() if not value]
    if article.section.language != content.language:
        missing.append(_("section in the story's language"))
    if baked.pictures and Image.objects.filter(pk__in=baked.pictures).count() < len(baked.pictures):
        missing.append(_("one of its pictures, which has left the library"))
    return missing


def _require_decision(story, decision, allowed):
    if story.pending and decision not in allowed:
        raise refusals.PendingWaits(story.pending.live_from)


# Steps: what verbs have in common.


def _set_aside(story, decision, allowed):
    """Cancel the edition that waits, to clear the way for another, and return it: `_reissue` can make it again."""
    _require_decision(story, decision, allowed)
    return story.cancel_pending() if story.pending else None


def _reissue(story, waiting, content):
    """Make a waiting edition again behind the newest one, so that its dates and notes tell the truth."""
    kind = Kind.UPDATE if waiting.kind == Kind.FIRST else waiting.kind
    _issue(story, content.baked(), start=waiting.live_from, kind=kind, note=waiting.note, by=waiting.made_by)


def _issue(story, baked, *, start, kind, note, by, remembers=True):
    """Make an edition that is live from `start` on, behind `story.last`."""
    previous = story.last
    edition = Edition(article=story.article, kind=kind, note=note.strip(), live_from=start, **baked.columns())
    edition.made_at, edition.made_by = story.at, by
    if previous and remembers:
        edition.earlier_notes = previous.earlier_notes + previous.own_notes
    _date(edition, previous)
    story.insert(edition)
    _attach(edition, baked)
    _remember_first(story.article, edition)
    return edition


def _date(edition, previous):
    """The two public dates, which follow from the edition's start and from what was published before it."""
    edition.first_published_at = previous.first_published_at if previous else edition.live_from
    if edition.substantive:
        edition.updated_at = edition.live_from
    else:
        edition.updated_at = previous.updated_at if previous else None


def _remember_first(article, edition):
    first = edition.first_published_at if edition else None
    if article.first_published_at != first:
        article.first_published_at = first
        article.save(update_fields=["first_published_at"])


def _attach(edition, baked):
    content = baked.content
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(content.bylines)
    )
    EditionTag.objects.bulk_create(EditionTag(edition=edition, tag_id=tag) for tag in content.tags)
    EditionRelated.objects.bulk_create(
        EditionRelated(edition=edition, other_id=other, position=position)
        for position, other in enumerate(content.related)
    )
    EditionPicture.objects.bulk_create(EditionPicture(edition=edition, image_id=image) for image in baked.pictures)
    # A link to a story that is no more is no reason not to publish: readers see its words.
    linked = Article.objects.filter(pk__in=baked.links).order_by("pk").values_list("pk", flat=True)
    EditionLink.objects.bulk_create(EditionLink(edition=edition, other_id=other) for other in linked)


def _approve(article, baked):
    """What is published is approved; the working copy keeps the address it was given, and says the same."""
    article.stage = article.Stage.APPROVED
    article.digest = baked.digest
    article.save(update_fields=["stage", "slug", "digest"])


def _take_down(story, kind, when, by, reason, notice):
    if not reason.strip():
        raise refusals.ReasonRequired
    story.lift_takedown()
    takedown = Takedown(article=story.article, kind=kind, at=when, reason=reason, notice=notice, made_by=by)
    takedown.made_at = story.at
    takedown.save()
    story.end(takedown)
    return takedown
