"""One form for each verb: what it asks of the editor, what it says will happen, and how it is carried out.

A form knows the story, where it stands, the instant of the request and who decides. It asks only what the verb needs:
nothing about a kind of change before the first edition, nothing about a waiting edition where none waits.
"""

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import publishing, refusals
from articles.links import leading_to
from articles.models import Article, Edition
from articles.moments import MomentField
from articles.publishing import Pending
from articles.standing import standings
from articles.times import announced, exact_moment

from .deciding import decide

PENDING_LABELS = {
    Pending.KEEP: _("It stays: readers will see it at its time"),
    Pending.DROP: _("It goes: it will not appear"),
    Pending.CARRY: _("It stays, and the correction goes into it too"),
}


def remark_field(**options):
    """What a colleague is told with a decision about the working copy."""
    help_text = _("For whoever writes it; never public. It stands in the story’s log.")
    return forms.CharField(
        label=_("Remark"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text=help_text, **options
    )


class VerbForm(forms.Form):
    """What all verbs share. Subclasses name the `verb`, its `title`, and the values it takes from the form."""

    verb = title = button = done = None
    template = "desk/verb_form.html"
    danger = False
    about_the_words = False  # whether it decides about the working copy as the editor saw it
    of_many = None  # what happens to "it", one story of many
    pending_choices = ()
    when_field = "when"
    kept_in_bulk = ()  # fields that are not asked for many stories at once: each keeps its own

    mark = forms.CharField(required=False, widget=forms.HiddenInput)  # how the story stood when this was shown

    def __init__(self, *args, article, at, user, standing=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.at, self.user = article, at, user
        self.standing = standing or standings([article], at)[0]
        if "mark" in self.fields:
            self.fields["mark"].initial = self.mark_now
        self.suit(self.standing)

    def suit(self, standing):
        """Leave out what isn't needed, and ask what becomes of an edition that waits."""
        if not standing.last:
            for name in ("kind", "note"):
                self.fields.pop(name, None)
        if standing.pending and self.pending_choices:
            choices = [(choice, PENDING_LABELS[choice]) for choice in self.pending_choices]
            label = _("An edition waits for %(when)s.") % {"when": exact_moment(standing.pending.live_from, self.at)}
            self.fields["pending"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label)

    @classmethod
    def needs(cls):
        """The permission that its verb asks for."""
        return cls.verb.permission

    @property
    def mark_now(self):
        return self.standing.mark(self.about_the_words)

    @property
    def verb_name(self):
        return self.verb.__name__

    # What is said

    @property
    def named(self):
        return {"headline": self.article.headline}

    @property
    def when(self):
        """The time that was chosen, if it can be told yet."""
        return getattr(self, "cleaned_data", {}).get(self.when_field)

    def suppose(self, when):
        """Tell what would happen at that time, as if it had been entered."""
        self.cleaned_data = {self.when_field: when}

    def say(self, at):
        return announced(at, self.at)

    def sentence(self):
        """What will happen."""
        return ""

    def sentence_of_many(self):
        """The same under its headline, as one story of many; the time, which holds for all, may not be known yet."""
        return self.sentence() if self.when else self.of_many or self.sentence()

    def success(self):
        """What has happened, for the editor."""
        return self.done

    @property
    def obstacle(self):
        """The refusal that the verb would meet as things stand, whatever is entered; or None."""
        return self.standing.obstacle(self.verb_name)

    @property
    def obstacle_of_many(self):
        """What else stands in the way where it is one story of many, to which nothing is added by hand; or None."""
        return

    # What is done

    def clean(self):
        """The past, an embargo, a planned withdrawal: said at the field, before the verb would refuse."""
        data = super().clean()
        if self._changed(self.standing):
            self.add_error(None, str(refusals.Changed()))
        if self.when and (refusal := self.standing.obstacle(self.verb_name, self.when)):
            self.add_error(self.when_field if self.when <= self.at else None, str(refusal))
        return data

    def carry_out(self, request, screen):
        """Call the verb with what was entered. Raises the verb's refusals, and Changed."""
        with transaction.atomic():
            self._require_unchanged()
            return decide(self.verb, self.article, request=request, screen=screen, **self.values())

    def _require_unchanged(self):
        """Under the row's lock: what the editor saw is what he or she decides about."""
        if not self.cleaned_data.get("mark"):
            return
        row = Article.objects.for_update(self.article.pk)
        if self._changed(standings([row], self.at)[0]):
            raise refusals.Changed

    def _changed(self, standing):
        """Whether the story stands otherwise than when the form was made; then the form knows it from now on."""
        seen, now = self.cleaned_data.get("mark"), standing.mark(self.about_the_words)
        if not seen or seen == now:
            return False
        self.data = self.data.copy()
        self.data["mark"] = now
        return True

    def goes_on(self):
        """The response after the decision; None: back to the story."""
        return

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "mark" and value not in (None, "")}


class NotedForm(VerbForm):
    """Asks what has changed since the last edition, and what readers are told of it.

    Whoever decides here chooses: a minor change, which moves no date, or one with a note. An agency's update that a
    program takes in may come without.
    """

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
        help_text=_("Required for all but a minor change."),
    )

    def clean(self):
        data = super().clean()
        if data.get("kind") in publishing.NOTED_CORRECTIONS and not data.get("note"):
            self.add_error("note", str(refusals.NoteRequired()))
        return data


