"""What is typed into the search of the list or of the dialog that chooses a story."""

from django.db.models import Q

from images.admin import DIGITS

from ... import finding
from ..picker import PASTED


def search(stories, text):
    """The `stories` with all these words; a number is also a story's own, an address only that of its story."""
    text = text.strip()
    if pasted := PASTED.fullmatch(text):
        return stories.filter(pk=int(pasted["number"]))
    terms = finding.terms_of(text)
    if not terms:
        return stories.none() if text else stories
    found = Q(finding.STORIES.found(terms))
    return stories.filter(found | Q(pk=int(text)) if DIGITS.fullmatch(text) else found)


def is_bounded(text):
    """Whether `search()` looks through the newest stories only. One query where a phrase was typed."""
    terms = [] if PASTED.fullmatch(text) else finding.terms_of(text)
    return finding.STORIES.is_bounded(terms)
