"""The edition that waits is brought up to date in its place: same time, its own kind and note unless told others."""

import pytest
from django.urls import reverse

from articles import publishing, refusals
from desk.roles import EDITOR
from tests import make
from tests.make import DAY, HOUR, NOON, SECOND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

TIME = NOON + DAY


@pytest.fixture(autouse=True)
def _signed_in(client):
    client.force_login(make.user(EDITOR))


def first():
    """A first edition waits, and the working copy went on."""
    article = make.article(headline="Prévu")
    publishing.schedule(article, when=TIME, at=NOON - HOUR, by=None)
    return make.change(article, at=NOON - HOUR / 2, headline="Mieux")


def correction():
    article = make.change(make.published(at=NOON - DAY), at=NOON - 2 * HOUR, headline="Prévu")
    publishing.schedule(article, when=TIME, at=NOON - HOUR, by=None, kind="correction", note="Le nom était faux.")
    return make.change(article, at=NOON - HOUR / 2, headline="Mieux")


def screen(article):
    return reverse("desk:update_scheduled", args=[article.pk])


def sent(client, article, **values):
    """What the screen shows, sent back with `values`."""
    form = client.get(screen(article)).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, "")}
    return client.post(screen(article), shown | values)


def waits(article):
    return article.editions.real().get(live_from=TIME)


def test_a_first_edition_asks_nothing_and_keeps_its_time(client):
    article = first()
    response = client.get(screen(article))
    assert [field.name for field in response.context["form"].visible_fields() if field.name != "override"] == []
    assert "8 février à 12:00" in response.content.decode()
    assert sent(client, article).status_code == 302
    assert (waits(article).headline, waits(article).kind) == ("Mieux", "first")
    assert make.live(article, TIME - HOUR) is None


def test_what_was_said_with_it_is_shown_and_stays(client):
    article = correction()
    sent(client, article)
    assert (waits(article).headline, waits(article).kind, waits(article).note) == (
        "Mieux",
        "correction",
        "Le nom était faux.",
    )


def test_it_can_be_said_anew(client):
    article = correction()
    sent(client, article, kind="update", note="Avec la réponse du maire.")
    assert (waits(article).kind, waits(article).note) == ("update", "Avec la réponse du maire.")


def test_it_can_become_a_minor_change_without_a_note_but_not_a_correction_without(client):
    article = correction()
    response = sent(client, article, note="")
    assert response.context["form"].errors["note"]
    assert waits(article).headline == "Prévu"
    sent(client, article, kind="minor", note="")
    assert (waits(article).kind, waits(article).note) == ("minor", "")


def test_where_it_would_say_the_same_nothing_is_made(client, time_machine):
    article = first()
    sent(client, article)
    time_machine.move_to(NOON + SECOND, tick=False)
    number = article.editions.count()
    response = sent(client, article)
    assert str(refusals.NothingToReplace()) in response.context["form"].non_field_errors()
    assert article.editions.count() == number


def test_once_its_time_has_come_there_is_nothing_to_update(client, time_machine):
    article = first()
    mark = client.get(screen(article)).context["form"]["mark"].value()
    time_machine.move_to(TIME, tick=False)
    response = client.post(screen(article), {"mark": mark})
    assert str(refusals.NothingScheduled()) in response.content.decode().replace("&#x27;", "'")
    assert make.live(article, TIME).headline == "Prévu"


def test_one_that_was_moved_meanwhile_is_looked_at_again(client):
    article = first()
    mark = client.get(screen(article)).context["form"]["mark"].value()
    publishing.reschedule(article, when=TIME + HOUR, at=NOON - HOUR / 4, by=None)
    response = client.post(screen(article), {"mark": mark})
    assert str(refusals.Changed()) in response.context["form"].non_field_errors()
    assert "8 février à 13:00" in response.content.decode()
    assert article.editions.real().get().headline == "Prévu"


def test_what_is_live_stays_so_until_then(client):
    article = correction()
    live = make.live(article, NOON)
    sent(client, article)
    assert make.live(article, TIME - HOUR) == live
    assert make.live(article, TIME).headline == "Mieux"
