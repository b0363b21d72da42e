from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class OpenStory(models.Model):
    """A story that somebody has open: since when, last heard of when, and the words that are not saved yet.

    One row per person and story; one more per person for a new story that has no row yet.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_stories")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="opened")
    opened_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # of a form that is still open
    base = models.PositiveIntegerField(default=0)  # the version that the writer started from
    fields = models.JSONField(null=True, encoder=DjangoJSONEncoder)  # what the form holds, as it would be sent
    kept_at = models.DateTimeField(null=True)  # when `fields` were kept; None: nothing is unsaved

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="open_story_once"),
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
