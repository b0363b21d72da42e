from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from articles import fetching


def site(request):
    """What every readers' page needs; each is fetched only where a template uses it: one query each."""
    return {
        "masthead": SimpleLazyObject(fetching.masthead),
        "sections": SimpleLazyObject(lambda: fetching.sections(get_language())),
        "site_url": settings.SITE_URL,
        "homes": SimpleLazyObject(_homes),
        "at": getattr(request, "at", None),
    }


def _homes():
    """The front page in each language: [(code, name in that language, address)]."""
    homes = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            homes.append((code, {"fr": "Français", "en": "English"}[code], reverse("frontpage:home")))
    return homes
