from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class OpenStory(models.Model):
    """A story that somebody has open: since when, last heard of when, and the words that are not saved yet.

    One row per person, story and screen; one more per person for a new story that has no row yet.
    """

    class Screen(models.TextChoices):
        WRITING = "", "writing"
        CORRECTING = "correct", "correcting"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_stories")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="opened")
    screen = models.CharField(max_length=10, choices=Screen, default=Screen.WRITING, blank=True)
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # of a form that is still open
    base = models.PositiveIntegerField(default=0)  # the version, or for a correction the edition, that it started from
    fields = models.JSONField(null=True, encoder=DjangoJSONEncoder)  # what the form holds, as it would be sent
    kept_at = models.DateTimeField(null=True)  # when `fields` were kept; None: nothing is unsaved
    form = models.CharField(max_length=36, default="")  # which opened form `fields` come from
    stamp = models.BigIntegerField(default=0)  # grows with each time that this form was kept
    saved = models.CharField(max_length=36, default="")  # the form that was saved last: what it kept comes too late

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article", "screen"], name="open_screen_once"),
            models.UniqueConstraint(fields=["user"], condition=models.Q(article=None), name="open_new_story_once"),
        ]
        indexes = [models.Index(fields=["article", "heard_at"], name="open_story_heard")]  # who else has it open

    def __str__(self):
        return f"{self.user_id}: {self.article_id}"


class Remark(models.Model):
    """What a colleague says about a story; never public."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("remark"), max_length=2000)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in", blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["article", "at"], name="remark_of_article")]  # a story's remarks

    def __str__(self):
        return self.text[:60]


class SharedLink(models.Model):
    """A preview for somebody without an account, until it expires or is revoked.

    Only the digest of its token is kept: the address is known to those it was given to, and to nobody who reads the
    database.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of the token, in hexadecimal
    article = models.ForeignKey(Article, models.CASCADE, related_name="shared_links", verbose_name=_("story"))
    version = models.PositiveIntegerField(_("version"), null=True)  # None: the working copy, whatever it becomes
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    opened_at = models.DateTimeField(_("last opened at"), null=True)

    class Meta:
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["article", "-made_at"], name="shared_link_of_article")]  # the story's links

    def __str__(self):
        return f"{self.article_id}, until {self.expires_at:%Y-%m-%d %H:%M}"

    def is_open(self, at):
        return self.revoked_at is None and at < self.expires_at