class CancelForm(VerbForm):
    verb = staticmethod(publishing.cancel)
    title, button = _("Cancel the scheduled edition"), _("Cancel it")
    done = _("The edition will not appear. The working copy is as it was.")

    def sentence(self):
        if not self.standing.pending:
            return ""
        words = _("The edition that waits for %(when)s will not appear. What is live stays live.")
        return words % {"when": self.say(self.standing.pending.live_from)}


class RescheduleForm(VerbForm):
    verb = staticmethod(publishing.reschedule)
    title, button = _("Move the scheduled edition"), _("Move")

    when = MomentField(label=_("It will appear at"))

    def suit(self, standing):
        super().suit(standing)
        self.fields["when"].initial = standing.pending and standing.pending.live_from

    def sentence(self):
        pending = self.standing.pending
        if not pending:
            return ""
        if not self.when:
            return _("It waits for %(when)s.") % {"when": self.say(pending.live_from)}
        words = _("It will appear on %(when)s, instead of %(before)s.")
        return words % {"when": self.say(self.when), "before": exact_moment(pending.live_from, self.at)}

    def success(self):
        return _("The edition was moved: it will appear on %(when)s.") % {"when": self.say(self.when)}


class EmbargoForm(VerbForm):
    verb = staticmethod(publishing.set_embargo)
    title, button = _("Embargo"), _("Set the embargo")
    when_field = "until"

    until = MomentField(
        label=_("No reader sees any of it before"), required=False, help_text=_("Empty: the embargo is lifted.")
    )

    def suit(self, standing):
        super().suit(standing)
        self.fields["until"].initial = self.article.embargoed_until

    def clean(self):
        data = super().clean()
        if not self.when and not self.article.embargoed_until and "until" not in self.errors:
            self.add_error("until", str(refusals.EmbargoUnchanged()))
        return data

    def sentence(self):
        until = self.when if hasattr(self, "cleaned_data") else self.standing.embargoed_until
        if not until:
            return _("No embargo holds “%(headline)s” back.") % self.named
        words = _("No reader sees “%(headline)s” before %(when)s, whatever is scheduled.")
        said = words % (self.named | {"when": self.say(until)})
        return f"{said} {_('What is live disappears until then.')}" if self.standing.live else said

    @property
    def of_many(self):
        if until := self.standing.embargoed_until:
            return _("It is under embargo until %(when)s.") % {"when": exact_moment(until, self.at)}
        return _("Readers see it now.") if self.standing.live else _("No embargo holds it back.")

    def success(self):
        if not self.when:
            return _("The embargo is lifted.")
        return _("The embargo holds until %(when)s.") % {"when": self.say(self.when)}

    def values(self):
        return {"until": self.when}


class WithdrawForm(VerbForm):
    verb = staticmethod(publishing.withdraw)
    title, button = _("Withdraw"), _("Withdraw")
    of_many = _("Readers find a notice in its place. It can be restored.")
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
    field_order = ["when", "reason", "notice", "pending"]

    def suit(self, standing):
        """What waits for before that time goes with the rest: nothing is to be decided about it."""
        super().suit(standing)
        if "pending" in self.fields:
            self.fields["pending"].required = False

    @cached_property
    def leading_here(self):
        """The live stories whose texts lead to this one: there its link becomes plain words."""
        return list(leading_to(self.article, self.at))

    def sentence(self):
        if self.when:
            words = _("From %(when)s on, readers find a notice in the place of “%(headline)s”. It can be restored.")
            return words % (self.named | {"when": self.say(self.when)})
        return _("At once, readers find a notice in the place of “%(headline)s”. It can be restored.") % self.named

    def success(self):
        if not self.when:
            return self.done
        return _("The story will be withdrawn on %(when)s.") % {"when": self.say(self.when)}


class KillForm(WithdrawForm):
    verb = staticmethod(publishing.kill)
    title, button = _("Kill"), _("Kill this story")
    of_many = _("It goes at once with all that waits, and its past editions are sealed.")
    done = _("The story is killed and its editions are sealed.")
    pending_choices = ()
    when = None  # neither asked for nor known: at once

    def sentence(self):
        words = _(
            "For legal reasons, “%(headline)s” goes at once with all that waits, and its past editions are sealed."
        )
        return words % self.named


class RestoreForm(VerbForm):
    verb = staticmethod(publishing.restore)
    title, button = _("Restore"), _("Restore")

    def sentence(self):
        if self.standing.planned_end:
            return _("The withdrawal on %(when)s will not take place.") % {"when": self.say(self.standing.planned_end)}
        if not self.standing.last:
            return _("The story never appeared: it is free to be published again.")
        return _("The last edition of “%(headline)s” will be live again, under its first date.") % self.named

    @property
    def of_many(self):
        again = self.standing.last and not self.standing.planned_end
        return _("Its last edition will be live again, under its first date.") if again else None

    def success(self):
        if self.standing.planned_end:
            return _("The story stays live: it will not be withdrawn.")
        return _("The story is live again.") if self.standing.last else _("The story can be published again.")


class RestoreKilledForm(RestoreForm):
    @classmethod
    def needs(cls):
        return publishing.kill.permission


def form_for(form_class, article):
    """The form for that story, which comes from `with_status`: a killed one is restored only by those who may kill."""
    killed = article.publication_status == Article.PublicationStatus.KILLED
    return RestoreKilledForm if killed and form_class is RestoreForm else form_class
