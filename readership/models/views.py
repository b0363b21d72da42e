import uuid
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import chain, cycle

from django.db import connection, models
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.cards import Card
from articles.models import Article, Edition
from articles.prepared import Prepared
from articles.querysets import require_aware

HOUR = timedelta(hours=1)
LOOKED_AT = 200  # stories, those read most, among which the live ones are looked for


def hour_of(at):
    """The beginning, in UTC, of the hour that `at` lies in: no two hours have the same one, in autumn either."""
    return require_aware(at).astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class Read:
    """A story that readers see now, and how often it was read lately."""

    edition: Edition | Card
    views: int

    @property
    def sponsored(self):
        """Paid content: whoever shows it among the others has to say so."""
        return self.edition.sponsored


class ViewQuerySet(models.QuerySet):
    def add(self, views):
        """Add the views, each (article's number, token, instant), but for those that are there. One statement.

        In one order: two processes that are sent the same views wait for each other, and never in a circle.
        """
        # By hand: `bulk_create` goes to the database three times, and takes most of the time that a view costs.
        fields = [self.model._meta.get_field(name) for name in ("article", "token", "at")]
        names = ", ".join(field.column for field in fields)
        rows = ", ".join(["(%s, %s, %s)"] * len(views))
        insert = f"INSERT INTO {self.model._meta.db_table} ({names}) VALUES {rows} ON CONFLICT DO NOTHING"  # noqa: S608
        values = zip(cycle(fields), chain.from_iterable(sorted(views)))
        with connection.cursor() as cursor:
            cursor.execute(insert, [field.get_db_prep_save(value, connection) for field, value in values])


class View(models.Model):
    """One view that the totals don't have yet. Rows are only added, by one statement: no view waits for another.

    `token` is the number that a page gives to its being looked at. Sent twice it is one row, for as long as the row is
    kept, which `counting` decides. Nothing tells who looked.
    """

    # No constraint of the database: it would lock the story's row for each view. What was published is never deleted.
    article = models.ForeignKey(Article, models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    token = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()

    objects = ViewQuerySet.as_manager()

    class Meta:
        # Its index is also that of `views_of`, which counts the rows of one story.
        constraints = [models.UniqueConstraint(fields=["article", "token"], name="view_once")]

    def __str__(self):
        return f"{self.at:%H:%M:%S}"


class CountQuerySet(models.QuerySet):
    key = ()  # the names of what tells one row from the others

    def add(self, counted):
        """Add views to rows, which are made where there are none. `counted`: {values of `key`: number}.

        Within a transaction; three statements, one more for each 500 rows. Rows are locked in one order: two who add at
        the same time wait for each other at most, and no view is lost, that of a new row as little as another one.
        """
        made = [self.model(**dict(zip(self.key, values, strict=True))) for values in sorted(counted)]
        self.bulk_create(made, ignore_conflicts=True)
        rows = list(self._of(counted).select_for_update().order_by(*self.key))
        for row in rows:
            row.views += counted.get(tuple(getattr(row, name) for name in self.key), 0)
        self.bulk_update(rows, ["views"], batch_size=500)

    def _of(self, counted):
        columns = zip(self.key, zip(*counted, strict=True), strict=True)
        return self.filter(**{f"{name}__in": set(values) for name, values in columns})


class TallyQuerySet(CountQuerySet):
    key = ("article_id",)

    def views_of(self, article_id):
        """All views of a story, those that wait for the totals too. One query, so that none is seen twice or not."""
        return _views_of.first(article=article_id) or 0


def _views(article):
    waiting = View.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(all=Count("*"))
    views = Coalesce("tally__views", 0) + Coalesce(Subquery(waiting.values("all")), 0)
    return Article.objects.filter(pk=article).order_by().values_list(views, flat=True)


_views_of = Prepared(_views)


class Tally(models.Model):
    """How often a story was read, but for the last views: one row a story, nothing about who read it."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="tally")
    views = models.PositiveBigIntegerField(_("views"), default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("views of a story")
        verbose_name_plural = _("views of stories")

    def __str__(self):
        return str(self.views)


class HourlyViewsQuerySet(CountQuerySet):
    key = ("hour", "article_id")

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
