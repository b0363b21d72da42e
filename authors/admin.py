from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from images.admin import LIBRARY_SCRIPTS, BoundedSearch, Gated, PictureFields, numbers, thumbnail

from .models import Author, AuthorLink
from .naming import bare, free_slug

SUGGESTIONS = 8


class PartInline(admin.TabularInline):
    """Parts of something: whoever may change the whole may change them. Rows are put in order by their handles."""

    extra = 0
    template = "admin/_rows.html"
    add_label = _("Add a row")

    @property
    def media(self):
        """Our own scripts instead of the stock one and its jQuery."""
        scripts = ("js/admin-rows.js", "js/admin-order.js")
        js = [Script(reverse("javascript-catalog")), *(Script(path, type="module") for path in scripts)]
        return Media(js=js, css={"all": ["css/admin-rows.css"]}, importmap=LIBRARY_SCRIPTS)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Each field says what it is: rows have no heads. The position is the script's."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            name = capfirst(db_field.verbose_name)
            field.widget.attrs |= {"aria-label": name, "placeholder": name}
        if field and db_field.name == "position":
            field.widget = forms.HiddenInput()
        return field

    def _may(self, request, obj=None):
        options = self.parent_model._meta
        return request.user.has_perm(f"{options.app_label}.change_{options.model_name}")

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = _may


class AuthorForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )


class NewAuthorForm(forms.ModelForm):
    """What a byline needs of somebody who has never signed; the rest can wait."""

    class Meta:
        model = Author
        fields = ["display_name", "job_title"]

    def clean_display_name(self):
        return " ".join(self.cleaned_data["display_name"].split())


class LinkInline(PartInline):
    model = AuthorLink
    fields = ["position", "label", "url"]
    add_label = _("Add a link")


@admin.register(Author)
class AuthorAdmin(BoundedSearch, PictureFields, Gated, admin.ModelAdmin):
    form = AuthorForm
    inlines = [LinkInline]
    list_display = ["portrayed", "display_name", "job_title", "email", "standing"]
    list_display_links = ["display_name"]
    list_filter = ["former"]
    show_facets = admin.ShowFacets.NEVER
    actions = None
    empty_value_display = ""
    list_select_related = ["portrait"]
    search_fields = ["display_name", "job_title"]
    prepopulated_fields = {"slug": ["display_name"]}
    fieldsets = [
        (None, {"fields": ["display_name", "slug", "job_title", "job_title_en", "role", "portrait"]}),
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

    @admin.display(description=_("standing"))
    def standing(self, author):
        return format_html('<span class="status">{}</span>', _("former")) if author.former else ""

    # What the writing form asks

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("picker/", view(self.picker), name="authors_author_picker"),
            path("new/", view(self.make), name="authors_author_new"),
            *super().get_urls(),
        ]

    def picker(self, request):
        """JSON for the bylines: the authors that match `q`, those who still write first; or those with the given `id`s.

        One query.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "id" in request.GET:
            known = self.get_queryset(request).filter(pk__in=numbers(request.GET.getlist("id")))
            return JsonResponse({"results": [_described(author) for author in known]})
        found, _distinct = self.get_search_results(request, self.get_queryset(request), request.GET.get("q", ""))
        rows = found.order_by("former", "display_name")[:SUGGESTIONS]
        return JsonResponse({"results": [_described(author) for author in rows]})

    def make(self, request):
        """Make an author: 201; or 200 with those of the same name, unless `keep` is sent; 400 with a sentence."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewAuthorForm(request.POST)
        if not form.is_valid():
            return JsonResponse(
                {"error": " ".join(error for errors in form.errors.values() for error in errors)}, status=400
            )
        if "keep" not in request.POST and (same := _of_the_same_name(form.cleaned_data["display_name"])):
            return JsonResponse({"similar": [_described(author) for author in same]})
        author = form.save(commit=False)
        author.slug = free_slug(author.display_name, set(Author.objects.values_list("slug", flat=True)))
        author.save()
        self.log_addition(request, author, [{"added": {}}])
        return JsonResponse({"author": _described(author)}, status=201)


def _of_the_same_name(name):
    same = bare(name)
    ids = [pk for pk, other in Author.objects.values_list("pk", "display_name") if bare(other) == same]
    return Author.objects.filter(pk__in=ids).select_related("portrait")


def _described(author):
    title = _("former") if author.former else author.title
    return {"id": author.pk, "name": author.display_name, "title": str(title)}
