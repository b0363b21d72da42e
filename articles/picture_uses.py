"""Which stories show a picture, for the library: `ArticlesConfig.ready()` loads it."""

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.usage import MOST, Use, source

from .models import Article, ArticlePicture, Edition
from .times import short_day

LIVE, WAITS, WORKING, PAST = "live", "waits", "working", "past"
RANKED = (LIVE, WAITS, WORKING, PAST)
# Of each: the colour of its label, and the label.
LABELS = {
    LIVE: ("live", _("live")),
    WAITS: ("scheduled", _("scheduled")),
    WORKING: ("unpublished", _("working copy")),
    PAST: ("withdrawn", _("past edition")),
}


@source
def in_stories(image, at):
    """Stories that show `image`, those that readers see first. One query."""
    stories = Article.objects.annotate(shown=_how(image, at)).exclude(shown=None).annotate(rank=_rank())
    ordered = stories.order_by("rank", "-edited_at", "-pk").only("headline", "edited_at", "first_published_at")
    return [_use(story) for story in ordered[:MOST]]


def _how(image, at):
    """Where a story shows it, the most public place first; null where it does not."""
    editions = Edition.objects.filter(
        Q(lead_image=image) | Q(Exists(Edition.pictures.through.objects.filter(edition=OuterRef("pk"), image=image))),
        article=OuterRef("pk"),
    )
    in_text = ArticlePicture.objects.filter(article=OuterRef("pk"), image=image)
    return Case(
        When(Exists(editions.live(at)), then=Value(LIVE)),
        When(Exists(editions.pending(at)), then=Value(WAITS)),
        When(Q(lead_image=image) | Q(Exists(in_text)), then=Value(WORKING)),
        When(Exists(editions), then=Value(PAST)),
    )


def _rank():
    return Case(*(When(shown=how, then=Value(rank)) for rank, how in enumerate(RANKED)))


def _use(story):
    status, label = LABELS[story.shown]
    address = reverse("admin:articles_article_change", args=[story.pk])
    date = short_day(story.first_published_at or story.edited_at)
    return Use(story.headline, address, _("story"), status, label, date)
