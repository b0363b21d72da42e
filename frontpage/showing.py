"""A front as readers see it at an instant. Nothing here reads the clock."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery

from articles.cards import Card, columns
from articles.corrections import noted
from articles.models import Edition, EditionByline, Genre, Section
from articles.prepared import Prepared

from .filling import fill
from .keys import Keys
from .models import Layout, Slot, Style

USUAL = [Style.LEAD, *[Style.LARGE] * 2, *[Style.STANDARD] * 4, *[Style.BRIEF] * 5]  # where nobody arranged anything
USUAL_OF_SECTION = USUAL[:3]
NEWEST = 40  # stories from which empty slots are filled
BLOCK = 4  # stories of one section
DEEP = 12  # of a section's newest are looked at, since some stand above already
OPINIONS, CORRECTIONS = 4, 3
LATELY = timedelta(days=180)  # what is older is no opinion of now, no latest correction; and nothing older is read


def usual_slots(styles=USUAL):
    return [Slot(position=position, style=style) for position, style in enumerate(styles)]


def shown(front, at, slots=None):
    """What `front` shows at `at`; `slots`: with these instead of those that are live."""
    return SectionFront(front.section, at, slots) if front.section else Home(front.language, at, slots)


def live_slots(language, section, at):
    """The slots of the layout that readers see at `at`, [] where there is none. One query."""
    return _slots_of(section=section.pk, language=language, at=at) if section else _slots_of(language=language, at=at)


@Prepared
def _slots_of(language, at, section=None):
    layout = Layout.objects.of(language, section).live(at).values("pk")[:1]
    return Slot.objects.filter(layout=Subquery(layout))


# What stands on a front, as `Card`: rows of editions that are live at an instant


def _live(language, at):
    return Edition.objects.live(at).in_language(language)


def _opinions(language, at, since):
    return _live(language, at).filter(genre=Genre.OPINION, first_published_at__gt=since)


@Prepared
def _newest_of(language, at, section=None):
    of = {"section": section} if section else {}
    return _live(language, at).filter(**of).newest_first().values_list(*columns())[:NEWEST]


@Prepared
def _by_keys(language, at, keys=(), articles=()):
    return _live(language, at).filter(Q(pk__in=keys) | Q(article__in=articles)).values_list(*columns())


@Prepared
def _sections_of(language, at, since):
    """Those of the menu, each with the keys of its newest stories, and of the newest opinions of all."""
    newest = _live(language, at).filter(section=OuterRef("pk")).newest_first().values("pk")
    opinions = _opinions(language, at, since).newest_first().values("pk")
    keys = {"newest": Keys(newest[:DEEP]), "opinions": Keys(opinions[: 2 * OPINIONS])}
    return Section.objects.in_language(language).annotate(**keys)


@Prepared
def _noted(language, at, since):
    lately = noted(language, at).filter(live_from__gt=since)
    return lately.order_by("-live_from", "-pk").defer("body", "earlier_notes")[:CORRECTIONS]


@Prepared
def _words_by(editions):
    return EditionByline.objects.filter(edition__in=editions, role=EditionByline.Role.WORDS)


def _cards(rows):
    return [Card(row) for row in rows]


def _named(**lists):
    """Without those that are empty: they would match nothing."""
    return {name: sorted(values) for name, values in lists.items() if values}


class Shown:
    """A front at an instant: what stands where. Needs `arranged`, a list of `Placed` and of None."""

    @cached_property
    def top(self):
        """What editors placed, and what fills the rest, without the slots for which no story is left."""
        return [placed for placed in self.arranged if placed]

    @cached_property
    def arranged(self):
        newest = [edition for edition in self._newest if not edition.sponsored]  # what is paid for fills no slot
        return fill(self._slots, self._by_article, newest, self.at)

    def _of_style(self, style):
        return [placed for placed in self.top if placed.style == style]

    @property
    def editions(self):
        return [placed.edition for placed in self.top]

    @property
    def lead(self):
        return self._of_style(Style.LEAD)

    @property
    def large(self):
        return self._of_style(Style.LARGE)

    @property
    def standard(self):
        return self._of_style(Style.STANDARD)

    @property
    def brief(self):
        return self._of_style(Style.BRIEF)


@dataclass
class SectionFront(Shown):
    """What stands above the list of a section at `at`; nothing where nobody arranged it. One query, else three."""

    section: Section
    at: object
    slots: list = None

    @cached_property
    def _slots(self):
        return live_slots(self.section.language, self.section, self.at) if self.slots is None else self.slots

    @property
    def _where(self):
        return {"language": self.section.language, "at": self.at}

    @cached_property
    def _newest(self):
        return _cards(_newest_of(**self._where, section=self.section.pk)) if self._slots else []

    @cached_property
    def _by_article(self):
        found = {edition.article_id: edition for edition in self._newest}
        others = {slot.article_id for slot in self._slots if slot.article_id} - found.keys()
        rows = _by_keys(**self._where, articles=sorted(others)) if others else []
        return found | {edition.article_id: edition for edition in _cards(rows)}


@dataclass
class Home(Shown):
    """The home page of `language` at `at`. `slots`: of a layout that is looked at before it is launched."""

    language: str
    at: object
    slots: list = None

    @cached_property
    def opinions(self):
        """The newest pieces of opinion that don't stand above, each with who wrote it as `signed`. One query."""
        rest = self._not_shown(self._opinion_keys, {placed.edition.pk for placed in self.top})[:OPINIONS]
        signed = _words_by(editions=[edition.pk for edition in rest]) if rest else []
        for edition in rest:
            edition.signed = [byline for byline in signed if byline.edition_id == edition.pk]
        return rest

    @cached_property
    def blocks(self):
        """[(section, its newest stories that don't stand above)], as in the menu; what is paid for comes last."""
        above = {placed.edition.pk for placed in self.top} | {edition.pk for edition in self.opinions}
        found = [(section, self._not_shown(section.newest, above)[:BLOCK]) for section in self.sections]
        return [(section, sorted(editions, key=_is_paid_for)) for section, editions in found if editions]

    @cached_property
    def corrections(self):
        """[(edition with the note, the story as it is now)] of the latest, also where a story was edited since."""
        by_article = self._by_article
        return [(note, by_article[note.article_id]) for note in self._notes if note.article_id in by_article]

    # What is fetched

    @cached_property
    def sections(self):
        """The menu's, each with the keys of its newest stories. One query: the indexes find each at once."""
        return _sections_of(**self._where, since=self.at - LATELY)

    @cached_property
    def _notes(self):
        return _noted(**self._where, since=self.at - LATELY)

    @property
    def _where(self):
        return {"language": self.language, "at": self.at}

    @property
    def _opinion_keys(self):
        return self.sections[0].opinions if self.sections else []

    @cached_property
    def _slots(self):
        slots = live_slots(self.language, None, self.at) if self.slots is None else self.slots
        return slots or usual_slots()

    @cached_property
    def _newest(self):
        return _cards(_newest_of(**self._where))

    @cached_property
    def _editions(self):
        """All that may be shown, by key: the newest, those of the sections, what was placed, what was corrected."""
        found = {edition.pk: edition for edition in self._newest}
        keys = {key for section in self.sections for key in section.newest} | set(self._opinion_keys)
        articles = {slot.article_id for slot in self._slots if slot.article_id}
        articles |= {note.article_id for note in self._notes}
        articles -= {edition.article_id for edition in found.values()}
        wanted = _named(keys=keys - found.keys(), articles=articles)
        rows = _by_keys(**self._where, **wanted) if wanted else []
        return found | {edition.pk: edition for edition in _cards(rows)}

    @cached_property
    def _by_article(self):
        return {edition.article_id: edition for edition in self._editions.values()}

    def _not_shown(self, keys, shown):
        return [self._editions[key] for key in keys if key in self._editions and key not in shown]


def _is_paid_for(edition):
    return edition.sponsored
