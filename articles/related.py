"""What stands around a story: its translations, the stories that its text leads to, and the related ones."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When

from . import prose
from .models import Edition, EditionRelated, Genre

RELATED = 4
MOST_LINKED = 200  # stories that one text leads to


def companions(edition, at):
    """The live translations of a story, the live stories that its text leads to by article id, and the related ones.

    One query. Related are those that were picked by hand, in their order; then those that share the most tags; then
    the newest of the section. Never the story itself, never a sponsored one.
    """
    tags = [tag.pk for tag in edition.tags.all()]
    links = prose.article_ids(edition.body)[:MOST_LINKED]
    original = edition.article.original_id
    translation = Q(article=original) | Q(article__translation_of=original)
    kin = ~Q(genre=Genre.SPONSORED) & Q(language=edition.language)
    kin &= Q(pick__isnull=False) | Q(shared__gt=0) | Q(section=edition.section_id)
    found = (
        Edition.objects.live(at)
        .exclude(article=edition.article_id)
        .annotate(
            translates=_whether(translation),
            linked=_whether(Q(article__in=links)),
            pick=_pick(edition),
            shared=Count("tag_items", filter=Q(tag_items__tag__in=tags)),
            kin=_whether(kin),
        )
        .filter(Q(translates=True) | Q(linked=True) | Q(kin=True))
        .for_cards()
        .order_by("-translates", "-linked", F("pick").asc(nulls_last=True), "-shared", "-first_published_at", "-pk")
    )
    found = list(found[: RELATED + 1 + len(links)])
    linked = {other.article_id: other for other in found if other.linked}
    related = sorted((other for other in found if other.kin and not other.translates), key=_rank)
    return [other for other in found if other.translates], linked, related[:RELATED]


def _pick(edition):
    """The place of a story among those picked by hand; a proof has its picks in `picked`, for it has no rows."""
    picked = getattr(edition, "picked", None)
    if picked is None:
        rows = EditionRelated.objects.filter(edition=edition.pk, other=OuterRef("article"))
        return Subquery(rows.values("position")[:1])
    places = [When(article=story, then=Value(place)) for place, story in enumerate(picked)]
    return Case(*places, default=None, output_field=IntegerField())


def _whether(condition):
    return Case(When(condition, then=Value(True)), default=Value(False))


def _rank(other):
    picked = other.pick is not None
    return not picked, other.pick or 0, -other.shared, -other.first_published_at.timestamp(), -other.pk
