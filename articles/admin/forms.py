"""What is checked when a story is saved. Publishing checks more; a draft may be incomplete."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField

from .. import prose
from ..editor import BodyWidget
from ..models import Article, Genre, RelatedPick, Tag
from ..slugs import make_slug
from ..times import require_usual_year

NAME_LENGTH = Tag._meta.get_field("name").max_length


class TagsInput(forms.TextInput):
    def format_value(self, value):
        names = value if isinstance(value, str) or value is None else ", ".join(sorted(tag.name for tag in value))
        return super().format_value(names)


class TagsField(TagField):
    """Names between commas, and only commas: taggit's own field makes two tags of «Municipales 2026»."""

    widget = TagsInput

    def clean(self, value):
        names = dict.fromkeys(name.strip() for name in forms.CharField.clean(self, value).split(","))
        if any(len(name) > NAME_LENGTH for name in names):
            raise ValidationError(_("A tag has at most %(count)d characters."), params={"count": NAME_LENGTH})
        return _as_known([name for name in names if name])


def _as_known(names):
    """Tags as they are spelt already: SQLite would take «économie» and «Économie» for two."""
    slugs = [Tag().slugify(name) for name in names]
    known = {tag.name.casefold(): tag.name for tag in Tag.objects.filter(slug__in=slugs)}
    return list(dict.fromkeys(known.get(name.casefold(), name) for name in names))


class EmbargoField(forms.SplitDateTimeField):
    def compress(self, data_list):
        if data_list and data_list[0]:
            require_usual_year(data_list[0])
        return super().compress(data_list)


class SectionsByLanguage(ModelChoiceIterator):
    """Sections under the name of their language: «Culture» exists in each."""

    def __iter__(self):
        yield "", self.field.empty_label
        for language, sections in groupby(self.queryset, lambda section: section.get_language_display()):
            yield language, [self.choice(section) for section in sections]


class SectionField(forms.ModelChoiceField):
    iterator = SectionsByLanguage


class ArticleForm(forms.ModelForm):
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Between commas."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the digest of what the writer started from

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.digest

    class Meta:  # model and fields come from the admin
        field_classes = {"section": SectionField, "embargoed_until": EmbargoField}
        widgets = {
            "body": BodyWidget,
            "headline": forms.Textarea(attrs={"rows": 1, "placeholder": _("Headline")}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "placeholder": _("Standfirst")}),
            "kicker": forms.TextInput(attrs={"placeholder": _("Kicker")}),
            "lead_caption": forms.Textarea(attrs={"rows": 2}),
            "seo_description": forms.Textarea(attrs={"rows": 3}),
            "note_for_colleagues": forms.Textarea(attrs={"rows": 4}),
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
        self._check_nobody_else_saved(data.get("seen"))
        self._check_embargo(data.get("embargoed_until"))
        self._check_section(data.get("section"), data.get("language"))
        self._check_sponsor(data)
        self._check_original(data.get("translation_of"), data.get("language"))
        return data

    def _check_nobody_else_saved(self, seen):
        """Under the row's lock: what was saved since the form was opened is not overwritten unseen."""
        if not self.instance.pk:
            return
        digest = Article.objects.for_update(self.instance.pk).digest
        if seen != digest:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = digest
            self.add_error(
                None,
                _(
                    "This story was changed while you had it open. Nothing of yours is lost: compare it "
                    "with the story in another window. If you save again, your version stays."
                ),
            )

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


class RelatedPickForm(forms.ModelForm):
    class Meta:
        model = RelatedPick
        fields = ["position", "other"]

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.instance.article_id:
            raise ValidationError(_("A story is not related to itself."))
        return other
