"""What the writing form points out beside the text: nothing here stops anybody from saving."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from images.models import Image

from .. import prose
from ..times import short_moment


@dataclass(frozen=True)
class PictureHint:
    image: Image
    problems: list[str]


def picture_hints(article, at):
    """The pictures of the story with something missing, the lead picture first. One query at most."""
    numbers = dict.fromkeys([article.lead_image_id, *prose.image_ids(article.body)])
    numbers.pop(None, None)
    images = Image.objects.in_bulk(list(numbers)) if numbers else {}
    hints = [PictureHint(images[pk], list(_problems(images[pk], at))) for pk in numbers if pk in images]
    return [hint for hint in hints if hint.problems]


def _problems(image, at):
    if image.blocked:
        yield _("It is blocked: it can't be newly published.")
    elif image.not_after and image.not_after <= at:
        yield _("Its rights ended on %(time)s.") % {"time": short_moment(image.not_after)}
    elif image.not_after:
        yield _("Its rights end on %(time)s.") % {"time": short_moment(image.not_after)}
    if not image.alt_text:
        yield _("It has no alternative text.")
    if not image.credit:
        yield _("It has no credit.")
