"""The library's screens, and what other admins need to point at pictures."""

from .fields import LIBRARY_SCRIPTS, LIBRARY_STYLES, BoundedSearch, PictureFields, chosen_only, thumbnail
from .picture import ImageAdmin

__all__ = [
    "LIBRARY_SCRIPTS",
    "LIBRARY_STYLES",
    "BoundedSearch",
    "ImageAdmin",
    "PictureFields",
    "chosen_only",
    "thumbnail",
]
