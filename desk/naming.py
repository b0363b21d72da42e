"""What the numbers in a version stand for: people, tags, sections, pictures, stories, by name."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import drafting, prose
from articles.models import Article, Byline, Genre, Section, Tag
from articles.times import long_moment
from authors.models import Author
from images.models import Image

TEXTS = ("kicker", "headline", "standfirst", "dateline", "lead_caption", "slug", "seo_title", "seo_description")
TEXTS += ("sponsor_name", "sponsor_url", "note_for_colleagues")
LISTS = ("bylines", "tags", "related")
ORDER = ("kicker", "headline", "standfirst", "body", "lead_image_id", "lead_caption", "bylines", "tags", "related")
ORDER += (
    "section_id",
    "genre",
    "language",
    "dateline",
    "embargoed_until",
    "planned_for",
    "note_for_colleagues",
    "slug",
)
ORDER += ("seo_title", "seo_description", "sponsor_name", "sponsor_url", "evergreen", "translation_of_id")


def in_order(names):
    """The names of values as a newsroom reads them: what readers see first."""
    return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


class Names:
    """The names of all that several versions' values mention. At most five queries."""

    def __init__(self, *versions):
        self.roles = dict(Byline.Role.choices)
        self.authors = _by_number(Author, {author for values in versions for author, _role in values["bylines"]})
        self.tags = _by_number(Tag, {tag for values in versions for tag in values["tags"]})
        self.sections = _by_number(Section, {values["section_id"] for values in versions})
        self.images = _by_number(Image, {image for values in versions for image in _images(values)})
        self.stories = _by_number(Article.objects.only("headline"), {pk for one in versions for pk in _stories(one)})

    def items(self, name, value):
        """The entries of a list, each in words."""
        if name == "bylines":
            return [_signed(self._named(self.authors, author), self.roles.get(role, role)) for author, role in value]
        return [self._named(self.tags if name == "tags" else self.stories, number) for number in value]

    def say(self, name, value):
        """Any value but a text, in words; an empty one is an empty string."""
        if name in LISTS:
            return ", ".join(self.items(name, value))
        if value in (None, ""):
            return ""
        if name in drafting.MOMENTS:
            return long_moment(drafting.moment(value))
        return self._say_one(name, value)

    def _say_one(self, name, value):
        choices = {"genre": dict(Genre.choices), "language": dict(settings.LANGUAGES)}
        if name in choices:
            return capfirst(str(choices[name].get(value, value)))
        if name == "evergreen":
            return _("yes") if value else _("no")
        rows = {"section_id": self.sections, "lead_image_id": self.images, "translation_of_id": self.stories}
        return self._named(rows[name], value) if name in rows else str(value)

    def image(self, number):
        return self.images.get(int(number)) if str(number or "").isdigit() else None

    def story(self, number):
        return self._named(self.stories, int(number)) if str(number or "").isdigit() else ""

    @staticmethod
    def _named(rows, number):
        return str(rows[number]) if number in rows else _("number %(number)s, which is gone") % {"number": number}


def _signed(author, role):
    return f"{author} ({role})"


def _by_number(model, numbers):
    rows = model.objects if isinstance(model, type) else model
    numbers = [number for number in numbers if number]
    return rows.in_bulk(numbers) if numbers else {}


def _images(values):
    return {values["lead_image_id"], *prose.image_ids(values["body"])}


def _stories(values):
    return {values.get("translation_of_id"), *values["related"], *prose.article_ids(values["body"])}
