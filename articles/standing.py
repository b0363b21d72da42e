"""Where a story stands at one instant, and what stops a decision about it then.

The verbs ask this with the story's row locked (`timeline.Timeline`), the screens without, before anybody decides: the
rules are the same.
"""

import hashlib

from . import refusals
from .models import Article, Edition, Takedown
from .querysets import require_aware

Stage = Article.Stage


class Standing:
    """`editions`: the story's real ones, newest first, at least two if there are; `takedown`: the one not lifted."""

    def __init__(self, article, at, editions=(), takedown=None):
        self.article, self.at, self.takedown = article, require_aware(at), takedown
        newest = list(editions[:2])  # at most one edition is pending, so the newest two hold all that matters
        self.pending = newest.pop(0) if newest and newest[0].live_from > at else None
        self.last = newest[0] if newest else None

    @property
    def live(self):
        """The edition whose period holds `at`, embargo or not."""
        if self.last and (self.last.live_until is None or self.last.live_until > self.at):
            return self.last
        return None

    @property
    def unchanged(self):
        """Whether the working copy says what readers see."""
        return bool(self.live and self.live.digest == self.article.digest)

    @property
    def killed(self):
        return bool(self.takedown and self.takedown.kind == Takedown.Kind.KILLED)

    @property
    def planned_end(self):
        """When the story goes offline by plan, or None."""
        return self.takedown.at if self.takedown and self.takedown.at > self.at else None

    @property
    def embargoed_until(self):
        """The end of the embargo while it holds, or None."""
        until = self.article.embargoed_until
        return until if until and until > self.at else None

    @property
    def decided_at(self):
        """The time of the last decision that can be seen from here, or None."""
        return max((made.made_at for made in (self.last, self.pending, self.takedown) if made), default=None)

    def mark(self, words=True):
        """Tells this standing from any other: after a decision it is another, with `words` after each save too."""
        rows = (self.pending, self.last, self.takedown)
        waits = self.pending and self.pending.live_from  # moving it makes no new row
        parts = [self.article.stage, self.article.embargoed_until, waits, *(row.pk if row else 0 for row in rows)]
        return hashlib.sha256(f"{parts!r} {self.article.version if words else ''}".encode()).hexdigest()[:16]

    def shows_something_before(self, when):
        return bool(self.live or (self.pending and self.pending.live_from < when))

    def obstacle(self, verb, when=None):
        """The refusal that the verb of that name would meet here, or None. No queries.

        `when` is the time that the decision is about; None: at once, or not known yet where the verb needs one. What is
        known only from the texts and pictures themselves is not looked at.
        """
        unknown = DEPENDS_ON_TIME if when is None and verb in ASKS_FOR_TIME else ()
        found = (check(self, when or self.at) for check in CHECKS.get(verb, ()) if check not in unknown)
        return next((refusal for refusal in found if refusal), None)

    def require(self, verb, when=None):
        """Raise what `obstacle` finds."""
        if refusal := self.obstacle(verb, when):
            raise refusal


def standings(articles, at):
    """The standing of each of `articles`, in their order, and the list of its editions with it. Two queries."""
    editions, takedowns = {}, {}
    for edition in Edition.objects.real().filter(article__in=articles).for_cards().order_by("-live_from"):
        editions.setdefault(edition.article_id, []).append(edition)
    for takedown in Takedown.objects.filter(article__in=articles, lifted_at=None):
        takedowns[takedown.article_id] = takedown
    return [Standing(story, at, editions.get(story.pk, []), takedowns.get(story.pk)) for story in articles]


# The checks: each gives the refusal, or None. `when` is the time that the decision is about.


def _spiked(story, when):
    return refusals.Spiked() if story.article.stage == Stage.SPIKED else None


def _killed(story, when):
    return refusals.Killed() if story.killed else None


def _past(story, when):
    return refusals.InThePast() if when < story.at else None


def _not_ahead(story, when):
    return refusals.InThePast() if when <= story.at else None


def _embargoed(story, when):
    until = story.article.embargoed_until
    return refusals.Embargoed(until) if until and when < until else None


def _withdrawn_before(story, when):
    """An edition may come after a planned withdrawal, but only where that was said when the withdrawal was planned."""
    end = story.planned_end
    if end and when >= end and not (story.pending and story.pending.live_from >= end):
        return refusals.WithdrawnBefore(end)
    return None


def _nothing_waits(story, when):
    return None if story.pending else refusals.NothingScheduled()


def _not_live(story, when):
    return None if story.live else refusals.NotLive()


def _nothing_to_withdraw(story, when):
    return None if story.shows_something_before(when) else refusals.NothingToTakeDown()


def _never_made(story, when):
    return None if story.last or story.pending else refusals.NothingToTakeDown()


def _not_taken_down(story, when):
    if not story.takedown or (story.live and not story.planned_end):
        return refusals.NothingToRestore()
    return None


def _embargoed_again(story, when):
    """Of what is restored, the last edition is published anew; what was only planned is just not done."""
    return _embargoed(story, when) if story.last and not story.planned_end else None


def _waits_before(story, when):
    """A waiting edition's public date is its start: it can't wait for a time at which nobody may see it."""
    waits = story.pending and story.pending.live_from
    return refusals.WaitsBefore(waits) if waits and waits < when else None


def _at_stage(*stages):
    def check(story, when):
        article = story.article
        return None if article.stage in stages else refusals.WrongStage(article.get_stage_display())

    return check


CHECKS = {
    "publish": [_spiked, _killed, _embargoed],
    "schedule": [_not_ahead, _spiked, _killed, _embargoed, _withdrawn_before],
    "update_scheduled": [_nothing_waits, _spiked, _killed],
    "reschedule": [_nothing_waits, _not_ahead, _embargoed, _withdrawn_before],
    "cancel": [_nothing_waits],
    "correct": [_not_live, _embargoed],
    "withdraw": [_past, _nothing_to_withdraw],
    "kill": [_killed, _never_made],
    "restore": [_not_taken_down, _embargoed_again],
    "set_embargo": [_not_ahead, _waits_before],
    "submit": [_at_stage(Stage.DRAFT)],
    "send_back": [_at_stage(Stage.SUBMITTED, Stage.APPROVED)],
    "approve": [_at_stage(Stage.DRAFT, Stage.SUBMITTED)],
    "spike": [_at_stage(Stage.DRAFT, Stage.SUBMITTED, Stage.APPROVED)],
    "unspike": [_at_stage(Stage.SPIKED)],
}
ASKS_FOR_TIME = frozenset({"schedule", "reschedule", "set_embargo"})
DEPENDS_ON_TIME = frozenset({_not_ahead, _embargoed, _withdrawn_before, _waits_before})
