"""Pictures as JSON, for the dialogs that choose one and for what was just uploaded."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.urls import path, reverse

from .. import rights
from ..models import Image
from .fields import numbers

PAGE = 24  # pictures
RECENT = timedelta(days=7)


class PicturePicker:
    """For the admin of pictures: `admin:images_image_picker`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.picker)
        return [path("picker/", view, name="images_image_picker"), *super().get_urls()]

    def picker(self, request):
        """Those that match `q` (page `page`; `mine`, `recent` and `usable` narrow), or those with the given `id`s.

        Two queries. `upload` is where files may be sent to, empty for those who may not.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if "id" in request.GET:
            return JsonResponse({"results": _by_id(request), "more": False})
        found, repeats = self.get_search_results(request, self._wanted(request), request.GET.get("q", ""))
        found = Image.objects.filter(pk__in=found.values("pk")) if repeats else found
        page = Paginator(found.order_by("-uploaded_at", "-pk"), PAGE).get_page(request.GET.get("page"))
        upload = reverse("admin:images_image_upload") if self.has_add_permission(request) else ""
        results = [describe(image, request.at) for image in page]
        return JsonResponse({"results": results, "more": page.has_next(), "upload": upload})

    def _wanted(self, request):
        conditions = {
            "mine": Q(uploaded_by=request.user),
            "recent": Q(uploaded_at__gte=request.at - RECENT),
            "usable": rights.usable(request.at),
        }
        pictures = self.get_queryset(request)
        for name, condition in conditions.items():
            if request.GET.get(name):
                pictures = pictures.filter(condition)
        return pictures


def _by_id(request):
    pictures = Image.objects.filter(pk__in=numbers(request.GET.getlist("id")))
    return [describe(image, request.at) for image in pictures]


def describe(image, at):
    """A picture as a plain value. `reason` says why it can't be chosen at `at`; empty where it can."""
    return {
        "id": image.pk,
        "title": str(image),
        "own_title": image.title,
        "alt": image.alt_text,
        "caption": image.caption,
        "credit": image.credit,
        "source": image.source,
        "usage_terms": image.usage_terms,
        "thumbnail": image.thumbnail_url,
        "url": image.url,
        "preview": image.preview_url,
        "width": image.width,
        "height": image.height,
        "page": reverse("admin:images_image_change", args=[image.pk]),
        "badges": [{"label": str(badge.label), "tone": badge.tone} for badge in rights.badges(image, at)],
        "reason": rights.obstacle(image, at),
    }
