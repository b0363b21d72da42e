from django.conf import settings
from django.db import models
from django.urls import reverse


class Section(models.Model):
    name = models.CharField(max_length=60)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])


class Tag(models.Model):
    name = models.CharField(max_length=60)
    slug = models.SlugField(unique=True)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class Picture(models.Model):
    """`renditions` are addresses by ratio and format: {"16:9": {"avif": [[320, "pictures/…"], …]}}."""

    alt_text = models.CharField(max_length=300)
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    renditions = models.JSONField()

    def __str__(self):
        return self.alt_text

    def srcset(self, ratio, kind):
        return ", ".join(f"{settings.MEDIA_URL}{name} {width}w" for width, name in self.renditions[ratio][kind])

    def url(self, ratio, kind="jpg", place=-1):
        return settings.MEDIA_URL + self.renditions[ratio][kind][place][1]


class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    biography = models.TextField()
    email = models.EmailField()
    portrait = models.ForeignKey(Picture, models.PROTECT)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])


class ArticleQuerySet(models.QuerySet):
    def live(self, at):
        return self.filter(published__lte=at)

    def for_page(self):
        """Four queries; the sections of the menu are the fifth."""
        cards = Article.objects.select_related("section", "lead_picture").defer("body")
        related = self.select_related("section", "author__portrait", "lead_picture")
        return related.prefetch_related("tags", "pictures", models.Prefetch("related", cards))


class Article(models.Model):
    section = models.ForeignKey(Section, models.PROTECT)
    author = models.ForeignKey(Author, models.PROTECT)
    tags = models.ManyToManyField(Tag)
    lead_picture = models.ForeignKey(Picture, models.PROTECT, related_name="led")
    pictures = models.ManyToManyField(Picture)
    related = models.ManyToManyField("self", symmetrical=False)
    headline = models.CharField(max_length=200)
    kicker = models.CharField(max_length=60, blank=True)
    standfirst = models.TextField(blank=True)
    slug = models.SlugField(max_length=100, unique=True)
    body = models.JSONField()  # [["paragraph", its HTML], ["heading", its words], ["picture", its key]]
    words = models.PositiveIntegerField()
    published = models.DateTimeField(db_index=True)
    updated = models.DateTimeField(null=True)

    objects = ArticleQuerySet.as_manager()

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("article", args=[self.section.slug, self.slug])

    @property
    def reading_minutes(self):
        return max(1, round(self.words / 230))

    @property
    def blocks(self):
        """The body with its pictures instead of their keys."""
        pictures = {picture.pk: picture for picture in self.pictures.all()}
        return [(kind, pictures[what] if kind == "picture" else what) for kind, what in self.body]
