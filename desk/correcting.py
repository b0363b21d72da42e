"""The form that fixes the live text, whatever waits in the working copy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import prose, publishing
from articles.editor import BodyWidget
from articles.models import Article
from articles.publishing import Pending

from .forms import PublishForm

CORRECTED = ["kicker", "headline", "standfirst", "dateline", "body", "lead_caption"]


class CorrectForm(PublishForm):
    """Starts from what readers see; only what was changed is part of the correction."""

    verb = staticmethod(publishing.correct)
    title, button = _("Correct the live story"), _("Publish the correction")
    done = _("The correction is live.")
    pending_choices = (Pending.CARRY, Pending.KEEP, Pending.DROP)

    kicker = forms.CharField(label=_("kicker"), required=False, max_length=60)
    headline = forms.CharField(label=_("headline"), max_length=200)
    standfirst = forms.CharField(label=_("standfirst"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    dateline = forms.CharField(label=_("dateline"), required=False, max_length=80)
    body = forms.CharField(label=_("text"), widget=BodyWidget)
    lead_caption = forms.CharField(label=_("caption here"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the edition that the editor started from
    field_order = [*CORRECTED, "kind", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CORRECTED:
            self.fields[name].initial = self._live(name)
        self.fields["seen"].initial = self.live and self.live.pk

    def clean_body(self):
        """Cleaned as the live text was, so that only what the editor changed is a change."""
        return prose.clean(self.cleaned_data["body"], sponsored=self.article.sponsored)

    def sentence(self):
        return _("You change what readers see now. The same change goes into the working copy.")

    def values(self):
        changes = {name: self._entered(name) for name in CORRECTED if self._entered(name) != self._live(name)}
        rest = {name: value for name, value in super().values().items() if name not in CORRECTED}
        return rest | {"changes": changes}

    def _entered(self, name):
        """Without the CR that forms put at the end of each line: nobody typed them."""
        return self.cleaned_data[name].replace("\r\n", "\n")

    def _live(self, name):
        return getattr(self.live, name, "")

    def carry_out(self, by):
        edition, conflicts = super().carry_out(by)
        if conflicts:
            names = ", ".join(str(Article._meta.get_field(name).verbose_name) for name in sorted(conflicts))
            self.warning = _(
                "The working copy changes the same passage: %(fields)s stayed there as it was. Mend it by hand."
            ) % {"fields": names}
        return edition
