from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, TextChoices
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from authors.models import Author

from ..models import EditionByline
from ..querysets import ForEach
from .asking import LONGEST

YEARS = range(1000, 9000)  # of which a day can be followed by another, in every time zone


class Order(TextChoices):
    BEST = "", _("Most relevant first")
    NEWEST = "newest", _("Newest first")


class Day(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value):
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class SearchForm(forms.Form):
    """What readers search for. What can't be read of it is said, and narrows nothing."""

    q = forms.CharField(
        label=_("Search the stories"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST, "enterkeyhint": "search"}),
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    author = forms.ChoiceField(label=_("Author"), required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=_("Until"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)

    def __init__(self, data, *, sections, authors):
        super().__init__(data, auto_id="search-%s")
        self.fields["section"].choices = [("", _("All sections")), *((item.slug, item.name) for item in sections)]
        self.fields["author"].choices = [("", _("All authors")), *authors]

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one."))
        return self.cleaned_data

    @property
    def filters(self):
        """The fields that narrow the search."""
        return [self[name] for name in ("section", "author", "since", "until", "order")]

    @property
    def asked(self):
        """What was asked, for the addresses of its other pages: nothing that the search doesn't know."""
        asked = QueryDict(mutable=True)
        asked.update({name: value for name in self.fields if (value := self.data.get(name))})
        return asked

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.get(name) for name in ("section", "author", "since", "until"))

    @property
    def is_empty(self):
        return not self.is_narrowed and not self.cleaned_data.get("q")

    def narrowed(self, editions):
        """Those of `editions` that the filters let through; days are those of the site's time zone."""
        chosen = self.cleaned_data
        if chosen.get("section"):
            editions = editions.filter(section__slug=chosen["section"])
        if chosen.get("author"):
            signed = EditionByline.objects.filter(author__slug=chosen["author"])
            editions = editions.filter(pk__in=signed.order_by().values("edition"))
        if chosen.get("since"):
            editions = editions.filter(first_published_at__gte=_midnight(chosen["since"]))
        if chosen.get("until"):
            editions = editions.filter(first_published_at__lt=_midnight(chosen["until"] + timedelta(days=1)))
        return editions


def authors_of(editions, language, at):
    """Slug and name of everybody who signs one of `editions`, the live ones in that language. One query."""
    listed = EditionByline.objects.filter(author=OuterRef("pk"), language=language, listed_at__lte=at)
    signed = listed.filter(ForEach(editions.filter(pk=OuterRef("edition"))))
    return Author.objects.filter(ForEach(signed)).values_list("slug", "display_name")


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
