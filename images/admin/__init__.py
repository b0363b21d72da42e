"""The library's screens, and what other admins need to point at pictures."""

from .fields import (
    DIGITS,
    LIBRARY_SCRIPTS,
    LIBRARY_STYLES,
    BoundedSearch,
    PictureFields,
    chosen_only,
    numbers,
    thumbnail,
)
from .gated import Gated
from .picture import ImageAdmin

__all__ = [
    "DIGITS",
    "LIBRARY_SCRIPTS",
    "LIBRARY_STYLES",
    "BoundedSearch",
    "Gated",
    "ImageAdmin",
    "PictureFields",
    "chosen_only",
    "numbers",
    "thumbnail",
]
