"""Where a picture is used, without knowing who uses it.

Apps above the library say it themselves: each registers a function from its `AppConfig.ready()`.
"""

from dataclasses import dataclass

from django.db.models import PROTECT, Exists, OuterRef

from .models import Image

MOST = 100  # uses that are listed from one source
_sources = []


@dataclass(frozen=True)
class Use:
    """One place that shows a picture. `address` leads staff there; `status` names a colour of the skin."""

    title: str
    address: str
    kind: str
    status: str
    label: str
    date: str = ""


def source(function):
    """Register `function(image, at)`, which gives the uses it knows, at most MOST of them. Usable as a decorator."""
    if function not in _sources:
        _sources.append(function)
    return function


def uses(image, at):
    """Every place that shows `image`, as each source orders them. One query a source."""
    return [use for function in _sources for use in function(image, at)]


def _relations():
    """What holds a picture back from deletion is what uses it: every reverse relation that protects it."""
    return [relation for relation in Image._meta.related_objects if relation.on_delete is PROTECT]


def unused(images):
    """Those of the queryset `images` that nothing shows, and nothing showed before."""
    for relation in _relations():
        images = images.exclude(Exists(relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})))
    return images


def is_used(image):
    return not unused(Image.objects.filter(pk=image.pk)).exists()
