"""What the worker does for pictures, and how it is asked to."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from . import rendering
from .models import MOST_TRIES, Image

SOON, WHENEVER = 0, -10  # priorities: somebody just uploaded it; it was found unfinished
RETRY = timedelta(minutes=1)  # times the number of tries
GRACE = timedelta(hours=1)  # pages that readers have open name the old crops


@task(priority=SOON)
def make_renditions(pk):
    """Make what a picture lacks. Does nothing for one that is complete, so it can be enqueued freely."""
    try:
        replaced = rendering.render(pk)
    except Exception:
        _try_again(pk)
        raise
    if replaced:
        _later(remove_old_crops, pk, GRACE)


@task(priority=WHENEVER)
def remove_old_crops(pk):
    rendering.tidy(pk)


def order(image, priority=SOON):
    """Have this picture's missing renditions made once the transaction is committed; call it when its focus moved."""
    if image.tries:
        Image.objects.filter(pk=image.pk).update(tries=0)
    enqueue = make_renditions.using(priority=priority).enqueue
    transaction.on_commit(lambda: enqueue(image.pk), robust=True)


def order_unfinished():
    """Enqueue every picture that lacks renditions and was not given up: after a kill, an import, an upgrade.

    How many that were; those that are waiting already are left out.
    """
    pictures = Image.objects.unfinished().filter(tries__lt=MOST_TRIES).order_by("-uploaded_at", "-pk")
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=make_renditions.module_path)
    known = {call["args"][0] for call in waiting.values_list("args_kwargs", flat=True)}
    keys = [pk for pk in pictures.values_list("pk", flat=True) if pk not in known]
    for pk in keys:
        make_renditions.using(priority=WHENEVER).enqueue(pk)
    return len(keys)


def _try_again(pk):
    tries = Image.objects.filter(pk=pk).values_list("tries", flat=True).first()
    if tries and tries < MOST_TRIES:
        _later(make_renditions, pk, tries * RETRY)


def _later(job, pk, delay):
    """After a while, where the backend can wait; else at the next start of the worker, or not at all."""
    if job.get_backend().supports_defer:
        job.using(run_after=timezone.now() + delay).enqueue(pk)
