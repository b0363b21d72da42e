"""What is checked when a story is saved. Publishing checks more; a draft may be incomplete."""

import uuid
from datetime import datetime
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField

from .. import prose, tagging
from ..editor import BodyWidget
from ..models import Genre, Tag
from ..moments import REPEATED, instant, require_usual_year
from ..slugs import make_slug
from .widgets import MomentInput, SectionSelect, StoryChoice, TagsInput

NAME_LENGTH = Tag._meta.get_field("name").max_length


def version_seen(text):
    """The number of the version that a form was opened with; None for what no form of ours has sent."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def form_key(text):
    """What a form for a new story calls itself, or None."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


class TagsField(TagField):
    """Names between commas, and only commas: taggit's own field makes two tags of «Municipales 2026»."""

    widget = TagsInput

    def clean(self, value):
        names = dict.fromkeys(" ".join(name.split()) for name in forms.CharField.clean(self, value).split(","))
        names = [name for name in names if name]
        if any(len(name) > NAME_LENGTH for name in names):
            raise ValidationError(_("A tag has at most %(count)d characters."), params={"count": NAME_LENGTH})
        known = tagging.known_names(names)
        self.new = [name for name in names if name not in known]
        if self.new and not self.widget.may_create:
            sentence = _("You can choose tags, not make them. These don't exist: %(names)s.")
            raise ValidationError(sentence, params={"names": ", ".join(self.new)})
        return list(dict.fromkeys(known.get(name, name) for name in names))


class EmbargoField(forms.SplitDateTimeField):
    widget = MomentInput
    turn = ""  # which is meant of a time that comes twice

    def compress(self, data_list):
        """The form does not ask which of two is meant: few embargoes end in the one hour a year that comes twice."""
        day, time = data_list or (None, None)
        if not day or not time:
            return super().compress(data_list)
        require_usual_year(day)
        try:
            return instant(datetime.combine(day, time), self.turn)
        except ValidationError as error:
            if error.code != REPEATED:
                raise
            words = _(
                "The clocks go back that day: this time comes twice. The embargo’s own screen asks which is meant."
            )
            raise ValidationError(words, code=REPEATED) from None


class PlanField(EmbargoField):
    """A plan commits to nothing: of a time that comes twice the first will do."""

    turn = "0"


class SectionsByLanguage(ModelChoiceIterator):
    """Sections under the name of their language: «Culture» exists in each."""

    def __iter__(self):
        yield "", _("Choose a section…")
        for language, sections in groupby(self.queryset, lambda section: section.get_language_display()):
            yield language, [self.choice(section) for section in sections]


class SectionField(forms.ModelChoiceField):
    iterator = SectionsByLanguage
    widget = SectionSelect


class ArticleForm(forms.ModelForm):
    may_make_tags = True  # the admin says for whom not

    tags = TagsField(label=_("Tags"), required=False, help_text=_("Between commas."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the version that the writer started from
    key = forms.CharField(required=False, widget=forms.HiddenInput)  # a new story's: sent twice, it makes one story

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        self.fields["key"].initial = "" if self.instance.pk else uuid.uuid4()
        if "tags" in self.fields:
            self.fields["tags"].widget.may_create = self.may_make_tags

    class Meta:  # model and fields come from the admin
        field_classes = {"section": SectionField, "embargoed_until": EmbargoField, "planned_for": PlanField}
        widgets = {
            "body": BodyWidget,
            "headline": forms.Textarea(attrs={"rows": 1, "placeholder": _("Headline"), "data-limit": 110}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "placeholder": _("Standfirst"), "data-limit": 300}),
            "kicker": forms.TextInput(attrs={"placeholder": _("Kicker")}),
            "lead_caption": forms.Textarea(attrs={"rows": 2}),
            "seo_title": forms.TextInput(attrs={"data-limit": 60}),
            "seo_description": forms.Textarea(attrs={"rows": 3, "data-limit": 160}),
            "note_for_colleagues": forms.Textarea(attrs={"rows": 3}),
            "translation_of": StoryChoice,
            "embargoed_until": MomentInput,
            "planned_for": MomentInput,
        }

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].splitlines())

    def clean(self):
        data = super().clean()
        for name, value in data.items():
            if isinstance(value, str):  # forms send CRLF, which would make another text of one that nobody changed
                data[name] = value.replace("\r\n", "\n")
        data["body"] = prose.clean(data.get("body", ""), sponsored=data.get("genre") == Genre.SPONSORED)
        data["slug"] = data.get("slug") or make_slug(data.get("headline", ""), 100, otherwise="")
        self._check_embargo(data.get("embargoed_until"))
        self._check_section(data.get("section"), data.get("language"))
        self._check_sponsor(data)
        self._check_original(data.get("translation_of"), data.get("language"))
        return data

    def clean_seen(self):
        return version_seen(self.cleaned_data["seen"])

    def clean_key(self):
        return form_key(self.cleaned_data["key"])

    def _get_validation_exclusions(self):
        """Without what was chosen: its field has looked it up already, and the model would do so again."""
        return super()._get_validation_exclusions() | {"section", "lead_image", "translation_of"}

    def _check_embargo(self, until):
        """A waiting edition's public date is its start: it can't wait for a time at which nobody may see it."""
        waiting = self.instance.pk and self.instance.pending_from
        if until and waiting and until > waiting:
            self.add_error("embargoed_until", _("An edition waits for an earlier time. Move it first."))

    def _check_section(self, section, language):
        if section and language and section.language != language:
            self.add_error("section", _("This section belongs to another language than the story."))

    def _check_sponsor(self, data):
        if data.get("genre") == Genre.SPONSORED and not data.get("sponsor_name"):
            self.add_error("sponsor_name", _("Say who pays for a sponsored story: readers are told."))

    def _check_original(self, original, language):
        if original and original.pk == self.instance.pk:
            self.add_error("translation_of", _("A story is not a translation of itself."))
        elif original and original.language == language:
            self.add_error("translation_of", _("A translation is in another language than its original."))
