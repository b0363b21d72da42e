"""An article page as Wagtail's documentation teaches it: blocks, a snippet, tags, related pages, renditions."""

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from bench.side.wagtail_site.structured_data import news_article

PICTURE = {"null": True, "on_delete": models.PROTECT, "related_name": "+"}
WIDTHS, FORMATS = (320, 640, 960, 1280), ("avif", "webp", "jpeg")


def specs(kind, sizes):
    """The renditions of a `{% picture %}` tag in all formats."""
    return [f"format-{name}|{kind}-{size}" for name in FORMATS for size in sizes]


FREE = specs("width", WIDTHS)
CARD = specs("fill", [f"{width}x{width * 3 // 4}" for width in WIDTHS])
SQUARE = specs("fill", [f"{width}x{width}" for width in WIDTHS])


def pictures(*filters):
    """With their renditions, in one more query: for what a page selects."""
    return get_image_model().objects.prefetch_renditions(*filters)


@register_snippet
class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    biography = models.TextField()
    email = models.EmailField()
    portrait = models.ForeignKey("wagtailimages.Image", **PICTURE)

    panels = [FieldPanel("name"), FieldPanel("title"), FieldPanel("biography"), FieldPanel("portrait")]

    def __str__(self):
        return self.name


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    caption = blocks.CharBlock()
    credit = blocks.CharBlock(required=False)

    class Meta:
        template = "news/picture_block.html"


class HomePage(Page):
    pass


class SectionPage(Page):
    pass


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items", on_delete=models.CASCADE)


class ArticlePage(Page):
    kicker = models.CharField(max_length=60, blank=True)
    standfirst = models.TextField(blank=True)
    published = models.DateTimeField(db_index=True)
    words = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(Author, models.PROTECT, related_name="articles")
    lead_picture = models.ForeignKey("wagtailimages.Image", **PICTURE)
    lead_caption = models.TextField(blank=True)
    lead_credit = models.CharField(max_length=200, blank=True)
    body = StreamField(
        [
            ("heading", blocks.CharBlock(template="news/heading_block.html")),
            ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link"])),
            ("picture", PictureBlock()),
        ]
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("kicker"),
        FieldPanel("standfirst"),
        FieldPanel("published"),
        FieldPanel("author"),
        FieldPanel("lead_picture"),
        FieldPanel("lead_caption"),
        FieldPanel("lead_credit"),
        FieldPanel("body"),
        FieldPanel("tags"),
        InlinePanel("related_articles"),
    ]

    @property
    def reading_minutes(self):
        return max(1, round(self.words / 230))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        section, author = self.get_parent(), self.author
        menu = section.get_siblings().live().in_menu()
        related = self._related_tuned() if settings.TUNED else [row.article for row in self.related_articles.all()]
        if settings.TUNED:
            self._prefetch()
        tags = list(self.tags.all())
        context |= {"section": section, "menu": menu, "related": related, "author": author, "tags": tags}
        context["structured_data"] = news_article(self, section, tags, request)
        return context | {"site_name": settings.SITE_NAME}

    def _related_tuned(self):
        """Three queries for all of them, and nothing that a card doesn't show."""
        cards = ArticlePage.objects.defer_streamfields()
        cards = cards.prefetch_related(Prefetch("lead_picture", pictures(*CARD)))
        rows = self.related_articles.select_related(None).prefetch_related(Prefetch("article", cards))
        return [row.article for row in rows]

    def _prefetch(self):
        models.prefetch_related_objects([self], Prefetch("lead_picture", pictures(*FREE, "format-jpeg|width-1280")))
        models.prefetch_related_objects([self.author], Prefetch("portrait", pictures(*SQUARE)))
        shown = [block.value["image"] for block in self.body if block.block_type == "picture"]
        renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=FREE)
        models.prefetch_related_objects(shown, Prefetch("renditions", renditions, to_attr="prefetched_renditions"))


class RelatedArticle(Orderable):
    page = ParentalKey(ArticlePage, related_name="related_articles", on_delete=models.CASCADE)
    article = models.ForeignKey(ArticlePage, related_name="+", on_delete=models.CASCADE)

    panels = [FieldPanel("article")]
