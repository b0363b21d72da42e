"""What readers see of the most read: the block of a page, and the page of its own."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override

from articles import publishing
from readership.models import HourlyViews
from readership.models.views import hour_of
from readership.most_read import most_read
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def read(article, views, at=NOON):
    HourlyViews.objects.create(article=article, hour=hour_of(at), views=views)
    return article


def numbers(period="day", language="fr", at=NOON, limit=5):
    return [row.edition.article_id for row in most_read(period, language, at, limit)]


def old(**values):
    return make.published(at=NOON - 9 * DAY, **values)


def test_each_period_has_its_own_order():
    now, yesterday, earlier = (
        read(old(), views, NOON - ago) for views, ago in ((1, 0 * HOUR), (2, 20 * HOUR), (3, 6 * DAY))
    )
    assert numbers("hour") == [now.pk]
    assert numbers("day") == [yesterday.pk, now.pk]
    assert numbers("week") == [earlier.pk, yesterday.pk, now.pk]
    assert numbers("week", limit=1) == [earlier.pk]


def test_of_the_readers_language_and_nothing_that_is_paid_for():
    french, english = read(old(), 1), read(old(language="en"), 5)
    read(old(genre="sponsored", sponsor_name="Algavie"), 9)
    assert (numbers(), numbers(language="en")) == ([french.pk], [english.pk])


def test_what_goes_offline_leaves_at_once_though_the_sums_are_kept(django_assert_num_queries):
    gone, stays = read(old(), 2), read(old(), 1)
    assert numbers() == [gone.pk, stays.pk]
    publishing.withdraw(gone, at=NOON - MINUTE, by=None, reason="Doute")
    with django_assert_num_queries(1):
        assert numbers() == [stays.pk]


def test_a_later_instant_has_later_sums():
    story = read(old(), 1)
    assert numbers("hour") == [story.pk]
    assert numbers("hour", at=NOON + 3 * HOUR) == []


def block(at=NOON, words=""):
    return Template("{% load readership %}{% most_read " + words + " %}").render(Context({"at": at}))


def test_the_block(django_assert_num_queries):
    story = read(old(headline="Le pont <rouvre>"), 1234)
    with django_assert_num_queries(2):
        drawn = block()
    assert story.editions.get().get_absolute_url() in drawn
    assert "Le pont &lt;rouvre&gt;" in drawn
    assert "1,2\u00a0k\u00a0vues" in drawn
    assert f'href="{reverse("reads:most_read")}"' in drawn
    assert "<h3" in block(words='"week" level=3')
    with override("en"):
        assert block().strip() == ""


def test_the_page(client, django_assert_max_num_queries):
    for _ in range(3):
        read(old(), 3)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("reads:most_read"))
    assert page.content.decode().count("<li>\n") == 9
    assert client.get("/en/most-read/").status_code == 200
