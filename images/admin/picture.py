"""The library's screens: its list, and the page of one picture."""

from pathlib import PurePath

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from .. import rights, usage
from ..models import Image
from ..tasks import order
from .fields import LIBRARY_SCRIPTS, LIBRARY_STYLES, BoundedSearch
from .filters import FILTERS
from .forms import ImageForm
from .gated import Gated
from .picker import PicturePicker
from .uploads import PictureUploads

LIFT = "images.lift_rights"


class PictureList(ChangeList):
    """The library's page: cards instead of rows."""

    def __init__(self, request, *args, **kwargs):
        self.at = request.at
        super().__init__(request, *args, **kwargs)

    @cached_property
    def cards(self):
        return [{"image": image, "badges": _badges(image, self.at), "fit": _fit(image)} for image in self.result_list]


def _badges(image, at):
    return rights.badges(image, at) + ([] if image.ready else [rights.Badge(_("being prepared"))])


def _fit(image):
    """The usual shapes fill their card; what would lose too much is shown whole."""
    return "is-filling" if 1.2 <= image.width / image.height <= 1.9 else "is-whole"


@admin.register(Image)
class ImageAdmin(PictureUploads, PicturePicker, BoundedSearch, Gated, admin.ModelAdmin):
    form = ImageForm
    list_filter = FILTERS
    list_per_page = 60
    list_max_show_all = 0
    actions = None
    search_fields = ["title", "alt_text", "caption", "credit", "source", "keyword_items__tag__name"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-uploaded_at", "-pk"]
    fieldsets = [
        (_("Words"), {"fields": ["title", "alt_text", "caption", "keywords"]}),
        (_("Rights"), {
            "fields": [
                "credit", "source", "usage_terms", "not_after", "once_only", "not_for_partners", "blocked",
            ],
        }),
        (_("Focal point"), {
            "fields": [("focal_x", "focal_y")],
            "description": _("What stays in sight in every crop: 0 is left or top, 1 is right or bottom."),
        }),
    ]  # fmt: skip

    def get_urls(self):
        view = self.admin_site.admin_view(self.original)
        return [path("<int:image_id>/original/", view, name="images_image_original"), *super().get_urls()]

    # The list

    @property
    def media(self):
        modules = [Script(f"js/admin-{name}.js", type="module") for name in ("library", "focal")]
        scripts = [Script(reverse("javascript-catalog")), *modules]
        styles = {"all": [*LIBRARY_STYLES, "css/admin-library.css"]}
        return super().media + Media(js=scripts, css=styles, importmap=LIBRARY_SCRIPTS)

    def get_changelist(self, request, **kwargs):
        return PictureList

    def changelist_view(self, request, extra_context=None):
        upload_url = reverse("admin:images_image_upload") if self.has_add_permission(request) else ""
        return super().changelist_view(request, {"upload_url": upload_url})

    def add_view(self, request, form_url="", extra_context=None):
        """Pictures are added where they are dropped."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect(reverse("admin:images_image_changelist") + "#add")

    # One picture

    def get_fieldsets(self, request, obj=None):
        """Whoever may not lift what restricts a picture is told before it is tried."""
        if request.user.has_perm(LIFT):
            return self.fieldsets
        told = {"description": _("You may restrict its use further; only editors lift a restriction.")}
        words, (title, rights_of_use), *others = self.fieldsets
        return [words, (title, rights_of_use | told), *others]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.may_lift = request.user.has_perm(LIFT)
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "uses": usage.uses(obj, request.at),
            "badges": _badges(obj, request.at),
            "keywords": list(obj.keywords.all()),
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Only what was changed: renditions are made in the background, and others may have saved the same picture."""
        columns = {field.name for field in obj._meta.concrete_fields}
        obj.save(update_fields=columns & set(form.changed_data))
        if {"focal_x", "focal_y"} & set(form.changed_data):
            order(obj)

    def delete_view(self, request, object_id, extra_context=None):
        """A picture that something shows stays, and the page says what shows it."""
        image = self.get_object(request, unquote(object_id))
        if image and self.has_delete_permission(request, image) and usage.is_used(image):
            return self._kept(request, image)
        return super().delete_view(request, object_id, extra_context)

    def _kept(self, request, image):
        context = self.admin_site.each_context(request) | {
            "title": _("This picture is used"),
            "image": image,
            "uses": usage.uses(image, request.at),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/images/image/in_use.html", context, status=409)

    def original(self, request, image_id):
        """The file as it was uploaded, with all its hidden data: only to keep, never to be shown by a browser."""
        image = get_object_or_404(Image, pk=image_id)
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        try:
            file = image.original.open()
        except (OSError, ValueError):
            raise Http404 from None
        response = FileResponse(file, as_attachment=True, filename=PurePath(image.original.name).name)
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
