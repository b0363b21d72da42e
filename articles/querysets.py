"""The questions that pages and verbs ask. Nothing here reads the clock: every instant is passed in, with its zone."""

from django.db import connection, models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When

from .paging import Pager

MOST_COUNTED = 2000  # editions of a tag: one that has more is common, however many they are
# As a queryset it would take longer to be written than to be answered, and every decision asks for it.
LOCKED = """
    SELECT *, (SELECT language FROM articles_section WHERE articles_section.id = section_id) AS section_language
    FROM articles_article WHERE id = %s
"""


def require_aware(at):
    """Refuse a time without a zone: it would mean another instant on another machine."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone.")
    return at


class ForEach(Exists):
    """An EXISTS that is asked of each row by itself, where few rows are looked at.

    PostgreSQL would make a join of it, and read a million editions to find out about one tag; what has an OFFSET it
    leaves as it is.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


class EditionQuerySet(models.QuerySet):
    def live(self, at):
        """What readers see at the instant `at`. The one visibility rule: no view, feed or template repeats it."""
        require_aware(at)
        return self.filter(
            Q(live_until=None) | Q(live_until__gt=at),
            Q(article__embargoed_until=None) | Q(article__embargoed_until__lte=at),
            live_from__lte=at,
            first_published_at__lte=at,  # which follows, but says where an index that is in this order is to start
        )

    def real(self):
        """Without cancelled editions: those keep their row, with an empty period."""
        return self.exclude(live_until=F("live_from"))

    def started(self, at):
        return self.real().filter(live_from__lte=require_aware(at))

    def public(self, at):
        """What readers saw and see of stories that are live at `at`. What a kill sealed stays so after a restore."""
        live = self.model.objects.live(at).filter(article=OuterRef("article"))
        takedowns = self.model._meta.get_field("article").related_model._meta.get_field("takedowns").related_model
        sealed = takedowns.objects.filter(article=OuterRef("article"), kind="killed", at__gt=OuterRef("live_from"))
        return self.started(at).filter(ForEach(live), ~ForEach(sealed))

    def with_earlier(self, at):
        """Annotate `has_earlier`: whether readers may look at other versions of the story."""
        others = self.model.objects.public(at).filter(article=OuterRef("article")).exclude(pk=OuterRef("pk"))
        return self.annotate(has_earlier=ForEach(others))

    def ahead(self, at):
        """Those that have not ended: what is live, held back by an embargo, or waits."""
        return self.real().filter(Q(live_until=None) | Q(live_until__gt=require_aware(at)))

    def showing(self, pictures):
        """Those that show one of `pictures`, a queryset, at the top or in the text."""
        at_top = self.model.objects.filter(lead_image__in=pictures).order_by().values("pk")
        in_text = self.model.pictures.through.objects.filter(image__in=pictures).order_by().values("edition")
        return self.filter(pk__in=at_top.union(in_text))  # not "or": that would look at every edition there is

    def pending(self, at):
        """Those that have not started yet; at most one an article."""
        return self.real().filter(live_from__gt=require_aware(at))

    def in_language(self, language):
        return self.filter(language=language)

    def newest_first(self):
        """By first publication: a correction does not bring an old story back to the top."""
        return self.order_by("-first_published_at", "-article_id")

    def for_cards(self, *, of_section=False):
        """What a list shows of each story: one query, without the bodies.

        `of_section`: they come from `section.editions`, and know it; joined again it would lead the database astray.
        """
        related = ["lead_image"] if of_section else ["section", "lead_image"]
        return self.select_related(*related).defer("body", "earlier_notes")

    def listed_by(self, rows, language, at):
        """Of a tag's or an author's editions, those of its list in that language at `at`; their place is `listed_at`.

        `rows` names the relation by which they are its: "tag_items", "bylines". No other rows of theirs are looked at.
        """
        place = {"listed_at": F(f"{rows}__listed_at"), "listed_in": F(f"{rows}__language")}
        return self.annotate(**place).filter(listed_in=language, listed_at__lte=at)

    def page_or_404(self, params, by="first_published_at"):
        """The page of stories, newest first, that an address asks for: see `articles.paging`."""
        return Pager(self, (by, "article_id")).page(params)

    def for_feed(self, full_text):
        """What a feed tells of each story: four queries, five with the texts, whatever the number of stories.

        The section is not joined: that would lead the database astray where the list is a section's.
        """
        told = self.select_related("lead_image").prefetch_related("section", "bylines", "tags")
        return told.prefetch_related("pictures") if full_text else told.defer("body")

    def for_page(self):
        """What a story's page shows of it: four queries whatever the number of bylines, tags and pictures."""
        related = ("article", "section", "lead_image")
        tags = Prefetch("tags", self.model._meta.get_field("tags").related_model.objects.with_frequency())
        return self.select_related(*related).prefetch_related("bylines", tags, "pictures")


