"""What is kept is right from one change to the next: which state of the newsroom this process knows, and until when."""

from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic, time

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.db.models import Count, Max, Min, Sum, Value

from articles.models import Article, Edition, Takedown
from frontpage.models import Layout, Slot

from ..models import Change

OFTEN = 0.25  # seconds after which somebody asks again; the others go on with what is known
AT_MOST = 0.75  # seconds that an answer may trust what was asked; then it waits
AWAY = 300  # seconds that pages outlive the database, which nobody can change meanwhile
NEVER = float("inf")
FORGET = timedelta(hours=1)  # longer than any transaction of ours
MANY = 1000  # rows of changes
# When readers see something else although nobody does anything.
MOMENTS = [
    (Edition, "live_from"),
    (Edition, "live_until"),
    (Article, "embargoed_until"),
    (Takedown, "at"),
    (Layout, "live_from"),
    (Slot, "pinned_until"),
]


class State:
    """The newsroom between two changes; `until` is when the next one falls due, in seconds since 1970."""

    __slots__ = ("until",)

    def __init__(self, until):
        self.until = until


class Present:
    """The state that what is kept has to be of. Asked for by those who are about to answer: no thread watches.

    `state` is another object after each change. `checked` is when the database was last asked (by the monotonic clock):
    before it answered, so never too late.
    """

    def __init__(self):
        self.state, self.checked = State(0.0), -NEVER
        self._rows, self._answered, self._lock = None, -NEVER, Lock()
        self.away = False

    def renew(self):
        """Ask, if that is due. One asks; the others wait only where what is known is too old."""
        if not self._lock.acquire(blocking=self._overdue()):
            return
        try:
            if monotonic() - self.checked > OFTEN or time() >= self.state.until:
                self._ask()
        finally:
            self._lock.release()

    def _overdue(self):
        return not self.away and (monotonic() - self.checked > AT_MOST or time() >= self.state.until)

    def _ask(self):
        checked = monotonic()
        try:
            rows = None if _is_closed() else _rows_of_changes()
            if rows is None or rows != self._rows or time() >= self.state.until:
                self._begin(rows)
            self.away, self._answered = False, checked
        except Error:
            _close_what_is_broken()
            self._outlive(checked)
        self.checked = checked

    def _begin(self, rows):
        """The rows were read first: a change that is committed meanwhile shows the next time."""
        now = time()
        until = NEVER if rows is None else next_change(datetime.fromtimestamp(now, UTC))
        self._rows, self.state = rows, State(until)
        if rows and rows["rows"] > MANY:
            Change.objects.filter(at__lt=datetime.now(UTC) - FORGET).delete()

    def _outlive(self, now):
        """The database is away: nobody changes anything, so what is kept is right for a while. What is due still is."""
        self.away = True
        if now - self._answered > AWAY or time() >= self.state.until:
            self._rows, self.state = None, State(NEVER)

    @property
    def closed(self):
        """Nothing is to be kept: the site is closed, or the database has been away too long."""
        return self._rows is None


def next_change(at):
    """When readers see something else next, in seconds since 1970: one indexed query. `at` is aware."""
    found = [moment for (moment,) in moments_after(at) if moment]
    return min(found).timestamp() if found else NEVER


def moments_after(at):
    """The next of each kind, None where none is to come."""
    first, *others = (_first_after(model, name, at) for model, name in MOMENTS)
    return first.union(*others, all=True)


def _first_after(model, name, at):
    due = model.objects.order_by().filter(**{f"{name}__gt": at})
    return due.values(one=Value(1)).annotate(moment=Min(name)).values_list("moment")


def _rows_of_changes():
    """Never the same after a commit: it adds a row, of whatever number, or counts one on. Only the oldest are deleted.

    The largest number alone would not do: a transaction may be committed after one that began later.
    """
    _close_what_is_broken()
    try:
        return _asked()
    except Error:
        _close_what_is_broken()  # the database may have been started again since
        return _asked()


def _asked():
    return Change.objects.aggregate(first=Min("pk"), last=Max("pk"), rows=Count("pk"), times=Sum("times"))


def _close_what_is_broken():
    """As Django does before and after a request."""
    if not connection.in_atomic_block:
        close_old_connections()


def _is_closed():
    """See `newsroom.maintenance`."""
    return (settings.DATA_DIR / "maintenance").exists()


present = Present()
