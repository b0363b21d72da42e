from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from . import converters, feeds, updates, views  # noqa: F401  converters registers "article_id" and "feed"
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
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<article_id:article_id>/", views.story, name="story"),
]
