import taggit.admin  # noqa: F401  registers taggit's own tag, so that it can be taken off again
from django.contrib import admin
from taggit.models import Tag as UnusedTag

from images.admin import BoundedSearch

from ..models import Section, Tag

admin.site.unregister(UnusedTag)  # ours takes its place; two entries "Tags" would only confuse


@admin.register(Section)
class SectionAdmin(BoundedSearch, admin.ModelAdmin):
    list_display = ["name", "language", "slug", "position"]
    list_filter = ["language"]
    show_facets = admin.ShowFacets.NEVER
    actions = None
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["language", "name", "slug", "description", "position"]})]


@admin.register(Tag)
class TagAdmin(BoundedSearch, admin.ModelAdmin):
    list_display = ["name", "slug", "description"]
    search_fields = ["name"]
    actions = None
    empty_value_display = ""
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "description"]})]
    show_full_result_count = False
