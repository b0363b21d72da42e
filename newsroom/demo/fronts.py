"""The fronts as editors of the demo newsroom arranged them: what readers see, what stood before, what waits."""

import tomllib
from datetime import timedelta

from django.contrib.auth.models import User

from articles.models import Article, Section
from frontpage import launching
from frontpage.models import Front

from .stories import FOLDER


def arrange_fronts(now):
    """Launch the layouts of fronts.toml, each by whom and when it says; those ahead of `now` wait."""
    keys = dict(Article.objects.values_list("slug", "pk"))
    people = {user.username: user for user in User.objects.all()}
    for data in tomllib.loads((FOLDER / "fronts.toml").read_text())["fronts"]:
        front = _front(data)
        for layout in data["layouts"]:
            _launch(front, layout, keys, now, people[layout["by"]])


def _front(data):
    language, slug = data["language"], data.get("section")
    section = Section.objects.get(language=language, slug=slug) if slug else None
    return Front(language=language, section=section)


def _launch(front, layout, keys, now, by):
    when = now + timedelta(hours=layout["hours"])
    at, when = (now, when) if when > now else (when, None)
    wishes = [_wish(slot, keys, now) for slot in layout["slots"]]
    launching.launch(front, wishes, seen=launching.newest(_known(front)), at=at, by=by, when=when)


def _known(front):
    return Front.objects.filter(language=front.language, section=front.section).first() or front


def _wish(slot, keys, now):
    hours = slot.get("pinned")
    until = (now + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0) if hours else None
    return launching.Wish(slot["style"], keys.get(slot.get("story")), slot.get("headline", ""), until)
