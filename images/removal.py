"""A picture that leaves the library leaves nothing behind: its files go when its row has gone."""

import logging
from pathlib import PurePath

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Image
from .storages import default_storage

logger = logging.getLogger(__name__)


def remove_files(image):
    """Everything stored for this picture, public and private. What can't be removed is logged, and stops nothing."""
    for file in (image.original, image.master):
        if file and file._committed:
            _remove(file.storage, file.name)
            _remove(file.storage, str(PurePath(file.name).parent))  # its folder, which is empty now
    for name in public_files(image):
        _remove(default_storage, f"{image.folder}/{name}")
    _remove(default_storage, image.folder)


def public_files(image):
    """The names of what lies in its public folder."""
    try:
        return default_storage.listdir(image.folder)[1]
    except FileNotFoundError:
        return []


def _remove(storage, name):
    try:
        storage.delete(name)
    except Exception:  # an object storage fails in its own ways
        logger.exception("The file %s could not be removed.", name)


@receiver(post_delete, sender=Image)
def _remove_with_row(*, instance, **kwargs):
    """A signal, because a queryset's delete(), which the admin uses, calls nothing else."""
    transaction.on_commit(lambda: remove_files(instance), robust=True)
