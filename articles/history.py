"""The versions of a working copy: a save that came too late is kept, any version can be put back.

Each function is one transaction with the story's row locked. A version names tags, authors, pictures and stories by
number: what has gone meanwhile can't come back, and is told to whoever asks for it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import capfirst

from authors.models import Author
from images.models import Image

from . import drafting
from .baking import RELATIONS
from .models import Article, Byline, RelatedPick, Section, Tag, Version

Origin = Version.Origin


def label_of(name):
    """What the newsroom calls a value of a version."""
    relations = {"bylines": Byline, "related": RelatedPick}
    if name in relations:
        return capfirst(str(relations[name]._meta.verbose_name_plural))
    return capfirst(str(Article._meta.get_field(name).verbose_name))


@dataclass(frozen=True)
class Saved:
    """What became of a save: the names of what it changed, the version that holds it, and whether that waits aside.

    The version is None where there was nothing to keep: the story holds the same already, or the writer had changed
    nothing since version `seen`.
    """

    version: Version | None = None
    changed: tuple[str, ...] = ()
    aside: bool = False
    overtaken: bool = False  # somebody else had saved since, and other words


@transaction.atomic(savepoint=False)  # the form's own transaction is all or nothing already
def save(article, held, *, seen, at, by):
    """Accept `held`, the values of what a form holds, from a writer who started from version `seen`.

    It becomes the working copy, unless somebody else has saved since: then it is kept, and set aside for its writer to
    bring both together. None for `seen`: a version that nobody knows. Six statements where only columns changed, at
    most seventeen; BEGIN and COMMIT are the form's.
    """
    story = Article.objects.for_update(article.pk)
    relations = story.relations()
    now = story.values(story.content(relations))
    changed = tuple(drafting.changed(now, held))
    if not changed and story.version:
        return Saved()
    if seen == story.version:
        return Saved(_store(story, relations, now | held, changed, at=at, by=by), changed)
    return _too_late(story, now, held, seen, at, by)


def _too_late(story, now, held, seen, at, by):
    base = story.versions.filter(number=seen).first() if seen else None
    if base and not drafting.changed(base.values, held):
        return Saved(overtaken=True)
    values = (base.values if base else now) | held
    kept = _kept_already(story, values, by) or story.keep(
        values, at=at, by=by, origin=Origin.SET_ASIDE, base=base.number if base else 0
    )
    return Saved(kept, aside=True, overtaken=True)


def _kept_already(story, values, by):
    """The same words of the same person that wait aside already: a form that was sent twice."""
    return story.versions.waiting(made_by=by).filter(digest=drafting.digest_of(values)).first()


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
    relations = story.relations()
    changed = drafting.changed(story.values(story.content(relations)), values)
    return _store(story, relations, values, changed, at=at, by=by, origin=origin), lost


def restore(version, *, at, by, keeping=()):
    """Make an old version the working copy again, which is a new version. Returns what `write` returns.

    What `keeping` names stays as it is now.
    """
    now = version.article.values() if keeping else {}
    values = version.values | {name: now[name] for name in keeping}
    return write(version.article, values, at=at, by=by, origin=Origin.RESTORED)


def restore_edition(edition, *, at, by):
    """Make what an edition holds the working copy again, which is a new version. Returns what `write` returns.

    What the newsroom keeps for itself no edition has: it stays as it is now, the embargo too.
    """
    now = edition.article.values()
    values = drafting.values_of(edition.content(), **dict.fromkeys(drafting.ASIDE))
    values |= {name: now[name] for name in drafting.ASIDE}
    return write(edition.article, values, at=at, by=by, origin=Origin.RESTORED)


@transaction.atomic
def merge(aside, values, *, seen, at, by):
    """Make `values`, in which the version `aside` was brought together with version `seen`, the working copy.

    Returns what `write` returns; None and nothing is changed where somebody has saved since, or `aside` was settled.
    """
    story = Article.objects.for_update(aside.article_id)
    if not story.versions.waiting().filter(pk=aside.pk).exists():
        return None, []
    version, lost = write(story, values, at=at, by=by, origin=Origin.MERGED, seen=seen)
    if version:
        story.versions.filter(pk=aside.pk).update(settled_at=at, settled_as=version.number)
    return version, lost


def dismiss(aside, *, at):
    """Say that a version set aside needs no more attention. It is kept. Returns whether it still waited."""
    return bool(aside.article.versions.waiting().filter(pk=aside.pk).update(settled_at=at))


def _store(story, relations, values, changed, **version):
    """Store those of `values` that are `changed`, and return the version that the story now is.

    The columns by the statement that stores the version's number, each relation by two; `relations` are those before.
    """
    columns = [name for name in changed if name not in RELATIONS]
    for name in columns:
        setattr(story, name, drafting.moment(values[name]) if name in drafting.MOMENTS else values[name])
    if "bylines" in changed:
        _sign(story, values["bylines"])
    if "tags" in changed:
        story.tags.set(Tag.objects.filter(pk__in=values["tags"]))
    if "related" in changed:
        _pick(story, values["related"])
    known = relations if len(columns) == len(changed) else None
    return story.note_change(relations=known, columns=columns, **version)


def _sign(story, pairs):
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=story, author_id=author, role=role, position=position)
        for position, (author, role) in enumerate(pairs)
    )


def _pick(story, others):
    story.related_picks.all().delete()
    RelatedPick.objects.bulk_create(
        RelatedPick(article=story, other_id=other, position=position) for position, other in enumerate(others)
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
