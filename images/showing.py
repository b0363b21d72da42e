"""Which file of a picture is shown where. Only what exists is ever named: the next best stands in for the rest."""

import json
from functools import lru_cache

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast

from . import renditions
from .storages import default_storage

BEST = ("webp", "jpg", "avif")  # what everything that the desk uses can show, first
THUMBNAIL, MIDDLE, SHARE = 320, 960, 1280  # pixels


@lru_cache(maxsize=500)
def known(made):
    """Renditions from the JSON of theirs. Most pictures have the same."""
    return json.loads(made)


def best_ratio(made, ratio):
    """The ratio itself, else the uncut picture, else any; None for a picture without renditions."""
    return next((name for name in (ratio, "free", *renditions.RATIOS) if made.get(name)), None)


@lru_cache(maxsize=4000)
def _base(folder, storage, *_what_else_decides):
    return storage.url(f"{folder}/x")[:-1]


class Showing:
    """The addresses of a picture, from its `folder`, `renditions`, `width` and `height`: nothing is looked up."""

    @property
    def made(self):
        """Its renditions as JSON: what depends on them alone can be kept by it."""
        return json.dumps(self.renditions)

    @property
    def base(self):
        """Where its renditions lie."""
        return _base(self.folder, default_storage, settings.MEDIA_URL)

    def widths(self, ratio, kind):
        """The renditions of this ratio and format that exist, the narrowest first."""
        return self.renditions.get(ratio, {}).get(kind, [])

    def address_of(self, ratio):
        """A function from width and format to the address of a rendition that exists."""
        base, mark = self.base, self.renditions[ratio]["mark"]
        return lambda width, kind: base + renditions.file_name(ratio, mark, width, kind)

    def best_ratio(self, ratio):
        return best_ratio(self.renditions, ratio)

    def _url(self, ratio, width, kinds=BEST):
        """Of the rendition at least this wide, or the widest; empty when there is none at all."""
        if not (ratio := self.best_ratio(ratio)):
            return ""
        kind = next(kind for kind in (*kinds, *BEST) if self.widths(ratio, kind))
        widths = self.widths(ratio, kind)
        return self.address_of(ratio)(next((wide for wide in widths if wide >= width), widths[-1]), kind)

    @property
    def thumbnail_url(self):
        return self._url("free", THUMBNAIL)

    @property
    def url(self):
        return self._url("free", MIDDLE)

    @property
    def preview_url(self):
        """The largest that there is of the whole picture."""
        return self._url("free", max(self.width, self.height))

    @property
    def share_url(self):
        """What social networks and search engines show: a JPEG of 16:9 as soon as there is one."""
        ratio = "16:9" if self.widths("16:9", "jpg") else "free"
        return self._url(ratio, SHARE, ("jpg", *BEST))

    def crop_url(self, ratio, width=MIDDLE):
        """Of a ratio ("16:9", "4:3", "1:1", "free"), or of the uncut picture as long as there is no crop."""
        return self._url(ratio, width)

    @property
    def srcset(self):
        """Of the whole picture, in one format."""
        if not (ratio := self.best_ratio("free")):
            return ""
        kind = next(kind for kind in BEST if self.widths(ratio, kind))
        address = self.address_of(ratio)
        return ", ".join(f"{address(width, kind)} {width}w" for width in self.widths(ratio, kind))


# Of a `Light`, and the columns in which they lie, for `values_list`
SLOTS = ("pk", "folder", "made", "width", "height", "focal_x", "focal_y", "alt_text", "caption", "credit")
COLUMNS = ("id", "folder", "renditions", *SLOTS[3:])


def light_columns(prefix=""):
    """Expressions of what a `Light` is made from, in its order; the renditions stay JSON."""
    as_text = Cast(f"{prefix}renditions", TextField())
    return [as_text if name == "renditions" else f"{prefix}{name}" for name in COLUMNS]


class Light(Showing):
    """A picture without what readers' pages don't show of it, and without the cost of a model's instance."""

    __slots__ = SLOTS

    def __init__(self, *values):
        for name, value in zip(SLOTS, values, strict=True):
            setattr(self, name, value)

    @property
    def renditions(self):
        return known(self.made)
