"""What machines ask for, at addresses that are the same in every language."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import files, share_image, sitemaps


class Key(StringConverter):
    """As `Masthead.indexnow_key`."""

    regex = "[A-Za-z0-9-]{8,128}"


register_converter(Key, "indexnow_key")

app_name = "found"

urlpatterns = [
    path("robots.txt", files.robots, name="robots"),
    path("ads.txt", files.ads, name="ads"),
    path(".well-known/security.txt", files.security, name="security"),
    path("<indexnow_key:key>.txt", files.indexnow_key, name="indexnow_key"),
    path("share/<article_id:article_id>-<slug:digest>.png", share_image.show, name="share_image"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemaps/stories-<article_id:part>.xml", sitemaps.stories, name="sitemap_stories"),
    path("sitemaps/tags-<article_id:part>.xml", sitemaps.tags, name="sitemap_tags"),
]
