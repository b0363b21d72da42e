"""What readers' pages ask the database: each question is written into SQL once, and answered as lightly as can be.

Pages show the same whether their parts come from here or from the models: a proof's are made by hand.
"""

from dataclasses import dataclass

from images.models import Image
from images.showing import COLUMNS, Light, light_columns
from masthead.models import Masthead

from .cards import SectionOf
from .models import Article, Edition, EditionByline, Section, Tag
from .prepared import Prepared


def _unseen(model, prefix, seen):
    """The columns of a related row that pages don't show."""
    names = (field.attname for field in model._meta.concrete_fields)
    return [f"{prefix}__{name}" for name in names if name not in seen]


SEEN = set(COLUMNS)
UNSEEN = _unseen(Article, "article", {"id", "translation_of_id"}) + _unseen(Image, "lead_image", SEEN)

_story = Prepared(
    lambda article, at: (
        Edition.objects.live(at)
        .select_related("article", "section", "lead_image")
        .defer(*UNSEEN)
        .with_earlier(at)
        .filter(article=article)
    )
)
_bylines = Prepared(
    lambda edition: EditionByline.objects.filter(edition=edition).defer(*_unseen(Image, "author__portrait", SEEN))
)
_tags = Prepared(lambda edition: Tag.objects.with_frequency().filter(editions=edition))
_pictures = Prepared(lambda edition: Image.objects.filter(editions=edition).values_list(*light_columns()))
_masthead = Prepared(lambda: Masthead.objects.all())
_masthead_with_quote = Prepared(lambda language, step: Masthead.objects.with_quote_at(step, language))
_sections = Prepared(lambda language: Section.objects.in_language(language).values_list(*SectionOf._fields))


@dataclass(frozen=True)
class Parts:
    """What stands in rows of its own: credits in their order, tags with their frequency, the pictures of the text."""

    bylines: list
    tags: list
    pictures: list

    @classmethod
    def of(cls, edition):
        """Of any edition: what `for_page` has fetched, or a proof brings along, is taken as it is."""
        if hasattr(edition, "_prefetched_objects_cache"):
            return cls(list(edition.bylines.all()), list(edition.tags.all()), list(edition.pictures.all()))
        pictures = [Light(*row) for row in _pictures(edition=edition.pk)]
        return cls(_bylines(edition=edition.pk), _tags(edition=edition.pk), pictures)


def story(article_id, at):
    """The edition of a story that is live at `at`, or None. One query; three more for its `Parts`."""
    return _story.first(article=article_id, at=at)


def masthead():
    """The masthead, or an unsaved one in a newsroom that has not been set up. One query."""
    return _masthead.first() or Masthead()


def masthead_with_quote(language, turn):
    """The same with one press quote: the number `turn` decides which. One query."""
    step = Masthead.objects.all().quote_step(turn)
    return _masthead_with_quote.first(language=language, step=step) or Masthead()


def sections(language):
    """Those of the menu, as `SectionOf`. One query."""
    return [SectionOf(*row) for row in _sections(language=language)]
