from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListChoice(models.Model):
    """How somebody wants the list of stories: its columns in their order, and filters kept under names."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="list_choice")
    columns = models.JSONField(null=True)  # their names; None: the usual ones
    views = models.JSONField(default=list)  # [{"name", "query": as in an address}]

    class Meta:
        verbose_name = _("choice of columns")
        verbose_name_plural = _("choices of columns")

    def __str__(self):
        return str(self.user)
