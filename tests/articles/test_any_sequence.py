"""Any sequence of the verbs, at any times, keeps every invariant; `live(at)` agrees with a naive model of a story.

The model knows nothing of periods. It keeps a log of who said what for when, and replays it for each instant asked.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from articles import publishing, refusals
from articles.models import Article, Edition
from articles.publishing import Pending
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.invariant

STEPS = st.integers(1, 40).map(lambda quarters: timedelta(minutes=15 * quarters))
KINDS = st.sampled_from(["update", "minor", "correction", "clarification"])
DECISIONS = st.sampled_from([None, Pending.KEEP, Pending.DROP, Pending.CARRY])


@dataclass
class Naive:
    """What should be seen when: changes of the picture, the later decision winning from its instant on."""

    shows: list = field(default_factory=list)  # (from, headline or None), in order of time

    def at(self, instant):
        shown = [headline for start, headline in self.shows if start <= instant]
        return shown[-1] if shown else None

    def ahead(self, now):
        return [entry for entry in self.shows if entry[0] > now]

    def set(self, start, headline, keep=lambda entry: True):
        """From `start` on `headline` is shown; of what was to come after, only what `keep` says stays."""
        before = [entry for entry in self.shows if entry[0] < start]
        after = [entry for entry in self.shows if entry[0] > start and keep(entry)]
        self.shows = [*before, (start, headline), *after]


class Story(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.now = NOON
        self.article = make.article()
        self.naive = Naive()
        self.pending = None  # (when, headline)
        self.end = None  # planned
        self.first = None
        self.number = 0
        self.seen = {}

    def tick(self, step):
        self.now += step
        if self.pending and self.pending[0] <= self.now:
            self.first = self.first or self.pending[0]
            self.pending = None
        if self.end and self.end <= self.now:
            self.end = None

    def rewrite(self):
        self.number += 1
        make.change(self.article, at=self.now, headline=f"Titre {self.number}")
        return f"Titre {self.number}"

    def attempt(self, verb, **arguments):
        """The verb's result, or None where it refused; a refusal changes nothing."""
        before = list(Edition.objects.filter(article=self.article).values())
        try:
            return verb(self.article, at=self.now, by=None, **arguments)
        except refusals.Refusal:
            assert list(Edition.objects.filter(article=self.article).values()) == before
            return None

    def redraw(self, current):
        """Rebuild what is to come from the three facts: what is shown now, what waits, and the planned end."""
        self.naive.shows = [entry for entry in self.naive.shows if entry[0] < self.now]
        self.naive.shows.append((self.now, current))
        events = []
        if self.end:
            events.append((self.end, None))
        if self.pending:
            events.append(self.pending)
        # An edition that starts at the very instant of a planned end shows: it waited for that.
        self.naive.shows += sorted(events, key=lambda event: (event[0], event[1] is not None))

    @rule(step=STEPS, kind=KINDS, decision=DECISIONS)
    def publish(self, step, kind, decision):
        self.tick(step)
        headline = self.rewrite()
        if self.attempt(publishing.publish, kind=kind, note="Note.", pending=decision):
            self.first = self.first or self.now
            if decision == Pending.DROP:
                self.pending = None
            self.redraw(headline)

    @rule(step=STEPS, ahead=STEPS, kind=KINDS, decision=DECISIONS)
    def schedule(self, step, ahead, kind, decision):
        self.tick(step)
        headline = self.rewrite()
        when = self.now + ahead
        if self.attempt(publishing.schedule, when=when, kind=kind, note="Note.", pending=decision):
            self.pending = (when, headline)
            self.redraw(self.naive.at(self.now))

    @rule(step=STEPS, ahead=STEPS)
    def reschedule(self, step, ahead):
        self.tick(step)
        if self.attempt(publishing.reschedule, when=self.now + ahead):
            self.pending = (self.now + ahead, self.pending[1])
            self.redraw(self.naive.at(self.now))

    @rule(step=STEPS)
    def cancel(self, step):
        self.tick(step)
        if self.attempt(publishing.cancel):
            self.pending = None
            self.redraw(self.naive.at(self.now))

    @rule(step=STEPS, kind=KINDS, decision=st.sampled_from([None, Pending.KEEP, Pending.DROP]))
    def correct(self, step, kind, decision):
        self.tick(step)
        self.number += 1
        headline = f"Correction {self.number}"
        changes = {"headline": headline}
        if self.attempt(publishing.correct, kind=kind, note="Note.", changes=changes, pending=decision):
            if decision == Pending.DROP:
                self.pending = None
            self.redraw(headline)

    @rule(step=STEPS, ahead=st.none() | STEPS, decision=DECISIONS)
    def withdraw(self, step, ahead, decision):
        self.tick(step)
        when = self.now + ahead if ahead else None
        if self.attempt(publishing.withdraw, when=when, reason="Raison.", pending=decision):
            if decision == Pending.DROP and self.pending and self.pending[0] >= (when or self.now):
                self.pending = None
            self.end = when
            self.redraw(self.naive.at(self.now) if when else None)

    @rule(step=STEPS)
    def kill(self, step):
        self.tick(step)
        if self.attempt(publishing.kill, reason="Raison."):
            self.pending = self.end = None
            self.redraw(None)

    @rule(step=STEPS)
    def restore(self, step):
        self.tick(step)
        if edition := self.attempt(publishing.restore):
            self.end = None
            self.redraw(edition.headline)

    @invariant()
    @precondition(lambda self: hasattr(self, "naive"))
    def live_agrees_with_the_model(self):
        instants = {self.now, self.now + timedelta(days=30)}
        for start, _headline in self.naive.shows:
            instants |= {start, start - timedelta(microseconds=1), start + timedelta(microseconds=1)}
        for instant in instants:
            live = list(Edition.objects.live(instant).filter(article=self.article))
            assert [edition.headline for edition in live] == (
                [self.naive.at(instant)] if self.naive.at(instant) else []
            )

    @invariant()
    @precondition(lambda self: hasattr(self, "naive"))
    def at_most_one_waits_and_none_overlaps(self):
        assert self.article.editions.pending(self.now).count() <= 1
        periods = list(self.article.editions.real().order_by("live_from").values_list("live_from", "live_until"))
        for (_start, end), (start, _end) in pairwise(periods):
            assert end
            assert end <= start

    @invariant()
    @precondition(lambda self: hasattr(self, "naive"))
    def what_was_seen_never_changes(self):
        """The past stands: an edition that has started keeps its words and its dates."""
        for edition in self.article.editions.started(self.now).values():
            edition.pop("live_until")
            assert self.seen.setdefault(edition["id"], edition) == edition

    @invariant()
    @precondition(lambda self: hasattr(self, "naive"))
    def the_first_publication_is_never_rewritten(self):
        stored = Article.objects.values_list("first_published_at", flat=True).get(pk=self.article.pk)
        if self.first:
            assert stored == self.first
        else:
            assert stored == (self.pending[0] if self.pending else None)


class TestAnySequence(TestCase, Story.TestCase):
    settings = settings(max_examples=40, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
