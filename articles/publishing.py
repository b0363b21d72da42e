"""The verbs: everything that decides what readers see, and nothing else.

Each verb is one transaction on one article, whose row it locks first: all or nothing. Each takes `at`, the instant of
the decision (aware), and `by`, the user who takes it. Each raises a named `refusals.Refusal` and then changes nothing;
`Overtaken` where another decision was taken while this one waited, `NotAllowed` where `by` may not. `articles.log`
writes each down. The rules for an edition that waits are in docs/decisions/0002-pending-edition.md.
"""

from dataclasses import replace
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from . import clearance, gate, refusals, searching
from .carrying import Fix, carry_into_working_copy, fixed
from .issuing import date, issue, issue_working_copy, list_again, reissue, remember_first, take_down
from .log import verb
from .models import Edition, Takedown
from .permissions import KILL, PUBLISH
from .slugs import make_slug
from .timeline import Timeline

Kind = Edition.Kind
CORRECTABLE = frozenset({"headline", "kicker", "standfirst", "dateline", "body", "lead_caption"})
# When a fact of the live text changes readers are told, whatever it is called; only a detail may change in silence.
NOTED_CORRECTIONS = frozenset(Kind) - {Kind.FIRST, Kind.MINOR}


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
    story = _open(article, at, "publish")
    kind = _checked_kind(story, kind, note)
    baked = _checked_working_copy(story, at, note, by, override)
    waiting = _set_aside(story, pending, STAY_OR_GO)
    edition = issue_working_copy(story, baked, start=at, kind=kind, note=note, by=by)
    if waiting and pending == Pending.KEEP:
        reissue(story, waiting, waiting.content())
    return edition


@verb(PUBLISH)
def schedule(article, *, when, at, by, kind=None, note="", pending=None, override=""):
    """Make the working copy live at `when` and return the pending edition. What is live stays so until then.

    Raises what `publish` raises, InThePast and WithdrawnBefore. At most one edition waits: one that does already can
    only go (DROP).
    """
    story = _open(article, at, "schedule", when)
    kind = _checked_kind(story, kind, note)
    baked = _checked_working_copy(story, when, note, by, override)
    _set_aside(story, pending, {Pending.DROP})
    return issue_working_copy(story, baked, start=when, kind=kind, note=note, by=by)


@verb(PUBLISH)
def update_scheduled(article, *, at, by, kind=None, note=None, override=""):
    """Put the working copy in the place of the edition that waits, at the same time, and return the new one.

    Its kind and note stay where they are None. Raises NothingScheduled, NothingToReplace where it would be the same
    edition, and what `publish` raises but for PendingWaits.
    """
    story = _open(article, at, "update_scheduled")
    waiting = story.pending
    note = waiting.note if note is None else note
    kind = _checked_kind(story, kind or waiting.kind, note)
    baked = _checked_working_copy(story, waiting.live_from, note, by, override)
    if (baked.digest, kind, note.strip()) == (waiting.digest, waiting.kind, waiting.note):
        raise refusals.NothingToReplace
    story.cancel_pending()
    return issue_working_copy(story, baked, start=waiting.live_from, kind=kind, note=note, by=by)


@verb(PUBLISH)
def set_embargo(article, *, until, at, by):
    """Hold the story back from all readers till `until`, whatever is scheduled; None lifts the embargo.

    One that runs can be moved, and what is live disappears until then. Returns the version that the working copy now
    is. Raises InThePast, EmbargoUnchanged, and WaitsBefore when an edition waits for a time before it.
    """
    story = _open(article, at, *(["set_embargo", until] if until else []))
    if story.article.embargoed_until == until:
        raise refusals.EmbargoUnchanged
    story.article.embargoed_until = until
    story.article.save(update_fields=["embargoed_until"])
    return story.article.note_change(at, by)


@verb(PUBLISH)
def reschedule(article, *, when, at, by):
    """Move the start of the pending edition to `when` and return it.

    Raises NothingScheduled, InThePast, Embargoed, WithdrawnBefore, NotCleared.
    """
    story = _open(article, at, "reschedule", when)
    clearance.check_edition(story, story.pending, when)
    before = story.pending.first_published_at
    edition = story.move_pending(when, date)
    list_again(edition)
    searching.note_moved(edition, before)
    remember_first(story.article, edition)
    return edition


@verb(PUBLISH)
def cancel(article, *, at, by):
    """Take the pending edition back and return it; what is live stays live. Raises NothingScheduled."""
    story = _open(article, at, "cancel")
    edition = story.cancel_pending()
    if story.planned_end and not story.live:
        story.lift_takedown()  # nothing is left that could be taken down
    story.arrange()
    remember_first(story.article, story.last)
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
    story = _open(article, at, "correct")
    if seen and story.live.pk != seen:
        raise refusals.Overtaken
    kind = _checked_kind(story, kind, note, NOTED_CORRECTIONS)
    before = story.live.content()
    baked = replace(before, **changes).baked()
    _check_can_start(story, baked, at, note)
    fix = Fix(before, baked.content, changes)
    waiting = _set_aside(story, pending, set(Pending))
    edition = issue(story, baked, start=at, kind=kind, note=note, by=by)
    if waiting and pending != Pending.DROP:
        reissue(story, waiting, fixed(waiting, fix) if pending == Pending.CARRY else waiting.content())
    return edition, carry_into_working_copy(story.article, fix, at, by)


