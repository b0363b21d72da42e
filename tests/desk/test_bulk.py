"""One decision about many stories: told of each before, decided about each by itself, told of each afterwards."""

import re

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils.html import escape

from articles import publishing, refusals
from articles.models import Article, Edition
from desk.bulk import MOST
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from desk.verbs import BULK
from masthead.gate import Level, Rule
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

URL, LIST = reverse("desk:bulk"), reverse("admin:articles_article_changelist")
Stage = Article.Stage


@pytest.fixture
def editor(client):
    editor = make.user(EDITOR)
    client.force_login(editor)
    return editor


def chosen(verb, *articles, **values):
    return {"verb": verb, "id": [getattr(article, "pk", article) for article in articles]} | values


def confirmed(response, **values):
    """What the confirmation screen sends: all its hidden fields, and what was entered."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    data = {name: [value for other, value in hidden if other == name] for name, _value in hidden}
    return {name: values for name, values in data.items() if name != "csrfmiddlewaretoken"} | values


def decide(client, verb, *articles, **values):
    """Both steps: the results."""
    return client.post(URL, confirmed(client.post(URL, chosen(verb, *articles)), **values))


def outcomes(response):
    return {result.article.pk: result.done for result in response.context["results"]}


def why(response, article):
    return next(result.sentence for result in response.context["results"] if result.article == article)


def stages(*articles):
    for article in articles:
        article.refresh_from_db()
    return [article.stage for article in articles]


def test_nothing_happens_before_it_is_confirmed(client, editor):
    articles = [make.article(headline=f"Papier {number}") for number in range(3)]
    page = client.post(URL, chosen("submit", *articles)).content.decode()
    assert all(f"Papier {number}" in page for number in range(3))
    assert stages(*articles) == [Stage.DRAFT] * 3


def test_what_is_refused_for_one_stops_no_other(client, editor):
    drafts, spiked = [make.article(), make.article()], make.article(stage=Stage.SPIKED)
    empty = make.article(body="")
    response = decide(client, "submit", drafts[0], spiked, empty, drafts[1])
    assert outcomes(response) == {drafts[0].pk: True, spiked.pk: False, empty.pk: False, drafts[1].pk: True}
    assert stages(*drafts, spiked, empty) == [Stage.SUBMITTED, Stage.SUBMITTED, Stage.SPIKED, Stage.DRAFT]
    assert [result.article for result in response.context["results"]] == [drafts[0], empty, drafts[1], spiked]


def test_each_story_has_its_line_in_its_log(client, editor):
    articles = [make.article(), make.article()]
    decide(client, "approve", *articles, remark="Bravo.")
    for article in articles:
        line = article.log.get()
        assert (line.verb, line.by, line.screen, line.detail) == ("approve", editor, "list", {"remark": "Bravo."})


def test_what_was_asked_once_holds_for_all_and_only_where_it_is_needed(client, editor):
    fresh, live = make.article(), make.change(make.published(at=NOON - DAY), headline="Nouveau")
    response = client.post(URL, chosen("publish", fresh, live))
    assert {"kind", "note"} <= response.context["form"].fields.keys()
    response = client.post(URL, confirmed(response))
    assert response.context["form"].errors["kind"]
    assert not fresh.editions.exists()
    response = client.post(URL, confirmed(response, kind="correction", note=""))
    assert response.context["form"].errors["note"]
    response = client.post(URL, confirmed(response, kind="correction", note="Le nom était faux."))
    assert outcomes(response) == {fresh.pk: True, live.pk: True}
    assert fresh.editions.get().kind == "first"
    assert live.editions.live(NOON).get().note == "Le nom était faux."


def test_what_would_change_nothing_is_left_out(client, editor):
    """Above those that are open, the button says what it does."""
    same, fresh = make.published(at=NOON - DAY), make.article()
    response = client.post(URL, chosen("publish", same, fresh))
    batch = response.context["batch"]
    assert ([row.article for row in batch.open], [row.article for row in batch.left_out]) == ([fresh], [same])
    assert str(refusals.NothingToPublish()) in response.content.decode()
    assert response.context["form"].fields == {}
    assert 'type="submit" class="default" value="Publier"' in response.content.decode()


def test_where_nothing_can_be_done_there_is_no_button(client, editor):
    page = client.post(URL, chosen("publish", make.article(stage=Stage.SPIKED))).content.decode()
    assert 'type="submit" class="default"' not in page
    assert str(refusals.Spiked()) in page


def test_drafts_alone_are_asked_nothing(client, editor):
    assert client.post(URL, chosen("publish", make.article(), make.article())).context["form"].fields == {}


def test_a_time_holds_for_all_and_is_refused_for_all(client, editor):
    articles = [make.article(), make.article()]
    response = decide(client, "schedule", *articles, when="2026-02-07T11:00:00")
    assert response.context["form"].errors["when"]
    assert not Edition.objects.exists()
    response = client.post(URL, confirmed(response, when="2026-02-08T18:00:00"))
    assert outcomes(response) == {article.pk: True for article in articles}
    assert {edition.live_from.isoformat() for edition in Edition.objects.all()} == {"2026-02-08T17:00:00+00:00"}


def test_a_time_that_comes_twice_is_asked_once_for_all(client, editor):
    articles = [make.article(), make.article()]
    response = decide(client, "schedule", *articles, when="2026-10-25T02:30:00")
    assert 'name="when_turn"' in response.content.decode()
    client.post(URL, confirmed(response, when="2026-10-25T02:30:00", when_turn="1"))
    assert {edition.live_from.isoformat() for edition in Edition.objects.all()} == {"2026-10-25T01:30:00+00:00"}


def test_after_a_mistake_each_story_is_told_of_with_the_time_that_was_chosen(client, editor):
    live = make.change(make.published(at=NOON - DAY), headline="Nouveau")
    response = decide(client, "schedule", live, when="2026-02-08T18:00:00")
    assert response.context["form"].errors["kind"]
    assert "8 février à 18:00" in str(response.context["batch"].rows[0].form.sentence())


def test_an_edition_that_waits_is_decided_about_for_those_that_have_one(client, editor):
    waiting = make.change(make.published(at=NOON - DAY), headline="Prévu")
    publishing.schedule(waiting, when=NOON + DAY, at=NOON - HOUR, by=None, kind="update", note="Suite.")
    make.change(waiting, headline="Urgent")
    free = make.article()
    response = decide(client, "publish", waiting, free, kind="minor", pending="drop")
    assert outcomes(response) == {waiting.pk: True, free.pk: True}
    assert waiting.editions.live(NOON + 9 * DAY).get().headline == "Urgent"


def test_a_scheduled_edition_keeps_its_own_kind_and_note_when_many_are_updated(client, editor):
    articles = [make.published(at=NOON - DAY) for _ in range(2)]
    for number, article in enumerate(articles):
        make.change(article, at=NOON - 2 * HOUR, headline="Prévu")
        publishing.schedule(
            article, when=NOON + DAY, at=NOON - HOUR, by=None, kind="correction", note=f"Faux {number}."
        )
        make.change(article, headline="Mieux")
    assert client.post(URL, chosen("update_scheduled", *articles)).context["form"].fields == {}
    assert all(outcomes(decide(client, "update_scheduled", *articles)).values())
    for number, article in enumerate(articles):
        edition = article.editions.live(NOON + 2 * DAY).get()
        assert (edition.headline, edition.kind, edition.note) == ("Mieux", "correction", f"Faux {number}.")


def test_an_embargo_is_set_for_many_and_lifted_for_those_that_have_one(client, editor):
    held, free = make.article(embargoed_until=NOON + DAY), make.article()
    assert all(outcomes(decide(client, "set_embargo", held, free, until="2026-02-09T06:00:00")).values())
    free.refresh_from_db()
    assert free.embargoed_until.isoformat() == "2026-02-09T05:00:00+00:00"
    Article.objects.filter(pk=free.pk).update(embargoed_until=None)
    assert outcomes(decide(client, "set_embargo", held, free, until="")) == {held.pk: True, free.pk: False}


class TestTheGate:
    @pytest.fixture(autouse=True)
    def _blocks(self):
        make.masthead(gate=dict.fromkeys(Rule.values, Level.OFF) | {Rule.STANDFIRST: Level.BLOCK})

    def test_one_reason_passes_all_that_it_holds_back_and_stands_in_their_logs_only(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        blocked, fine = make.article(standfirst=""), make.article()
        decide(client, "publish", blocked, fine, override="Urgent.")
        assert blocked.log.get().detail["override"] == "Urgent."
        assert fine.log.get().detail == {}

    def test_without_a_reason_those_are_left_out(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        blocked, fine = make.article(standfirst=""), make.article()
        assert outcomes(decide(client, "publish", blocked, fine)) == {blocked.pk: False, fine.pk: True}

    def test_an_editor_is_told_before(self, client, editor):
        blocked, fine = make.article(standfirst=""), make.article()
        response = client.post(URL, chosen("publish", blocked, fine))
        assert len(response.context["batch"].open) == 1
        assert "override" not in response.context["form"].fields
        response = client.post(URL, confirmed(response, override="Je veux."))
        assert outcomes(response) == {blocked.pk: False, fine.pk: True}
        assert "chapô" in why(response, blocked)


class TestWhatHasChangedMeanwhile:
    def test_a_story_that_was_decided_about_is_left_alone_and_said_so(self, client, editor):
        articles = [make.article(), make.article()]
        data = confirmed(client.post(URL, chosen("publish", *articles)))
        publishing.schedule(articles[0], when=NOON + DAY, at=NOON - HOUR, by=None)
        response = client.post(URL, data)
        assert outcomes(response) == {articles[0].pk: False, articles[1].pk: True}
        assert why(response, articles[0]) == str(refusals.ChangedMeanwhile())
        assert articles[0].editions.get().live_from == NOON + DAY

    def test_words_that_were_saved_count_too(self, client, editor):
        article = make.article()
        data = confirmed(client.post(URL, chosen("publish", article)))
        make.change(article, headline="Autre chose")
        assert outcomes(client.post(URL, data)) == {article.pk: False}

    def test_sent_twice_decides_once(self, client, editor):
        articles = [make.article(), make.article()]
        data = confirmed(client.post(URL, chosen("publish", *articles)))
        assert all(outcomes(client.post(URL, data)).values())
        assert not any(outcomes(client.post(URL, data)).values())
        assert Edition.objects.count() == 2

    def test_a_story_that_is_no_more_is_counted(self, client, editor):
        article = make.article()
        response = client.post(URL, chosen("submit", article, 10**15))
        assert response.context["batch"].gone == 1
        article.delete()
        assert outcomes(client.post(URL, confirmed(response))) == {}

    def test_why_is_said_before_what_was_left_empty(self, client, editor):
        """A spiked story's own form would also miss a kind of change, which nobody was asked for."""
        spiked = make.published(at=NOON - DAY)
        Article.objects.filter(pk=spiked.pk).update(stage=Stage.SPIKED)
        response = decide(client, "publish", spiked, make.article())
        assert why(response, spiked) == str(refusals.Spiked())


