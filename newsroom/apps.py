from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        from .readers import triggers

        post_migrate.connect(triggers.install, sender=self, dispatch_uid="newsroom.readers")
        connection_created.connect(_without_compiler, dispatch_uid="newsroom.jit")


def _without_compiler(connection, **kwargs):
    """PostgreSQL would compile what it thinks will take long: for a second, of queries that then take milliseconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
