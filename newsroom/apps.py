from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from .readers import triggers

        post_migrate.connect(triggers.install, sender=self, dispatch_uid="newsroom.readers")
