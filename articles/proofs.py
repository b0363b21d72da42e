"""Proofs: an edition that was never published, to be looked at before anybody decides. Nothing here is ever saved."""

from dataclasses import replace

from authors.models import Author
from images.models import Image

from .models import Edition, EditionByline, Section, Tag
from .slugs import make_slug

NOWHERE = 0  # the key of what has no row: related objects can be asked for, and none is found


def proof(content, article, at, *, without_blocked=False):
    """An unsaved edition of `content`, as readers would get it if it were published at `at`. Seven queries at most.

    What the content names and is gone by now is left out. `without_blocked`: pictures that may not be shown are too.
    """
    baked = replace(content, slug=make_slug(content.slug or content.headline, 100, otherwise="story")).baked()
    pictures = Image.objects.filter(blocked=False) if without_blocked else Image.objects.all()
    edition = Edition(pk=NOWHERE, article=article, **baked.columns(), **_dates(article, at), made_at=at, live_from=at)
    edition.section = _section(content, article)
    edition.lead_image = pictures.filter(pk=content.lead_image_id).first() if content.lead_image_id else None
    edition.picked = list(content.related)
    _put(edition, bylines=_bylines(edition, content), tags=_tags(content), pictures=_in(pictures, baked.pictures))
    return edition


def _dates(article, at):
    """Those of the story's last edition, whose notes stay with it; else as if it came out now."""
    last = article.editions.started(at).order_by("live_from").last() if article.pk else None
    if not last:
        return {"kind": Edition.Kind.FIRST, "first_published_at": at}
    notes = last.earlier_notes + last.own_notes
    dates = {"first_published_at": last.first_published_at, "updated_at": last.updated_at}
    return {"kind": Edition.Kind.MINOR, "earlier_notes": notes, **dates}


def _section(content, article):
    """The story's own where the content's is gone; a new story may have none yet."""
    sections = Section.objects.filter(pk__in={content.section_id, article.section_id} - {None})
    found = {section.pk: section for section in sections}
    nowhere = Section(name="…", slug="-", language=content.language)
    return found.get(content.section_id) or found.get(article.section_id) or nowhere


def _bylines(edition, content):
    authors = Author.objects.select_related("portrait").in_bulk([author for author, _role in content.bylines])
    signed = [(authors[author], role) for author, role in content.bylines if author in authors]
    return [EditionByline(edition=edition, author=author, role=role) for author, role in signed]


def _tags(content):
    return _in(Tag.objects.with_frequency(), content.tags)


def _in(objects, keys):
    return list(objects.filter(pk__in=keys)) if keys else []


def _put(edition, **relations):
    """As if `prefetch_related` had fetched them: the readers' templates find them where those of an edition are."""
    edition._prefetched_objects_cache = {}
    for name, found in relations.items():
        objects = getattr(edition, name).none()
        objects._result_cache = found
        edition._prefetched_objects_cache[name] = objects
