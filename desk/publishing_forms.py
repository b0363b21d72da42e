"""The forms of what makes the working copy an edition: the publish gate has its say there."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import gate, publishing, refusals
from articles.moments import MomentField
from articles.people import called
from articles.permissions import OVERRIDE
from articles.publishing import Pending
from articles.times import exact_moment

from .deciding import may_override
from .forms import NotedForm

ASKED = 5  # at most so many colleagues are named to whom one can turn


class GateForm(NotedForm):
    """Shows what the publish gate finds; who may override what blocks is asked for the reason."""

    about_the_words = True

    @cached_property
    def findings(self):
        return self.concerned(gate.findings(self.article, at=self.at, start=self.start))

    @staticmethod
    def concerned(findings):
        """Those that matter to this decision."""
        return findings

    @property
    def start(self):
        """When it is to appear; None: at once, or not known yet."""
        return self.when

    @cached_property
    def blocked(self):
        return any(finding.blocks for finding in self.findings)

    @cached_property
    def may_override(self):
        return may_override(self.user, self.article)

    @cached_property
    def to_ask(self):
        """The names of some who may override. One query, where somebody has to ask."""
        users = get_user_model().objects.with_perm(OVERRIDE, include_superusers=False).order_by("pk")[:ASKED]
        return ", ".join(map(called, users))

    def suit(self, standing):
        super().suit(standing)
        self.fields["override"] = forms.CharField(
            label=_("Why it goes out nevertheless"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("For the newsroom; never public. It stands in the story’s log."),
        )

    def clean(self):
        """The reason is asked for at its field, before the gate would refuse."""
        data = super().clean()
        if not self.errors and self.asks_why and not data.get("override", "").strip():
            self.add_error("override", _("The publish gate holds this story back: say why it goes out nevertheless."))
        return data

    @property
    def asks_why(self):
        """Whether it takes a reason, and who decides may give one."""
        return self.blocked and self.may_override

    @property
    def held_back(self):
        """The refusal by the gate that nothing entered here can overcome; or None."""
        if not self.blocked or self.may_override:
            return None
        return refusals.Gated([finding for finding in self.findings if finding.blocks])

    @property
    def obstacle_of_many(self):
        return refusals.NothingToPublish() if self.standing.unchanged else self.held_back

    def values(self):
        """A reason is part of the decision only where the gate takes one."""
        values = super().values()
        return values if self.blocked else {name: value for name, value in values.items() if name != "override"}


class PublishForm(GateForm):
    verb = staticmethod(publishing.publish)
    title, button = _("Publish now"), _("Publish")
    done = _("The story is live.")
    pending_choices = (Pending.KEEP, Pending.DROP)

    @property
    def heading(self):
        return _("Publish an update") if self.standing.live else self.title

    def sentence(self):
        if self.standing.live:
            return _("Readers will see “%(headline)s” as it is in the working copy, at once.") % self.named
        return _("Readers will see “%(headline)s” at once.") % self.named

    @property
    def of_many(self):
        if self.standing.live:
            return _("Readers will see the working copy in the place of what is live.")
        return _("Readers will see it at once.")


class ScheduleForm(GateForm):
    verb = staticmethod(publishing.schedule)
    title, button = _("Schedule"), _("Schedule")
    pending_choices = (Pending.DROP,)

    when = MomentField(label=_("It will appear at"))
    field_order = ["mark", "when", "kind", "note", "pending", "override"]

    def suit(self, standing):
        super().suit(standing)
        planned = self.article.planned_for
        self.fields["when"].initial = planned if planned and planned > self.at else None

    def sentence(self):
        if not self.when:
            return _("Say when readers are to see “%(headline)s”.") % self.named
        said = _("“%(headline)s” will appear on %(when)s.") % (self.named | {"when": self.say(self.when)})
        return f"{said} {_('Until then, readers see what is live now.')}" if self.standing.live else said

    @property
    def of_many(self):
        if self.standing.live:
            return _("Until then, readers see what is live now.")
        return _("Until then, readers don’t see it.")

    def success(self):
        return _("Scheduled: “%(headline)s” will appear on %(when)s.") % (self.named | {"when": self.say(self.when)})


class UpdateScheduledForm(GateForm):
    verb = staticmethod(publishing.update_scheduled)
    title, button = _("Update the scheduled edition"), _("Update it")
    kept_in_bulk = ("kind", "note")

    def suit(self, standing):
        """What is not answered stays as it is with the edition that waits."""
        super().suit(standing)
        if "kind" in self.fields:
            self.fields["kind"].required = False
        for name in ("kind", "note"):
            if standing.pending and name in self.fields:
                self.fields[name].initial = getattr(standing.pending, name)

    @property
    def start(self):
        return self.standing.pending and self.standing.pending.live_from

    @property
    def obstacle_of_many(self):
        waits = self.standing.pending
        return refusals.NothingToReplace() if waits and waits.digest == self.article.digest else self.held_back

    def sentence(self):
        if not self.start:
            return ""
        words = _("The working copy takes the place of the edition that waits. It will appear on %(when)s, as planned.")
        return words % {"when": self.say(self.start)}

    def success(self):
        words = _("The scheduled edition is up to date. It will appear on %(when)s.")
        return words % {"when": exact_moment(self.start, self.at)}

    def values(self):
        """A note that was emptied is none; without the field, the one that waits stays."""
        note = {"note": self.cleaned_data["note"]} if {"note"} <= self.cleaned_data.keys() & self.data.keys() else {}
        return super().values() | note
