"""The newsroom's first page: what waits for this person, what is about to happen, and what is not as it should be.

Each block is one bounded question, asked when the template shows it: as many queries and as much work with a hundred
thousand stories as with fifty.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import gate
from articles.models import Article, Edition, LogLine, Takedown
from articles.permissions import APPROVE, EDIT_ANY, own
from masthead.gate import Rule

from .calendar_days import beginning_of
from .models import OpenStory, Remark

Stage, Status = Article.Stage, Article.PublicationStatus
ROWS = 6  # stories in a block
LOOKED_AT = 100  # stories of which a block chooses its rows
EDITED_LATELY = 2000  # among so many, those that were edited last, live stories with changes waiting are looked for
LOOKED_AHEAD = 20  # stories of each kind that the gate is asked about
AHEAD = timedelta(hours=48)
STEPS = ("submit", "send_back", "approve")  # the verbs that tell where a working copy came from
LIGHT = ("headline", "stage", "edited_at", "planned_for", "embargoed_until", "created_by_id", "section__name")


@dataclass(frozen=True)
class Event:
    """Something that readers will notice, or that the newsroom means to do, at one instant."""

    at: datetime
    kind: str  # appears, update, offline, planned
    label: str
    article_id: int
    headline: str
    section: str


class Dashboard:
    """What `user` sees at `at`."""

    def __init__(self, user, at):
        self.user, self.at = user, at
        self.may_approve, self.may_edit_any = user.has_perm(APPROVE), user.has_perm(EDIT_ANY)

    @property
    def minute(self):
        return self.at.replace(second=0, microsecond=0)

    @cached_property
    def tomorrow(self):
        """The end of today, in the newsroom's zone: 23, 24 or 25 hours after its beginning."""
        return beginning_of(timezone.localdate(self.at) + timedelta(days=1))

    # The working copies

    @cached_property
    def drafts(self):
        """One's own, those that were sent back first, then the newest edited."""
        newest = self._drafts
        for story in newest:
            line = self._steps.get(story.pk)
            story.sent_back = line if line and line.verb == "send_back" else None
        return _rows(sorted(newest, key=lambda story: not story.sent_back))

    @cached_property
    def waiting(self):
        """For those who approve, all that was submitted, the oldest first; for the others, what they handed in."""
        for story in self._submitted:
            story.handed_in = self._steps.get(story.pk)
            story.waits_since = story.handed_in.at if story.handed_in else story.edited_at
        return _rows(sorted(self._submitted, key=lambda story: story.waits_since))

    @cached_property
    def _drafts(self):
        return list(_light(Article.objects.filter(self._own, stage=Stage.DRAFT)).order_by("-edited_at")[:LOOKED_AT])

    @cached_property
    def _submitted(self):
        submitted = Article.objects.filter(self._reviewed, stage=Stage.SUBMITTED)
        return list(_light(submitted).order_by("edited_at")[:LOOKED_AT])

    @cached_property
    def _steps(self):
        """The last step of each of these stories, by its number. One query."""
        numbers = [story.pk for story in (*self._drafts, *self._submitted)]
        lines = LogLine.objects.filter(article__in=numbers, verb__in=STEPS).select_related("by").order_by("at", "pk")
        return {line.article_id: line for line in lines}

    @cached_property
    def _own(self):
        return own(self.user)

    @property
    def _reviewed(self):
        return Q() if self.may_approve else self._own

    @property
    def _editable(self):
        return Q() if self.may_edit_any else self._own

    # What readers will notice

    @cached_property
    def schedule(self):
        """What appears, goes offline or is planned before midnight, in order."""
        events = (event for event in self._events if event.at < self.tomorrow)
        return _rows(sorted(events, key=lambda event: event.at), 12)

    @cached_property
    def next_event(self):
        """What comes first after midnight, where nothing is left for today."""
        return min((event for event in self._events if event.kind != "planned"), key=lambda e: e.at, default=None)

    @cached_property
    def _events(self):
        return [*self._appearing(), *self._ending(), *self._planned()]

    @cached_property
    def _coming(self):
        """The editions that start within two days. One query, for the schedule and for the gate."""
        editions = Edition.objects.pending(self.at).filter(live_from__lt=self.at + AHEAD)
        light = editions.select_related("section").only("headline", "live_from", "kind", "article_id", "section__name")
        return list(light.order_by("live_from")[:LOOKED_AT])

    def _appearing(self):
        for edition in self._coming:
            first = edition.kind == Edition.Kind.FIRST
            kind, label = ("appears", _("appears")) if first else ("update", edition.get_kind_display())
            yield Event(edition.live_from, kind, label, edition.article_id, edition.headline, edition.section.name)

    def _ending(self):
        takedowns = Takedown.objects.filter(lifted_at=None, at__gt=self.at, at__lt=self.at + AHEAD).order_by("at")
        named = takedowns.values_list("at", "article_id", "article__headline", "article__section__name")
        for at, *story in named[:LOOKED_AT]:
            yield Event(at, "offline", _("goes offline"), *story)

    def _planned(self):
        """Plans of today; a story that is scheduled needs none any more."""
        scheduled = {edition.article_id for edition in self._coming}
        planned = Article.objects.filter(planned_for__gt=self.at, planned_for__lt=self.tomorrow).order_by("planned_for")
        for at, pk, *rest in planned.values_list("planned_for", "pk", "headline", "section__name")[:LOOKED_AT]:
            if pk not in scheduled:
                yield Event(at, "planned", _("planned"), pk, *rest)

    @cached_property
    def changed(self):
        """Live stories whose working copy says something that readers don't see yet, newest edited first."""
        # Its value and not a subquery: PostgreSQL would take it for a third of all stories, and compile its plan first.
        older = Article.objects.order_by("-edited_at").values_list("edited_at", flat=True)[EDITED_LATELY:][:1]
        stories = Article.objects.filter(self._editable, *(Q(edited_at__gt=edited) for edited in older))
        return _rows(_light(stories.of_status(Status.CHANGED, self.at)).order_by("-edited_at")[: ROWS + 1])

    @cached_property
    def embargoes(self):
        """Those that end today, with what follows: `follows` is true where readers will see the story then."""
        ending = Article.objects.filter(embargoed_until__gt=self.at, embargoed_until__lt=self.tomorrow)
        stories = list(_light(ending.with_status(self.at)).order_by("embargoed_until")[: ROWS + 1])
        for story in stories:
            story.follows = story.publication_status == Status.SCHEDULED
        return _rows(stories)

    # What is not as it should be

    @cached_property
    def warnings(self):
        """What the gate says of stories that appear within two days or are approved, the blocked ones first."""
        starts = {edition.article_id: edition.live_from for edition in self._coming[:LOOKED_AHEAD]}
        ready = Article.objects.filter(stage=Stage.APPROVED, first_published_at=None).order_by("-edited_at")
        soon = Q(pk__in=list(starts)) | Q(pk__in=ready.values("pk")[:LOOKED_AHEAD])
        stories = list(Article.objects.filter(self._editable, soon).select_related("section").order_by("pk"))
        found = gate.findings_of(stories, at=self.at, starts=starts) if stories else []
        told = [
            (story, _news(story, findings, starts.get(story.pk)), starts.get(story.pk))
            for story, findings in zip(stories, found, strict=True)
        ]
        return _rows(sorted((pair for pair in told if pair[1]), key=_urgency))

    # What is mine and unfinished

    @cached_property
    def unsaved(self):
        """Words that were kept while they were written, and not saved since."""
        kept = OpenStory.objects.filter(user=self.user, kept_at__isnull=False).exclude(fields=None)
        stories = kept.select_related("article").only("kept_at", "fields", "screen", "user", "article__headline")
        return [_named(story) for story in stories.order_by("-kept_at")[:ROWS]]

    @cached_property
    def mentions(self):
        """Remarks that name this person and wait for an answer."""
        remarks = Remark.objects.filter(mentions=self.user, resolved_at=None).select_related("by", "article")
        return remarks.only("text", "at", "by__first_name", "by__last_name", "by__username", "article__headline")[:ROWS]


@dataclass(frozen=True)
class Rows:
    """What a block shows, and whether there is more of it."""

    shown: list
    more: bool

    def __iter__(self):
        return iter(self.shown)

    def __len__(self):
        return len(self.shown)


def _rows(found, most=ROWS):
    found = list(found)
    return Rows(found[:most], len(found) > most)


def _light(articles):
    """Without the long texts."""
    return articles.select_related("section").only(*LIGHT)


def _news(story, findings, start):
    """Without the embargo that will have ended when the story appears."""
    ended = story.embargoed_until and start and story.embargoed_until <= start
    return [finding for finding in findings if not (ended and finding.rule == Rule.EMBARGO)]


def _urgency(pair):
    """What blocks first, then what appears first; what has no time yet comes last."""
    _story, findings, start = pair
    return not findings[0].blocks, start is None, start.timestamp() if start else 0


def _named(story):
    """An open story with a headline: the saved one, or of a new story the one that was typed."""
    typed = (story.fields or {}).get("headline") or [""]
    story.headline = story.article.headline if story.article else str(typed[0]).strip()
    return story
