from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from .. import addresses
from ..querysets import TagQuerySet
from ..slugs import make_slug


class SectionQuerySet(models.QuerySet):
    def in_language(self, language):
        return self.filter(language=language)


class Section(models.Model):
    """A part of the newspaper (FR: rubrique), in one language: the English pages have sections of their own."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60)
    description = models.CharField(_("description"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the menu."))

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["language", "position", "name"]
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="section_slug_unique")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return addresses.section(self.language, self.slug)

    def clean(self):
        if self.slug and self.language and self._address_is_taken():
            raise ValidationError({"slug": _("This address belongs to another page of the site.")})

    def _address_is_taken(self):
        with override(self.language):
            address = self.get_absolute_url()
            try:
                other_language = get_language_from_path(address) not in (None, self.language)
                return other_language or resolve(address).view_name != "articles:section"
            except Resolver404:
                return True


class Tag(TagBase):
    """A subject that stories share, across sections and languages."""

    description = models.TextField(_("description"), blank=True)

    objects = TagQuerySet.as_manager()

    def slugify(self, tag, i=None):
        """Every tag has an address, in whatever script it is written."""
        slug = make_slug(tag, 90, otherwise="tag")
        return f"{slug}-{i}" if i else slug

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        permissions = [("merge_tag", _("Can merge tags"))]

    def get_absolute_url(self):
        return addresses.tag(self.slug)


class FormerTag(models.Model):
    """The address of a tag that was merged into another: it leads to the one that stayed."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former_tags")

    def __str__(self):
        return self.slug
