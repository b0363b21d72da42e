"""What the writing form points out beside the text: nothing here stops anybody from saving."""

from dataclasses import dataclass

from images import rights
from images.models import Image

from .. import prose

GRAVE = {"warn", "bad"}


@dataclass(frozen=True)
class PictureHint:
    image: Image
    problems: list[str]


def picture_hints(article, at):
    """The pictures of the story that lack something, the lead picture first. One query at most."""
    numbers = dict.fromkeys([article.lead_image_id, *prose.image_ids(article.body)])
    numbers.pop(None, None)
    images = Image.objects.in_bulk(list(numbers)) if numbers else {}
    hints = [_hint(images[pk], at) for pk in numbers if pk in images]
    return [hint for hint in hints if hint.problems]


def _hint(image, at):
    return PictureHint(image, [badge.label for badge in rights.badges(image, at) if badge.tone in GRAVE])
