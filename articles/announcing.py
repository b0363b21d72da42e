"""Who is told of a new edition, as soon as readers can see it: search engines (IndexNow) and the feeds' hub (WebSub).

A verb writes a line in the story's log; once that is committed the worker is given one task for each thing that will
happen to readers, at its time. Each looks again, at its time, whether it did happen: what was cancelled tells nobody.
Nobody is told where the masthead names no key and no hub, and nothing that readers do waits for any of this.
"""

import json
from datetime import datetime, timedelta
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from masthead.models import Masthead

from .feed_formats import FORMATS
from .models import Edition
from .structured_data import absolute

INDEXNOW = "https://api.indexnow.org/indexnow"  # passes it on to all engines that take part
TIMEOUT = 15  # seconds
MOST_TRIES = 5
RETRY = timedelta(minutes=2)  # times the square of the number of tries: the last comes after half an hour
RECENT = timedelta(minutes=30)  # a worker that was away for longer tells of no old news
# Verbs after which readers see something else, at once or later.
CHANGING = frozenset(
    {"publish", "schedule", "update_scheduled", "reschedule", "cancel", "correct", "withdraw", "kill", "restore"}
    | {"set_embargo"}
)


def follow(sender, instance, created, **kwargs):
    """A receiver of `post_save` on lines of the log: many screens and programs call verbs."""
    if created and instance.verb in CHANGING:
        story, at = instance.article_id, instance.at
        transaction.on_commit(lambda: order(story, at), robust=True)


def order(story, at):
    """Have all that will change for readers of this story told of when it does. One query where nobody is told."""
    if not _anybody_is_told():
        return
    defers = announce.get_backend().supports_defer
    for when in sorted(_changes(story, at)):
        if when <= at:
            announce.enqueue(story, when.isoformat())
        elif defers:
            announce.using(run_after=when).enqueue(story, when.isoformat())


def _anybody_is_told():
    """Asked after each decision: as a queryset it would take longer to be written than to be answered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM masthead_masthead WHERE indexnow_key <> '' OR websub_hub <> ''")
        return cursor.fetchone() is not None


def _changes(story, at):
    """The instants from `at` on at which readers begin or cease to see something of it."""
    ahead = Q(live_from__gte=at) | Q(live_until__gte=at) | Q(article__embargoed_until__gte=at)
    editions = Edition.objects.real().filter(ahead, article=story)
    periods = editions.values_list("live_from", "live_until", "article__embargoed_until")
    return {when for period in periods for when in period if when and when >= at}


@task
def announce(story, when):
    """Tell of what changed at `when` (ISO 8601), if something did: an edition began or ended then."""
    when, now = datetime.fromisoformat(when), timezone.now()
    edition = _concerned(story, when)
    if not edition or now - when > RECENT:
        return
    masthead = Masthead.objects.current()
    if masthead.indexnow_key:
        tell_engines.enqueue(masthead.indexnow_key, [absolute(edition.get_absolute_url())])
    if masthead.websub_hub:
        tell_hub.enqueue(masthead.websub_hub, feeds_of(edition))


def _concerned(story, when):
    """The edition that readers see from `when` on, or that they ceased to see then."""
    editions = Edition.objects.real().filter(article=story).select_related("section")
    embargo = Q(article__embargoed_until=when)
    began = editions.live(when).filter(Q(live_from=when) | embargo).first()
    return began or _ended(editions, when)


def _ended(editions, when):
    """Not one that an embargo holds back: its address is nobody's business yet."""
    seen = Q(article__embargoed_until=None) | Q(article__embargoed_until__lt=when)
    return editions.filter(seen, live_until=when).first()


def feeds_of(edition):
    """The whole addresses of all feeds that a story is in. Two queries."""
    slugs = [("articles:feed", ())]
    slugs += [("articles:section_feed", (edition.section.slug,))]
    slugs += [("articles:tag_feed", (tag.slug,)) for tag in edition.tags.all()]
    slugs += [("articles:author_feed", (author.slug,)) for author in edition.authors.all()]
    with override(edition.language):
        return [absolute(reverse(name, args=[*args, kind])) for name, args in slugs for kind in FORMATS]


@task
def tell_engines(key, addresses, tries=1):
    """IndexNow, https://www.indexnow.org/documentation: one POST for all addresses."""
    host = urlsplit(settings.SITE_URL).netloc
    proof = absolute(reverse("found:indexnow_key", args=[key]))
    said = {"host": host, "key": key, "keyLocation": proof, "urlList": addresses}
    kind = "application/json; charset=utf-8"
    _send(tell_engines, INDEXNOW, json.dumps(said).encode(), kind, (key, addresses), tries)


@task
def tell_hub(hub, feeds, tries=1):
    """WebSub leaves open how a hub is told; all of them know PubSubHubbub's form."""
    said = [("hub.mode", "publish")] + [("hub.url", feed) for feed in feeds]
    _send(tell_hub, hub, urlencode(said).encode(), "application/x-www-form-urlencoded", (hub, feeds), tries)


def _send(job, address, body, kind, arguments, tries):
    """What fails stands in the queue as failed, and is tried again later; a refusal (4xx) would only be repeated."""
    try:
        _post(address, body, kind)
    except HTTPError as error:
        if error.code >= 500 or error.code == 429:
            _again(job, arguments, tries)
        raise
    except OSError:
        _again(job, arguments, tries)
        raise


def _again(job, arguments, tries):
    if tries < MOST_TRIES and job.get_backend().supports_defer:
        job.using(run_after=timezone.now() + tries * tries * RETRY).enqueue(*arguments, tries + 1)


def _post(address, body, kind):
    request = Request(address, body, {"Content-Type": kind, "User-Agent": f"Marbre ({settings.SITE_URL})"})  # noqa: S310
    with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310  https, or what the masthead's form let through
        response.read()
