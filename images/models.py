import secrets
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from . import likeness, renditions
from .showing import Showing
from .storages import default_storage, originals

# Focal points are shares of the width and the height, from the upper left corner.
SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]
SLUG_LENGTH = 90  # characters of a keyword's, of the 100 that there are
MOST_TRIES = 3  # of making a picture's renditions; then it is left for a person to look at


def unguessable_folder():
    """A place that can't be guessed: the picture of an embargoed story must stay unseen even by who knows its name."""
    return f"pictures/{secrets.token_urlsafe(16)}"


def private_name(image, filename):
    """Another token than the public folder's, which readers know."""
    return f"{secrets.token_urlsafe(16)}/{PurePath(filename).name[-60:]}"


class Keyword(TagBase):
    """What the library is searched by; readers never see it. Pictures bring their own along (IPTC)."""

    def slugify(self, tag, i=None):
        """Short enough for the number that tells it from another, and something in whatever script it is written."""
        slug = super().slugify(tag)[:SLUG_LENGTH] or "keyword"
        return f"{slug}_{i}" if i else slug

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["name"]


class ImageQuerySet(models.QuerySet):
    def unfinished(self):
        """Those with renditions to make: never made, made by an older plan, or cut around another focal point."""
        return self.exclude(made_plan=renditions.PLAN, made_x=F("focal_x"), made_y=F("focal_y"))

    def alike(self, fingerprint):
        """Pictures that look like this one, the most alike first. One query on four indexes, however many there are."""
        if fingerprint is None:
            return []
        candidates = self.alike_candidates(fingerprint)
        found = [(likeness.differences(image.fingerprint, fingerprint), image) for image in candidates]
        found = [(bits, image) for bits, image in found if bits <= likeness.MOST_DIFFERENT]
        return [image for _bits, image in sorted(found, key=lambda pair: (pair[0], pair[1].pk))]

    def alike_candidates(self, fingerprint):
        """A superset of those that are alike: about a hundred of 100,000."""
        quarters = zip(BANDS, likeness.bands(fingerprint), strict=True)
        near = Q(*((f"{name}__in", likeness.near(band)) for name, band in quarters), _connector=Q.OR)
        return self.filter(near).order_by()


def band(shift):
    """A quarter of the fingerprint, kept by the database itself, for `alike`."""
    expression = F("fingerprint").bitrightshift(shift).bitand(likeness.BAND_MASK)
    return models.GeneratedField(
        expression=expression, output_field=models.IntegerField(null=True), db_persist=True, db_index=True
    )


class Image(Showing, models.Model):
    """One picture of the library.

    `original` is private, and exactly what was uploaded. `master` is private too: upright, sRGB, without metadata; all
    that readers see is cut from it, and lies in `folder`. `renditions` says what exists there, by ratio and format:
    {"16:9": {"mark": "50-40", "webp": [320, 640], …}, …}.
    """

    original = models.FileField(_("file"), storage=originals, upload_to=private_name, max_length=200, editable=False)
    master = models.FileField(storage=originals, upload_to=private_name, max_length=200, editable=False)
    folder = models.CharField(max_length=60, default=unguessable_folder, unique=True, editable=False)
    renditions = models.JSONField(default=dict, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)  # pixels, of the master
    height = models.PositiveIntegerField(_("height"), editable=False)  # pixels, of the master
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
    # What all renditions were made for, once they all exist: `unfinished` compares. Null or 0: not made yet.
    made_plan = models.PositiveSmallIntegerField(default=0, editable=False)
    made_x = models.FloatField(null=True, editable=False)
    made_y = models.FloatField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)  # begun since they were last asked for
    # So that the same picture is not kept twice: of the uploaded bytes, and of what it looks like (64 bits, signed).
    sha256 = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  None: not known
    fingerprint = models.BigIntegerField(null=True, editable=False)
    band_a, band_b, band_c, band_d = map(band, likeness.BANDS)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("lift_rights", _("Can lift the restrictions of pictures"))]
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.title or self.alt_text or self.caption or PurePath(self.original.name).stem

    @property
    def focus(self):
        return self.focal_x, self.focal_y

    @property
    def ready(self):
        """Whether all renditions exist, cut around the focal point as it stands."""
        return (self.made_plan, self.made_x, self.made_y) == (renditions.PLAN, *self.focus)

    def keep_rendition(self, ratio, mark, width, kind, content):
        """Store the bytes of a public file in this picture's folder; the same again replaces it."""
        file = ContentFile(content)
        file.content_type = renditions.TYPES[kind]  # an object storage asks for it
        default_storage.save(f"{self.folder}/{renditions.file_name(ratio, mark, width, kind)}", file)


BANDS = ["band_a", "band_b", "band_c", "band_d"]


class ImageKeyword(ItemBase):
    tag = models.ForeignKey(Keyword, models.CASCADE, related_name="image_items")
    content_object = models.ForeignKey(Image, models.CASCADE, related_name="keyword_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="image_keyword_once")]
