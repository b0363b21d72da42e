"""The first page tells each person what waits for him or her, in as many queries with fifty stories as with five."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import planning, publishing, review
from articles.models import Article
from desk.dashboard import ROWS, Dashboard
from desk.models import OpenStory, Remark
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from masthead.models import Masthead
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def editor():
    return make.user(EDITOR)


@pytest.fixture
def journalist():
    return make.user(JOURNALIST)


def shown(client, user):
    client.force_login(user)
    return client.get("/admin/").content.decode()


def submitted(by, when, **values):
    article = make.article(created_by=by, **values)
    review.submit(article, at=when, by=by)
    return article


# My drafts


def test_my_drafts_are_those_i_began_or_signed_newest_edited_first(journalist):
    begun = make.article(created_by=journalist, at=NOON - 2 * HOUR)
    signed = make.article(bylines=[make.author(user=journalist), make.author()], at=NOON - HOUR)
    make.article(at=NOON)
    submitted(journalist, NOON)
    assert list(Dashboard(journalist, NOON).drafts) == [signed, begun]


def test_what_was_sent_back_comes_first_with_its_remark(client, journalist, editor):
    make.article(created_by=journalist, at=NOON - HOUR)
    article = submitted(journalist, NOON - 3 * HOUR, headline="Le port", at=NOON - 4 * HOUR)
    review.send_back(article, at=NOON - 2 * HOUR, by=editor, remark="Appelle la mairie.")
    assert Dashboard(journalist, NOON).drafts.shown[0] == article
    assert "Appelle la mairie." in shown(client, journalist)


def test_a_remark_is_gone_once_the_story_was_handed_in_and_taken_up_again(client, journalist, editor):
    article = submitted(journalist, NOON - 5 * HOUR)
    review.send_back(article, at=NOON - 4 * HOUR, by=editor, remark="Appelle la mairie.")
    review.submit(article, at=NOON - 3 * HOUR, by=journalist)
    assert "Appelle la mairie." not in shown(client, journalist)
    assert list(Dashboard(journalist, NOON).drafts) == []


# Waiting for review


def test_an_editor_sees_all_that_waits_the_oldest_first(editor, journalist):
    late = submitted(journalist, NOON - HOUR, at=NOON - 5 * HOUR)
    early = submitted(journalist, NOON - 3 * HOUR, at=NOON - 4 * HOUR)
    assert list(Dashboard(editor, NOON).waiting) == [early, late]


def test_a_journalist_sees_what_he_or_she_handed_in(journalist):
    own = submitted(journalist, NOON - HOUR)
    submitted(make.user(JOURNALIST), NOON - HOUR)
    assert list(Dashboard(journalist, NOON).waiting) == [own]


# Today


def test_today_in_order_what_appears_what_goes_offline_and_what_is_planned(editor):
    scheduled, planned = make.article(), make.article()
    publishing.schedule(scheduled, when=NOON + 5 * HOUR, at=NOON - HOUR, by=None)
    planning.plan(planned, when=NOON + 4 * HOUR, at=NOON - HOUR, by=None)
    ending = make.published(at=NOON - DAY)
    publishing.withdraw(ending, at=NOON - HOUR, by=None, reason="Droits", when=NOON + 6 * HOUR)
    events = [(event.kind, event.article_id) for event in Dashboard(editor, NOON).schedule]
    assert events == [("planned", planned.pk), ("appears", scheduled.pk), ("offline", ending.pk)]


@pytest.mark.parametrize(("local_hour", "minute", "today"), [(23, 59, True), (24, 0, False)])
def test_today_ends_at_midnight_in_the_newsroom(editor, local_hour, minute, today):
    article = make.article()
    when = datetime(2026, 2, 6, 23, tzinfo=UTC) + timedelta(hours=local_hour, minutes=minute)  # from 0:00 in Paris
    publishing.schedule(article, when=when, at=NOON - HOUR, by=None)
    board = Dashboard(editor, NOON)
    assert [event.article_id for event in board.schedule] == ([article.pk] if today else [])
    assert board.next_event.article_id == article.pk


@pytest.mark.parametrize(("day", "hours"), [(datetime(2026, 3, 29), 23), (datetime(2026, 10, 25), 25)])
def test_the_day_has_as_many_hours_as_the_clock_gives_it(editor, day, hours):
    midnight = day.replace(tzinfo=UTC) - timedelta(hours=1 if hours == 23 else 2)
    assert Dashboard(editor, midnight + MINUTE).tomorrow - midnight == timedelta(hours=hours)


def test_live_with_changes_waiting(editor, journalist):
    make.published(at=NOON - DAY)
    changed = make.published(at=NOON - DAY, created_by=journalist)
    other = make.published(at=NOON - DAY)
    make.change(changed, at=NOON - HOUR, headline="Autre")
    make.change(other, at=NOON - 2 * HOUR, headline="Autre")
    assert list(Dashboard(editor, NOON).changed) == [changed, other]
    assert list(Dashboard(journalist, NOON).changed) == [changed]


def test_changes_are_looked_for_among_the_stories_that_were_edited_last(editor, monkeypatch):
    monkeypatch.setattr("desk.dashboard.EDITED_LATELY", 2)
    old, new = (make.published(at=NOON - DAY) for _ in range(2))
    make.change(old, at=NOON - 3 * HOUR, headline="Autre")
    make.change(new, at=NOON - HOUR, headline="Autre")
    assert list(Dashboard(editor, NOON).changed) == [new, old]
    make.article(at=NOON)
    assert list(Dashboard(editor, NOON).changed) == [new]


def test_an_embargo_that_ends_today_says_whether_anything_follows(editor):
    held, free = (make.article(embargoed_until=NOON + hours * HOUR) for hours in (2, 3))
    make.article(embargoed_until=NOON + DAY)
    make.article(embargoed_until=NOON - HOUR)
    publishing.schedule(held, when=NOON + 2 * HOUR, at=NOON - HOUR, by=None)
    assert [(story, story.follows) for story in Dashboard(editor, NOON).embargoes] == [(held, True), (free, False)]


# The gate


def test_what_blocks_comes_first_then_what_appears_first(editor):
    make.masthead(gate={"standfirst": "block", "stage": "off"})
    late, soon, blocked, fine = (make.article(headline="H" * 111) for _ in range(3)), None, None, None
    late, soon, blocked = late
    fine = make.article()
    for article, hours in ((late, 40), (soon, 4), (blocked, 45), (fine, 3)):
        publishing.schedule(article, when=NOON + hours * HOUR, at=NOON - HOUR, by=None)
    Article.objects.filter(pk=blocked.pk).update(standfirst="")
    assert [story for story, *_rest in Dashboard(editor, NOON).warnings] == [blocked, soon, late]


def test_approved_stories_are_looked_at_and_those_far_ahead_are_not(editor):
    ready, far = make.article(standfirst=""), make.article(standfirst="")
    review.approve(ready, at=NOON - HOUR, by=None)
    publishing.schedule(far, when=NOON + 49 * HOUR, at=NOON - HOUR, by=None)
    assert [(story, start) for story, _found, start in Dashboard(editor, NOON).warnings] == [(ready, None)]


def test_an_embargo_that_will_have_ended_is_no_warning(editor):
    article = make.article(embargoed_until=NOON + HOUR)
    publishing.schedule(article, when=NOON + HOUR, at=NOON - HOUR, by=None)
    assert list(Dashboard(editor, NOON).warnings) == []


# Mine and unfinished


def test_unsaved_words_lead_back_to_their_story(client, journalist):
    article = make.article(headline="Le port")
    base = {"opened_at": NOON, "heard_at": NOON, "kept_at": NOON - HOUR, "fields": {"headline": ["La digue"]}}
    OpenStory.objects.create(user=journalist, article=article, **base)
    OpenStory.objects.create(user=journalist, article=None, **base)
    OpenStory.objects.create(user=make.user(JOURNALIST), article=make.article(headline="Le phare"), **base)
    OpenStory.objects.create(user=journalist, article=make.article(), opened_at=NOON, heard_at=NOON)
    assert sorted(story.headline for story in Dashboard(journalist, NOON).unsaved) == ["La digue", "Le port"]
    assert "/admin/articles/article/add/" in shown(client, journalist)


def test_remarks_that_name_me_until_they_are_resolved(client, editor, journalist):
    article = make.article()
    for text, resolved in (("Relis-moi.", None), ("Merci.", NOON)):
        made = Remark.objects.create(article=article, by=journalist, at=NOON - HOUR, text=text, resolved_at=resolved)
        made.mentions.add(editor)
    page = shown(client, editor)
    assert "Relis-moi." in page
    assert "Merci." not in page
    assert "Relis-moi." not in shown(client, journalist)


def test_a_remark_of_somebody_who_has_left_is_no_failure(client, editor):
    Remark.objects.create(article=make.article(), by=None, at=NOON, text="Relis-moi.").mentions.add(editor)
    assert "Relis-moi." in shown(client, editor)


# Readers


def test_most_read_of_the_last_hour_in_order(client, journalist):
    for headline, views, when in (("Le port", 2, NOON), ("Le phare", 3, NOON), ("La digue", 9, NOON - 3 * HOUR)):
        make.read(make.published(at=NOON - DAY, headline=headline), views, when)
    ranks = re.search(r'<ol class="board-ranks">(.*?)</ol>', shown(client, journalist), re.DOTALL)[1]
    assert re.findall(r">(L. \w+)</a>", ranks) == ["Le phare", "Le port"]
    assert "board-ranks" not in client.get("/admin/articles/article/").content.decode()


def test_what_is_paid_for_says_so_among_the_most_read(client, editor):
    client.cookies["django_language"] = "en"
    make.read(make.published(at=NOON - DAY))
    assert "· sponsored" not in shown(client, editor)
    make.read(make.published(at=NOON - DAY, genre="sponsored", sponsor_name="Le port"))
    assert "· sponsored" in shown(client, editor)


def test_newest_messages_for_those_who_handle_them(client, editor, journalist):
    old, new = (make.message(at=NOON - hours * HOUR, subject=f"Sujet {hours}") for hours in (2, 1))
    make.message(at=NOON - HOUR, subject="Traité", handled_at=NOON)
    page = shown(client, editor)
    assert page.index(new.subject) < page.index(old.subject)
    assert new.admin_address in page
    assert "Traité" not in page
    assert "Sujet" not in shown(client, journalist)


def test_a_journalist_sees_what_was_written_to_him_or_her(client, journalist):
    make.message(topic="author", author=make.author(user=journalist), subject="Votre enquête")
    assert "Votre enquête" in shown(client, journalist)


# The whole page


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", [None, CHIEF_EDITOR, EDITOR, JOURNALIST])
def test_an_empty_newsroom_is_friendly(client, role, language):
    client.cookies["django_language"] = language
    page = shown(client, make.user(role))
    assert page.count("board-none") == (5 if role != JOURNALIST else 3)
    assert "/admin/articles/article/add/" in page


def test_who_may_see_no_story_sees_none(client):
    make.article(headline="Le port")
    page = shown(client, make.user(None, is_superuser=False))
    assert "Le port" not in page
    assert "board-block" not in page


def _fill(number, people, person):
    """`number` stories for each block."""
    editor, journalist = people
    for count in range(number):
        later = NOON + HOUR + count * MINUTE
        body = f'<p>Un <a data-article-id="{make.article(bylines=[]).pk}" href="/x">lien</a>.</p>'
        make.article(created_by=journalist, body=body)
        sent_back = submitted(journalist, NOON - 3 * HOUR)
        review.send_back(sent_back, at=NOON - 2 * HOUR, by=editor, remark="À revoir.")
        submitted(journalist, NOON - 3 * HOUR)
        own = make.article(created_by=editor)
        review.approve(
            make.article(created_by=journalist, body=body, lead_image=make.image(credit="")), at=NOON, by=None
        )
        publishing.schedule(make.article(body=body), when=later, at=NOON - HOUR, by=None)
        planning.plan(own, when=later, at=NOON - HOUR, by=None)
        make.article(embargoed_until=later)
        live = make.published(at=NOON - DAY)
        publishing.withdraw(live, at=NOON - HOUR, by=None, reason="Droits", when=later)
        make.change(make.published(at=NOON - DAY, created_by=journalist), at=NOON, headline="Autre")
        make.read(live)
        make.message(article=live)
        for reader in {*people, person}:
            OpenStory.objects.create(user=reader, article=live, opened_at=NOON, heard_at=NOON, kept_at=NOON, fields={})
            Remark.objects.create(article=live, by=editor, at=NOON, text="Lis").mentions.add(reader)


def _queries(client, user):
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/admin/")
    assert page.status_code == 200
    return len(queries)


@pytest.mark.parametrize(("role", "most"), [(CHIEF_EDITOR, 23), (EDITOR, 23), (JOURNALIST, 22)])
def test_it_asks_as_often_whatever_the_number_of_stories(client, role, most, editor, journalist):
    person = {EDITOR: editor, JOURNALIST: journalist}.get(role) or make.user(role)
    Masthead.objects.create(name="L’Estran")
    _fill(1, (editor, journalist), person)
    few = _queries(client, person)
    _fill(ROWS + 2, (editor, journalist), person)
    assert _queries(client, person) == few <= most
