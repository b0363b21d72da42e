"""Editors arrange a front, look at it, launch it now or at a time, undo, and see who placed what when."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing
from desk.roles import EDITOR, JOURNALIST
from frontpage import launching
from frontpage.models import Front, Layout
from frontpage.refusals import FrontOvertaken
from frontpage.showing import Home
from tests import make
from tests.make import HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PAGE = "/admin/fronts/fr/"


@pytest.fixture(autouse=True)
def editor(client):
    make.masthead()
    user = make.user(EDITOR, first_name="Nora", last_name="Vesper")
    client.force_login(user)
    return user


def form(*stories, styles=None, seen="", do="launch", **more):
    """What the screen sends: the first story leads, None is an empty slot."""
    styles = styles or ["lead", *["brief"] * len(stories)][: len(stories)]
    articles = [story.pk if story else "" for story in stories]
    blank = [""] * len(stories)
    return {"style": styles, "article": articles, "headline": blank, "until": blank, "seen": seen, "do": do} | more


def newest():
    return Layout.objects.newest_first().first()


def top(at=NOON):
    return [one.edition.article_id for one in Home("fr", at).top]


def test_a_draft_is_for_nobody_and_a_launch_for_everybody(client, editor):
    chosen, newer = make.published(at=NOON - 2 * HOUR), make.published(at=NOON - HOUR)
    assert client.post(PAGE, form(chosen, None, do="save")).status_code == 302
    assert top() == [newer.pk, chosen.pk]
    assert client.post(PAGE, form(chosen, None, seen=newest().pk)).status_code == 302
    assert top() == [chosen.pk, newer.pk]
    slot = newest().slots.first()
    assert (slot.placed_by, slot.placed_at) == (editor, NOON)
    assert newest().slots.last().placed_by is None


def test_a_launch_at_a_time_comes_by_itself_and_can_be_called_off(client):
    one, other = make.published(at=NOON - 2 * HOUR), make.published(at=NOON - HOUR)
    client.post(PAGE, form(one))
    client.post(PAGE, form(other, seen=newest().pk, do="schedule", when="2026-02-07T13:00:00"))
    assert [top(), top(NOON + HOUR)] == [[one.pk], [other.pk]]
    assert b"Nora Vesper" in client.get(PAGE).content
    client.post(PAGE, {"do": "cancel", "layout": newest().pk})
    assert top(NOON + HOUR) == [one.pk]
    assert client.post(PAGE, {"do": "cancel", "layout": newest().pk}).status_code == 409


def test_one_who_opens_the_front_goes_on_with_what_readers_see_and_not_with_what_waits(client):
    now, later, draft = (make.published(at=NOON - count * HOUR) for count in (1, 2, 3))
    client.post(PAGE, form(now))
    client.post(PAGE, form(later, seen=newest().pk, do="schedule", when="2026-02-07T13:00:00"))
    waiting = newest().pk

    def opened(query=""):
        response = client.get(PAGE + query)
        return [row.article for row, *_rest in response.context["rows"]]

    assert opened() == [str(now.pk)]
    assert opened(f"?layout={waiting}") == [str(later.pk)]
    client.post(PAGE, form(draft, seen=waiting, do="save"))
    assert opened() == [str(draft.pk)]


def test_slots_stand_in_the_order_in_which_the_page_shows_their_sizes(client):
    stories = [make.published(at=NOON - count * HOUR) for count in range(4)]
    client.post(PAGE, form(*stories, styles=["brief", "lead", "standard", "large"]))
    assert list(newest().slots.values_list("style", "article")) == [
        ("lead", stories[1].pk),
        ("large", stories[3].pk),
        ("standard", stories[2].pk),
        ("brief", stories[0].pk),
    ]


def test_the_screen_is_told_what_fills_the_empty_slots(client):
    soon, chosen, newest_one = make.article(), make.published(at=NOON - 2 * HOUR), make.published(at=NOON - HOUR)
    publishing.schedule(soon, when=NOON + HOUR, at=NOON, by=None)
    found = client.post(f"{PAGE}fillers/", form(soon, chosen, None)).json()["fillers"]
    assert [one and one["candidate"] for one in found] == [newest_one.pk, None, None]
    assert client.get(f"{PAGE}fillers/").status_code == 405


def test_what_no_database_holds_is_left_out(client):
    client.post(PAGE, form(make.published(at=NOON - HOUR), headline=["Un\x00 port\x1b"]))
    assert newest().slots.get().headline == "Un port"


def test_undo_brings_back_what_readers_saw_with_who_placed_it(client, editor):
    one, other = make.published(at=NOON - 2 * HOUR), make.published(at=NOON - HOUR)
    client.post(PAGE, form(one))
    colleague = Client()
    colleague.force_login(make.user(EDITOR))
    colleague.post(PAGE, form(other, seen=newest().pk))
    colleague.post(PAGE, {"do": "undo", "seen": newest().pk})
    assert top() == [one.pk]
    assert newest().slots.get().placed_by == editor
    page = client.get(f"{PAGE}history/").content.decode()
    assert page.count(one.headline) >= 2


def test_what_is_wrong_is_said_and_nothing_is_lost(client):
    story = make.published(at=NOON - HOUR)
    advert = make.published(at=NOON - HOUR, genre="sponsored", sponsor_name="Une banque")
    wrong = [
        form(story, story),
        form(advert),
        form(story, advert, styles=["lead", "lead"]),
        form(),
        form(make.published(language="en")),
        form(story, styles=["enormous"]),
        form(story, do="schedule", when="2026-02-07T11:00:00"),
        form(story, do="schedule", when="demain"),
        form(story, do="nothing"),
        form(story, until=["9999999-01-01T00:00"]),
        form(story, article=["9" * 30]),
        form(story, headline=["x" * 300]),
        {"do": "undo"},
    ]
    for data in wrong:
        response = client.post(PAGE, data | {"headline": data.get("headline", [""])})
        assert response.status_code in (409, 422), data
        assert response.context["complaints"], data
    assert not Layout.objects.exists()
    typed = client.post(PAGE, form(story, do="schedule", headline=["Ma titraille"], when="demain"))
    assert "Ma titraille" in typed.content.decode()


def test_who_comes_second_is_told_and_keeps_the_own_arrangement(client):
    one, other = make.published(at=NOON - 2 * HOUR), make.published(at=NOON - HOUR)
    client.post(PAGE, form(one))
    response = client.post(PAGE, form(other))
    assert response.status_code == 409
    assert [row.article for row, *_rest in response.context["rows"]] == [str(other.pk)]
    assert response.context["other"] == newest()
    assert top() == [one.pk]
    with pytest.raises(FrontOvertaken):
        launching.undo(Front(language="fr"), seen=None, at=NOON, by=None)


def test_a_preview_shows_unsaved_slots_at_any_time_and_changes_nothing(client):
    soon, now = make.article(), make.published(at=NOON - HOUR)
    publishing.schedule(soon, when=NOON + HOUR, at=NOON, by=None)
    for moment, first in (("", now), ("2026-02-07T13:30:00", soon)):
        page = client.post(f"{PAGE}preview/", form(soon, None, when=moment))
        assert page.context["home"].top[0].edition.article_id == first.pk
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert not Layout.objects.exists()
    assert client.get(f"{PAGE}preview/", {"when": "demain"}).status_code == 200


def test_an_embargo_holds_for_editors_too_until_its_second(client):
    held = make.article(embargoed_until=NOON + HOUR)
    publishing.schedule(held, when=NOON + HOUR, at=NOON - HOUR, by=None)
    make.layout({"article": held, "headline": "Secret-7391"})
    seen = [client.get("/"), client.get(f"{PAGE}preview/"), client.post(f"{PAGE}preview/", form(held))]
    assert ["Secret-7391" in page.content.decode() for page in seen] == [False] * 3
    later = client.get(f"{PAGE}preview/", {"when": "2026-02-07T13:00:00"})
    assert "Secret-7391" in later.content.decode()


def test_candidates_are_the_newest_what_comes_soon_and_what_is_looked_for(client):
    port, soon = make.published(headline="Le port"), make.article(headline="Bientôt")
    publishing.schedule(soon, when=NOON + HOUR, at=NOON, by=None)
    make.published(headline="Harbour", language="en")
    found = client.get(f"{PAGE}candidates/").context["candidates"]
    assert [story.pk for story, _standing in found] == [soon.pk, port.pk]
    found = client.get(f"{PAGE}candidates/", {"q": "port"}).context["candidates"]
    assert [story.pk for story, _standing in found] == [port.pk]


def test_the_queries_do_not_grow_with_the_slots(client):
    stories = [make.published(at=NOON - count * MINUTE) for count in range(9)]
    counts = []
    for number in (2, 9):
        make.layout(*stories[:1], *({"article": story, "style": "brief"} for story in stories[1:number]))
        for address in (PAGE, f"{PAGE}history/", "/admin/fronts/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 24


def test_journalists_arrange_nothing(client):
    client.force_login(make.user(JOURNALIST))
    for address in ("/admin/fronts/", PAGE, f"{PAGE}preview/", f"{PAGE}candidates/", f"{PAGE}history/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{PAGE}fillers/").status_code == 403
    assert client.post(PAGE, form(make.published())).status_code == 403


def test_no_such_front(client):
    for key in ("de", "fr.nowhere"):
        assert client.get(f"/admin/fronts/{key}/").status_code == 404
