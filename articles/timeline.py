"""Where a story stands at one instant, and the periods that follow from it.

A story's future is three facts: the edition that is live, the one that is pending, and a planned end. The verbs of
`publishing` change these facts here, and the periods are always derived from them, so that no verb can forget one.
"""

from .models import Article, Edition, Takedown
from .standing import Standing

# As querysets they would take longer to be written than to be answered, and every verb asks.
NEWEST = """
    SELECT * FROM articles_edition
    WHERE article_id = %s AND (live_until IS NULL OR live_until <> live_from) -- those that are `real()`
    ORDER BY live_from DESC LIMIT 2
"""
IN_FORCE = (
    "SELECT * FROM articles_takedown WHERE article_id = %s AND lifted_at IS NULL ORDER BY at DESC, id DESC LIMIT 1"
)


class Timeline(Standing):
    """One article's newest editions around `at`, its row locked until the transaction ends. Three queries."""

    def __init__(self, article_id, at):
        article = Article.objects.for_update(article_id)
        editions = list(Edition.objects.raw(NEWEST, [article.pk]))
        takedowns = list(Takedown.objects.raw(IN_FORCE, [article.pk]))
        for row in (*editions, *takedowns):
            row.article = article
        super().__init__(article, at, editions, takedowns[0] if takedowns else None)

    def arrange(self):
        """Write the periods that follow from the three facts."""
        for edition in filter(None, (self.live, self.pending)):
            _set_period(edition, live_until=self._end_after(edition.live_from))

    def _end_after(self, start):
        """What ends a period that begins at `start`: the next edition or the planned end, whichever comes first."""
        ahead = (self.pending and self.pending.live_from, self.planned_end)
        return min((end for end in ahead if end and end > start), default=None)

    def insert(self, edition):
        """Save a new edition in its place: it is live from now on, or it waits."""
        self._end_live_by(edition.live_from)
        edition.live_until = self._end_after(edition.live_from)
        edition.save(force_insert=True)
        if edition.live_from > self.at:
            self.pending = edition
            self.arrange()
        else:
            self.last = edition

    def move_pending(self, when, dates):
        """`dates`: a function that dates an edition by its start, and returns the columns that it set."""
        # First the live edition makes room, last it fills what was left: at no moment do two periods overlap.
        self._end_live_by(when)
        edition = self.pending
        edition.live_from, edition.live_until = when, self._planned_end_after(when)
        edition.save(update_fields=["live_from", "live_until", *dates(edition, self.last)])
        self.arrange()
        return edition

    def _planned_end_after(self, when):
        return self.planned_end if self.planned_end and self.planned_end > when else None

    def cancel_pending(self):
        """The pending edition keeps its row, with an empty period that no reader ever meets."""
        cancelled, self.pending = self.pending, None
        _set_period(cancelled, live_until=cancelled.live_from)
        return cancelled

    def end(self, takedown):
        """Go offline as `takedown` says, now or later."""
        self.takedown = takedown
        self._end_live_by(takedown.at)
        self.arrange()

    def lift_takedown(self):
        if self.takedown:
            self.takedown.lifted_at = self.at
            self.takedown.save(update_fields=["lifted_at"])
            self.takedown = None

    def _end_live_by(self, when):
        if self.live and (self.live.live_until is None or self.live.live_until > when):
            _set_period(self.live, live_until=when)


def _set_period(edition, **period):
    """One statement; none where the period is that already."""
    if all(getattr(edition, name) == value for name, value in period.items()):
        return
    for name, value in period.items():
        setattr(edition, name, value)
    Edition.objects.filter(pk=edition.pk).update(**period)
