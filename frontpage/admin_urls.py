from django.contrib import admin
from django.urls import path, register_converter

from . import screens

app_name = "fronts"


class FrontConverter:
    """A home page by its language, a section's by that and its slug: "fr", "fr.mer"."""

    regex = r"[a-z]{2,5}(?:\.[-a-zA-Z0-9_]+)?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(FrontConverter, "front")

urlpatterns = [
    path("", admin.site.admin_view(screens.index), name="index"),
    path("<front:front>/", admin.site.admin_view(screens.arrange), name="arrange"),
    path("<front:front>/preview/", admin.site.admin_view(screens.preview), name="preview"),
    path("<front:front>/candidates/", admin.site.admin_view(screens.candidates), name="candidates"),
    path("<front:front>/fillers/", admin.site.admin_view(screens.fillers), name="fillers"),
    path("<front:front>/history/", admin.site.admin_view(screens.history_page), name="history"),
]
