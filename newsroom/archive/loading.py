"""The stories into the database: by COPY on PostgreSQL, where one process makes them and two connections take them."""

from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from itertools import islice
from multiprocessing import get_context

from django.db import connection, transaction
from django.db.models import Max, Min

from articles.models import Article, Edition

from . import composing, making
from .indexes import make_again, set_aside
from .plan import learn, plan
from .stories import EDITIONS, Lot
from .tables import MODELS, tables

MOST_TEXTS = 3000  # of each language: a text stands in many stories
SIZE = 5000  # stories that are made at once
AHEAD = 3  # lots that are made while another is written
WORDS = ("found", "searched")  # what a connection of its own writes
STORIES = tuple(MODELS)


def load(number, *, now, length, every, tell):
    """Add `number` stories, older than all there are, the youngest last. `tell` is called with each step's words."""
    there = Article.objects.count()
    if connection.vendor == "postgresql":
        make_again()
    tell("sections, people, subjects")
    with transaction.atomic():
        planned = plan(length, min(number, MOST_TEXTS), copied=connection.vendor == "postgresql")
        learn(planned)
    known = tables()
    large = connection.vendor == "postgresql" and number > there
    with set_aside([table.name for table in known.values()]) if large else nullcontext():
        _write(planned, known, list(lots(number, now, every)), tell)
        tell("indexes")
    tell("statistics")
    _look_through([table.name for table in known.values()])


def lots(number, now, every):
    """What to make, from the oldest story on."""
    youngest = (Article.objects.aggregate(at=Min("created_at"))["at"] or now) - every
    first = (Article.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    edition = (Edition.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    oldest = youngest - every * (number - 1)
    for done in range(0, number, SIZE):
        yield Lot(first + done, edition + EDITIONS * done, oldest + every * done, every, min(SIZE, number - done))


def _write(planned, known, wanted, tell):
    writer = _copied if connection.vendor == "postgresql" else _inserted
    with _maker(planned, known, len(wanted)) as pool, writer(pool, known) as write:
        done = 0
        for lot, rows in zip(wanted, _ahead(pool, wanted), strict=True):
            write(rows)
            done += lot.size
            if not done % (10 * SIZE):
                tell(f"{done} stories")
    _count_on()


def _maker(planned, known, lots):
    """What makes the stories: a process of its own where there are many."""
    state = {"initializer": making.begin, "initargs": (planned, known)}
    return ProcessPoolExecutor(1, get_context("spawn"), **state) if lots > 1 else ThreadPoolExecutor(1, **state)


def _ahead(pool, wanted):
    """The rows of each lot; some are made while another is written."""
    left = iter(wanted)
    coming = deque(pool.submit(making.made, lot) for lot in islice(left, AHEAD))
    while coming:
        rows = coming.popleft().result()
        coming.extend(pool.submit(making.made, lot) for lot in islice(left, 1))
        yield rows


@contextmanager
def _copied(pool, known):
    """Words and stories go two ways. Words are committed first: without their story they find nothing."""
    pieces = pool.submit(making.pieces).result()
    with ThreadPoolExecutor(1) as lane:
        lane.submit(composing.begin, pieces).result()

        def write(rows):
            words = lane.submit(_compose, rows)
            with transaction.atomic(), connection.cursor() as cursor:
                for name in STORIES:
                    with cursor.copy(known[name].copy()) as copy:
                        copy.write(rows[name])
                words.result()

        yield write
        lane.submit(_leave).result()


@transaction.atomic
def _compose(rows):
    for name in WORDS:
        composing.write(name, rows[name])


def _leave():
    connection.close()  # of the thread in which it is called


@contextmanager
def _inserted(_pool, known):
    def write(rows):
        with transaction.atomic(), connection.cursor() as cursor:
            for name, values in rows.items():
                cursor.executemany(known[name].insert(), values)

    yield write


def _count_on():
    """The numbers of stories and editions were ours: the database goes on behind them."""
    if connection.vendor != "postgresql":
        return  # goes on by itself
    with connection.cursor() as cursor:
        for model in (Article, Edition):
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))",  # noqa: S608
                [table],
            )


def _look_through(names):
    """As the database would do by itself some time later: what it knows of the tables makes it choose its indexes."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"VACUUM ANALYZE {name}" if connection.vendor == "postgresql" else "ANALYZE")
