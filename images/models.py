import secrets
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

# Focal points are shares of the width and the height, from the upper left corner.
SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def unguessable_name(image, filename):
    """A path that can't be guessed: the picture of an embargoed story must stay unseen even by who knows its name."""
    return f"images/{secrets.token_urlsafe(16)}/{PurePath(filename).name[-60:]}"


class Keyword(TagBase):
    """What the library is searched by; readers never see it. Pictures bring their own along (IPTC)."""

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["name"]


class Image(models.Model):
    """One picture of the library; `file` is a master without metadata (see `ingest`)."""

    file = models.ImageField(_("file"), upload_to=unguessable_name, max_length=200)
    width = models.PositiveIntegerField(_("width"), editable=False)  # pixels
    height = models.PositiveIntegerField(_("height"), editable=False)  # pixels
    title = models.CharField(_("title"), max_length=200, blank=True, help_text=_("For the library; never published."))
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who can't see it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    keywords = TaggableManager(_("keywords"), through="images.ImageKeyword", blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    camera = models.CharField(_("camera"), max_length=120, blank=True)

    # Rights
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Agency, archive or sender."))
    usage_terms = models.TextField(_("usage terms"), blank=True)
    not_after = models.DateTimeField(
        _("not after"), null=True, blank=True, help_text=_("From then on it can't be newly published.")
    )
    once_only = models.BooleanField(_("once only"), default=False, help_text=_("In one story, and in no other."))
    not_for_partners = models.BooleanField(
        _("not for partners"), default=False, help_text=_("Left out of what other outlets receive.")
    )
    blocked = models.BooleanField(_("blocked"), default=False, help_text=_("Can't be newly published at all."))

    focal_x = models.FloatField(_("focal point, across"), default=0.5, validators=SHARE)
    focal_y = models.FloatField(_("focal point, down"), default=0.5, validators=SHARE)
    widths = models.JSONField(editable=False, default=list)  # the renditions that exist, in pixels
    # So that the same picture is not kept twice: of the uploaded bytes, and of what it looks like (64 bits, signed).
    sha256 = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  None: not known
    fingerprint = models.BigIntegerField(null=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.title or self.alt_text or self.caption or PurePath(self.file.name).name

    def keep(self, prepared, name):
        """Store an `ingest.Prepared` picture as this one's files, and save the row."""
        self.width, self.height, self.widths = prepared.width, prepared.height, list(prepared.renditions)
        self.file.save(f"{name}.webp", ContentFile(prepared.master), save=False)
        for width, content in prepared.renditions.items():
            self.file.storage.save(self.rendition_name(width), ContentFile(content))
        self.save()

    @property
    def focus(self):
        """The focal point as CSS `object-position` wants it."""
        return f"{self.focal_x:.0%} {self.focal_y:.0%}"

    def rendition_name(self, width):
        return str(PurePath(self.file.name).with_name(f"{width}.webp"))

    def rendition_url(self, width):
        return self.file.storage.url(self.rendition_name(width))

    @property
    def srcset(self):
        return ", ".join(f"{self.rendition_url(width)} {width}w" for width in self.widths)

    @property
    def url(self):
        """The middle rendition, or the master where there is none."""
        return self.rendition_url(self.widths[len(self.widths) // 2]) if self.widths else self.file.url

    @property
    def thumbnail_url(self):
        return self.rendition_url(self.widths[0]) if self.widths else self.file.url

    @property
    def share_url(self):
        """The picture that social networks show: the widest rendition."""
        return self.rendition_url(self.widths[-1]) if self.widths else self.file.url


class ImageKeyword(ItemBase):
    tag = models.ForeignKey(Keyword, models.CASCADE, related_name="image_items")
    content_object = models.ForeignKey(Image, models.CASCADE, related_name="keyword_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="image_keyword_once")]
