"""The corrections page tells of each mistake, as long as its story may be read."""

import pytest

from articles import publishing
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def corrected(note, at=NOON - HOUR, kind="correction", **values):
    story = make.published(at=NOON - DAY, **values)
    make.change(story, at=at - HOUR, headline=f"Mieux : {note}")
    publishing.publish(story, at=at, by=None, kind=kind, note=note)
    return story


def notes(response):
    return [note.note for note, _story in response.context["notes"]]


def test_it_tells_what_was_wrong_newest_first(client, django_assert_max_num_queries):
    corrected("Une date.", at=NOON - 3 * HOUR)
    corrected("Un nom.", kind="clarification")
    corrected("Sa réponse.", kind="right_of_reply", at=NOON - 2 * HOUR)
    corrected("Du neuf.", kind="update")
    corrected("", kind="minor")
    with django_assert_max_num_queries(8):
        response = client.get("/corrections/")
    assert notes(response) == ["Un nom.", "Sa réponse.", "Une date."]
    assert "Mieux : Un nom." in response.content.decode()


def test_it_tells_nothing_of_what_is_gone_waits_or_was_sealed(client):
    publishing.withdraw(corrected("Retiré."), at=NOON, by=None, reason="Raison.")
    waiting = make.published(at=NOON - DAY)
    publishing.schedule(waiting, when=NOON + HOUR, at=NOON - HOUR, by=None, kind="correction", note="Plus tard.")
    sealed = corrected("Scellé.", at=NOON - 4 * HOUR)
    publishing.kill(sealed, at=NOON - 2 * HOUR, by=None, reason="Raison.")
    publishing.restore(sealed, at=NOON - HOUR, by=None)
    assert notes(client.get("/corrections/")) == []
    assert client.get("/en/corrections/").status_code == 200


def test_older_ones_are_on_the_next_page(client, monkeypatch):
    monkeypatch.setattr("articles.paging.Pager.__init__.__defaults__", (1,))
    corrected("Vieux.", at=NOON - 2 * HOUR)
    corrected("Neuf.")
    first = client.get("/corrections/")
    assert notes(first) == ["Neuf."]
    assert notes(client.get("/corrections/", {"before": str(first.context["page"].older)})) == ["Vieux."]
