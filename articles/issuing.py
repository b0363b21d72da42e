"""Making editions and taking stories down: the steps that the verbs of `publishing` have in common.

Each works on a `Timeline`, within the verb's transaction; none checks whether it may be done.
"""

from . import refusals, searching
from .creating import create_all
from .models import Article, Edition, EditionByline, EditionLink, EditionPicture, EditionRelated, EditionTag, Takedown
from .relations import known_of

Kind = Edition.Kind


def reissue(story, waiting, content):
    """Make a waiting edition again behind the newest one, so that its dates and notes tell the truth."""
    kind = Kind.UPDATE if waiting.kind == Kind.FIRST else waiting.kind
    issue(story, content.baked(), start=waiting.live_from, kind=kind, note=waiting.note, by=waiting.made_by)


def issue_working_copy(story, baked, *, start, kind, note, by):
    """Make an edition of the working copy, which is approved by it and keeps the address it was given."""
    story.article.stage, story.article.digest = Article.Stage.APPROVED, baked.digest
    columns = ("stage", "slug", "digest")
    return issue(story, baked, start=start, kind=kind, note=note, by=by, columns=columns)


def issue(story, baked, *, start, kind, note, by, remembers=True, columns=()):
    """Make an edition that is live from `start` on, behind `story.last`.

    `columns` names those of the article that were changed and not stored yet.
    """
    previous = story.last
    edition = Edition(article=story.article, kind=kind, note=note.strip(), live_from=start, **baked.columns())
    edition.made_at, edition.made_by = story.at, by
    if previous and remembers:
        edition.earlier_notes = previous.earlier_notes + previous.own_notes
    date(edition, previous)
    story.insert(edition)
    names, linked = known_of(baked.content, baked.links)
    _attach(edition, baked, linked)
    searching.note(edition, names, story.at)
    remember_first(story.article, edition, columns)
    return edition


def date(edition, previous):
    """Set the two public dates, which follow from its start and from what was published before; their names."""
    edition.first_published_at = previous.first_published_at if previous else edition.live_from
    if edition.substantive:
        edition.updated_at = edition.live_from
    else:
        edition.updated_at = previous.updated_at if previous else None
    return "first_published_at", "updated_at"


def remember_first(article, edition, columns=()):
    """Store when the story first appeared, and those of the article's `columns` that were changed. One statement."""
    first = edition.first_published_at if edition else None
    if article.first_published_at != first:
        article.first_published_at = first
        columns = ("first_published_at", *columns)
    if columns:
        article.save(update_fields=columns)


def _attach(edition, baked, linked):
    """`linked`: the stories that its text leads to, without those that are no more, whose words readers see."""
    content = baked.content
    create_all(
        _bylines(edition, content),
        (EditionTag(edition=edition, tag_id=tag, **_listed(edition)) for tag in content.tags),
        (EditionRelated(edition=edition, other_id=other, position=n) for n, other in enumerate(content.related)),
        (EditionPicture(edition=edition, image_id=image) for image in baked.pictures),
        (EditionLink(edition=edition, other_id=other) for other in sorted(linked)),
    )


def _bylines(edition, content):
    """In an author's list a story stands once, however many parts of it are that author's."""
    known = set()
    for position, (author, role) in enumerate(content.bylines):
        listed = _listed(edition) | ({"listed_at": None} if author in known else {})
        known.add(author)
        yield EditionByline(edition=edition, author_id=author, role=role, position=position, **listed)


def _listed(edition):
    return {"language": edition.language, "listed_at": edition.first_published_at}


def list_again(edition):
    """Give an edition that was moved its new place in the lists of its authors and tags. Two statements."""
    for rows in (edition.bylines, edition.tag_items):
        rows.exclude(listed_at=None).update(listed_at=edition.first_published_at)


def take_down(story, kind, when, by, reason, notice):
    if not reason.strip():
        raise refusals.ReasonRequired
    story.lift_takedown()
    takedown = Takedown(article=story.article, kind=kind, at=when, reason=reason, notice=notice, made_by=by)
    takedown.made_at = story.at
    takedown.save()
    story.end(takedown)
    return takedown
