from django.contrib import admin
from django.urls import path

from articles import converters  # noqa: F401  registers "article_id"

from . import (
    bulk,
    calendar,
    carried,
    conflict,
    design,
    history,
    keeping,
    moving,
    present,
    preview,
    remarks,
    rights,
    sharing,
    story_log,
    views,
)
from .verbs import VERBS

app_name = "desk"

urlpatterns = [
    path("design/", admin.site.admin_view(design.page), name="design"),
    path("calendar/", admin.site.admin_view(calendar.page), name="calendar"),
    path("calendar/move/", admin.site.admin_view(moving.move), name="move"),
    path("preview/", admin.site.admin_view(preview.new), name="preview_new"),
    path("stories/<article_id:article_id>/preview/", admin.site.admin_view(preview.page), name="preview"),
    path("stories/<article_id:article_id>/share/", admin.site.admin_view(sharing.page), name="share"),
    path("links/<article_id:link_id>/revoke/", admin.site.admin_view(sharing.revoke_link), name="revoke"),
    path("people/", admin.site.admin_view(remarks.people), name="people"),
    path("stories/<article_id:article_id>/remarks/", admin.site.admin_view(remarks.page), name="remarks"),
    path(
        "stories/<article_id:article_id>/remarks/<article_id:remark_id>/",
        admin.site.admin_view(remarks.resolve_view),
        name="resolve",
    ),
    path("stories/<article_id:article_id>/versions/", admin.site.admin_view(history.timeline), name="versions"),
    path("stories/<article_id:article_id>/compare/", admin.site.admin_view(history.compare), name="compare"),
    path(
        "stories/<article_id:article_id>/versions/<article_id:number>/restore/",
        admin.site.admin_view(history.restore),
        name="restore_version",
    ),
    path(
        "stories/<article_id:article_id>/editions/<article_id:edition_id>/restore/",
        admin.site.admin_view(history.restore_edition),
        name="restore_edition",
    ),
    path(
        "stories/<article_id:article_id>/conflict/<article_id:number>/",
        admin.site.admin_view(conflict.page),
        name="conflict",
    ),
    path(
        "stories/<article_id:article_id>/conflict/<article_id:number>/dismiss/",
        admin.site.admin_view(conflict.dismiss),
        name="dismiss",
    ),
    path("rights/", admin.site.admin_view(rights.page), name="rights"),
    path("say/", admin.site.admin_view(views.say_time), name="say_time"),
    path("bulk/", admin.site.admin_view(bulk.page), name="bulk"),
    path("stories/<article_id:article_id>/log/", admin.site.admin_view(story_log.page), name="log"),
    path("stories/<article_id:article_id>/carried/", admin.site.admin_view(carried.page), name="carried"),
    path("stories/<article_id:article_id>/say/<slug:verb>/", admin.site.admin_view(views.say), name="say"),
    path("keep/", admin.site.admin_view(keeping.keep), name="keep"),
    path("keep/discard/", admin.site.admin_view(keeping.discard), name="discard"),
    path("presence/", admin.site.admin_view(keeping.presence), name="presence"),
    path("present/", admin.site.admin_view(present.page), name="present"),
    *(
        path(
            f"stories/<article_id:article_id>/{name}/",
            admin.site.admin_view(views.act),
            {"form_class": form_class},
            name=name,
        )
        for name, form_class in VERBS.items()
    ),
]
