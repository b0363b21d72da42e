"""The stories of the demo newsroom as files: TOML between two lines of plus signs, then the body as HTML."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

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
class Later:
    """An edition after the first: what changed with it, so that the file holds the story as it stands at last."""

    hours: float  # after the first edition
    kind: str
    note: str = ""
    headline_before: str = ""
    standfirst_before: str = ""
    changes: list = field(default_factory=list)  # [words before, words after]; none before: they were added

    def undone(self, story):
        body = story.body
        for before, after in self.changes:
            body = body.replace(after, before)
        headline = self.headline_before or story.headline
        return replace(story, headline=headline, standfirst=self.standfirst_before or story.standfirst, body=body)


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
    lead: Picture = None
    figures: list = field(default_factory=list)
    related: list = field(default_factory=list)
    translation_of: str = ""
    state: str = "live"
    note_for_colleagues: str = ""
    seo_title: str = ""
    seo_description: str = ""
    sponsor_name: str = ""
    sponsor_url: str = ""
    later: list = field(default_factory=list)  # editions, in their order
    changed_standfirst: str = ""
    withdrawn_reason: str = ""
    withdrawn_notice: str = ""

    @classmethod
    def read(cls, path):
        _before, head, body = path.read_text().split("+++\n", 2)
        data = tomllib.loads(head)
        data["lead"] = Picture(**data["lead"]) if "lead" in data else None
        data["figures"] = [Picture(**figure) for figure in data.get("figures", [])]
        data["later"] = [Later(**later) for later in data.get("later", [])]
        return cls(slug=path.stem, body=one_line(body), **data)

    @property
    def pictures(self):
        return [self.lead, *self.figures] if self.lead else self.figures

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

    def after(self, count):
        """The story as it stood with its first edition and `count` later ones."""
        story = self
        for later in reversed(self.later[count:]):
            story = later.undone(story)
        return story


def one_line(body):
    """Line ends between blocks are for those who edit the file, not for the story."""
    return re.sub(r">\s*\n\s*<", "><", body.strip())


def read_stories():
    return [Story.read(path) for path in sorted(FOLDER.glob("stories/*.html"))]


def read_newsroom():
    return tomllib.loads((FOLDER / "newsroom.toml").read_text())
