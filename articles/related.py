from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When

from .models import Edition, EditionRelated, Genre

RELATED = 4


def companions(edition, at):
    """The live translations of a story and its related stories, in one query.

    Hand-picked stories come first, in their order; then those that share the most tags; then the newest of the
    section. Never the story itself, never a sponsored one.
    """
    picks = EditionRelated.objects.filter(edition=edition.pk, other=OuterRef("article")).values("position")
    tags = [tag.pk for tag in edition.tags.all()]
    original = edition.article.original_id
    translation = Q(article=original) | Q(article__translation_of=original)
    kin = ~Q(genre=Genre.SPONSORED) & Q(language=edition.language)
    kin &= Q(pick__isnull=False) | Q(shared__gt=0) | Q(section=edition.section_id)
    editions = (
        Edition.objects.live(at)
        .exclude(article=edition.article_id)
        .annotate(
            translates=Case(When(translation, then=Value(True)), default=Value(False)),
            pick=Subquery(picks[:1]),
            shared=Count("tag_items", filter=Q(tag_items__tag__in=tags)),
        )
        .filter(Q(translates=True) | kin)
        .for_cards()
        .order_by("-translates", F("pick").asc(nulls_last=True), "-shared", "-first_published_at", "-pk")
    )
    found = list(editions[: RELATED + 1])
    return [other for other in found if other.translates], [other for other in found if not other.translates][:RELATED]
