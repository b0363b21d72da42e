from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from . import finding


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Stories")

    def ready(self):
        """The library learns here where its pictures are used, the search which stories are gone.

        And whoever wants to know learns what is new.
        """
        from . import announcing, picture_uses  # noqa: F401

        # Deleted stories leave the search. Not a foreign key: on SQLite the table of words can't have one.
        post_delete.connect(_forget_words, sender="articles.Article")
        post_save.connect(announcing.follow, sender="articles.LogLine", dispatch_uid="articles.announcing")


def _forget_words(instance, **kwargs):
    finding.forget(instance.pk)
