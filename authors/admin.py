from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from images.admin import BoundedSearch, PictureFields, thumbnail

from .models import Author, AuthorLink


class PartInline(admin.TabularInline):
    """Parts of something: whoever may change the whole may change them. Rows are put in order by their handles."""

    extra = 0

    class Media:
        js = [forms.widgets.Script("js/admin-order.js", type="module")]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The columns' heads name the fields for the eye alone."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(db_field.verbose_name)
        return field

    def _may(self, request, obj=None):
        options = self.parent_model._meta
        return request.user.has_perm(f"{options.app_label}.change_{options.model_name}")

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = _may


class AuthorForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )


class LinkInline(PartInline):
    model = AuthorLink
    fields = ["position", "label", "url"]


@admin.register(Author)
class AuthorAdmin(BoundedSearch, PictureFields, admin.ModelAdmin):
    form = AuthorForm
    inlines = [LinkInline]
    list_display = ["portrayed", "display_name", "job_title", "email", "standing"]
    list_display_links = ["portrayed", "display_name"]
    list_filter = ["former"]
    show_facets = admin.ShowFacets.NEVER
    actions = None
    empty_value_display = ""
    list_select_related = ["portrait"]
    search_fields = ["display_name", "job_title"]
    prepopulated_fields = {"slug": ["display_name"]}
    fieldsets = [
        (None, {"fields": ["display_name", "slug", "job_title", "job_title_en", "portrait"]}),
        (_("Biography"), {"fields": ["biography", "biography_en"]}),
        (_("Contact and languages"), {"fields": ["email", "languages", "topics"]}),
        (_("In the newsroom"), {"fields": ["user", "former"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Whose account signs as whom is decided by those who manage the accounts."""
        return [] if request.user.has_perm("auth.change_user") else ["user"]

    @admin.display(description=_("portrait"))
    def portrayed(self, author):
        return thumbnail(author.portrait)

    @admin.display(description="")
    def standing(self, author):
        return format_html('<span class="status">{}</span>', _("former")) if author.former else ""