class TestRights:
    def test_a_journalist_submits_own_stories_only(self, client):
        user = make.user(JOURNALIST)
        client.force_login(user)
        own, other = make.article(created_by=user), make.article()
        response = client.post(URL, chosen("submit", own, other))
        assert len(response.context["batch"].open) == 1
        assert outcomes(client.post(URL, confirmed(response))) == {own.pk: True, other.pk: False}
        assert stages(own, other) == [Stage.SUBMITTED, Stage.DRAFT]

    @pytest.mark.parametrize("verb", sorted(set(BULK) - {"submit"}))
    def test_of_the_rest_nothing(self, client, verb):
        user = make.user(JOURNALIST)
        client.force_login(user)
        article = make.article(created_by=user)
        for more in ({}, {"confirmed": "1"}):
            assert client.post(URL, chosen(verb, article, **more)).status_code == 403
        assert not article.log.exists()

    def test_a_killed_story_is_restored_by_those_who_may_kill(self, client, editor):
        killed, withdrawn = make.published(at=NOON - DAY), make.published(at=NOON - DAY)
        publishing.kill(killed, at=NOON - HOUR, by=None, reason="Justice.")
        publishing.withdraw(withdrawn, at=NOON - HOUR, by=None, reason="Doute.")
        assert outcomes(decide(client, "restore", killed, withdrawn)) == {killed.pk: False, withdrawn.pk: True}

    def test_nobody_signed_in(self, client):
        response = client.post(URL, chosen("submit", make.article()))
        assert response.headers["Location"].startswith("/admin/login/")


