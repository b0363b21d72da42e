"""Eight writers, a thousand saves that overtake each other: every word that was accepted is found again."""

import re
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles import history
from articles.models import Article, Version
from desk.merging import BOTH, Merging
from desk.roles import EDITOR
from tests import make
from tests.articles.test_writing_form import form_data
from tests.make import NOON

WRITERS = 8
SAVES, POSTS = 1000, 96

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.invariant]


def at_once(write, names):
    """Let each writer write, all at the same time, each on a connection of its own."""
    barrier = Barrier(len(names))

    def run(name):
        try:
            barrier.wait()
            return write(name)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(names)) as pool:
        return [word for words in pool.map(run, names) for word in words]


def assert_nothing_is_lost(article, words):
    """Each word is in the history, the winners follow each other in a line, and the story is the last of them."""
    kept = list(article.versions.order_by("number"))
    assert [version.number for version in kept] == list(range(1, len(kept) + 1))
    told = {word for version in kept for word in re.findall(r"mot-\d+-\d+", str(version.values))}
    assert set(words) - told == set()
    winners = [version for version in kept if version.origin != Version.Origin.SET_ASIDE]
    assert [version.base for version in winners] == [0, *(version.number for version in winners[:-1])]
    article.refresh_from_db()
    assert article.version == winners[-1].number
    assert article.values() == winners[-1].values
    return winners


def patiently(save, times=10):
    """A writer saves again where the database was too busy; SQLite lets no queue form."""
    for _time in range(times):
        try:
            return save()
        except OperationalError:
            continue
    return save()


class Writer:
    """Opens the story, types a word of his or her own, saves; now and then merges what came too late."""

    def __init__(self, name, article, user):
        self.name, self.article, self.user = name, article, user
        self.chance = Random(name)  # noqa: S311  nothing secret

    def write(self, times):
        return [self.save(f"mot-{self.name}-{number}") for number in range(times)]

    def save(self, word):
        story = Article.objects.get(pk=self.article.pk)
        values = story.values()
        held = {"body": f"{values['body']}<p> {word} </p>"} if self.chance.random() < 0.2 else {"kicker": word}
        saved = patiently(lambda: history.save(story, held, seen=story.version, at=NOON, by=self.user))
        if saved.aside and self.chance.random() < 0.2:
            self.merge(saved.version)
        return word

    def merge(self, aside):
        story = Article.objects.get(pk=self.article.pk)
        base = story.versions.get(number=aside.base).values
        merging = Merging(base, aside.values, story.values())
        chosen = {clash.name: "mine" for clash in merging.clashes} | {
            part.clash.name: BOTH for part in merging.parts if part.clash
        }
        values, problems = Merging(base, aside.values, story.values(), chosen).values()
        assert problems == []
        patiently(lambda: history.merge(aside, values, seen=story.version, at=NOON, by=self.user))


def test_a_thousand_saves_of_eight_writers():
    article = make.article(body="<p>Un.</p>")
    writers = {name: Writer(name, article, make.user()) for name in range(WRITERS)}
    words = at_once(lambda name: writers[name].write(SAVES // WRITERS), list(writers))
    assert len(set(words)) == SAVES
    winners = assert_nothing_is_lost(article, words)
    assert len(winners) > 1
    assert article.versions.filter(origin=Version.Origin.SET_ASIDE).exists()


def test_a_hundred_saves_through_the_form():
    article = make.article(slug="pont", bylines=[])
    users = {name: make.user(EDITOR) for name in range(WRITERS)}
    address = reverse("admin:articles_article_change", args=[article.pk])

    def write(name):
        client = Client()
        client.force_login(users[name])
        return [post(client, f"mot-{name}-{number}") for number in range(POSTS // WRITERS)]

    def post(client, word):
        story = Article.objects.get(pk=article.pk)
        values = form_data(article.section, headline=story.headline, slug="pont", kicker=story.kicker)
        response = client.post(address, values | {"body": f"{story.body}<p> {word} </p>", "seen": story.version})
        assert response.status_code == 302
        return word

    assert_nothing_is_lost(article, at_once(write, list(users)))
