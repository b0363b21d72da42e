from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """That something which readers see may have changed: written by the database's own triggers (`readers.triggers`).

    A row for each transaction on PostgreSQL, one row for all on SQLite, which has one writer at a time. What counts is
    that the table is never the same again after a commit: `readers.present` compares.
    """

    id = models.BigIntegerField(primary_key=True)  # PostgreSQL: of the transaction
    at = models.DateTimeField(db_default=Now())
    times = models.BigIntegerField(db_default=1)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
