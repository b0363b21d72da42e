"""How the list of stories is narrowed: what its address asks for, as conditions and in words."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from authors.models import Author

from ... import finding
from ...models import Article, Byline, Genre, Section
from ...moments import require_usual_year
from ...times import short_day
from .searching import is_bounded, search

DATES = {"edited": (_("edited"), "edited_at"), "published": (_("first published"), "first_published_at")}
ALIASES = {"stage__exact": "stage", "section__id__exact": "section"}  # of addresses that are kept somewhere


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the query of the list without it."""

    label: str
    value: str
    without: str


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(required=False, input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value):
        day = super().to_python(value)
        if day:
            require_usual_year(day)
        return day


def _choice(label, choices):
    return forms.ChoiceField(label=label, required=False, choices=choices)


class Narrowing(forms.Form):
    """What an address asks for. What can't be understood in it narrows nothing, and is named in `errors`."""

    q = forms.CharField(label=_("search"), required=False, max_length=300)
    status = _choice(_("publication"), Article.PublicationStatus.choices)
    stage = _choice(_("stage"), Article.Stage.choices)
    section = forms.IntegerField(label=_("section"), required=False, min_value=1, max_value=10**18)
    author = forms.IntegerField(label=_("author"), required=False, min_value=1, max_value=10**18)
    language = _choice(_("language"), settings.LANGUAGES)
    genre = _choice(_("genre"), Genre.choices)
    date = _choice(_("date"), [(name, label) for name, (label, _column) in DATES.items()])
    since = DayField(label=_("from"))
    until = DayField(label=_("until"))
    mine = forms.BooleanField(label=_("mine"), required=False)

    def __init__(self, query, *, user, at):
        super().__init__({ALIASES.get(name, name): value for name, value in query.items()})
        self.user, self.at = user, at

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day is before the first."))

    @cached_property
    def asked(self):
        """{name: value} of what narrows the list."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if not asked.keys() & {"since", "until"}:
            asked.pop("date", None)
        return asked

    @cached_property
    def problems(self):
        """A sentence for each part of the address that was not understood."""
        self.asked  # noqa: B018  reads the address
        return [f"{capfirst(self.fields[name].label)}: {' '.join(said)}" for name, said in self.errors.items()]

    # Conditions

    def narrow(self, stories):
        for name, value in self.asked.items():
            stories = getattr(self, f"_by_{name}", self._by_column(name))(stories, value)
        return stories

    def _by_column(self, name):
        return lambda stories, value: stories.filter(**{name: value})

    def _by_q(self, stories, text):
        return search(stories, text)

    def _by_status(self, stories, status):
        return stories.of_status(status, self.at)

    def _by_author(self, stories, author):
        return stories.filter(pk__in=Byline.objects.filter(author=author).order_by().values("article"))

    def _by_mine(self, stories, _mine):
        signed = Byline.objects.filter(author__user=self.user).order_by().values("article")
        made = Article.objects.filter(created_by=self.user).order_by().values("pk")
        return stories.filter(pk__in=signed.union(made))  # not "or": that would look at every story there is

    def _by_date(self, stories, _date):
        return stories  # says of which day `since` and `until` speak

    def _by_since(self, stories, day):
        return stories.filter(**{f"{self._date_column}__gte": _start_of(day)})

    def _by_until(self, stories, day):
        return stories.filter(**{f"{self._date_column}__lt": _start_of(day + timedelta(days=1))})

    @property
    def _date_column(self):
        return DATES[self.asked.get("date", "edited")][1]

    # Words

    @cached_property
    def is_bounded(self):
        """Whether the search looked through the newest stories only. One query where a phrase is searched for."""
        return is_bounded(self.asked.get("q", ""))

    @cached_property
    def sections(self):
        """In the order that the newsroom gives them, then by name as a reader sorts: «Économie» before «Mer»."""
        sections = Section.objects.order_by()
        return sorted(sections, key=lambda one: (one.language, one.position, finding.fold(one.name)))

    def learn_names(self, authors):
        """Whoever signs the stories that are shown needn't be looked up."""
        name = next((author.display_name for author in authors if author.pk == self.asked.get("author")), None)
        if name:
            self.author_name = name

    @cached_property
    def author_name(self):
        """Of the author that the list is narrowed by. One query, where no story that is shown is signed so."""
        author = self.asked.get("author")
        return author and Author.objects.filter(pk=author).values_list("display_name", flat=True).first()

    @cached_property
    def chips(self):
        return [
            Chip(capfirst(self.fields[name].label), self._said(name, value), self.query(**{name: None}))
            for name, value in self.asked.items()
            if name not in {"q", "date"}
        ]

    def _said(self, name, value):
        if name == "section":
            return next((section.name for section in self.sections if section.pk == value), str(value))
        if name == "author":
            return self.author_name or str(value)
        if name in {"since", "until"}:
            label = DATES[self.asked.get("date", "edited")][0]
            return f"{label}, {short_day(_start_of(value))}"
        return "" if name == "mine" else str(dict(self.fields[name].choices)[value])

    def query(self, **changes):
        """The query of the list's address, with `changes` of what is asked; None takes away."""
        asked = {name: value for name, value in (self.asked | changes).items() if value is not None}
        query = QueryDict(mutable=True)
        query.update({name: "1" if value is True else str(value) for name, value in asked.items()})
        return query.urlencode()

    @cached_property
    def menus(self):
        """The filters that offer few choices: (name, label, [(query, words, whether it is chosen)])."""
        return [
            self._menu(name, choices)
            for name, choices in {
                "status": Article.PublicationStatus.choices,
                "stage": Article.Stage.choices,
                "section": [(section.pk, section.name) for section in self.sections],
                "language": settings.LANGUAGES,
                "genre": Genre.choices,
            }.items()
        ]

    def _menu(self, name, choices):
        chosen = self.asked.get(name)
        lines = [(self.query(**{name: None}), _("all"), chosen is None)]
        lines += [(self.query(**{name: value}), label, value == chosen) for value, label in choices]
        return name, self.fields[name].label, lines


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
