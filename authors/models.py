from functools import lru_cache

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from images.models import Image


class AuthorQuerySet(models.QuerySet):
    def reachable(self):
        """Those to whom readers can write."""
        return self.filter(former=False).exclude(email="", user=None)

    def for_page(self):
        """With portrait and links: two queries whatever the number of authors."""
        return self.select_related("portrait").prefetch_related("links")


class Role(models.TextChoices):
    """In which part of the newsroom somebody is, in the order of the page that lists them all."""

    DIRECTION = "direction", _("Editors in chief")
    DESK = "desk", _("Editors")
    REPORTING = "reporting", _("Reporters")
    PICTURES = "pictures", _("Photographers and illustrators")
    CONTRIBUTORS = "contributors", _("Contributors")
    AGENCY = "agency", _("Agencies")


@lru_cache(maxsize=2000)
def _address(slug, *_what_else_decides):
    """A page of stories names their authors again and again, and each time Django would look through all patterns."""
    return reverse("authors:author", args=[slug])


class Author(models.Model):
    """Who signs. Most have an account (`user`); agencies and guests have none."""

    Role = Role

    display_name = models.CharField(_("display name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    job_title_en = models.CharField(_("job title in English"), max_length=120, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    biography_en = models.TextField(_("biography in English"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.REPORTING)
    portrait = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="portrayed", verbose_name=_("portrait")
    )
    email = models.EmailField(_("public e-mail"), blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    topics = models.CharField(_("topics"), max_length=300, blank=True, help_text=_("Separated by commas."))
    former = models.BooleanField(_("former"), default=False, help_text=_("No longer writes for us; the page stays."))

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["display_name"]

    def __str__(self):
        return self.display_name

    def get_absolute_url(self):
        return _address(self.slug, get_language(), settings.LANGUAGE_CODE, get_script_prefix())

    @property
    def is_reachable(self):
        """Whether readers can write to this author: as `reachable`, without a query."""
        return not self.former and bool(self.email or self.user_id)

    @property
    def title(self):
        """The job title in the reader's language, or in the newsroom's where it has no translation."""
        return (get_language() == "en" and self.job_title_en) or self.job_title

    @property
    def bio(self):
        """The biography in the reader's language, or in the newsroom's where it has no translation."""
        return (get_language() == "en" and self.biography_en) or self.biography

    @property
    def topic_list(self):
        return [topic for topic in (part.strip() for part in self.topics.split(",")) if topic]

    @property
    def language_names(self):
        return [name for code, name in settings.LANGUAGES if code in self.languages]


class AuthorLink(models.Model):
    author = models.ForeignKey(Author, models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"), max_length=300, validators=[URLValidator(schemes=["http", "https"])])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label
