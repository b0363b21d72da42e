"""The rows of the writing form, who signs and what else to read, as plain values.

A row is what it says, not a row of the database: a form that was open while somebody else saved still says whom its
writer wants to sign.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from images.admin import DIGITS

from ..models import Article, Byline, RelatedPick
from .picker import HEAVY
from .widgets import AuthorChoice, StoryChoice


class Fetched(forms.ModelChoiceField):
    """A choice among what the rows' formset has fetched in one query for all of them."""

    fetched = None

    def to_python(self, value):
        if self.fetched is None or value in self.empty_values:
            return super().to_python(value)
        if found := self.fetched.get(str(value)):
            return found
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})


class RowsFormSet(BaseInlineFormSet):
    """`values()` are what was sent, in their order. It stores nothing: `articles.history` does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.save_as_new = self.is_bound  # no row leads to one of the database
        self._fetched = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.is_bound and form.choice in form.fields:
            field = form.fields[form.choice]
            field.fetched = self._fetch(field)
            field.widget.known = {number: str(chosen) for number, chosen in field.fetched.items()}

    def _fetch(self, field):
        """What the rows have chosen, by its number as it was sent. One query."""
        if self._fetched is None:
            sent = {self.data.get(f"{self.prefix}-{row}-{self.form.choice}") for row in range(self.total_form_count())}
            numbers = [number for number in sent if number and DIGITS.fullmatch(number)]
            found = field.queryset.in_bulk([int(number) for number in numbers]) if numbers else {}
            self._fetched = {number: found[int(number)] for number in numbers if int(number) in found}
        return self._fetched

    def values(self):
        rows = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get(self.form.choice) and not self._should_delete_form(form)
        ]
        return [self.form.value(row) for row in sorted(rows, key=lambda row: row.get("position") or 0)]


class RowForm(forms.ModelForm):
    choice = ""  # the name of the field that chooses

    def _get_validation_exclusions(self):
        """Without what was chosen, which its field has looked up already."""
        return super()._get_validation_exclusions() | {self.choice}

    def validate_constraints(self):
        """Rows replace those of the database: they are only compared with each other."""


class BylineForm(RowForm):
    choice = "author"

    class Meta:
        model = Byline
        fields = ["position", "author", "role"]
        widgets = {"author": AuthorChoice, "position": forms.HiddenInput}
        field_classes = {"author": Fetched}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "author" in self.fields:
            self.fields["author"].widget.known = {str(self.instance.author_id): str(self.instance.author)}

    @staticmethod
    def value(row):
        return [row["author"].pk, row["role"]]


class RelatedPickForm(RowForm):
    choice = "other"

    class Meta:
        model = RelatedPick
        fields = ["position", "other"]
        widgets = {"other": StoryChoice, "position": forms.HiddenInput}
        field_classes = {"other": Fetched}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "other" in self.fields:
            self.fields["other"].queryset = self.fields["other"].queryset.defer(*HEAVY)
        if self.story and "other" in self.fields:
            self.fields["other"].widget.known = {str(self.story.pk): self.story.headline}

    @staticmethod
    def value(row):
        return row["other"].pk

    @property
    def story(self):
        """What was chosen when the form was made; the script looks up what is chosen later."""
        return self.instance.other if self.instance.pk else None

    @property
    def status(self):
        return Article.PublicationStatus(self.story.publication_status)

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.instance.article_id:
            raise ValidationError(_("A story is not related to itself."))
        return other