class TagQuerySet(models.QuerySet):
    def shown(self, language, at):
        """Those that stories have which are live at `at` in that language: only those may readers know of."""
        items = self.model._meta.get_field("edition_items").related_model.objects.order_by()
        live = items.model._meta.get_field("edition").related_model.objects.live(at).filter(pk=OuterRef("edition"))
        listed = items.filter(tag=OuterRef("pk"), language=language, listed_at__lte=at)
        return self.filter(ForEach(listed.filter(ForEach(live))))

    def with_frequency(self):
        """Annotate `frequency`: how many editions have the tag, counted up to 2,000, so that it takes no longer."""
        items = self.model._meta.get_field("edition_items").related_model.objects.order_by()
        return self.annotate(frequency=_Counted(items.filter(tag=OuterRef("pk")).values("pk")[:MOST_COUNTED]))


class _Counted(Subquery):
    """The number of rows of a subquery, its limit included."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


class TakedownQuerySet(models.QuerySet):
    def in_force(self, at):
        """Those in effect at `at`, newest first, of what readers had seen before: nothing tells of the rest."""
        edition = self.model._meta.get_field("article").related_model._meta.get_field("editions").related_model
        shown = edition.objects.real().filter(article=OuterRef("article"), live_from__lt=OuterRef("at"))
        embargo = Q(article__embargoed_until=None) | Q(article__embargoed_until__lt=F("at"))
        return self.filter(ForEach(shown), embargo, lifted_at=None, at__lte=at).order_by("-at", "-pk")


class ArticleQuerySet(models.QuerySet):
    def for_update(self, pk):
        """The article's row, locked until the transaction ends. SQLite locks the whole database instead.

        Its key is not locked: two stories that lead to each other would wait for each other when both are published.
        Nothing is joined: no row would be found where it is moved to another section while one waits for it. That
        section's language comes along as `section_language`, None where the section is newer than the wait.
        """
        lock = connection.ops.for_update_sql(no_key=True) if connection.features.has_select_for_update else ""
        rows = list(self.model.objects.raw(f"{LOCKED} {lock}", [pk]))
        if not rows:
            raise self.model.DoesNotExist
        return rows[0]

    def with_status(self, at):
        """Annotate `publication_status` and `pending_from`, both derived from the editions at `at`, never stored."""
        status = self.model.PublicationStatus
        editions = self._of_article("editions")
        takedowns = self._of_article("takedowns").filter(lifted_at=None, at__lte=at)
        return self.annotate(
            _live_digest=Subquery(editions.live(at).values("digest")[:1]),
            pending_from=Subquery(editions.pending(at).values("live_from")[:1]),
            publication_status=Case(
                When(_live_digest=F("digest"), then=Value(status.LIVE)),
                When(_live_digest__isnull=False, then=Value(status.CHANGED)),
                When(ForEach(editions.ahead(at)), then=Value(status.SCHEDULED)),
                When(ForEach(takedowns.filter(kind=status.KILLED)), then=Value(status.KILLED)),
                When(ForEach(editions.started(at)), then=Value(status.WITHDRAWN)),
                default=Value(status.UNPUBLISHED),
                output_field=models.CharField(),
            ),
        )

    def of_status(self, status, at):
        """Those that `with_status` would give that status, asked in a way that reads few stories to find few."""
        kinds = self.model.PublicationStatus
        editions, takedowns = self._of_article("editions"), self._related("takedowns")
        shown, ahead = ForEach(editions.live(at)), ForEach(editions.ahead(at))
        in_force = takedowns.filter(kind=kinds.KILLED, lifted_at=None, at__lte=at)
        killed = Q(pk__in=in_force.values("article"))
        # Not "or": that would look at every story there is.
        pending = self._related("editions").pending(at).order_by().values("article")
        embargoed = self.model.objects.filter(embargoed_until__gt=at).order_by().values("pk")
        waiting = Q(pk__in=pending.union(embargoed))
        conditions = {
            kinds.LIVE: [ForEach(editions.live(at).filter(digest=OuterRef("digest")))],
            kinds.CHANGED: [ForEach(editions.live(at).exclude(digest=OuterRef("digest")))],
            kinds.SCHEDULED: [waiting, ahead, ~shown],
            kinds.KILLED: [killed, ~ahead],
            # What has ended was taken down once, even where that was lifted since.
            kinds.WITHDRAWN: [Q(pk__in=takedowns.values("article")), ForEach(editions.started(at)), ~ahead, ~killed],
            kinds.UNPUBLISHED: [Q(first_published_at=None), ~ForEach(editions.real()), ~killed],
        }
        return self.filter(*conditions[status])

    def _related(self, name):
        return self.model._meta.get_field(name).related_model.objects.all()

    def _of_article(self, name):
        return self._related(name).filter(article=OuterRef("pk"))
