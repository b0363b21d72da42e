from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from authors.models import Author
from images.models import Image

from .. import drafting, finding, prose
from ..baking import Content
from ..querysets import ArticleQuerySet
from ..relations import OF_ARTICLE, relations_of
from .section import Section, Tag

# Asked with each save; as a queryset it would take longer to be written than to be answered.
NEWER = "SELECT id, number, digest FROM articles_version WHERE article_id = %s AND number >= %s ORDER BY number"


class Genre(models.TextChoices):
    NEWS = "news", _("news")
    OPINION = "opinion", _("opinion")
    ANALYSIS = "analysis", _("analysis")
    INTERVIEW = "interview", _("interview")
    REVIEW = "review", _("review")
    SPONSORED = "sponsored", _("sponsored")


class Stage(models.TextChoices):
    """Of the working copy. What readers see has a status of its own, derived from the editions."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    SPIKED = "spiked", _("spiked")


class PublicationStatus(models.TextChoices):
    """Derived from the editions by `ArticleQuerySet.with_status(at)`, never stored."""

    UNPUBLISHED = "unpublished", _("unpublished")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    CHANGED = "changed", _("live, changes waiting")
    WITHDRAWN = "withdrawn", _("withdrawn")
    KILLED = "killed", _("killed")


class Words(models.Model):
    """What working copy and edition have in common: all that `baking.Content` copies from one to the other."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    section = models.ForeignKey(Section, models.PROTECT, related_name="%(class)ss", verbose_name=_("section"))
    genre = models.CharField(_("genre"), max_length=20, choices=Genre, default=Genre.NEWS)
    headline = models.CharField(_("headline"), max_length=200)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    slug = models.SlugField(_("slug"), max_length=100, blank=True, help_text=_("Empty: made from the headline."))
    dateline = models.CharField(_("dateline"), max_length=80, blank=True, help_text=_("Where it was filed."))
    body = models.TextField(_("text"), blank=True)
    lead_image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="led_%(class)ss", verbose_name=_("lead picture")
    )
    lead_caption = models.TextField(_("caption here"), blank=True, help_text=_("Empty: the picture's own caption."))
    sponsor_name = models.CharField(_("advertiser"), max_length=120, blank=True)
    sponsor_url = models.URLField(_("advertiser's site"), max_length=300, blank=True)
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=300, blank=True)
    evergreen = models.BooleanField(
        _("no freshness notice"), default=False, help_text=_("For stories that don't age, such as guides.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline

    @property
    def sponsored(self):
        return self.genre == Genre.SPONSORED

    def _content(self, **relations):
        values = {name: getattr(self, name) for name in Content.columns()}
        return Content(**values, **relations)


class Article(Words):
    """The working copy: what journalists edit. Readers never see it; publishing bakes it into an edition."""

    Stage = Stage
    PublicationStatus = PublicationStatus

    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    note_for_colleagues = models.TextField(_("note for colleagues"), blank=True, help_text=_("Never published."))
    embargoed_until = models.DateTimeField(
        _("embargoed until"), null=True, blank=True, help_text=_("No reader sees any of it before.")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)
    tags = TaggableManager(_("tags"), through="articles.ArticleTag", blank=True)
    first_published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(_("edited at"), default=timezone.now, editable=False)
    planned_for = models.DateTimeField(
        _("planned for"), null=True, blank=True, help_text=_("For the newsroom's calendar; it publishes nothing.")
    )
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)  # lists don't read the text
    # What the form that made it called itself: sent twice, it makes one story.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # the number of the version that this is
    # Of the content as it stands, so that lists can tell "live" from "live, changes waiting" without baking.
    digest = models.CharField(max_length=64, editable=False, default="")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-edited_at", "-pk"]
        permissions = [
            ("edit_any_article", _("Can edit the stories of others")),
            ("submit_article", _("Can submit stories")),
            ("approve_article", _("Can approve stories and send them back")),
            ("publish_article", _("Can publish, schedule, correct and withdraw stories")),
            ("override_gate", _("Can publish what the publish gate blocks")),
            ("kill_article", _("Can kill stories and restore killed ones")),
        ]
        indexes = [
            # which embargo ends next, for what is kept of readers' pages
            models.Index(
                fields=["embargoed_until"], name="article_embargoes", condition=models.Q(embargoed_until__isnull=False)
            ),
            # The list of stories in the admin: its order, and all that it is narrowed by, so that no story is read
            # for nothing.
            models.Index(
                fields=[
                    "-edited_at",
                    "-id",
                    "language",
                    "genre",
                    "stage",
                    "section",
                    "created_by",
                    "embargoed_until",
                    "first_published_at",
                    "digest",
                ],
                name="article_list",
            ),
            models.Index(fields=["-first_published_at", "-id"], name="article_published"),  # the list by publication
            models.Index(fields=["embargoed_until"], name="article_embargo"),  # the next embargo to end
            models.Index(fields=["planned_for"], name="article_planned"),  # the calendar
            models.Index(fields=["stage", "edited_at"], name="article_stage"),  # what waits for review, oldest first
            # Stories that were never published, by stage: those that are ready and wait for their hour.
            models.Index(
                fields=["stage", "-edited_at"], name="article_unpublished", condition=models.Q(first_published_at=None)
            ),
        ]

    @cached_property
    def original_id(self):
        """What links the translations of one story to each other."""
        return self.translation_of_id or self.pk

    @property
    def words(self):
        return prose.count_words(self.body)

    @property
    def characters(self):
        return prose.count_characters(self.body)

    @property
    def reading_minutes(self):
        return prose.reading_minutes(self.words)

    def relations(self):
        """Who signs it, its tags, its related stories and the pictures noted of its text. One query."""
        return relations_of(OF_ARTICLE, self.pk)

    def content(self, relations=None):
        """Everything that a reader would see, as a plain value. One query, or none with its `relations`."""
        return self._content(**(relations or self.relations()).of_content)

    def values(self, content=None):
        """The working copy as plain values, as versions keep it. One query, or none with its `content`."""
        aside = {name: getattr(self, name) for name in drafting.ASIDE}
        return drafting.values_of(content or self.content(), **aside)

    def note_change(self, at, by=None, *, relations=None, columns=(), **version):
        """To be called after each change of the working copy, with its row locked: keeps it as a version.

        Also stores its digest, the time, its length, its words for the search, which pictures it shows, and those of
        its `columns` that were changed and not stored yet. `by` is who changed it, `relations` its own where they are
        known, `version` more columns of the version (origin, base). Three queries where nothing changed, four where
        something did, and one less with `relations`; one more where its words are others than before, and up to three
        where its pictures are. Returns the version that it now is.
        """
        relations = relations or self.relations()
        content = self.content(relations)
        baked = content.baked()
        changed, self.digest = baked.digest != self.digest, baked.digest
        self.edited_at = at
        kept = self.keep(self.values(content), at=at, by=by, **version)
        self.version, self.word_count = kept.number, baked.words if changed else self.word_count
        self.save(update_fields=["digest", "edited_at", "version", "word_count", *columns])
        if changed:
            self._note_pictures(set(baked.pictures), set(relations.pictures))
            finding.note(self, relations.names)
        return kept

    def keep(self, values, *, at, by, **version):
        """Keep these values as a version, whether or not they become the working copy; two queries.

        None is made where the working copy holds the same already.
        """
        digest = drafting.digest_of(values)
        newer = list(self.versions.raw(NEWER, [self.pk, self.version]))
        if newer and newer[0].number == self.version and newer[0].digest == digest:
            return newer[0]
        number = newer[-1].number + 1 if newer else 1
        return self.versions.create(
            number=number, values=values, digest=digest, made_at=at, made_by=by, **{"base": self.version} | version
        )

    def _note_pictures(self, shown, noted):
        """Keep the index of the pictures in the text; a number that no picture has is left out."""
        if new := shown - noted:
            known = Image.objects.filter(pk__in=new).order_by("pk").values_list("pk", flat=True)
            ArticlePicture.objects.bulk_create(ArticlePicture(article=self, image_id=pk) for pk in known)
        if gone := noted - shown:
            self.picture_items.filter(image__in=gone).delete()


class ArticlePicture(models.Model):
    """A picture in the text of a working copy: kept with each change, so that the library knows where it is used."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="picture_items")
    image = models.ForeignKey(Image, models.PROTECT, related_name="article_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "image"], name="article_picture_once")]

    def __str__(self):
        return str(self.image)


class ArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="article_items")
    content_object = models.ForeignKey(Article, models.CASCADE, related_name="tag_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tag_once")]


class CreditManager(models.Manager):
    def get_queryset(self):
        """Nobody wants a byline without its author: one query fetches both, and the portrait."""
        return super().get_queryset().select_related("author__portrait")


class Credit(models.Model):
    """One author's part in a story."""

    class Role(models.TextChoices):
        WORDS = "words", _("words")
        PHOTO = "photo", _("photo")
        TRANSLATION = "translation", _("translation")
        AGENCY = "agency", _("agency")

    author = models.ForeignKey(Author, models.PROTECT, verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WORDS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CreditManager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.author)


class Byline(Credit):
    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")

    class Meta(Credit.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")


class RelatedPick(models.Model):
    """A related story that was chosen by hand."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_picks")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("story"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="related_pick_once")]

    def __str__(self):
        return str(self.other)
