"""What may be changed of a picture once it is in the library: everything but its file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField, TagWidget

from ..models import Image, Keyword

NAME_LENGTH = Keyword._meta.get_field("name").max_length
WORDS = ("title", "alt_text", "caption", "credit")
RIGHTS = {"not_after", "once_only", "not_for_partners", "blocked"}
YEARS = range(1900, 2201)  # beyond them, a time overflows when it is brought to another zone


class KeywordsInput(TagWidget):
    def format_value(self, value):
        return value if isinstance(value, str) or value is None else ", ".join(sorted(tag.name for tag in value))


class KeywordsField(TagField):
    """Words between commas, and only commas: «pont Neuf» is one keyword."""

    widget = KeywordsInput

    def clean(self, value):
        names = dict.fromkeys(name.strip() for name in forms.CharField.clean(self, value).split(","))
        if any(len(name) > NAME_LENGTH for name in names):
            raise ValidationError(_("A keyword has at most %(count)d characters."), params={"count": NAME_LENGTH})
        return [name for name in names if name]


class MomentInput(forms.DateTimeInput):
    """The browser's own picker, by keyboard and by finger."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    widget = MomentInput

    def to_python(self, value):
        at = super().to_python(value)
        if at and at.year not in YEARS:
            raise ValidationError(_("Enter a year between 1900 and 2200."), code="year")
        return at


class ImageForm(forms.ModelForm):
    """Knows what its rights were when it was opened: one that stayed open unblocks nothing that was blocked since."""

    may_lift = True  # the admin says for whom not: restricting is for all who may change, lifting for editors

    keywords = KeywordsField(label=_("Keywords"), required=False, help_text=_("Between commas."))

    class Meta:
        model = Image
        fields = [
            *WORDS, "keywords", "source", "usage_terms", "not_after", "once_only", "not_for_partners", "blocked",
            "focal_x", "focal_y",
        ]  # fmt: skip
        field_classes = {"not_after": MomentField}
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "not_after": MomentInput,
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in RIGHTS & self.fields.keys():
            self.fields[name].show_hidden_initial = True

    def clean(self):
        data = super().clean()
        if not self.may_lift:
            for name in RIGHTS & set(self.changed_data):
                self._check_not_lifted(name, data.get(name))
        return data

    def _check_not_lifted(self, name, value):
        """Compared with the picture as it is now, whatever the form says that it was."""
        before = Image.objects.values_list(name, flat=True).get(pk=self.instance.pk)
        lifted = before and (not value or (name == "not_after" and value > before))
        if lifted:
            self.add_error(name, _("Only editors lift what restricts a picture."))


class WordsForm(forms.ModelForm):
    """The words alone, mended where a picture has just arrived."""

    class Meta:
        model = Image
        fields = WORDS
