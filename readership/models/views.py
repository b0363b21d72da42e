from dataclasses import dataclass
from datetime import UTC, timedelta

from django.db import models
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition
from articles.querysets import require_aware

HOUR = timedelta(hours=1)
LOOKED_AT = 200  # stories, those read most, among which the live ones are looked for


def hour_of(at):
    """The beginning, in UTC, of the hour that `at` lies in: no two hours have the same one, in autumn either."""
    return require_aware(at).astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class Read:
    """A story that readers see now, and how often it was read lately."""

    edition: Edition
    views: int

    @property
    def sponsored(self):
        """Paid content: whoever shows it among the others has to say so."""
        return self.edition.sponsored


class CountQuerySet(models.QuerySet):
    def add_one(self, **row):
        """Add one view to `row`, which is made where there is none. Within a transaction; two to four statements.

        The database adds, so that two views at the same moment are two, the first two as well.
        """
        if self.filter(**row).update(views=F("views") + 1):
            return
        self.bulk_create([self.model(**row, views=0)], ignore_conflicts=True)
        self.filter(**row).update(views=F("views") + 1)


class TallyQuerySet(CountQuerySet):
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


class HourlyViewsQuerySet(CountQuerySet):
    def since(self, since, at):
        """The hours between the two instants. The first is whole: it holds up to 59 minutes more than was asked."""
        return self.filter(hour__gte=hour_of(since), hour__lte=hour_of(at))

    def most_read(self, since, at, limit):
        """The stories live at `at` that were read most since `since`, as `Read`, most first. Two queries.

        They are looked for among the `LOOKED_AT` stories with the most views. Sponsored ones are among them and say so.
        """
        views = self.since(since, at).values("article").annotate(sum=Sum("views")).order_by("-sum", "-article")
        sums = dict(views.values_list("article", "sum")[: max(limit, LOOKED_AT)])
        editions = Edition.objects.live(at).filter(article__in=sums).for_cards()
        found = [Read(edition, sums[edition.article_id]) for edition in editions]
        return sorted(found, key=lambda read: (read.views, read.edition.article_id), reverse=True)[:limit]


class HourlyViews(models.Model):
    """How often a story was read in one hour; only hours in which it was read have a row."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="hourly_views")
    hour = models.DateTimeField(_("beginning of the hour, in UTC"))
    views = models.PositiveIntegerField(_("views"), default=0)

    objects = HourlyViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("views in an hour")
        verbose_name_plural = _("views by the hour")
        constraints = [
            # The hour first: its index is also that of `most_read`, which sums all stories of a few hours,
            # and of `fold`, which takes the oldest.
            models.UniqueConstraint(fields=["hour", "article"], name="hourly_views_unique"),
        ]

    def __str__(self):
        return f"{self.hour:%Y-%m-%d %H}: {self.views}"
