"""The versions of a working copy: a save that came too late is kept, any version can be put back.

Each function is one transaction with the story's row locked. A version names tags, authors, pictures and stories by
number: what has gone meanwhile can't come back, and is told to whoever asks for it.
"""

from django.db import transaction

from authors.models import Author
from images.models import Image

from . import drafting
from .baking import Content
from .models import Article, Byline, RelatedPick, Section, Tag, Version

Origin = Version.Origin


@transaction.atomic
def set_aside(article, values, *, seen, at, by):
    """Keep a save that started from version `seen` and came too late. The working copy is not touched."""
    story = Article.objects.for_update(article.pk)
    return story.keep(values, at=at, by=by, origin=Origin.SET_ASIDE, base=seen)


@transaction.atomic
def write(article, values, *, at, by, origin, seen=None):
    """Make `values` the working copy and return its new version, and the names of what could not come along.

    The version is None, and nothing was changed, where the working copy is no longer version `seen` (None: whatever
    it is).
    """
    story = Article.objects.for_update(article.pk)
    if seen is not None and story.version != seen:
        return None, []
    values, lost = _still_there(story, values)
    for name in (*Content.columns(), *drafting.ASIDE):
        setattr(story, name, drafting.moment(values[name]) if name in drafting.MOMENTS else values[name])
    story.save()
    _relate(story, values)
    return story.note_change(at, by, origin=origin), lost


def restore(version, *, at, by):
    """Make an old version the working copy again, which is a new version. Returns what `write` returns."""
    return write(version.article, version.values, at=at, by=by, origin=Origin.RESTORED)


def _relate(story, values):
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=story, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(values["bylines"])
    )
    story.tags.set(Tag.objects.filter(pk__in=values["tags"]))
    story.related_picks.all().delete()
    RelatedPick.objects.bulk_create(
        RelatedPick(article=story, other_id=other, position=position)
        for position, other in enumerate(values["related"])
    )


def _still_there(story, values):
    """`values` without what has gone since, and the names of the fields that lost something. Six queries at most."""
    kept = dict(values)
    kept["tags"] = _existing(Tag, values["tags"])
    kept["related"] = _existing(Article, values["related"])
    authors = set(_existing(Author, [author for author, _role in values["bylines"]]))
    kept["bylines"] = [pair for pair in values["bylines"] if pair[0] in authors]
    kept["section_id"] = next(iter(_existing(Section, [values["section_id"]])), story.section_id)
    for name, model in (("lead_image_id", Image), ("translation_of_id", Article)):
        kept[name] = next(iter(_existing(model, [values[name]])), None) if values[name] else None
    return kept, drafting.changed(values, kept)


def _existing(model, numbers):
    """Those of `numbers` that still lead to something, in their order."""
    found = set(model.objects.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    return [number for number in numbers if number in found]
