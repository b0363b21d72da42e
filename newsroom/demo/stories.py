"""The stories of the demo newsroom as files: TOML between two lines of plus signs, then the body as HTML."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.html import escape

FOLDER = Path(__file__).parent
FIGURE = re.compile(r'data-image="([^"]+)"')
STORY = re.compile(r'data-article="([^"]+)"')


@dataclass(frozen=True)
class Picture:
    """A picture to draw for a story, with the words that go with it."""

    scene: str
    light: str
    alt: str
    caption: str
    credit: str
    key: str = "lead"


@dataclass(frozen=True)
class Story:
    slug: str
    body: str
    headline: str
    kicker: str
    standfirst: str
    language: str
    section: str
    genre: str
    dateline: str
    tags: list
    bylines: list
    age_days: int
    time: str
    lead: Picture
    figures: list = field(default_factory=list)
    related: list = field(default_factory=list)
    translation_of: str = ""
    state: str = "live"
    note_for_colleagues: str = ""
    seo_title: str = ""
    seo_description: str = ""
    sponsor_name: str = ""
    sponsor_url: str = ""
    corrections: list = field(default_factory=list)  # [kind, note, wrong words, right words]
    updates: list = field(default_factory=list)  # [kind, note, paragraph that was added, ""]
    changed_standfirst: str = ""
    withdrawn_reason: str = ""
    withdrawn_notice: str = ""

    @classmethod
    def read(cls, path):
        _before, head, body = path.read_text().split("+++\n", 2)
        data = tomllib.loads(head)
        data["lead"] = Picture(**data["lead"])
        data["figures"] = [Picture(**figure) for figure in data.get("figures", [])]
        return cls(slug=path.stem, body=_one_line(body), **data)

    @property
    def pictures(self):
        return [self.lead, *self.figures]

    def published_at(self, now):
        """When it appeared, for a newsroom that opens at `now`: always some time before."""
        day = timezone.localdate(now) - timedelta(days=self.age_days)
        hour = datetime.combine(day, time.fromisoformat(self.time), timezone.get_default_timezone())
        return hour if hour < now - timedelta(minutes=30) else hour - timedelta(days=1)

    def body_with(self, images, articles):
        """The body with numbers for names: `images` holds those of pictures by key, `articles` of stories by slug."""
        body = FIGURE.sub(lambda figure: f'data-image-id="{images[figure[1]]}"', self.body)
        return STORY.sub(lambda story: f'data-article-id="{articles.get(story[1], "")}"', body)

    @property
    def leads_elsewhere(self):
        return bool(STORY.search(self.body))

    def first_body(self, body):
        """The body as it stood before its corrections and updates."""
        for _kind, _note, wrong, right in self.corrections:
            body = body.replace(right, wrong)
        for _kind, _note, added, _nothing in self.updates:
            body = body.replace(f"<p>{escape(added)}</p>", "").replace(f"<p>{added}</p>", "")
        return body


def _one_line(body):
    """Line ends between blocks are for those who edit the file, not for the story."""
    return re.sub(r">\s*\n\s*<", "><", body.strip())


def read_stories():
    return [Story.read(path) for path in sorted(FOLDER.glob("stories/*.html"))]


def read_newsroom():
    return tomllib.loads((FOLDER / "newsroom.toml").read_text())
