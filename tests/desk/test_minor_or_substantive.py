"""Whoever changes what readers see says what it is: a minor change, which moves no date, or one that readers see."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Edition
from desk.roles import EDITOR
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

Kind = Edition.Kind
SUBSTANTIVE = [Kind.UPDATE, Kind.CORRECTION, Kind.CLARIFICATION, Kind.RIGHT_OF_REPLY]
BEFORE, TOMORROW = NOON - DAY, NOON + DAY


@pytest.fixture(autouse=True)
def _signed_in(client):
    client.force_login(make.user(EDITOR))


def changed():
    return make.change(make.published(at=BEFORE, headline="Hier"), at=NOON - 2 * HOUR, headline="Aujourd’hui")


def waiting():
    article = changed()
    publishing.schedule(article, when=TOMORROW, at=NOON - HOUR, by=None, kind="minor")
    return make.change(article, at=NOON - HOUR / 2, headline="Demain")


# Each way to readers over a live story: how it stands before, what else is entered, when readers see it.
WAYS = {
    "publish": (changed, {}, NOON),
    "schedule": (changed, {"when": "2026-02-08T12:00:00"}, TOMORROW),
    "update_scheduled": (waiting, {}, TOMORROW),
    "correct": (changed, {"headline": "Corrigé"}, NOON),
}
each_way = pytest.mark.parametrize("verb", WAYS)


def sent(client, verb, article, **values):
    """The screen sent back, with `values`; None: as if that had not been answered."""
    address = reverse(f"desk:{verb}", args=[article.pk])
    form = client.get(address).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, "")}
    data = shown | WAYS[verb][1] | values
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def seen(verb, article):
    return make.live(article, WAYS[verb][2])


@each_way
def test_nothing_is_chosen_beforehand(client, verb):
    """But of an edition that waits, its editor has chosen already."""
    article = WAYS[verb][0]()
    form = client.get(reverse(f"desk:{verb}", args=[article.pk])).context["form"]
    assert {value for value, _label in form.fields["kind"].choices} == {*SUBSTANTIVE, Kind.MINOR}
    assert form["kind"].value() == ("minor" if verb == "update_scheduled" else None)


@pytest.mark.parametrize("verb", sorted(set(WAYS) - {"update_scheduled"}))
def test_without_a_choice_nothing_goes_out(client, verb):
    article = WAYS[verb][0]()
    response = sent(client, verb, article, kind=None, note="Un mot.")
    assert response.context["form"].errors["kind"]
    assert response.context["form"]["note"].value() == "Un mot."
    assert article.editions.count() == 1


@each_way
@pytest.mark.parametrize("kind", ["first", "x", "MINOR"])
def test_what_is_no_kind_of_change_is_refused(client, verb, kind):
    article = WAYS[verb][0]()
    before = article.editions.count()
    assert sent(client, verb, article, kind=kind, note="Un mot.").context["form"].errors["kind"]
    assert article.editions.count() == before


@each_way
@pytest.mark.parametrize("kind", SUBSTANTIVE)
def test_a_substantive_change_needs_a_note_and_moves_the_date(client, verb, kind):
    article = WAYS[verb][0]()
    before = article.editions.count()
    for note in (None, "", "  "):
        assert sent(client, verb, article, kind=kind, note=note).context["form"].errors["note"]
    assert article.editions.count() == before
    assert sent(client, verb, article, kind=kind, note="Le nom était faux.").status_code == 302
    edition = seen(verb, article)
    assert (edition.kind, edition.note) == (kind, "Le nom était faux.")
    assert (edition.first_published_at, edition.updated_at) == (BEFORE, WAYS[verb][2])


@each_way
def test_a_minor_change_needs_none_and_moves_no_date(client, verb):
    article = WAYS[verb][0]()
    assert sent(client, verb, article, kind="minor").status_code == 302
    edition = seen(verb, article)
    assert (edition.kind, edition.note) == (Kind.MINOR, "")
    assert (edition.first_published_at, edition.updated_at) == (BEFORE, None)


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_nobody_is_asked_before_there_was_anything_to_see(client, verb):
    article = make.article()
    form = client.get(reverse(f"desk:{verb}", args=[article.pk])).context["form"]
    assert not {"kind", "note"} & form.fields.keys()
    sent(client, verb, article)
    assert article.editions.get().kind == Kind.FIRST
