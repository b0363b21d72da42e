"""Fronts, and the layouts in which editors arrange them.

A layout never changes once it is made: saving or launching makes another. Which one readers see at an instant follows
from `live_from` alone, so nothing has to run at the hour at which a front changes.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.constraints import Frozen
from articles.models import Article, Section
from articles.querysets import require_aware

ARRANGE = "frontpage.arrange_front"


class Style(models.TextChoices):
    LEAD = "lead", _("lead")
    LARGE = "large", _("large")
    STANDARD = "standard", _("standard")
    BRIEF = "brief", _("brief")


class Front(models.Model):
    """The home page of a language, or the page of one of its sections."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    section = models.OneToOneField(
        Section, models.CASCADE, null=True, blank=True, related_name="front", verbose_name=_("section")
    )  # None: the home page

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        default_permissions = ()
        permissions = [("arrange_front", _("Can arrange fronts"))]
        constraints = [
            models.UniqueConstraint(
                fields=["language"], condition=models.Q(section=None), name="front_one_home_a_language"
            ),
        ]

    def __str__(self):
        return self.section.name if self.section else str(_("Home page"))

    @property
    def key(self):
        """How addresses name it: "fr", "fr.mer"."""
        return f"{self.language}.{self.section.slug}" if self.section else self.language


class LayoutQuerySet(models.QuerySet):
    def of(self, language, section=None):
        """Those of one front; it needs no row yet."""
        return self.filter(front__language=language, front__section=section)

    def live(self, at):
        """Those that were launched by `at` and not called off; the newest of them is what readers see."""
        return self.filter(live_from__lte=require_aware(at), cancelled_at=None).order_by("-live_from", "-pk")

    def waiting(self, at):
        """Those that are to be launched after `at`, the next first."""
        return self.filter(live_from__gt=require_aware(at), cancelled_at=None).order_by("live_from", "pk")

    def newest_first(self):
        return self.order_by("-pk")

    def with_people(self):
        return self.select_related("made_by", "cancelled_by")


class Layout(models.Model):
    """A front as somebody arranged it. Readers see it from `live_from` until the next one; None: a draft."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="layouts")
    live_from = models.DateTimeField(_("live from"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = LayoutQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [Frozen(name="layout_frozen", but=("made_by", "cancelled_at", "cancelled_by"))]
        indexes = [
            models.Index(fields=["front", "-live_from"], name="layout_of_front"),  # what readers see
            models.Index(fields=["live_from"], name="layout_starts"),  # what starts next, as the slots' end
        ]

    def __str__(self):
        return f"{self.front_id}/{self.pk}"


class Slot(models.Model):
    """A place in a layout. Without a story, or while its story isn't live, the newest one not shown yet fills it."""

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    style = models.CharField(_("style"), max_length=10, choices=Style)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    headline = models.CharField(_("headline"), max_length=200, blank=True)  # instead of the story's own
    pinned_until = models.DateTimeField(_("pinned until"), null=True, blank=True)
    # Of the story in this slot, also where the layout was made later by somebody else.
    placed_at = models.DateTimeField(null=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["layout", "position"], name="slot_one_a_position"),
            Frozen(name="slot_frozen", but=("article", "placed_by")),  # either may be deleted
        ]
        indexes = [
            models.Index(fields=["pinned_until"], name="slot_ends", condition=models.Q(pinned_until__isnull=False)),
        ]

    def __str__(self):
        return f"{self.position}: {self.get_style_display()}"

    def holds(self, at):
        """Whether its story still stands here at `at`, as far as the slot has a say."""
        return bool(self.article_id) and (self.pinned_until is None or self.pinned_until > at)