class TestBadInput:
    def test_no_story_leads_back_with_a_sentence(self, client, editor):
        response = client.post(URL, {"verb": "submit", "back": "stage=draft"}, follow=True)
        assert response.redirect_chain[0][0] == f"{LIST}?stage=draft"
        assert "au moins un article" in response.content.decode()

    def test_too_many(self, client, editor):
        response = client.post(URL, chosen("submit", *range(1, MOST + 2)), follow=True)
        assert str(MOST) in str(next(iter(response.context["messages"])))

    def test_a_page_that_is_only_opened_leads_to_the_list(self, client, editor):
        """As after signing in again: what was chosen is not known any more."""
        response = client.get(URL, follow=True)
        assert response.redirect_chain[0][0] == LIST
        assert "au moins un article" in response.content.decode()

    @pytest.mark.parametrize("verb", ["", "correct", "delete", "\x00", "__init__"])
    def test_verbs_that_are_none(self, client, editor, verb):
        assert client.post(URL, chosen(verb, make.article())).status_code == 400

    @pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 400, "1.5", "\x00"])
    def test_numbers_that_are_none(self, client, editor, number):
        assert client.post(URL, chosen("submit", number)).status_code == 302
        assert client.post(URL, chosen("submit", number, make.article())).context["batch"].gone == 0

    def test_a_way_back_leads_nowhere_else(self, client, editor):
        for back in ("\r\nX: y", "//evil.example", "https://evil.example", '"><script>'):
            response = client.post(URL, {"verb": "submit", "back": back})
            assert response.headers["Location"].startswith(f"{LIST}?")
            page = client.post(URL, chosen("submit", make.article(), back=back)).content.decode()
            assert f'value="{escape(back)}"'.replace("\r\n", "") in page.replace("\r\n", "")

    def test_a_story_named_twice_is_decided_about_once(self, client, editor):
        article = make.article()
        assert outcomes(decide(client, "submit", article, article)) == {article.pk: True}


def test_when_the_database_goes_away_the_rest_is_not_tried(client, editor, monkeypatch):
    articles = [make.article() for _ in range(3)]
    data = confirmed(client.post(URL, chosen("submit", *articles)))
    form_class, carry_out = BULK["submit"], BULK["submit"].carry_out

    def away_for_the_second(self, request, screen):
        if self.article == articles[1]:
            raise OperationalError
        return carry_out(self, request, screen)

    monkeypatch.setattr(form_class, "carry_out", away_for_the_second)
    response = client.post(URL, data)
    assert list(outcomes(response).values()) == [True, False, False]
    assert stages(*articles) == [Stage.SUBMITTED, Stage.DRAFT, Stage.DRAFT]


@pytest.mark.parametrize("verb", BULK)
def test_eight_stories_are_looked_at_with_as_few_queries_as_two(client, verb, django_assert_max_num_queries):
    client.force_login(make.user(CHIEF_EDITOR))
    for count in (2, 8):
        articles = [make.published(at=NOON - DAY, lead_image=make.image()) for _ in range(count)]
        with django_assert_max_num_queries(16):
            assert client.post(URL, chosen(verb, *articles)).status_code == 200
