"""Where a story stands, in words, and what can be done about it: what the form shows beside the text."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import Article, Edition

Status = Article.PublicationStatus
PUBLISH, KILL = "articles.publish_article", "articles.kill_article"
SAVED_FIRST = {"publish", "schedule"}  # what these decide about is the working copy
LABELS = {
    "publish": _("Publish…"),
    "schedule": _("Schedule…"),
    "reschedule": _("Change the time…"),
    "cancel": _("Cancel the schedule…"),
    "correct": _("Correct…"),
    "withdraw": _("Withdraw…"),
    "kill": _("Kill…"),
    "restore": _("Restore…"),
}


@dataclass(frozen=True)
class Panel:
    """`article` comes from `with_status(at)`. Four queries: editions, the live one, takedown, rights."""

    article: Article
    at: datetime
    user: Any
    SAVED_FIRST = frozenset(f"desk:{verb}" for verb in SAVED_FIRST)

    @property
    def status(self):
        return Status(self.article.publication_status)

    @cached_property
    def editions(self):
        """Newest first, without the cancelled ones."""
        return list(self.article.editions.real().for_cards().order_by("-live_from"))

    @cached_property
    def live(self):
        return self.article.editions.live(self.at).for_cards().first()

    @property
    def pending(self):
        return next((edition for edition in self.editions if edition.live_from > self.at), None)

    @cached_property
    def takedown(self):
        return self.article.takedowns.filter(lifted_at=None).last()

    @property
    def planned_end(self):
        return self.takedown.at if self.takedown and self.takedown.at > self.at else None

    @property
    def embargoed_until(self):
        """The end of the embargo while it holds."""
        until = self.article.embargoed_until
        return until if until and until > self.at else None

    @property
    def rows(self):
        """The editions with the word that marks each."""
        marks = {self.live: _("live"), self.pending: _("waits")}
        return [(edition, marks.get(edition, "")) for edition in self.editions]

    @property
    def buttons(self):
        """The desk's screens that make sense now, for this person: (address's name, label, is it the main one?)"""
        verbs = [verb for verb in self._verbs() if self._may(verb)]
        return [(f"desk:{verb}", LABELS[verb], verb == verbs[0]) for verb in verbs]

    def _may(self, verb):
        killing = verb == "kill" or (verb == "restore" and self.status == Status.KILLED)
        return self.user.has_perm(KILL if killing else PUBLISH)

    def _verbs(self):
        if self.status == Status.KILLED:
            return ["restore"]
        spiked = self.article.stage == Article.Stage.SPIKED
        verbs = [] if spiked else self._verbs_of_the_working_copy()
        if self.pending:
            verbs += ["reschedule", "cancel"]
        return verbs + self._verbs_of_what_was_published()

    def _verbs_of_the_working_copy(self):
        verbs = [] if self.embargoed_until or self.status == Status.LIVE else ["publish"]
        return verbs if self.pending or self.status == Status.LIVE else [*verbs, "schedule"]

    def _verbs_of_what_was_published(self):
        if self.live:
            return ["correct", "restore" if self.planned_end else "withdraw", "kill"]
        if self.takedown and not self.embargoed_until:
            return ["restore", "kill"]
        return ["kill"] if self.editions else []


def has_editions(article):
    return Edition.objects.filter(article=article).exists()
