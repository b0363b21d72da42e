"""What readers did in the demo newsroom: how often they read each story, hour by hour, and what they wrote."""

import tomllib
from datetime import timedelta
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from authors.models import Author
from readership.models import HourlyViews, Message, Tally
from readership.models.views import hour_of

from .stories import FOLDER

HOUR = timedelta(hours=1)
HOURS = 7 * 24  # of which the views are known by the hour
FADES_IN = 18  # hours after which a story is read half as much
# How much a town reads at each hour of its day: early, at noon, in the evening.
NIGHT, MORNING = [0.2, 0.1, 0.1, 0.1, 0.1, 0.3], [0.9, 1.4, 1.3, 0.9, 0.8, 0.9]
AFTERNOON, EVENING = [1.4, 1.3, 0.8, 0.7, 0.8, 1], [1.2, 1.2, 1.3, 1.2, 0.9, 0.5]
DAY = NIGHT + MORNING + AFTERNOON + EVENING


def count_views(story, article, now):
    """Numbers such as a town of 84,000 would give, the same at each load at the same hour."""
    chance, at = Random(story.slug), story.published_at(now)
    popularity = chance.uniform(15, 90) / (3 if story.genre == "sponsored" else 1)
    hours = [
        HourlyViews(article=article, hour=hour, views=views)
        for hour in (hour_of(now) - number * HOUR for number in range(HOURS))
        if (views := _views(popularity * chance.uniform(0.6, 1.4), hour, at, now))
    ]
    HourlyViews.objects.bulk_create(hours)
    earlier = 137 + sum(map(ord, story.slug)) * story.age_days % 9000 if story.age_days > 1 else 0
    Tally.objects.create(article=article, views=earlier + sum(hour.views for hour in hours))


def _views(popularity, hour, published_at, now):
    """Those of one hour, as far as it has passed; none before the story appeared."""
    age = (hour + HOUR - published_at) / HOUR
    if age <= 0:
        return 0
    passed = min(1, (now - hour) / HOUR)
    return int(popularity * DAY[timezone.localtime(hour).hour] * passed * FADES_IN / (FADES_IN + age))


def load_messages(now):
    """What came in lately: two of them were answered."""
    for data in tomllib.loads((FOLDER / "messages.toml").read_text())["messages"]:
        received_at = now - timedelta(hours=data.pop("hours_ago"))
        author, story = data.pop("author", None), data.pop("article", None)
        handled_by = data.pop("handled_by", None)
        Message.objects.create(
            author=Author.objects.get(slug=author) if author else None,
            article=Article.objects.get(slug=story) if story else None,
            received_at=received_at,
            mailed_at=received_at + timedelta(seconds=4),
            handled_at=received_at + timedelta(hours=2) if handled_by else None,
            handled_by=User.objects.get(username=handled_by) if handled_by else None,
            **data,
        )