@verb(PUBLISH)
def withdraw(article, *, at, by, reason, notice="", when=None, pending=None):
    """Take the story down at `when` (None: at once), reversibly, and return the takedown.

    Raises ReasonRequired, InThePast, NothingToTakeDown, and PendingWaits when an edition waits for `when` or later:
    `pending` says whether the story comes back then (KEEP) or not (DROP).
    """
    story, when = _open(article, at, "withdraw", when), when or at
    if story.pending and story.pending.live_from >= when:
        _require_decision(story, pending, STAY_OR_GO)
        if pending == Pending.DROP:
            story.cancel_pending()
            remember_first(story.article, story.last)
    return take_down(story, Takedown.Kind.WITHDRAWN, when, by, reason, notice)


@verb(KILL)
def kill(article, *, at, by, reason, notice=""):
    """Take the story down at once for legal reasons, with all that waits, and return the takedown.

    Its editions are sealed: no public history shows them again. Raises ReasonRequired, Killed, NothingToTakeDown.
    """
    story = _open(article, at, "kill")
    if story.pending:
        story.cancel_pending()
        remember_first(story.article, story.last)
    return take_down(story, Takedown.Kind.KILLED, at, by, reason, notice)


@verb(PUBLISH)
def restore(article, *, at, by):
    """Undo a withdrawal or a kill, done or only planned, and return the edition that is live, or None.

    The last edition is published again, as a minor one; a story that never appeared is free to be published. What a
    kill sealed stays sealed, its notes too.
    Raises NothingToRestore, Embargoed, NotCleared.
    """
    story = _open(article, at, "restore")
    was_killed, only_planned = story.killed, story.planned_end
    if was_killed and by is not None and not by.has_perm(KILL, article):
        raise refusals.NotAllowed
    story.lift_takedown()
    if only_planned or not story.last:
        story.arrange()
        return story.live
    clearance.check_edition(story, story.last, at)
    baked = story.last.content().baked()
    return issue(story, baked, start=at, kind=Kind.MINOR, note="", by=by, remembers=not was_killed)


# Checks: each raises, or lets the verb go on.


def _open(article, at, verb_name=None, when=None):
    """The story's timeline, its row locked, if it stands as the verb needs it.

    Refused where another decision was taken at `at` or later.
    """
    story = Timeline(article.pk, at)
    if story.decided_at and story.decided_at >= at:
        raise refusals.Overtaken
    if verb_name:
        story.require(verb_name, when)
    return story


def _checked_kind(story, kind, note, noted=Edition.NOTE_REQUIRED):
    if not story.last:
        return Kind.FIRST
    if kind in (None, "", Kind.FIRST):
        raise refusals.KindRequired
    if kind in noted and not note.strip():
        raise refusals.NoteRequired
    return Kind(kind)


def _checked_working_copy(story, start, note, by, override):
    """The working copy, baked, if it may become an edition that starts at `start`, the gate's say included."""
    article = story.article
    article.slug = article.slug or make_slug(article.headline, 100, otherwise="story")
    baked = article.content().baked()
    _check_can_start(story, baked, start, note)
    gate.check(article, at=story.at, start=start, by=by, override=override)
    return baked


def _check_can_start(story, baked, start, note):
    new, pictures = clearance.new_pictures(story, baked.content, baked.pictures)
    # What is live shows, no library can have lost.
    lost = set(baked.pictures) & new - {image.pk for image in pictures}
    if missing := _missing(story.article, baked.content, lost):
        raise refusals.Incomplete(missing)
    if story.live and baked.digest == story.live.digest and not note.strip():
        raise refusals.NothingToPublish
    clearance.check(story, pictures, start)


def _missing(article, content, lost):
    needed = {_("headline"): content.headline.strip(), _("text"): content.body}
    missing = [name for name, value in needed.items() if not value]
    if (article.section_language or article.section.language) != content.language:
        missing.append(_("section in the story's language"))
    if lost:
        missing.append(_("one of its pictures, which has left the library"))
    return missing


def _require_decision(story, decision, allowed):
    if story.pending and decision not in allowed:
        raise refusals.PendingWaits(story.pending.live_from)


def _set_aside(story, decision, allowed):
    """Cancel the edition that waits, to clear the way for another, and return it: `_reissue` can make it again."""
    _require_decision(story, decision, allowed)
    return story.cancel_pending() if story.pending else None
