"""Stories for the dialogs that choose one, as JSON: by words, by number, or by an address that was pasted."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import JsonResponse
from django.urls import path

from images.admin import DIGITS, numbers

from ..models import Article, Edition
from ..times import short_day

PAGE = 24  # stories
# The number at the end of a public address, or in one of the newsroom's: /une/le-pont-12/, /admin/…/12/change/
PASTED = re.compile(r"(?:https?:/)?/\S*?[-/](?P<number>[0-9]{1,18})(?:/[a-z]+)?/?(?:[?#]\S*)?")
HEAVY = ("body", "standfirst", "note_for_colleagues")


class StoryPicker:
    """For the admin of stories: `admin:articles_article_picker`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.picker)
        return [path("picker/", view, name="articles_article_picker"), *super().get_urls()]

    def picker(self, request):
        """Those that match `q` (page `page`, only in `language`, without `exclude`), or those with the given `id`s.

        Two queries: the stories with their status, and their live editions.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        stories = self.get_queryset(request).select_related("section", "lead_image").defer(*HEAVY)
        if "id" in request.GET:
            return _answer(stories.filter(pk__in=numbers(request.GET.getlist("id"))), request.at)
        stories = stories.exclude(pk__in=numbers(request.GET.getlist("exclude")))
        start = (_page(request) - 1) * PAGE
        return _answer(self._wanted(request, stories)[start : start + PAGE + 1], request.at, most=PAGE)

    def _wanted(self, request, stories):
        words = request.GET.get("q", "").strip()
        pasted = DIGITS.fullmatch(words) or PASTED.fullmatch(words)
        if pasted:
            return stories.filter(pk=int(pasted.groupdict().get("number") or words))
        if language := request.GET.get("language"):
            stories = stories.filter(language=language)
        return self.get_search_results(request, stories, words)[0].order_by("-edited_at", "-pk")


def _page(request):
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _answer(stories, at, most=None):
    """The first `most` of `stories`; whoever asks for one more learns here whether there is another page."""
    live = Edition.objects.live(at).select_related("section").only("article", "slug", "language", "section__slug")
    rows = list(stories.prefetch_related(Prefetch("editions", live, to_attr="live_now")))
    return JsonResponse(
        {"results": [describe(story) for story in rows[:most]], "more": bool(most) and len(rows) > most}
    )


def describe(story):
    """A story from `with_status`, with its section, its picture and `live_now`, as a plain value."""
    status = Article.PublicationStatus(story.publication_status)
    return {
        "id": story.pk,
        "title": story.headline,
        "status": status.value,
        "status_label": str(status.label),
        "date": short_day(story.first_published_at or story.edited_at),
        "section": story.section.name,
        "language": story.language,
        "thumbnail": story.lead_image.thumbnail_url if story.lead_image else "",
        "url": story.live_now[0].get_absolute_url() if story.live_now else "",
        "live": bool(story.live_now),
    }
