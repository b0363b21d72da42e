from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class TallyQuerySet(models.QuerySet):
    def count_view(self, article_id):
        """Add one view. The database adds, so that two views at the same moment are two."""
        if self.filter(article=article_id).update(views=F("views") + 1):
            return
        try:
            with transaction.atomic():
                self.create(article_id=article_id, views=1)
        except IntegrityError:  # somebody else's view was the first
            self.filter(article=article_id).update(views=F("views") + 1)

    def views_of(self, article_id):
        return self.filter(article=article_id).values_list("views", flat=True).first() or 0


class Tally(models.Model):
    """How often a story was read: one row a story, nothing about who read it."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="tally")
    views = models.PositiveBigIntegerField(_("views"), default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("views of a story")
        verbose_name_plural = _("views of stories")

    def __str__(self):
        return str(self.views)
