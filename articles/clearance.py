"""Whether the pictures of a story may be shown: expired, blocked and once-only ones stop what would newly publish them.

What the live edition shows already stops nothing: a correction or an update must always be possible.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from images import rights
from images.models import Image

from . import prose, refusals
from .models import Edition


def new_pictures(story, content, body_pictures):
    """The numbers of the pictures that an edition would newly show, and the rows of those that the library still has.

    `story`: the Timeline, its article's row locked; `body_pictures`: the ids of those in the text. One query, or none.
    The rows stay locked, so that two stories can't take the same once-only one at once.
    """
    new = _shown(content.lead_image_id, body_pictures) - _shown_now(story.live)
    if not new:
        return new, []
    rows = Image.objects.select_for_update(no_key=True).filter(pk__in=new).order_by("pk")
    return new, list(rows.only("blocked", "not_after", "once_only"))


def check(story, pictures, start):
    """Raise NotCleared if one of `pictures` must not be shown by an edition from `start` on. At most one query.

    They are what `new_pictures` gave.
    """
    taken = _taken_elsewhere(pictures, story.article)
    problems = [(image, _problem(image, start, taken)) for image in pictures]
    if problems := [(image, why) for image, why in problems if why]:
        raise refusals.NotCleared(problems)


def check_edition(story, edition, start):
    """The same for an edition that exists already, and would start, or start again, at `start`. Two queries."""
    _new, pictures = new_pictures(story, edition, prose.image_ids(edition.body))
    check(story, pictures, start)


def _shown(lead, body):
    return {lead, *body} - {None}


def _shown_now(live):
    return _shown(live.lead_image_id, prose.image_ids(live.body)) if live else set()


def _problem(image, start, taken):
    if why := rights.obstacle(image, start):
        return why
    if other := taken.get(image.pk):
        return _("It is for one story only, and was taken for “%(headline)s”.") % {"headline": other}
    return ""


def _taken_elsewhere(pictures, article):
    """The once-only ones among `pictures` that another story showed, shows or is about to show: id → its headline."""
    once = {image.pk for image in pictures if image.once_only}
    if not once:
        return {}
    shows = Q(lead_image__in=once) | Q(picture_items__image__in=once)
    others = Edition.objects.real().filter(shows).exclude(article=article)
    rows = others.values_list("headline", "lead_image_id", "picture_items__image_id")
    return {image: headline for headline, *images in rows for image in images if image in once}
