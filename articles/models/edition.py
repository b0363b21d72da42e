from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.models import Author
from images.models import Image

from .. import addresses
from ..constraints import Frozen, NoOverlap
from ..querysets import EditionQuerySet, TakedownQuerySet
from ..relations import OF_EDITION, relations_of
from .article import Article, Credit, Words
from .section import Tag


class Kind(models.TextChoices):
    FIRST = "first", _("first edition")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    RIGHT_OF_REPLY = "right_of_reply", _("right of reply")
    MINOR = "minor", _("minor change")


class Edition(Words):
    """What was published: an immutable copy of an article, live in the half-open period `[live_from, live_until)`.

    Only `articles.publishing` makes editions. The database refuses overlapping periods and changes of the content.
    """

    Kind = Kind
    NOTE_REQUIRED = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.RIGHT_OF_REPLY})

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("story"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    note = models.TextField(_("public note"), blank=True)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    # These two follow `live_from` while it is still ahead, and never change again.
    first_published_at = models.DateTimeField(_("first published at"))
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)  # None: nothing but minor changes
    earlier_notes = models.JSONField(default=list)  # [{"kind", "at" (ISO 8601), "text"}] of the editions before

    authors = models.ManyToManyField(Author, through="EditionByline", related_name="editions")
    tags = models.ManyToManyField(Tag, through="EditionTag", related_name="editions")
    pictures = models.ManyToManyField(Image, through="EditionPicture", related_name="editions")  # those of the body
    related = models.ManyToManyField(Article, through="EditionRelated", related_name="+")

    words = models.PositiveIntegerField(_("words"))
    characters = models.PositiveIntegerField(_("characters"))
    reading_minutes = models.PositiveSmallIntegerField(_("reading time in minutes"))
    digest = models.CharField(max_length=64)

    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["live_from", "pk"]
        constraints = [
            NoOverlap(name="edition_no_overlap", scope="article", start="live_from", end="live_until"),
            Frozen(
                name="edition_frozen",
                # The digest follows the tags, which are merged now and then.
                but=("live_from", "live_until", "first_published_at", "updated_at", "made_by", "digest"),
            ),
            models.CheckConstraint(
                condition=models.Q(live_until=None) | models.Q(live_until__gte=models.F("live_from")),
                name="edition_period_forward",
            ),
        ]
        indexes = [
            # The story's page; with all that a story's status is derived from, so that lists read no edition.
            models.Index(fields=["article", "live_from", "live_until", "digest"], name="edition_of_article"),
            models.Index(fields=["live_from", "article"], name="edition_starts"),  # which stories wait
            # what ends next, for what is kept of readers' pages
            models.Index(fields=["live_until"], name="edition_ends", condition=models.Q(live_until__isnull=False)),
            models.Index(fields=["language", "-first_published_at"], name="edition_newest"),  # home
            models.Index(fields=["section", "-first_published_at"], name="edition_of_section"),  # section pages
            # The home page's opinions, which may be few among many stories.
            models.Index(fields=["language", "genre", "-first_published_at"], name="edition_opinions"),
            models.Index(fields=["language", "-live_from", "kind"], name="edition_notes"),  # the corrections page
        ]

    def get_absolute_url(self):
        return addresses.story(self.language, self.section.slug, self.slug, self.article_id)

    def versions_address(self):
        """Of the page that lists what readers saw of the story."""
        return addresses.versions(self.language, self.section.slug, self.slug, self.article_id)

    def content(self):
        """The content again as a plain value, to make another edition from. One query."""
        return self._content(**relations_of(OF_EDITION, self.pk).of_content)

    @property
    def own_notes(self):
        """This edition's note, if it has one, in the form in which later editions remember it."""
        return [{"kind": self.kind, "at": self.live_from.isoformat(), "text": self.note}] if self.note else []

    @property
    def notes(self):
        """The public notes of this edition and of those before it, newest first, their times as datetimes."""
        notes = [note | {"at": datetime.fromisoformat(note["at"])} for note in self.earlier_notes + self.own_notes]
        return [note | {"label": Kind(note["kind"]).label} for note in reversed(notes)]

    @property
    def stamp(self):
        """The second of the last update that readers were told of, since 1970; 0 if there was none."""
        return int(self.updated_at.timestamp()) if self.updated_at else 0

    @property
    def substantive(self):
        return self.kind not in {Kind.FIRST, Kind.MINOR}


class Listed(models.Model):
    """A row by which an edition is in a list, with what the list is narrowed and ordered by: one index finds a page."""

    language = models.CharField(max_length=5)
    # As the edition's `first_published_at`; None: the edition is in that list by another row.
    listed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class EditionByline(Listed, Credit):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines")

    class Meta(Credit.Meta):
        constraints = [Frozen(name="edition_byline_frozen", but=("listed_at",))]
        indexes = [
            # an author's page
            models.Index(fields=["author", "language", "-listed_at", "edition"], name="edition_of_author"),
        ]

    def __str__(self):
        return str(self.author)


class EditionTag(Listed):
    """Not frozen: when two tags are merged, old stories go to the page of the one that stays."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tag_items")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="edition_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]
        indexes = [
            models.Index(fields=["tag", "language", "-listed_at", "edition"], name="edition_of_tag"),  # a tag's page
        ]

    def __str__(self):
        return str(self.tag)


class EditionPicture(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="picture_items")
    image = models.ForeignKey(Image, models.PROTECT, related_name="edition_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "image"], name="edition_picture_once"),
            Frozen(name="edition_picture_frozen"),
        ]

    def __str__(self):
        return str(self.image)


class EditionLink(models.Model):
    """Another story that the text links to or shows as a card: its address is looked up when the page is drawn."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="link_items")
    other = models.ForeignKey(Article, models.CASCADE, related_name="linked_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "other"], name="edition_link_once"),
            Frozen(name="edition_link_frozen"),
        ]

    def __str__(self):
        return str(self.other)


class EditionRelated(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="related_items")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [Frozen(name="edition_related_frozen")]

    def __str__(self):
        return str(self.other)


class Takedown(models.Model):
    """Why a story went, or will go, offline, and since when. The editions' periods do the work; this is the reason."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        KILLED = "killed", _("killed")

    article = models.ForeignKey(Article, models.PROTECT, related_name="takedowns")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), help_text=_("For the newsroom; never public."))
    notice = models.TextField(_("public notice"), blank=True, help_text=_("Shown at the story's address."))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("takedown")
        verbose_name_plural = _("takedowns")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], name="takedown_at")]  # what goes offline today; the calendar

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"
