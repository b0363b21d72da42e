from django.contrib import admin

from images.admin import BoundedSearch, Gated

from ..models import Section


@admin.register(Section)
class SectionAdmin(BoundedSearch, Gated, admin.ModelAdmin):
    list_display = ["name", "language", "slug", "position"]
    list_filter = ["language"]
    show_facets = admin.ShowFacets.NEVER
    actions = None
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["language", "name", "slug", "description", "position"]})]
