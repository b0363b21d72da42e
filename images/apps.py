from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = _("Picture library")

    def ready(self):
        import_module("images.removal")  # listens for pictures that are deleted
