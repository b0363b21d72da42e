from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")

    def ready(self):
        """Models can only be imported once all apps are loaded."""
        from . import mail

        post_save.connect(mail.follow, sender="articles.LogLine", dispatch_uid="desk.mail")
