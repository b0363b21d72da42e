from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Image
from ..tasks import order
from ..uploading import take_in
from .fields import BoundedSearch, thumbnail
from .picker import PicturePicker


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
        help_text=_("JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC, up to 50 MB. Place and other hidden data are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )

    def clean(self):
        """Take the file in last, when the words are good: nothing is kept of a form that comes back."""
        cleaned = super().clean()
        if not self.errors:
            try:
                self.taken = take_in(cleaned["upload"], by=None)
            except forms.ValidationError as error:
                self.add_error("upload", error)
        return cleaned

    def add_words(self):
        """What the person wrote goes before what the file says of itself."""
        for name in self.Meta.fields:
            if self.cleaned_data[name] not in ("", None):
                setattr(self.taken, name, self.cleaned_data[name])
        self.taken.save()


@admin.register(Image)
class ImageAdmin(PicturePicker, BoundedSearch, admin.ModelAdmin):
    form = ImageForm
    list_display = ["picture", "title", "credit", "uploaded_at"]
    list_display_links = ["picture", "title"]
    list_per_page = 48
    actions = None
    search_fields = ["title", "alt_text", "caption", "credit", "source", "keyword_items__tag__name"]
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
            obj.save()
        else:
            form.taken.uploaded_by = request.user
            form.add_words()
            obj.__dict__.update(form.taken.__dict__)
        order(obj)
