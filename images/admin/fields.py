"""What other admins need to point at pictures: the field that opens the library, and a small picture for lists."""

import re

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.html import format_html
from js_asset import ImportMap, Media

from ..models import Image

MOST_WORDS = 20  # of a search
MOST_LOOKUPS = 200  # things asked for by number at once; no story shows as many
DIGITS = re.compile("[0-9]{1,18}")  # a 64-bit key has no more
# The modules of the dialog and of the uploads, by the names under which they import each other.
LIBRARY_SCRIPTS = ImportMap({
    "marbre/crop": "js/admin-crop.js",
    "marbre/element": "js/admin-element.js",
    "marbre/files": "js/admin-files.js",
    "marbre/grid": "js/admin-grid.js",
    "marbre/picker": "js/admin-picker.js",
    "marbre/picker-dialog": "js/admin-picker-dialog.js",
    "marbre/picker-kinds": "js/admin-picker-kinds.js",
    "marbre/upload-row": "js/admin-upload-row.js",
    "marbre/upload-words": "js/admin-upload-words.js",
    "marbre/uploads": "js/admin-uploads.js",
})  # fmt: skip
LIBRARY_STYLES = ["css/admin-picker.css", "css/admin-uploads.css"]


def numbers(texts):
    """The keys among what an address holds; all else leads nowhere."""
    return {int(text) for text in texts[:MOST_LOOKUPS] if DIGITS.fullmatch(text)}


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
        return super().media + Media(js=scripts, css={"all": LIBRARY_STYLES}, importmap=LIBRARY_SCRIPTS)


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
