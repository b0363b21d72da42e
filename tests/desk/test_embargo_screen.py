"""The embargo: set, moved while it runs, lifted; apart from the schedule, and never against it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import publishing, refusals
from articles.models import Article
from desk.roles import EDITOR
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SIX = datetime(2026, 2, 8, 5, 0, tzinfo=UTC)  # tomorrow at 6 in Paris


@pytest.fixture(autouse=True)
def _signed_in(client):
    client.force_login(make.user(EDITOR))


def send(client, article, until, **values):
    return client.post(reverse("desk:set_embargo", args=[article.pk]), {"until": until} | values)


def until(article):
    return Article.objects.get(pk=article.pk).embargoed_until


def test_set_moved_and_lifted(client):
    article = make.article()
    assert send(client, article, "2026-02-08T06:00").status_code == 302
    assert until(article) == SIX
    send(client, article, "2026-02-08T07:00")
    assert until(article) == SIX + HOUR
    send(client, article, "2026-02-07T18:00")
    assert until(article) == SIX - 12 * HOUR
    send(client, article, "")
    assert until(article) is None
    assert [line.detail.get("until", "")[:16] for line in article.log.order_by("pk")] == [
        "2026-02-08T05:00",
        "2026-02-08T06:00",
        "2026-02-07T17:00",
        "",
    ]


def test_each_move_is_a_version(client):
    article = make.article()
    before = article.version
    send(client, article, "2026-02-08T06:00")
    article.refresh_from_db()
    assert article.version == before + 1
    assert article.versions.get(number=article.version).values["embargoed_until"]


def test_it_is_moved_while_it_hides_what_is_live(client):
    article = make.published(at=NOON - DAY)
    send(client, article, "2026-02-08T06:00")
    assert make.live(article, SIX - MINUTE) is None
    assert make.live(article, SIX)
    send(client, article, "2026-02-08T07:00")
    assert make.live(article, SIX) is None
    send(client, article, "")
    assert make.live(article, NOON + MINUTE)


class TestBesideASchedule:
    @pytest.fixture
    def scheduled(self):
        """For tomorrow at 6, under embargo until 5."""
        article = make.article(embargoed_until=SIX - HOUR)
        publishing.schedule(article, when=SIX, at=NOON - HOUR, by=None)
        return article

    @pytest.mark.parametrize("time", ["2026-02-08T06:00", "2026-02-08T05:59:59", "2026-02-07T13:00", ""])
    def test_until_its_time_the_embargo_moves_and_the_schedule_does_not(self, client, scheduled, time):
        assert send(client, scheduled, time).status_code == 302
        assert scheduled.editions.get().live_from == SIX
        assert make.live(scheduled, SIX)
        assert make.live(scheduled, SIX - MINUTE) is None

    def test_beyond_its_time_it_is_refused_with_the_time(self, client, scheduled):
        response = send(client, scheduled, "2026-02-08T06:00:01")
        assert str(refusals.WaitsBefore(SIX)) in response.context["form"].non_field_errors()
        assert response.context["form"]["until"].value().text == "2026-02-08T06:00:01"
        assert until(scheduled) == SIX - HOUR

    def test_a_schedule_is_not_moved_before_it(self, client, scheduled):
        response = client.post(reverse("desk:reschedule", args=[scheduled.pk]), {"when": "2026-02-08T04:59:59"})
        assert str(refusals.Embargoed(SIX - HOUR)) in response.context["form"].non_field_errors()
        assert scheduled.editions.get().live_from == SIX
        client.post(reverse("desk:reschedule", args=[scheduled.pk]), {"when": "2026-02-08T05:00"})
        assert scheduled.editions.get().live_from == SIX - HOUR


@pytest.mark.parametrize(
    "time", ["2026-02-07T12:00", "2026-02-07T11:00", "2026-03-29T02:30", "hier", "9999-12-31T00:00"]
)
def test_times_that_can_not_be(client, time):
    article = make.article(embargoed_until=SIX)
    response = send(client, article, time)
    assert response.context["form"].errors["until"]
    assert until(article) == SIX
    assert not article.log.exists()


def test_one_that_is_as_it_was_changes_nothing(client):
    article = make.article(embargoed_until=SIX)
    response = send(client, article, "2026-02-08T06:00")
    assert str(refusals.EmbargoUnchanged()) in response.content.decode().replace("&#x27;", "'")
    free = make.article()
    assert send(client, free, "").context["form"].errors["until"]
    assert not article.log.exists()
    assert not free.log.exists()


def test_one_that_somebody_else_has_moved_is_not_moved_unseen(client):
    article = make.article(embargoed_until=SIX)
    mark = client.get(reverse("desk:set_embargo", args=[article.pk])).context["form"]["mark"].value()
    publishing.set_embargo(article, until=SIX + DAY, at=NOON - MINUTE, by=None)
    response = send(client, article, "2026-02-08T05:00", mark=mark)
    assert str(refusals.Changed()) in response.context["form"].non_field_errors()
    assert until(article) == SIX + DAY
