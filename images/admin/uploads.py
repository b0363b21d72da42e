"""Where files arrive, one a request: `admin:images_image_upload`; and where their words are mended."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ..models import Image
from ..uploading import Duplicate, Similar, take_in
from .forms import WordsForm
from .picker import describe


class PictureUploads:
    """For the admin of pictures. Both answer JSON, to POST alone."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("upload/", view(require_POST(self.upload)), name="images_image_upload"),
            path("<int:image_id>/words/", view(require_POST(self.words)), name="images_image_words"),
            *super().get_urls(),
        ]

    def upload(self, request):
        """Take the one file `file` in; with `keep`, even if it looks like one that is here.

        201 {image, words, remark} | 200 {duplicate} | 409 {similar: […]} | 400 {error}, a sentence.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "file" not in request.FILES:
            return JsonResponse({"error": gettext("No file arrived.")}, status=400)
        try:
            image = take_in(request.FILES["file"], by=request.user, keep_similar=bool(request.POST.get("keep")))
        except Duplicate as duplicate:
            return JsonResponse({"duplicate": describe(duplicate.image, request.at)})
        except Similar as similar:
            return JsonResponse({"similar": [describe(image, request.at) for image in similar.images]}, status=409)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=400)
        self.log_addition(request, image, [{"added": {}}])
        return JsonResponse(self._arrived(request, image), status=201)

    def _arrived(self, request, image):
        return {
            "image": describe(image, request.at),
            "words": reverse("admin:images_image_words", args=[image.pk]),
            "remark": str(getattr(image, "remark", "")),
        }

    def words(self, request, image_id):
        """Change `title`, `alt`, `caption` and `credit`: {image}, or 400 {errors: {field: [sentence, …]}}."""
        image = get_object_or_404(Image, pk=image_id)
        if not self.has_change_permission(request, image):
            raise PermissionDenied
        form = WordsForm(request.POST, instance=image)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        if form.has_changed():
            image.save(update_fields=form.changed_data)  # the worker writes to the same row
            self.log_change(request, image, [{"changed": {"fields": form.changed_data}}])
        return JsonResponse({"image": describe(image, request.at)})
