"""Remarks between colleagues: who may make and resolve them, and what they may hold."""

import pytest
from django.urls import reverse

from desk import remarks
from desk.models import Remark
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

JSON = {"Accept": "application/json"}


@pytest.fixture
def journalist(client):
    journalist = make.user(JOURNALIST, username="noemie", first_name="Noémie", last_name="Astruc")
    client.force_login(journalist)
    return journalist


def url(article):
    return reverse("desk:remarks", args=[article.pk])


def say(article, text="Vérifier la date.", by=None):
    return remarks.add(article, text, at=NOON, by=by)


def resolve(client, remark, done=1, **options):
    return client.post(reverse("desk:resolve", args=[remark.article_id, remark.pk]), {"done": done}, **options)


class TestSaying:
    def test_a_colleagues_story_may_be_remarked_upon(self, client, journalist):
        article = make.article(created_by=make.user())
        assert client.post(url(article), {"text": "Une\r\nquestion"}).status_code == 302
        remark = article.remarks.get()
        assert (remark.text, remark.by, remark.at) == ("Une\nquestion", journalist, NOON)

    def test_by_script_only_what_changed_comes_back(self, client, journalist):
        response = client.post(url(make.article()), {"text": "Vu."}, headers=JSON)
        assert response.json()["open"] == 1
        assert "Vu." in response.json()["html"]
        assert "<html" not in response.json()["html"]

    @pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001, "a\x00b"])
    def test_what_is_none_gets_a_sentence(self, client, journalist, text):
        article = make.article()
        assert client.post(url(article), {"text": text}, headers=JSON).json()["error"]
        response = client.post(url(article), {"text": text})
        assert response.context["form"].errors["text"]
        assert not article.remarks.exists()

    def test_a_long_one_is_not_lost(self, client, journalist):
        assert "y" * 2001 in client.post(url(make.article()), {"text": "y" * 2001}).content.decode()

    def test_newest_last(self, client, journalist):
        article = make.article()
        for number, text in enumerate(["un", "deux", "trois"]):
            remarks.add(article, text, at=NOON + number * HOUR, by=journalist)
        assert [remark.text for remark in client.get(url(article)).context["remarks"]] == ["un", "deux", "trois"]

    def test_it_is_text_and_nothing_else(self, client, journalist):
        article = make.article()
        say(article, "<script>alert(1)</script>\n& fin")
        page = client.get(url(article)).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; fin" in page

    def test_staff_who_may_not_see_stories_say_nothing(self, client):
        client.force_login(make.user(is_superuser=False))
        article = make.article()
        assert client.post(url(article), {"text": "x"}).status_code == 403
        assert client.get(url(article)).status_code == 403


class TestMentions:
    def test_colleagues_are_found_by_their_name(self, journalist):
        ana, bob = make.user(EDITOR, username="ana"), make.user(EDITOR, username="bob.m")
        remark = say(make.article(), "@Ana et @bob.m. Écrivez à x@noemie.fr, @personne", by=journalist)
        assert set(remark.mentions.all()) == {ana, bob}
        assert "<b>@Ana</b>" in remarks.in_html(remark)
        assert "<b>@bob.m</b>." in remarks.in_html(remark)

    @pytest.mark.parametrize("values", [{"is_active": False}, {"is_staff": False}])
    def test_nobody_who_has_left_or_is_no_colleague(self, journalist, values):
        make.user(EDITOR, username="ana", **values)
        assert not say(make.article(), "@ana ?").mentions.exists()

    def test_nobody_who_may_not_see_stories(self, journalist):
        make.user(is_superuser=False, username="ana")
        assert not say(make.article(), "@ana ?").mentions.exists()

    def test_oneself_is_not_told(self, journalist):
        assert not say(make.article(), "@noemie note", by=journalist).mentions.exists()

    @pytest.mark.parametrize(("words", "found"), [("ma", ["maelle"]), ("KERV", ["maelle"]), ("zz", []), ("%00", [])])
    def test_they_are_offered_while_one_types(self, client, journalist, words, found):
        make.user(EDITOR, username="maelle", first_name="Maëlle", last_name="Kervadec")
        make.user(EDITOR, username="marc", is_active=False)
        response = client.get(reverse("desk:people"), {"q": words})
        assert [row["username"] for row in response.json()["results"]] == found

    def test_names_are_for_those_who_see_stories(self, client):
        client.force_login(make.user(is_superuser=False))
        assert client.get(reverse("desk:people")).status_code == 403


class TestResolving:
    def test_by_its_author_and_back(self, client, journalist):
        remark = say(make.article(created_by=make.user()), by=journalist)
        resolve(client, remark)
        remark.refresh_from_db()
        assert (remark.resolved_at, remark.resolved_by) == (NOON, journalist)
        resolve(client, remark, done=0)
        remark.refresh_from_db()
        assert (remark.resolved_at, remark.resolved_by) == (None, None)

    def test_by_whoever_may_change_the_story(self, client, journalist):
        remark = say(make.article(created_by=journalist), by=make.user())
        assert resolve(client, remark, headers=JSON).json()["open"] == 0

    def test_not_by_others(self, client, journalist):
        remark = say(make.article(created_by=make.user()), by=make.user())
        assert resolve(client, remark).status_code == 403
        assert Remark.objects.get().resolved_at is None

    def test_twice_stays_with_whoever_was_first(self, client, journalist, time_machine):
        editor = make.user(EDITOR)
        remark = say(make.article(created_by=journalist), by=journalist)
        resolve(client, remark)
        time_machine.move_to(NOON + HOUR, tick=False)
        client.force_login(editor)
        resolve(client, remark)
        remark.refresh_from_db()
        assert (remark.resolved_at, remark.resolved_by) == (NOON, journalist)

    def test_a_remark_of_another_story_is_not_found(self, client, journalist):
        remark = say(make.article(), by=journalist)
        address = reverse("desk:resolve", args=[make.article().pk, remark.pk])
        assert client.post(address, {"done": 1}).status_code == 404


class TestInTheWritingForm:
    def test_they_stand_beside_the_text_with_the_number_of_open_ones(self, client, journalist):
        article = make.article(created_by=journalist)
        for text in ("Un point", "Autre point"):
            say(article, text)
        page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
        assert "Un point" in page
        assert "data-remarks-open>2<" in page

    def test_saving_the_story_sends_none(self, client, journalist):
        """The text belongs to another form: what browsers send with the story has none of it."""
        article = make.article(created_by=journalist)
        page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
        assert 'name="text" form="remark-form"' in page

    def test_their_number_costs_nothing(self, client, journalist, django_assert_num_queries):
        def questions(article):
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("admin:articles_article_change", args=[article.pk]))
            return len(queries)

        article = make.article(created_by=journalist)
        none = questions(article)
        for _number in range(5):
            say(article, "@noemie", by=make.user())
        assert questions(article) <= none + 1


def test_the_page_costs_few_questions(client, journalist, django_assert_max_num_queries):
    article = make.article()
    for _number in range(10):
        say(article, "@noemie", by=make.user())
    with django_assert_max_num_queries(12):
        client.get(url(article))
