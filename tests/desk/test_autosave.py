"""No word is lost between two saves: what an open form holds is kept, and only newer words take the place of older."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import publishing
from articles.permissions import CHANGE
from desk import opened
from desk.correcting import CORRECTED
from desk.models import OpenStory
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

KEEP, DISCARD = "/admin/desk/keep/", "/admin/desk/keep/discard/"
A, B = "aaaaaaaa-0000", "bbbbbbbb-0000"


@pytest.fixture
def writer(client):
    writer = make.user(EDITOR)
    client.force_login(writer)
    return writer


def send(client, user, article, words="Des mots", form=A, stamp=1, address=KEEP, **asked):
    asked = {
        "article": article and article.pk, "by": user.pk, "form": form, "stamp": stamp, "base": 1,
        "fields": {"headline": [words]},
    } | asked  # fmt: skip
    return client.post(address, json.dumps(asked), content_type="application/json")


def kept(user, article):
    row = opened.unsaved(user, article)
    return row and row.fields["headline"][0]


def why(response):
    """Why it was not kept; None where it was."""
    assert response.status_code == 200
    return response.json().get("why")


def form_data(article, **values):
    """What a browser sends when the story is saved."""
    data = {
        "headline": article.headline, "standfirst": article.standfirst, "body": article.body, "kicker": "",
        "stage": article.stage, "language": "fr", "section": article.section_id, "genre": "news", "tags": "",
        "related_picks-TOTAL_FORMS": 0, "related_picks-INITIAL_FORMS": 0,
        "bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0,
    }  # fmt: skip
    return data | values


class TestWhatIsKept:
    def test_the_words_with_their_time_and_their_version_and_nothing_else(self, client, writer):
        article = make.published()
        before = type(article).objects.values().get(pk=article.pk)
        response = send(client, writer, article, "Le pont rouvre", base=3)
        assert response.json() == {"kept": "12:00", "version": 1}
        row = opened.unsaved(writer, article)
        assert (row.fields, row.base, row.kept_at) == ({"headline": ["Le pont rouvre"]}, 3, NOON)
        assert type(article).objects.values().get(pk=article.pk) == before
        assert article.versions.count() == 1

    def test_one_row_a_person_and_story(self, client, writer):
        article = make.article()
        for stamp in (1, 2, 3):
            send(client, writer, article, f"Mots {stamp}", stamp=stamp)
        send(client, writer, None, "Autre papier")
        assert kept(writer, article) == "Mots 3"
        assert kept(writer, None) == "Autre papier"
        assert OpenStory.objects.count() == 2

    def test_each_person_has_his_or_her_own(self, client, writer):
        article, other = make.article(), make.user(EDITOR)
        send(client, writer, article, "De l’une")
        client.force_login(other)
        send(client, other, article, "De l’autre")
        assert (kept(writer, article), kept(other, article)) == ("De l’une", "De l’autre")

    def test_what_no_database_takes_is_left_out(self, client, writer):
        article = make.article()
        assert send(client, writer, article, "a\x00b \ud83d c").status_code == 200
        assert kept(writer, article) == "ab ? c"

    def test_a_very_long_story(self, client, writer):
        article, words = make.article(), "mot " * 500_000
        assert send(client, writer, article, words).status_code == 200
        assert kept(writer, article) == words


class TestOrder:
    def test_an_older_one_that_comes_after_a_newer_changes_nothing(self, client, writer):
        article = make.article()
        send(client, writer, article, "Plus récent", stamp=2)
        assert why(send(client, writer, article, "Plus ancien", stamp=1)) == "late"
        assert why(send(client, writer, article, "Une autre fois", stamp=2)) == "late"
        assert kept(writer, article) == "Plus récent"

    @settings(max_examples=25, deadline=None)
    @given(order=st.permutations(range(1, 6)))
    def test_in_whatever_order_they_come_the_newest_is_kept(self, order):
        user, article = make.user(EDITOR), make.article()
        for stamp in order:
            place = opened.find(type(user).objects.get(pk=user.pk), article.pk)
            opened.keep(place, opened.Words(A, stamp, 1, {"headline": [str(stamp)]}), NOON)
        assert kept(user, article) == "5"

    def test_one_that_comes_after_the_save_of_its_form_is_not_kept(self, client, writer):
        article = make.article()
        send(client, writer, article, "Avant")
        change = reverse("admin:articles_article_change", args=[article.pk])
        seen = client.get(change).context["adminform"].form["seen"].value()
        client.post(change, form_data(article, headline="Enregistré", seen=seen, _form=A))
        article.refresh_from_db()
        assert (article.headline, kept(writer, article)) == ("Enregistré", None)
        assert why(send(client, writer, article, "Trop tard", stamp=9)) == "saved"
        assert kept(writer, article) is None

    def test_nor_for_a_new_story(self, client, writer):
        section, add = make.section(), reverse("admin:articles_article_add")
        send(client, writer, None, "Avant")
        data = {
            "headline": "Enregistré", "body": "<p>Texte</p>", "language": "fr", "section": section.pk, "genre": "news",
            "stage": "draft", "related_picks-TOTAL_FORMS": 0, "related_picks-INITIAL_FORMS": 0,
            "bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0, "_form": A,
        }  # fmt: skip
        assert client.post(add, data).status_code == 302
        assert kept(writer, None) is None
        assert why(send(client, writer, None, "Trop tard", stamp=9)) == "saved"
        assert why(send(client, writer, None, "Un autre papier", form=B)) is None

    def test_what_was_set_aside_is_kept_there_and_here_no_more(self, client, writer):
        article = make.article()
        change = reverse("admin:articles_article_change", args=[article.pk])
        send(client, writer, article, "Trop tard")
        make.change(article, headline="D’une collègue")
        client.post(change, form_data(article, headline="Trop tard", seen=1, _form=A))
        assert article.versions.filter(values__headline="Trop tard").exists()
        assert kept(writer, article) is None

    def test_a_save_that_is_refused_clears_nothing(self, client, writer):
        article = make.article()
        send(client, writer, article, "Avant")
        client.post(
            reverse("admin:articles_article_change", args=[article.pk]), form_data(article, headline="", _form=A)
        )
        assert kept(writer, article) == "Avant"


class TestTwoWindows:
    """Of one person. The words of one never push out those of the other, unless the person has seen them."""

    def test_the_second_is_told_where_words_lie(self, client, writer, time_machine):
        article = make.article()
        send(client, writer, article, "De la première")
        time_machine.move_to(NOON + MINUTE, tick=False)
        response = send(client, writer, article, "De la seconde", form=B)
        assert response.json() == {"why": "elsewhere", "at": "12:00"}
        assert kept(writer, article) == "De la première"

    def test_words_that_were_seen_may_be_replaced(self, client, writer):
        article = make.article()
        send(client, writer, article, "De la première")
        assert why(send(client, writer, article, "De la seconde", form=B, over=A, over_stamp=1)) is None
        assert kept(writer, article) == "De la seconde"
        assert why(send(client, writer, article, "Encore", stamp=2)) == "elsewhere"

    def test_and_no_newer_ones(self, client, writer):
        article = make.article()
        send(client, writer, article, "Vu")
        send(client, writer, article, "Plus récent", stamp=2)
        assert why(send(client, writer, article, "De la seconde", form=B, over=A, over_stamp=1)) == "elsewhere"
        assert kept(writer, article) == "Plus récent"

    def test_discarding_lets_go_of_what_was_seen_and_of_nothing_newer(self, client, writer):
        article = make.article()
        send(client, writer, article, "Vu")
        send(client, writer, article, "Plus récent", stamp=2)
        assert send(client, writer, article, address=DISCARD).json() == {"discarded": False}
        assert kept(writer, article) == "Plus récent"
        assert send(client, writer, article, stamp=2, address=DISCARD).json() == {"discarded": True}
        assert kept(writer, article) is None
        assert why(send(client, writer, article, "De la seconde", form=B)) is None

    def test_saving_one_leaves_the_words_of_the_other(self, client, writer):
        article = make.article()
        send(client, writer, article, "De la première")
        change = reverse("admin:articles_article_change", args=[article.pk])
        seen = client.get(change).context["adminform"].form["seen"].value()
        client.post(change, form_data(article, headline="De la seconde", seen=seen, _form=B))
        assert kept(writer, article) == "De la première"
        assert why(send(client, writer, article, "Encore", stamp=2)) is None


class TestCorrections:
    """The screen that corrects the live story is kept like the writing form, and apart from it."""

    CORRECTING = OpenStory.Screen.CORRECTING

    def correct(self, client, article, **values):
        address = reverse("desk:correct", args=[article.pk])
        form = client.get(address).context["form"]
        data = {name: form[name].value() for name in (*CORRECTED, "seen")} | {"kind": "minor", "_form": A}
        return client.post(address, data | values)

    def test_beside_the_words_of_the_writing_form(self, client, writer):
        article = make.published(at=NOON - HOUR)
        send(client, writer, article, "Du papier")
        send(client, writer, article, "De la correction", form=B, screen="correct")
        assert kept(writer, article) == "Du papier"
        assert opened.unsaved(writer, article, self.CORRECTING).fields == {"headline": ["De la correction"]}
        assert "De la correction" in client.get(reverse("desk:correct", args=[article.pk])).content.decode()

    def test_until_it_is_published(self, client, writer):
        article = make.published(at=NOON - HOUR)
        send(client, writer, article, "Du papier", form=B)
        send(client, writer, article, "De la correction", screen="correct")
        assert self.correct(client, article, headline="").status_code == 200  # refused: kept still
        assert opened.unsaved(writer, article, self.CORRECTING)
        assert self.correct(client, article, headline="Corrigé").status_code == 302
        assert opened.unsaved(writer, article, self.CORRECTING) is None
        assert kept(writer, article) == "Du papier"
        assert why(send(client, writer, article, "Trop tard", stamp=9, screen="correct")) == "saved"

    def test_by_those_only_who_may_correct(self, client):
        user = make.user(JOURNALIST)
        client.force_login(user)
        article = make.published(at=NOON - HOUR, bylines=[make.author(user=user)])
        assert send(client, user, article, screen="correct").status_code == 403
        assert send(client, user, article).status_code == 200

    def test_colleagues_see_a_person_once(self, client, writer):
        article = make.published(at=NOON - HOUR)
        send(client, writer, article)
        send(client, writer, article, screen="correct")
        reader = make.user(EDITOR)
        assert [row.user for row in opened.others(reader, article.pk, NOON)] == [writer]
        assert [row.user for row in opened.others_in(reader, [article.pk], NOON)[article.pk]] == [writer]

    def test_words_of_an_older_edition_meet_what_is_live(self, client, writer):
        """Published as they were kept, they would undo what was corrected since."""
        body = "<p>Un.</p><p>Deux.</p>"
        article = make.published(at=NOON - HOUR, headline="Le pont", body=body)
        seen = article.editions.get().pk
        changes = {"headline": "Le pont rouvre", "body": body.replace("Un.", "Un bis.")}
        publishing.correct(article, at=NOON - MINUTE, by=writer, changes=changes, kind="minor")
        typed = {"headline": "Le pont ferme", "body": body.replace("Deux.", "Deux bis."), "seen": seen}
        form = self.correct(client, article, **typed).context["form"]
        assert form.non_field_errors()
        assert form["body"].value() == "<p>Un bis.</p><p>Deux bis.</p>"
        assert form["headline"].value() == "Le pont ferme"
        again = {name: form[name].value() for name in (*CORRECTED, "seen")}
        assert self.correct(client, article, **again).status_code == 302
        assert article.editions.live(NOON).get().body == "<p>Un bis.</p><p>Deux bis.</p>"


class TestRights:
    @pytest.mark.parametrize("role", [JOURNALIST, EDITOR, CHIEF_EDITOR, None])
    @pytest.mark.parametrize("whose", ["nobody's", "begun", "signed"])
    def test_whoever_may_change_the_story_may_keep_words_of_it(self, client, role, whose):
        user = make.user(role)
        client.force_login(user)
        author = make.author(user=user)
        article = make.article(
            created_by=user if whose == "begun" else None, bylines=[author] if whose == "signed" else []
        )
        may = user.has_perm(CHANGE, article)
        assert send(client, user, article).status_code == (200 if may else 403)
        assert (kept(user, article) is not None) == may

    def test_not_without_a_right_to_write(self, client):
        user, article = make.user(JOURNALIST), make.article()
        user.groups.clear()
        client.force_login(user)
        assert send(client, user, article).status_code == send(client, user, None).status_code == 403
        assert not OpenStory.objects.exists()

    def test_without_a_session_it_leads_to_the_login(self, client, writer):
        client.logout()
        response = send(client, writer, make.article())
        assert response.status_code == 302
        assert "/login/" in response.url
        assert not OpenStory.objects.exists()

    def test_not_under_the_name_of_who_has_signed_in_since(self, client, writer):
        article, other = make.article(), make.user(EDITOR)
        client.force_login(other)
        assert why(send(client, writer, article, "De la première personne")) == "person"
        assert not OpenStory.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", "null", "[" * 100_000, '"x"', "{}", b"\xff",
        '{"article": 1, "by": 1, "form": "<b>", "stamp": 1, "fields": {}}',
        '{"article": 99999999999999999999, "by": 1, "form": "aaaaaaaa", "stamp": 1, "fields": {}}',
        '{"article": [1], "by": {}, "form": null, "stamp": true, "fields": {}}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", [KEEP, DISCARD, "/admin/desk/presence/"])
def test_nonsense_is_refused(client, writer, address, body):
    assert client.post(address, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "asked",
    [{"fields": {"a": "b"}}, {"fields": [["a"]]}, {"fields": {"a": [1]}}, {"stamp": 1e300}, {"stamp": -1}],
)
def test_nonsense_is_not_kept(client, writer, asked):
    assert send(client, writer, make.article(), **asked).status_code == 400


def test_a_story_that_does_not_exist(client, writer):
    assert send(client, writer, type("Nowhere", (), {"pk": 987654})).status_code == 404


class TestWhatItCosts:
    """Session, person, rights, story, writing."""

    @pytest.mark.invariant
    @pytest.mark.parametrize("role", [JOURNALIST, EDITOR])
    @pytest.mark.parametrize("new", [True, False])
    def test_five_statements_the_first_time_and_each_other(self, client, role, new, django_assert_num_queries):
        user = make.user(role)
        client.force_login(user)
        article = None if new else make.article(bylines=[make.author(user=user)])
        for stamp in (1, 2):
            with django_assert_num_queries(5):
                assert why(send(client, user, article, stamp=stamp)) is None

    def test_five_also_where_it_comes_too_late(self, client, writer):
        article = make.article()
        send(client, writer, article, stamp=2)
        with CaptureQueriesContext(connection) as queries:
            send(client, writer, article, stamp=1)
        assert len(queries) == 5


def test_old_rows_without_words_go_and_no_others(writer):
    old, holding, recent = (make.article() for _ in range(3))
    for article, ago, fields in ((old, 31 * DAY, None), (holding, 99 * DAY, {"headline": ["x"]}), (recent, DAY, None)):
        times = {"opened_at": NOON - ago, "heard_at": NOON - ago}
        OpenStory.objects.create(user=writer, article=article, fields=fields, **times)
    opened.hear(opened.find(writer, make.article().pk), NOON + HOUR)
    assert set(OpenStory.objects.exclude(heard_at=NOON + HOUR).values_list("article", flat=True)) == {
        holding.pk,
        recent.pk,
    }
