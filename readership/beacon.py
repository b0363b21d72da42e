"""What a page sends once somebody has looked at it, which of that counts, and what the page is answered."""

import json
import uuid
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import override

from articles.models import Edition

from .counting import count_view, gather_now_and_then
from .models import Tally
from .templatetags.readership import in_words

# Words that no browser of a reader has in its name.
ROBOTS = ("bot", "crawl", "spider", "slurp", "preview", "headless", "lighthouse", "monitor", "scan", "archive", "feed")
ROBOTS += ("facebookexternalhit", "python", "curl", "wget", "java/", "go-http", "node", "axios", "scrapy", "phantom")
NUMBER_LASTS = 2  # seconds for which the number of a story's views is not asked again

_asking = Lock()  # one thread asks the database, the others wait for its answer


@dataclass(frozen=True)
class Beacon:
    """`view` is a random number that the page makes at each opening; `site` is what browsers say of who sends it."""

    agent: str
    site: str = ""
    view: str = ""
    language: str = ""

    @property
    def counts(self):
        """Whether a reader's browser sent it, for a page of ours."""
        agent, site = self.agent.lower(), self.site or "same-origin"
        return bool(agent) and site in {"same-origin", "none"} and not any(word in agent for word in ROBOTS)

    def count(self, article_id, at):
        """Count it, and return when it is in the database. Sent twice, it is one view."""
        count_view(article_id, at, self._token)
        gather_now_and_then(at)

    @property
    def _token(self):
        """The page's number, or None for what is none: then the view is one of its own."""
        try:
            return uuid.UUID(hex=self.view)
        except ValueError:
            return None

    def answer(self, article_id):
        """How many views there are, in words, as JSON, and the headers of that answer."""
        language = self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        said = _known(f"readership.said.{article_id}.{language}", lambda: _said(article_id, language))
        headers = {"Content-Type": "application/json", "Content-Language": language, "Cache-Control": "no-store"}
        return said, headers | {"Content-Length": str(len(said)), "X-Content-Type-Options": "nosniff"}


def is_live(article_id, at):
    """Whether readers see the story; asked once a second, however many read it."""
    key = f"readership.live.{article_id}.{int(at.timestamp())}"
    return _known(key, lambda: Edition.objects.live(at).filter(article=article_id).exists())


def _said(article_id, language):
    with override(language):
        return json.dumps({"views": in_words(Tally.objects.views_of(article_id))}).encode()


def _known(key, ask):
    """What this process asked within the last seconds, or asks now."""
    cache = caches["process"]
    if (known := cache.get(key)) is None:
        with _asking:
            known = cache.get_or_set(key, ask, NUMBER_LASTS)
    return known
