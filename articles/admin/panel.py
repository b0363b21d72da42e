"""Where a story stands, in words, and what can be decided about it: what the form shows beside the text."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import gate
from ..models import Article, Edition
from ..permissions import APPROVE, KILL, OVERRIDE, PUBLISH, SUBMIT
from ..standing import Standing

Status, Stage = Article.PublicationStatus, Article.Stage
# The right that each decision needs; the order is that of the buttons.
RIGHTS = {
    "publish": PUBLISH,
    "update_scheduled": PUBLISH,
    "schedule": PUBLISH,
    "approve": APPROVE,
    "send_back": APPROVE,
    "submit": SUBMIT,
    "reschedule": PUBLISH,
    "cancel": PUBLISH,
    "correct": PUBLISH,
    "restore": PUBLISH,
    "unspike": APPROVE,
    "set_embargo": PUBLISH,
    "withdraw": PUBLISH,
    "spike": APPROVE,
    "kill": KILL,
}
LABELS = {
    "submit": _("Submit…"),
    "approve": _("Approve…"),
    "publish": _("Publish…"),
    "update_scheduled": _("Update the scheduled edition…"),
    "schedule": _("Schedule…"),
    "send_back": _("Send back…"),
    "reschedule": _("Change the time…"),
    "cancel": _("Cancel the schedule…"),
    "correct": _("Correct…"),
    "restore": _("Restore…"),
    "unspike": _("Take it up again…"),
    "set_embargo": _("Embargo…"),
    "withdraw": _("Withdraw…"),
    "spike": _("Spike…"),
    "kill": _("Kill…"),
}
SAVED_FIRST = {"submit", "approve", "publish", "schedule", "update_scheduled"}  # these decide about the working copy
ASIDE = {"set_embargo", "withdraw", "spike", "kill"}  # seldom, or grave: behind a fold
SAID_ELSEWHERE = {gate.Rule.STAGE, gate.Rule.EMBARGO, gate.Rule.DEAD_LINKS}  # by the form
REVIEWS = ("submit", "send_back", "approve", "spike", "unspike")


@dataclass(frozen=True)
class Button:
    verb: str
    main: bool = False

    @property
    def name(self):
        return f"desk:{self.verb}"

    @property
    def label(self):
        return LABELS[self.verb]

    @property
    def saved_first(self):
        return self.verb in SAVED_FIRST


@dataclass(frozen=True)
class Panel:
    """`article` comes from `with_status(at)`. Eight queries at most: editions, takedown, log, gate, bylines."""

    article: Article
    at: datetime
    user: Any

    @property
    def status(self):
        return Status(self.article.publication_status)

    @property
    def stage(self):
        return Stage(self.article.stage)

    @cached_property
    def editions(self):
        """Newest first, without the cancelled ones."""
        return list(self.article.editions.real().for_cards().order_by("-live_from"))

    @cached_property
    def standing(self):
        return Standing(self.article, self.at, self.editions, self.article.takedowns.filter(lifted_at=None).last())

    @property
    def live(self):
        """What readers see: nothing while an embargo holds."""
        return None if self.embargoed_until else self.standing.live

    @property
    def pending(self):
        return self.standing.pending

    @property
    def takedown(self):
        return self.standing.takedown

    @property
    def planned_end(self):
        return self.standing.planned_end

    @property
    def embargoed_until(self):
        """The end of the embargo while it holds."""
        return self.standing.embargoed_until

    @property
    def rows(self):
        """The editions with the word that marks each."""
        marks = {self.live: _("live"), self.pending: _("waits")}
        return [(edition, marks.get(edition, "")) for edition in self.editions]

    @cached_property
    def last_word(self):
        """The last decision about the working copy, where something was said with it; or None."""
        line = self.article.log.filter(verb__in=REVIEWS).select_related("by").last()
        return line if line and line.detail.get("remark") else None

    @cached_property
    def findings(self):
        """What the publish gate says, while the working copy is on its way out."""
        if self.status == Status.LIVE or self.stage == Stage.SPIKED or self.standing.killed:
            return []
        found = gate.findings(self.article, at=self.at, start=self.pending.live_from if self.pending else None)
        return [finding for finding in found if finding.blocks or finding.rule not in SAID_ELSEWHERE]

    @property
    def blocked(self):
        return any(finding.blocks for finding in self.findings)

    @property
    def may_override(self):
        return self.user.has_perm(OVERRIDE, self.article)

    @cached_property
    def buttons(self):
        """The decisions that make sense now, for this person, the main one first."""
        verbs = [verb for verb in RIGHTS if self._makes_sense(verb) and self._may(verb)]
        if self.stage == Stage.SUBMITTED:
            verbs.sort(key=lambda verb: verb != "approve")
        first = next((verb for verb in verbs if verb not in ASIDE), None)
        return [Button(verb, verb == first) for verb in verbs]

    @property
    def front_buttons(self):
        return [button for button in self.buttons if button.verb not in ASIDE]

    @property
    def side_buttons(self):
        return [button for button in self.buttons if button.verb in ASIDE]

    def _may(self, verb):
        killed = verb == "restore" and self.status == Status.KILLED
        return self.user.has_perm(KILL if killed else RIGHTS[verb], self.article)

    def _makes_sense(self, verb):
        if self.standing.obstacle(verb) or (self.standing.killed and verb != "restore"):
            return False
        return verb not in POINTLESS or not POINTLESS[verb](self)


def _scheduled_as_it_is(panel):
    return panel.pending.digest == panel.article.digest


# When a decision that could be taken would change nothing, or another one says it better.
POINTLESS = {
    "submit": lambda panel: panel.status == Status.LIVE,
    "approve": lambda panel: panel.status == Status.LIVE,
    "publish": lambda panel: panel.standing.unchanged,
    "schedule": lambda panel: panel.standing.unchanged or bool(panel.pending),
    "send_back": lambda panel: panel.status == Status.LIVE,
    "update_scheduled": _scheduled_as_it_is,
    "withdraw": lambda panel: not panel.standing.live or bool(panel.planned_end),
    "spike": lambda panel: panel.status == Status.LIVE or bool(panel.pending),
}


def has_editions(article):
    return Edition.objects.filter(article=article).exists()
