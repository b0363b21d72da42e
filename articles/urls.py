from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import converters, views  # noqa: F401  converters registers "article_id"

app_name = "articles"

urlpatterns = [
    path(_("tags/<slug:slug>/"), views.tag, name="tag"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<article_id:article_id>/", views.story, name="story"),
]
