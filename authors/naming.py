"""Names of people: which are the same, and what address each gets."""

import unicodedata

from django.utils.text import slugify


def bare(name):
    """A name without case, accents, hyphens and spaces, to tell whether two are the same. Pure."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def free_slug(name, taken):
    """The address of a new author: that of the name, with a number where it is `taken`. Pure."""
    slug = slugify(name)[:100].strip("-") or "author"
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(free for free in numbered if free not in taken)
