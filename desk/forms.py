"""One form for each verb: what it asks of the editor, and how it is carried out.

A form knows the story and the instant of the request. It says in a sentence what will happen, and asks only what the
verb needs: nothing about a kind of change before the first edition, nothing about a waiting edition where none waits.
"""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import publishing
from articles.links import leading_to
from articles.models import Edition
from articles.moments import MomentField
from articles.publishing import Pending
from articles.times import long_moment

PUBLISH, KILL = "articles.publish_article", "articles.kill_article"

PENDING_LABELS = {
    Pending.KEEP: _("It stays: readers will see it at its time"),
    Pending.DROP: _("It goes: it will not appear"),
    Pending.CARRY: _("It stays, and the correction goes into it too"),
}


class VerbForm(forms.Form):
    """What all verbs share. Subclasses name the `verb`, its `title`, and the values it takes from the form."""

    permission = PUBLISH
    verb = title = button = done = None
    danger = False
    pending_choices = ()

    def __init__(self, *args, article, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.at = article, at
        editions = article.editions.real()
        self.live = editions.filter(live_from__lte=at).order_by("live_from").last()
        self.waiting = editions.pending(at).first()
        self._leave_out_what_is_not_needed()

    def _leave_out_what_is_not_needed(self):
        if not self.live:
            for name in ("kind", "note"):
                self.fields.pop(name, None)
        if self.waiting and self.pending_choices:
            choices = [(choice, PENDING_LABELS[choice]) for choice in self.pending_choices]
            label = _("An edition waits for %(when)s.") % {"when": long_moment(self.waiting.live_from)}
            self.fields["pending"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label)

    def sentence(self):
        """What will happen."""
        return ""

    def success(self):
        """What has happened, for the editor."""
        return self.done

    def carry_out(self, by):
        """Call the verb with what was entered. Raises the verb's refusals."""
        return self.verb(self.article, at=self.at, by=by, **self.values())

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class PublishForm(VerbForm):
    verb = staticmethod(publishing.publish)
    title, button = _("Publish now"), _("Publish")
    done = _("The story is live.")
    pending_choices = (Pending.KEEP, Pending.DROP)

    kind = forms.ChoiceField(
        label=_("What has changed"),
        choices=[(kind, capfirst(kind.label)) for kind in Edition.Kind if kind != Edition.Kind.FIRST],
        widget=forms.RadioSelect,
        help_text=_("A minor change moves no public date. All others are shown to readers with their date."),
    )
    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Required for a correction, a clarification and a right of reply."),
    )

    def sentence(self):
        return _("Readers will see “%(headline)s” at once.") % {"headline": self.article.headline}


class ScheduleForm(PublishForm):
    verb = staticmethod(publishing.schedule)
    title, button = _("Schedule"), _("Schedule")
    done = _("The story is scheduled.")
    pending_choices = (Pending.DROP,)

    when = MomentField(label=_("It will appear at"))
    field_order = ["when", "kind", "note"]

    def sentence(self):
        return _("Readers will see “%(headline)s” at that second.") % {"headline": self.article.headline}


class RescheduleForm(VerbForm):
    verb = staticmethod(publishing.reschedule)
    title, button = _("Move the scheduled edition"), _("Move")
    done = _("The edition was moved.")

    when = MomentField(label=_("It will appear at"))

    def sentence(self):
        if not self.waiting:
            return ""
        return _("It waits for %(when)s.") % {"when": long_moment(self.waiting.live_from)}


class CancelForm(VerbForm):
    verb = staticmethod(publishing.cancel)
    title, button = _("Cancel the scheduled edition"), _("Cancel it")
    done = _("The edition will not appear. The working copy is as it was.")

    def sentence(self):
        return _("The edition that waits will not appear. What is live stays live.")


class WithdrawForm(VerbForm):
    verb = staticmethod(publishing.withdraw)
    title, button = _("Withdraw"), _("Withdraw")
    done = _("The story is withdrawn.")
    danger = True
    pending_choices = (Pending.KEEP, Pending.DROP)

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("For the newsroom; never public.")
    )
    notice = forms.CharField(
        label=_("Public notice"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown at the story's address. Empty: a general sentence."),
    )
    when = MomentField(label=_("At"), required=False, help_text=_("Empty: at once."))

    @cached_property
    def leading_here(self):
        """The live stories whose texts lead to this one: there its link becomes plain words."""
        return list(leading_to(self.article, self.at))

    def success(self):
        when = self.cleaned_data.get("when")
        return _("The story will be withdrawn on %(when)s.") % {"when": long_moment(when)} if when else self.done

    def sentence(self):
        return _("Readers will find a notice in its place. The story can be restored.")


class KillForm(WithdrawForm):
    verb = staticmethod(publishing.kill)
    permission = KILL
    title, button = _("Kill"), _("Kill this story")
    done = _("The story is killed and its editions are sealed.")
    pending_choices = ()
    when = None

    def sentence(self):
        return _("For legal reasons: it goes at once with all that waits, and its past editions are sealed.")


class RestoreForm(VerbForm):
    verb = staticmethod(publishing.restore)
    title, button = _("Restore"), _("Restore")
    done = _("The story is live again.")

    def sentence(self):
        return _("The last edition will be live again, under its first date.")


class RestoreKilledForm(RestoreForm):
    permission = KILL
