from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class VersionQuerySet(models.QuerySet):
    def waiting(self, **by):
        """Saves that came too late, and were neither merged nor dismissed yet."""
        return self.filter(self.is_waiting(**by))

    def is_waiting(self, **by):
        """The condition that `waiting` filters by."""
        return models.Q(origin=Version.Origin.SET_ASIDE, settled_at=None, **by)


class Version(models.Model):
    """The working copy as somebody saved it, kept for ever: no word that was accepted is lost.

    `Article.note_change` and `articles.history` make them. A version that is not the working copy and never was one
    (SET_ASIDE) is a save that came too late: somebody else had saved since its writer opened the story.
    """

    class Origin(models.TextChoices):
        SAVED = "saved", _("saved")
        MERGED = "merged", _("merged")
        RESTORED = "restored", _("restored")
        CORRECTED = "corrected", _("correction carried over")
        SET_ASIDE = "set_aside", _("set aside")

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", verbose_name=_("story"))
    number = models.PositiveIntegerField(_("number"))  # within its story, from 1, in the order in which they were kept
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.SAVED)
    base = models.PositiveIntegerField(default=0)  # the number of the version that its writer started from
    values = models.JSONField()  # of `articles.drafting`
    digest = models.CharField(max_length=64)  # of the values
    made_at = models.DateTimeField(_("saved at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("saved by")
    )
    # Of what was set aside: when that was settled, and the number of the version that it was merged into. None with a
    # time: somebody found that nothing of it was needed.
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_as = models.PositiveIntegerField(null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number_once")]
        indexes = [
            # What waits aside in a story, and the writer's own.
            models.Index(
                fields=["article", "made_by"],
                condition=models.Q(origin="set_aside", settled_at=None),
                name="version_waiting",
            )
        ]

    def __str__(self):
        return f"{self.article_id} v{self.number}"


class LogLine(models.Model):
    """What was decided about a story: who, what, when, from where. Written by the verbs in their own transaction."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="log", verbose_name=_("story"))
    verb = models.CharField(_("action"), max_length=30)  # the verb's function's name: "publish", "send_back" …
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    screen = models.CharField(_("from"), max_length=30, blank=True)  # "form", "list", "calendar" …; empty: a program
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    detail = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder
    )  # what was said with it: when, kind, note, reason …

    class Meta:
        verbose_name = _("log line")
        verbose_name_plural = _("log")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["article", "at"], name="log_of_article")]  # the story's log

    def __str__(self):
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M:%S}"
