"""The form that fixes the live text, whatever waits in the working copy."""

from django import forms
from django.forms.widgets import Script
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles import drafting, prose, publishing
from articles.admin.kept import words_are_saved
from articles.admin.widgets import IMPORTS
from articles.editor import BodyWidget
from articles.history import label_of
from articles.models import Article, Edition
from articles.publishing import Pending

from .forms import NotedForm
from .models import OpenStory

Kind = Edition.Kind
WRITTEN = ["kicker", "headline", "standfirst", "body"]  # as on the page
CORRECTED = [*WRITTEN, "dateline", "lead_caption"]
# A fact that changes is told to readers, under one of the first four; a detail is not.
KINDS = [Kind.CORRECTION, Kind.CLARIFICATION, Kind.UPDATE, Kind.RIGHT_OF_REPLY, Kind.MINOR]
SCRIPTS = ("js/admin-story.js", "js/admin-keeping.js", "js/admin-presence.js")
STYLES = ["css/admin-story.css", "css/admin-story-parts.css", "css/admin-keeping.css"]
MEDIA = Media(js=[Script(path, type="module") for path in SCRIPTS], css={"all": STYLES}, importmap=IMPORTS)


def _corrected(edition):
    """What can be corrected of an edition; of none, empty texts."""
    return {name: getattr(edition, name, "") for name in CORRECTED}


class CorrectForm(NotedForm):
    """Starts from what readers see; only what was changed is part of the correction."""

    verb = staticmethod(publishing.correct)
    template = "desk/correct.html"
    title, button = _("Correct the live story"), _("Publish the correction")
    done = _("The correction is live.")
    pending_choices = (Pending.CARRY, Pending.KEEP, Pending.DROP)

    kicker = forms.CharField(
        label=_("kicker"), required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": _("Kicker")})
    )
    headline = forms.CharField(
        label=_("headline"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Headline"), "data-limit": 110}),
    )
    standfirst = forms.CharField(
        label=_("standfirst"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Standfirst"), "data-limit": 300}),
    )
    body = forms.CharField(label=_("text"), widget=BodyWidget)
    dateline = forms.CharField(label=_("dateline"), required=False, max_length=80)
    lead_caption = forms.CharField(label=_("caption here"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the edition that the editor started from
    field_order = [*CORRECTED, "kind", "note", "pending"]
    screen = OpenStory.Screen.CORRECTING
    mark = None  # `seen` says it: what is saved in the working copy meanwhile is no reason to ask again

    kind = forms.ChoiceField(
        label=_("What changes for readers"),
        choices=[(kind, capfirst(kind.label)) for kind in KINDS],
        widget=forms.RadioSelect,
        help_text=_("Where a fact changes, readers are told, with the date. A minor change moves no date."),
    )
    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Required for all but a minor change: what was wrong, what is right."),
    )

    def suit(self, standing):
        super().suit(standing)
        live = standing.live and Edition.objects.get(pk=standing.live.pk)
        self.live_edition = live and live.pk
        self.before = _corrected(live)
        for name in CORRECTED:
            self.fields[name].initial = self.before[name]
        self.fields["seen"].initial = self.live_edition

    @property
    def media(self):
        return super().media + MEDIA

    @property
    def written(self):
        return [self[name] for name in WRITTEN]

    @property
    def asked(self):
        return [field for field in self.visible_fields() if field.name not in WRITTEN]

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].splitlines())

    def clean_body(self):
        """Cleaned as the live text was, so that only what the editor changed is a change."""
        return prose.clean(self.cleaned_data["body"], sponsored=self.article.sponsored)

    def clean(self):
        data = super().clean()
        if data.get("seen") and self.live_edition not in (None, data["seen"]):
            self.add_error(None, self._laid_over(data))
        return data

    def _laid_over(self, data):
        """Another edition is live since: what the editor changed is put to its text, to be looked at. Says so."""
        start = _corrected(self.article.editions.filter(pk=data["seen"]).first())
        typed = {name: self._entered(name) for name in CORRECTED if name in data}
        merged, clashes = drafting.merged(start, typed, self.before)
        self.data = self.data.copy()
        self.data.update(merged | {"seen": self.live_edition})
        if not clashes:
            return _("Another edition is live since you opened this. What it changed stands below, with your words.")
        sentence = _("Another edition is live, and it changed the same: %(fields)s. There your words stand.")
        return sentence % {"fields": ", ".join(map(label_of, clashes))}

    def sentence(self):
        return _("You change what readers see now. The same change goes into the working copy.")

    def values(self):
        changes = {name: self._entered(name) for name in CORRECTED if self._entered(name) != self.before[name]}
        rest = {name: value for name, value in super().values().items() if name not in CORRECTED}
        return rest | {"changes": changes}

    def _entered(self, name):
        """Without the CR that forms put at the end of each line: nobody typed them."""
        return self.cleaned_data[name].replace("\r\n", "\n")

    def carry_out(self, request, screen):
        edition, self.conflicts = super().carry_out(request, screen)
        words_are_saved(request, self.article, self.screen)
        self.edition = edition
        if self.conflicts:
            names = ", ".join(str(Article._meta.get_field(name).verbose_name) for name in sorted(self.conflicts))
            words = _("The working copy changes the same passage: %(fields)s stayed there as it was. Mend it by hand.")
            self.warning = words % {"fields": names}
        return edition

    def goes_on(self):
        """Where the working copy stayed as it was, the desk is shown both."""
        if not self.conflicts:
            return None
        query = urlencode({"edition": self.edition.pk, "field": sorted(self.conflicts)}, doseq=True)
        return redirect(f"{reverse('desk:carried', args=[self.article.pk])}?{query}")
