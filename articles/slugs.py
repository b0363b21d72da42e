from django.utils.text import slugify

# Letters that have no decomposition, so that slugify would drop them: «Œuvre» would become "uvre".
LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "’": "-", "'": "-"})


def make_slug(text, length, otherwise):
    """The URL part of a headline or name, at most `length` characters; `otherwise` where none of it is Latin."""
    return slugify(text.translate(LETTERS))[:length].strip("-") or otherwise
