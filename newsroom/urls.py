from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog, set_language

from desk import sharing

admin_urls = [
    path("language/", set_language, name="set_language"),
    path("catalog/", JavaScriptCatalog.as_view(packages=["newsroom"]), name="javascript-catalog"),
    path("desk/", include("desk.urls")),
    path("fronts/", include("frontpage.admin_urls")),
    path("", admin.site.urls),
]

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("", include("readership.urls")),
    path("", include("articles.found_urls")),
    path("apercu/<preview_token:token>/", sharing.shared, name="preview"),  # in the language of its story
    *i18n_patterns(
        path("", include("frontpage.urls")),
        path("", include("authors.urls")),
        path("", include("readership.contact_urls")),
        path("", include("readership.most_read_urls")),
        path("", include("masthead.urls")),
        path("", include("articles.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "newsroom.errors.bad_request"
handler403 = "newsroom.errors.forbidden"
handler404 = "newsroom.errors.not_found"
handler500 = "newsroom.errors.server_error"
