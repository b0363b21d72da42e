"""The screens of pages such as "about": here, since their text is edited and cleaned as that of stories is."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import expand_extensions

from images.admin import Gated
from masthead.models import Page
from masthead.pages import put_in_footer

from .. import prose
from ..editor import EXTENSIONS, BodyWidget

# What a page that hardly ever changes needs; pictures and boxes are for stories.
PLAIN = (
    "Heading", "Bold", "Italic", "WebLink", "BulletList", "OrderedList", "ListItem", "Table", "TableRow",
    "TableHeader", "TableCell", "HorizontalRule", "HardBreak", "History", "NoSpellCheck", "TrailingNode", "Menu",
    "AccessibleNames",
)  # fmt: skip


class PageBodyWidget(BodyWidget):
    def get_config(self):
        config = super().get_config()
        return config | {"extensions": expand_extensions({name: EXTENSIONS[name] for name in PLAIN})}


class PageForm(forms.ModelForm):
    class Meta:
        widgets = {"body": PageBodyWidget, "summary": forms.Textarea(attrs={"rows": 2})}

    def clean_body(self):
        return prose.clean(self.cleaned_data["body"])


@admin.register(Page)
class PageAdmin(Gated, admin.ModelAdmin):
    form = PageForm
    fields = ["title", ("language", "slug"), "summary", "body", "purpose", "translation_of", ("in_footer", "position")]
    list_display = ["title", "language", "slug", "in_footer"]
    list_filter = ["language"]
    show_facets = admin.ShowFacets.NEVER
    actions = None
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title"]
    search_help_text = _("A word of the title")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        put_in_footer()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        put_in_footer()
