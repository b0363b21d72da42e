"""What an address shows, as JSON for the editor: the provider, and the address in the form in which it is stored."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from ..embedding import name_of
from ..prose import recognise
from ..prose.providers import PROVIDERS


class EmbedLookUp:
    """For the admin of stories: `admin:articles_article_embed`. No query but those for the rights."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.embed)
        return [path("embed/", view, name="articles_article_embed"), *super().get_urls()]

    def embed(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        embed = recognise(request.GET.get("url", ""))
        if not embed:
            known = ", ".join(provider.title for provider in PROVIDERS)
            sentence = _(
                "This address can't be embedded. Those of single videos, posts, recordings, charts and maps can: %s."
            )
            return JsonResponse({"error": sentence % known}, status=400)
        return JsonResponse({"provider": embed.provider, "url": embed.url, "title": name_of(embed)})
