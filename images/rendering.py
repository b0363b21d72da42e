"""Making a picture's renditions: what is missing, in an order in which every step leaves something that can be shown.

Safe to run twice, at once or after a kill: what is to be made follows from the row, files get the same names again, and
the row names a file only once it exists.
"""

import logging

from django.db import transaction
from django.db.models import F
from PIL import Image as Pillow

from . import renditions
from .models import MOST_TRIES, Image
from .removal import public_files, remove_files
from .storages import default_storage

logger = logging.getLogger(__name__)


def render(pk):
    """Make what this picture lacks; true if old files are left over, for `tidy` to remove.

    Raises whatever goes wrong, after it was logged; a picture that went wrong `MOST_TRIES` times is not tried again.
    A query or two for each ratio.
    """
    image = Image.objects.filter(pk=pk, tries__lt=MOST_TRIES).first()
    if not image or image.ready:
        return False
    _count_try(pk, 1)  # before anything is made: a picture that kills its worker must not kill it for ever
    try:
        return _make(image)
    except Exception:
        logger.exception("The renditions of picture %s could not be made (try %s).", pk, image.tries + 1)
        raise
    except BaseException:  # the worker was told to stop: not this picture's fault
        _count_try(pk, -1)
        raise


def _count_try(pk, change):
    Image.objects.filter(pk=pk).update(tries=F("tries") + change)


def _make(image):
    with image.master.open() as file:
        picture = Pillow.open(file, formats=["JPEG"])
        picture.load()
    replaced = False
    for ratio in renditions.RATIOS:
        entry = entry_for(image, ratio)
        old = image.renditions.get(ratio)
        if old == entry:
            continue  # made before a worker was stopped
        _store(image, ratio, picture)
        if not _note(image, ratio, entry):
            return False
        replaced = replaced or (old is not None and old["mark"] != entry["mark"])
    done = {"made_plan": renditions.PLAN, "made_x": image.focal_x, "made_y": image.focal_y, "tries": 0}
    Image.objects.filter(pk=image.pk).update(**done)
    return replaced


def entry_for(image, ratio):
    """What the row says of a ratio once it is complete."""
    size = (image.width, image.height)
    about = {"mark": renditions.mark(ratio, image.focus), "plan": renditions.PLAN}
    return about | renditions.plan(size, ratio)


def _store(image, ratio, picture):
    mark = renditions.mark(ratio, image.focus)
    for kind, width, content in renditions.cut(picture, ratio, image.focus):
        image.keep_rendition(ratio, mark, width, kind, content)


def _note(image, ratio, entry):
    """Name the new files in the row, unless the picture has gone or its focal point was moved meanwhile."""
    with transaction.atomic():
        row = Image.objects.select_for_update().filter(pk=image.pk).first()
        if row and row.focus == image.focus:
            row.renditions[ratio] = entry
            row.save(update_fields=["renditions"])
            return True
    if not row:
        remove_files(image)
    return False


def tidy(pk):
    """Remove the crops that nothing names any more; nothing is done while new ones are being made."""
    image = Image.objects.filter(pk=pk).first()
    if not image or not image.ready:
        return
    named = {
        renditions.file_name(ratio, entry["mark"], width, kind)
        for ratio, entry in image.renditions.items()
        for kind in renditions.WIDTHS
        for width in entry.get(kind, [])
    }
    for name in set(public_files(image)) - named:
        default_storage.delete(f"{image.folder}/{name}")
