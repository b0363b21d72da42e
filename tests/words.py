"""What the searches keep beside the models' tables, which emptying those leaves behind."""

from articles.finding.stories import STORIES
from articles.searching import EDITIONS, spelling


def forget():
    EDITIONS.clear()
    STORIES.clear()
    spelling.forget()
