"""Where pictures lie: renditions in the public storage ("default"), originals and masters in the private one."""

from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.functional import LazyObject, empty

__all__ = ["default_storage", "originals"]


class PrivateDisk(FileSystemStorage):
    """A folder that no server serves and nobody but its owner reads: its files have no address."""

    def __init__(self, **options):
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options)

    def url(self, name):
        raise ValueError("A private file is not accessible via an address.")


class Originals(LazyObject):
    """The private storage, looked up when it is first used, as Django does it for the default one."""

    def _setup(self):
        self._wrapped = storages["originals"]


_originals = Originals()


def originals() -> Storage:
    return _originals


@receiver(setting_changed)
def _forget(*, setting, **kwargs):
    """For tests that put their files elsewhere."""
    if setting in {"STORAGES", "DATA_DIR"}:
        _originals._wrapped = empty
