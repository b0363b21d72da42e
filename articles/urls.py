from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# converters registers "article_id", "feed" and the parts of dates
from . import archives, converters, corrections, feeds, updates, versions, views  # noqa: F401
from .searching.views import search

app_name = "articles"

urlpatterns = [
    path("<feed:kind>", feeds.site, name="feed"),
    path(format_lazy("{}<feed:kind>", _("tags/<slug:slug>/")), feeds.tag, name="tag_feed"),
    path(format_lazy("{}<feed:kind>", _("authors/<slug:slug>/")), feeds.author, name="author_feed"),
    path("<slug:slug>/<feed:kind>", feeds.section, name="section_feed"),
    path(_("search/"), search, name="search"),
    path(_("tags/<slug:slug>/"), views.tag, name="tag"),
    path("updates/<article_id:article_id>/<article_id:seen>/", updates.updates, name="updates"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("archives/", archives.archives, name="archives"),
    path("archives/<yyyy:year>/<two_digits:month>/", archives.month, name="archive_month"),
    path("archives/<yyyy:year>/<two_digits:month>/<two_digits:day>/", archives.day, name="archive_day"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<article_id:article_id>/", views.story, name="story"),
    path("<slug:section>/<slug:slug>-<article_id:article_id>/versions/", versions.versions, name="versions"),
]
