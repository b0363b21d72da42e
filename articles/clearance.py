"""Whether the pictures of a story may be shown: expired, blocked and once-only ones stop what would newly publish them.

What the live edition shows already stops nothing: a correction or an update must always be possible.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from images import rights
from images.models import Image

from . import refusals
from .models import Edition


def check(story, content, body_pictures, start):
    """Raise NotCleared if an edition from `start` on would newly show a picture that must not be.

    `story`: the Timeline, its article's row locked; `body_pictures`: the ids of those in the text. At most three
    queries. The new pictures' rows stay locked, so that two stories can't take the same once-only one at once.
    """
    new = _shown(content.lead_image_id, body_pictures) - _shown_now(story.live)
    if not new:
        return
    pictures = list(Image.objects.select_for_update(no_key=True).filter(pk__in=new).order_by("pk"))
    taken = _taken_elsewhere(pictures, story.article)
    problems = [(image, _problem(image, start, taken)) for image in pictures]
    if problems := [(image, why) for image, why in problems if why]:
        raise refusals.NotCleared(problems)


def check_edition(story, edition, start):
    """The same for an edition that exists already, and would start, or start again, at `start`. Four queries."""
    check(story, edition, _in_body(edition), start)


def _in_body(edition):
    return edition.picture_items.values_list("image_id", flat=True)


def _shown(lead, body):
    return {lead, *body} - {None}


def _shown_now(live):
    return _shown(live.lead_image_id, _in_body(live)) if live else set()


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
