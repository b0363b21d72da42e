import re
from pathlib import PurePath

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms.widgets import Script
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from .ingest import open_upload, prepare
from .models import Image

PICKER_PAGE = 24  # pictures
MOST_LOOKUPS = 200  # pictures asked for by id at once; no story shows as many
MOST_WORDS = 20  # of a search
DIGITS = re.compile("[0-9]{1,18}")  # a 64-bit key has no more


def thumbnail(image):
    if not image:
        return ""
    return format_html(
        '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        image.thumbnail_url, image.width, image.height, image,
    )  # fmt: skip


class BoundedSearch:
    """For an admin with a search: more words than anybody types would be more than a database can take."""

    def get_search_results(self, request, queryset, search_term):
        words = search_term.split()[:MOST_WORDS]
        return super().get_search_results(request, queryset, " ".join(words))


class PictureSelect(AutocompleteSelect):
    """A select that shows its picture, with a button that opens the library. Without JavaScript it stays a select."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-picker-url": reverse("admin:images_image_picker")}

    @property
    def media(self):
        scripts = [Script(reverse("javascript-catalog")), Script("js/admin-picture.js", type="module")]
        imports = ImportMap({"marbre/picker": "js/admin-picker.js"})
        return super().media + Media(js=scripts, css={"all": ["css/admin-picker.css"]}, importmap=imports)


def chosen_only(field):
    """For what is chosen in a form and not made there: without the stock icons beside the field."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        widget = field.widget
        widget.can_add_related = widget.can_change_related = widget.can_view_related = widget.can_delete_related = False
    return field


class PictureFields:
    """For an admin whose model points at pictures: they are chosen in the library."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return chosen_only(field) if db_field.related_model is Image else field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Image:
            kwargs["widget"] = PictureSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ImageForm(forms.ModelForm):
    """A picture's words; its file is given once, when it comes in. Another file would be another picture."""

    class Meta:
        model = Image
        fields = ["alt_text", "caption", "credit", "usage_terms", "focal_x", "focal_y"]
        widgets = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
        }


class UploadForm(ImageForm):
    upload = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG or WebP, at most 50 MB. Place, camera and other hidden data are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        self.prepared = prepare(open_upload(upload))
        return upload

    def keep(self, image):
        stem = slugify(PurePath(self.cleaned_data["upload"].name).stem)[:50]
        image.keep(self.prepared, stem or "picture")


@admin.register(Image)
class ImageAdmin(BoundedSearch, admin.ModelAdmin):
    form = ImageForm
    list_display = ["picture", "title", "credit", "uploaded_at"]
    list_display_links = ["picture", "title"]
    list_per_page = 48
    actions = None
    search_fields = ["alt_text", "caption", "credit"]
    show_full_result_count = False
    ordering = ["-uploaded_at", "-pk"]

    class Media:
        css = {"all": ["css/admin-picture.css"]}

    @admin.display(description=_("picture"))
    def picture(self, image):
        return thumbnail(image)

    @admin.display(description=_("alternative text"))
    def title(self, image):
        return str(image)

    @admin.display(description=_("preview"))
    def preview(self, image):
        return format_html(
            '<img class="preview" src="{}" srcset="{}" sizes="(min-width: 60rem) 40rem, 90vw" alt="">'
            '<span class="preview-size">{} × {}</span>',
            image.url, image.srcset, image.width, image.height,
        )  # fmt: skip

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not obj:
            kwargs["form"] = UploadForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["preview" if obj else "upload", "alt_text", "caption", "credit", "usage_terms"]}),
            (_("Focal point"), {
                "fields": [("focal_x", "focal_y")],
                "description": _("What stays in sight in every crop: 0 is left or top, 1 is right or bottom."),
            }),
        ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return ["preview"] if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            return obj.save()
        obj.uploaded_by = request.user
        return form.keep(obj)

    # The picker

    def get_urls(self):
        view = self.admin_site.admin_view(self.picker)
        return [path("picker/", view, name="images_image_picker"), *super().get_urls()]

    def picker(self, request):
        """JSON for the dialog that chooses a picture: by words (`q`, `page`), or those with the given `id`s."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "id" in request.GET:
            return JsonResponse({"results": _by_id(request.GET.getlist("id")), "more": False})
        words = request.GET.get("q", "")
        found, _distinct = self.get_search_results(request, self.get_queryset(request), words)
        page = Paginator(found, PICKER_PAGE).get_page(request.GET.get("page"))
        return JsonResponse({"results": [_described(image) for image in page], "more": page.has_next()})


def _by_id(ids):
    numbers = {int(text) for text in ids[:MOST_LOOKUPS] if DIGITS.fullmatch(text)}
    return [_described(image) for image in Image.objects.filter(pk__in=numbers)]


def _described(image):
    return {
        "id": image.pk,
        "title": str(image),
        "alt": image.alt_text,
        "caption": image.caption,
        "credit": image.credit,
        "thumbnail": image.thumbnail_url,
        "url": image.url,
        "width": image.width,
        "height": image.height,
    }
