"""Making editions and taking stories down: the steps that the verbs of `publishing` have in common.

Each works on a `Timeline`, within the verb's transaction; none checks whether it may be done.
"""

from . import refusals, searching
from .models import Article, Edition, EditionByline, EditionLink, EditionPicture, EditionRelated, EditionTag, Takedown

Kind = Edition.Kind


def reissue(story, waiting, content):
    """Make a waiting edition again behind the newest one, so that its dates and notes tell the truth."""
    kind = Kind.UPDATE if waiting.kind == Kind.FIRST else waiting.kind
    issue(story, content.baked(), start=waiting.live_from, kind=kind, note=waiting.note, by=waiting.made_by)


def issue(story, baked, *, start, kind, note, by, remembers=True):
    """Make an edition that is live from `start` on, behind `story.last`."""
    previous = story.last
    edition = Edition(article=story.article, kind=kind, note=note.strip(), live_from=start, **baked.columns())
    edition.made_at, edition.made_by = story.at, by
    if previous and remembers:
        edition.earlier_notes = previous.earlier_notes + previous.own_notes
    date(edition, previous)
    story.insert(edition)
    _attach(edition, baked)
    searching.note(edition, story.at)
    remember_first(story.article, edition)
    return edition


def date(edition, previous):
    """The two public dates, which follow from the edition's start and from what was published before it."""
    edition.first_published_at = previous.first_published_at if previous else edition.live_from
    if edition.substantive:
        edition.updated_at = edition.live_from
    else:
        edition.updated_at = previous.updated_at if previous else None


def remember_first(article, edition):
    first = edition.first_published_at if edition else None
    if article.first_published_at != first:
        article.first_published_at = first
        article.save(update_fields=["first_published_at"])


def _attach(edition, baked):
    content = baked.content
    EditionByline.objects.bulk_create(_bylines(edition, content))
    EditionTag.objects.bulk_create(EditionTag(edition=edition, tag_id=tag, **_listed(edition)) for tag in content.tags)
    EditionRelated.objects.bulk_create(
        EditionRelated(edition=edition, other_id=other, position=position)
        for position, other in enumerate(content.related)
    )
    EditionPicture.objects.bulk_create(EditionPicture(edition=edition, image_id=image) for image in baked.pictures)
    # A link to a story that is no more is no reason not to publish: readers see its words.
    linked = Article.objects.filter(pk__in=baked.links).order_by("pk").values_list("pk", flat=True)
    EditionLink.objects.bulk_create(EditionLink(edition=edition, other_id=other) for other in linked)


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
    """Give an edition that was moved its new place in the lists of its authors and tags. Two queries."""
    for rows in (edition.bylines, edition.tag_items):
        rows.exclude(listed_at=None).update(listed_at=edition.first_published_at)


def approve(article, baked):
    """What is published is approved; the working copy keeps the address it was given, and says the same."""
    article.stage = article.Stage.APPROVED
    article.digest = baked.digest
    article.save(update_fields=["stage", "slug", "digest"])


def take_down(story, kind, when, by, reason, notice):
    if not reason.strip():
        raise refusals.ReasonRequired
    story.lift_takedown()
    takedown = Takedown(article=story.article, kind=kind, at=when, reason=reason, notice=notice, made_by=by)
    takedown.made_at = story.at
    takedown.save()
    story.end(takedown)
    return takedown
