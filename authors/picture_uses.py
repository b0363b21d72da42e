"""Whose portrait a picture is, for the library: `AuthorsConfig.ready()` loads it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.usage import MOST, Use, source


@source
def as_portraits(image, at):
    """The authors whose portrait it is, whatever the instant. One query."""
    authors = image.portrayed.only("display_name", "portrait")[:MOST]
    return [_use(author) for author in authors]


def _use(author):
    address = reverse("admin:authors_author_change", args=[author.pk])
    return Use(author.display_name, address, _("portrait"), "live", _("portrait"))
