from django.urls import path

from articles import converters  # noqa: F401  registers "article_id"

from . import views

app_name = "readership"

urlpatterns = [path("views/<article_id:article_id>/", views.count, name="count")]
