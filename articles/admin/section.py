import taggit.admin  # noqa: F401  registers taggit's own tag, so that it can be taken off again
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as UnusedTag

from ..models import Section, Tag

admin.site.unregister(UnusedTag)  # ours takes its place; two entries "Tags" would only confuse


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ["name", "language", "slug", "position"]
    list_filter = ["language"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["language", "name", "slug", "description", "position"]})]


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "described"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "description"]})]
    show_full_result_count = False

    @admin.display(description=_("described"), boolean=True)
    def described(self, tag):
        return bool(tag.description)
