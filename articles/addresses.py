"""Addresses of pages. A page names dozens, and Django makes each anew; here it makes one, the others follow it."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override

SLUG, NUMBER = "marble-{}-slug", 700_000_000_000_000_000  # stand-ins that no address has of itself


def story(language, section, slug, article_id):
    return like("articles:story", language, 3)(section, slug, article_id)


def versions(language, section, slug, article_id):
    return like("articles:versions", language, 3)(section, slug, article_id)


def section(language, slug):
    return like("articles:section", language, 1)(slug)


def tag(slug):
    return like("articles:tag", get_language(), 1)(slug)


def page(name):
    """Of a page of which there is one, such as "frontpage:home"."""
    return like(name, get_language(), 0)()


def numbered(name, *numbers):
    """Of what has an address by numbers alone."""
    return _pattern(name, get_language(), (NUMBER,) * len(numbers), *_settled()).format(*numbers)


def like(name, language, arguments):
    """A function from that many arguments to the address: two slugs and a number, or a slug."""
    return _pattern(name, language, (SLUG, SLUG, NUMBER)[:arguments], *_settled()).format


def _settled():
    return settings.LANGUAGE_CODE, settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=200)
def _pattern(name, language, kinds, *_what_else_decides):
    stand_ins = [kind + place if kind is NUMBER else kind.format(place) for place, kind in enumerate(kinds)]
    with override(language):
        address = reverse(name, args=stand_ins)
    address = address.replace("{", "{{").replace("}", "}}")
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "{}")
    return address
