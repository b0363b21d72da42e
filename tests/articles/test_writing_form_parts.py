"""What stands around the text in the writing form: rights over tags, authors, hints, decisions that save first."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing, tagging
from articles.models import Article, Tag
from authors.models import Author
from desk.roles import EDITOR
from tests import make
from tests.articles.test_writing_form import ADD, change, errors, form_data
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

NEW_AUTHOR = "/admin/authors/author/new/"


@pytest.fixture
def journalist(client):
    journalist = make.writer()
    client.force_login(journalist)
    return journalist


@pytest.fixture
def chooser(client):
    """Somebody who writes and may choose tags, not make them."""
    user = make.user(is_superuser=False)
    names = ["add_article", "change_article", "view_article", "view_tag"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


class TestTags:
    def test_without_the_right_tags_are_only_chosen(self, client, chooser):
        make.tag("Port")
        response = client.post(ADD, form_data(make.section(), tags="port, Inconnu"))
        assert "Inconnu" in str(errors(response)["tags"])
        assert client.post(ADD, form_data(make.section(), tags="port")).status_code == 302
        assert list(Article.objects.get().tags.names()) == ["Port"]

    def test_a_new_near_duplicate_is_pointed_out_after_saving(self, client, journalist):
        make.tag("Municipales 2026")
        response = client.post(ADD, form_data(make.section(), tags="municipales-2026"))
        assert "Municipales 2026" in said(response)
        assert Tag.objects.count() == 2
        again = client.post(ADD, form_data(make.section(), tags="Municipales 2026, Halles"))
        assert "Halles" not in said(again)

    def test_of_two_new_near_duplicates_one_is_pointed_out(self, client, journalist):
        response = client.post(ADD, form_data(make.section(), tags="Municipales 2026, municipales-2026"))
        assert len(list(get_messages(response.wsgi_request))) == 2  # the other says that the story was saved

    def test_the_name_of_a_merged_tag_means_the_one_that_stayed(self, client, journalist):
        gone, stays = make.tag("Élections"), make.tag("Municipales 2026")
        tagging.merge([gone], stays, make.user())
        client.post(ADD, form_data(make.section(), tags="élections"))
        assert list(Article.objects.get().tags.all()) == [stays]


class TestAuthors:
    @pytest.fixture(autouse=True)
    def _editor(self, client):
        client.force_login(make.user(EDITOR))

    def test_they_are_found_by_name(self, client):
        make.author(display_name="Anne Morvan", job_title="Reporter")
        make.author(display_name="Anne Ancienne", former=True)
        found = client.get(reverse("admin:authors_author_picker"), {"q": "anne"}).json()["results"]
        assert [author["name"] for author in found] == ["Anne Morvan", "Anne Ancienne"]
        assert found[0]["title"] == "Reporter"

    def test_one_is_made(self, client):
        response = client.post(NEW_AUTHOR, {"display_name": " Anne   Morvan ", "job_title": "Reporter"})
        author = Author.objects.get()
        assert (response.status_code, response.json()["author"]["id"]) == (201, author.pk)
        assert (author.display_name, author.job_title, author.slug) == ("Anne Morvan", "Reporter", "anne-morvan")

    def test_the_same_name_is_pointed_out_and_may_be_kept(self, client):
        make.author(display_name="Élodie Le Gall", slug="elodie-le-gall")
        response = client.post(NEW_AUTHOR, {"display_name": "elodie le-gall"})
        assert response.json()["similar"][0]["name"] == "Élodie Le Gall"
        assert Author.objects.count() == 1
        assert client.post(NEW_AUTHOR, {"display_name": "Élodie Le Gall", "keep": "1"}).status_code == 201
        assert set(Author.objects.values_list("slug", flat=True)) == {"elodie-le-gall", "elodie-le-gall-2"}

    @pytest.mark.parametrize("values", [{}, {"display_name": " "}, {"display_name": "x" * 200}])
    def test_nonsense_gets_a_sentence(self, client, values):
        response = client.post(NEW_AUTHOR, values)
        assert response.status_code == 400
        assert response.json()["error"]

    def test_only_by_post_and_only_for_those_who_may(self, client):
        assert client.get(NEW_AUTHOR).status_code == 405
        client.force_login(make.writer())
        assert client.post(NEW_AUTHOR, {"display_name": "Anne"}).status_code == 403
        assert "data-new-author-url" not in client.get(ADD).content.decode()

    def test_the_token_is_asked_for(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(make.user(EDITOR))
        assert strict.post(NEW_AUTHOR, {"display_name": "Anne"}).status_code == 403
        assert not Author.objects.exists()


class TestHints:
    def test_links_to_stories_that_are_not_live(self, client, journalist):
        draft, live = make.article(headline="Pas encore"), make.published(headline="Déjà là", at=NOON - DAY)
        body = "".join(f'<p><a data-article-id="{story.pk}">mots</a></p>' for story in (draft, live))
        page = client.get(change(make.article(body=body))).content.decode()
        assert "Pas encore" in page
        assert "Déjà là" not in page

    def test_pictures_that_lack_something(self, client, journalist):
        lacking = make.image(title="Cale", alt_text="", credit="", not_after=NOON - DAY)
        page = client.get(change(make.article(lead_image=lacking))).content.decode()
        assert 'class="hints"' in page
        assert 'class="hints"' not in client.get(change(make.article(lead_image=make.image()))).content.decode()


class TestSavingOnTheWay:
    def values(self, article, **values):
        return form_data(article.section, headline="Après", slug="x", seen=article.version) | values

    def test_a_decision_about_the_working_copy_comes_after_it_is_saved(self, client):
        client.force_login(make.user(EDITOR))
        article = make.article(bylines=[])
        response = client.post(change(article), self.values(article, _then="publish"))
        assert response.headers["Location"] == reverse("desk:publish", args=[article.pk])
        article.refresh_from_db()
        assert article.headline == "Après"

    @pytest.mark.parametrize("verb", ["kill", "nonsense", "//evil.example"])
    def test_nothing_else_leads_anywhere(self, client, verb):
        client.force_login(make.user(EDITOR))
        article = make.article(bylines=[])
        response = client.post(change(article), self.values(article, _then=verb))
        assert response.headers["Location"] == "/admin/articles/article/"

    def test_not_without_the_right(self, client, journalist):
        article = make.article(bylines=[])
        response = client.post(change(article), self.values(article, _then="publish"))
        assert response.headers["Location"] == "/admin/articles/article/"


def test_those_who_may_only_look_see_the_story(client):
    user = make.user(is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(user)
    article = make.published(at=NOON - DAY, headline="À lire", tags=["Port"], lead_image=make.image())
    page = client.get(change(article), follow=True)
    assert page.status_code == 200
    assert "À lire" in page.content.decode()
    assert "_continue" not in page.content.decode()


def test_a_time_that_the_clocks_skip_is_refused_in_our_words(client, journalist):
    values = {"embargoed_until_0": "2026-03-29", "embargoed_until_1": "02:30"}
    sentence = str(errors(client.post(ADD, form_data(make.section(), **values)))["embargoed_until"])
    assert "Europe/Paris" not in sentence
    assert "heure" in sentence


def test_rows_that_were_added_and_taken_out_again_are_not_saved(client, journalist):
    values = form_data(make.section(), [make.author()]) | {
        "bylines-TOTAL_FORMS": 2, "bylines-1-author": "", "bylines-1-role": "words", "bylines-1-DELETE": "on",
    }  # fmt: skip
    assert client.post(ADD, values).status_code == 302
    assert Article.objects.get().bylines.count() == 1


def test_a_field_that_is_wrong_is_named_and_linked(client, journalist):
    page = client.post(ADD, form_data(make.section(), headline="")).content.decode()
    assert 'href="#field-headline"' in page
    assert 'id="field-headline"' in page


def test_the_forms_queries_do_not_grow_with_its_rows(client):
    client.force_login(make.user(EDITOR))

    def queries(rows):
        article = make.article(bylines=[make.author() for _ in range(rows)], tags=["Un"])
        for position in range(rows):
            article.related_picks.create(
                other=make.published(at=NOON - DAY, lead_image=make.image()), position=position
            )
        publishing.publish(article, at=NOON - HOUR, by=None)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(change(article)).status_code == 200
        return len(captured)

    queries(1)
    assert queries(2) == queries(9) <= 25
