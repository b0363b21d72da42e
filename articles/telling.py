"""What a row says, as one text: what is drawn from rows can be kept by it, and is never out of date."""

from functools import lru_cache
from operator import attrgetter

from django.conf import settings
from django.db.models import Model
from django.urls import get_script_prefix
from django.utils.translation import get_language


def told(value):
    """A row by all its columns, which is done once, a list by its rows."""
    if isinstance(value, Model):
        if not (said := getattr(value, "_told", None)):
            said = value._told = repr(_columns(value.__class__)(value))
        return said
    if isinstance(value, tuple):
        return repr(value)
    return tuple([told(one) for one in value]) if isinstance(value, list) else str(value)


def settled():
    """What else decides how a page is drawn: its language, and settings that tests may change."""
    return get_language(), get_script_prefix(), settings.LANGUAGE_CODE, settings.STATIC_URL, settings.SITE_URL


@lru_cache(maxsize=50)
def _columns(model):
    return attrgetter(*(field.attname for field in model._meta.concrete_fields))
