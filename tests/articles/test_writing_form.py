"""The form in which stories are written, and the list of stories."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Article
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"


@pytest.fixture
def journalist(client):
    journalist = make.writer()
    client.force_login(journalist)
    return journalist


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def form_data(section, bylines=(), **values):
    """What a browser sends for a story."""
    data = {
        "kicker": "", "headline": "Le pont rouvre", "standfirst": "", "body": "<p>Du texte.</p>",
        "language": "fr", "section": section.pk, "genre": "news", "tags": "", "dateline": "", "lead_caption": "",
        "slug": "", "seo_title": "", "seo_description": "", "sponsor_name": "", "sponsor_url": "",
        "note_for_colleagues": "", "embargoed_until_0": "", "embargoed_until_1": "",
        "related_picks-TOTAL_FORMS": 0, "related_picks-INITIAL_FORMS": 0,
        "bylines-TOTAL_FORMS": len(bylines), "bylines-INITIAL_FORMS": 0,
    }  # fmt: skip
    for number, author in enumerate(bylines):
        data |= {f"bylines-{number}-author": author.pk, f"bylines-{number}-role": "words"}
        data |= {f"bylines-{number}-position": number}
    return data | values


def errors(response):
    return response.context["adminform"].form.errors


def test_a_journalist_writes_a_story(client, journalist):
    section, authors = make.section(), [make.author(), make.author()]
    values = form_data(section, authors, tags="Pont des Ardoisiers, Transports", standfirst="Enfin.")
    assert client.post(ADD, values).status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.slug, article.created_by) == ("Le pont rouvre", "le-pont-rouvre", journalist)
    assert [byline.author for byline in article.bylines.all()] == authors
    assert set(article.tags.names()) == {"Pont des Ardoisiers", "Transports"}
    assert article.edited_at == NOON


def test_a_new_story_starts_with_its_writers_byline(client, journalist):
    author = make.author(user=journalist)
    formset = client.get(ADD).context["inline_admin_formsets"][0].formset
    assert formset.forms[0].initial["author"] == author.pk


def test_the_body_is_cleaned(client, journalist):
    client.post(ADD, form_data(make.section(), body='<p onclick="x()">Un<script>alert(1)</script></p><p></p>'))
    assert Article.objects.get().body == "<p>Un</p>"


def test_what_is_saved_unchanged_is_unchanged(client, journalist):
    body = "<h2>Titre</h2><blockquote><p>« Dit. »</p><footer><cite>Lui</cite></footer></blockquote><p>Vrai\u202f?</p>"
    article = make.published(body=body, headline="Titre", standfirst="Ligne un.\nLigne deux.", slug="titre")
    form = client.get(change(article)).context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values |= {"tags": "", "standfirst": values["standfirst"].replace("\n", "\r\n"), "section": article.section_id}
    byline = article.bylines.get()
    values |= {
        "bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-id": byline.pk,
        "bylines-0-author": byline.author_id, "bylines-0-role": "words", "bylines-0-position": 0,
        "bylines-0-article": article.pk, "related_picks-TOTAL_FORMS": 0, "related_picks-INITIAL_FORMS": 0,
    }  # fmt: skip
    values.pop("evergreen", None)
    response = client.post(change(article), {name: value for name, value in values.items() if value is not None})
    assert response.status_code == 302, errors(response)
    assert Article.objects.with_status(NOON).get().publication_status == "live"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"headline": ""}, "headline"),
        ({"section": ""}, "section"),
        ({"language": "en"}, "section"),
        ({"genre": "sponsored"}, "sponsor_name"),
        ({"slug": "é è"}, "slug"),
        ({"sponsor_url": "javascript:alert(1)"}, "sponsor_url"),
        ({"tags": "x" * 300}, "tags"),
        ({"embargoed_until_0": "hier", "embargoed_until_1": "midi"}, "embargoed_until"),
        ({"embargoed_until_0": "0001-01-01", "embargoed_until_1": "00:00"}, "embargoed_until"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(client, journalist, values, field):
    response = client.post(ADD, form_data(make.section(), body="<p>Rien perdu.</p>") | values)
    assert response.status_code == 200
    assert field in errors(response)
    assert "Rien perdu." in response.content.decode()
    assert not Article.objects.exists()


def test_a_translation_is_of_another_language_and_not_of_itself(client, journalist):
    french = make.article()
    response = client.post(ADD, form_data(make.section(), translation_of=french.pk))
    assert "translation_of" in errors(response)


def test_the_stage_is_no_field_and_what_is_sent_for_it_changes_nothing(client, journalist):
    client.post(ADD, form_data(make.section(), stage="approved"))
    article = Article.objects.get()
    assert article.stage == "draft"
    assert "stage" not in client.get(change(article)).context["adminform"].form.fields


def test_saving_a_form_that_was_open_does_not_undo_a_publication(client, journalist):
    article = make.article(slug="titre")
    values = form_data(article.section, headline=article.headline, slug="titre", seen=article.version)
    byline = article.bylines.get()
    values |= {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-id": byline.pk}
    values |= {"bylines-0-author": byline.author_id, "bylines-0-role": "words", "bylines-0-article": article.pk}
    publishing.publish(article, at=NOON - HOUR, by=None)
    client.post(change(article), values)
    article.refresh_from_db()
    assert article.first_published_at == NOON - HOUR


def test_what_was_saved_meanwhile_is_not_overwritten_and_neither_save_is_lost(client, journalist):
    article = make.article(headline="Faux nom", slug="nom", bylines=[], created_by=journalist)
    mine = form_data(article.section, headline="Faux nom", slug="nom", body="<p>À moi.</p>", seen=article.version)
    make.change(article, headline="Vrai nom")
    response = client.post(change(article), mine)
    assert response.headers["Location"] == reverse("desk:conflict", args=[article.pk, 3])
    aside = article.versions.get(number=3)
    assert (aside.origin, aside.base, aside.made_by) == ("set_aside", 1, journalist)
    assert aside.values["body"] == "<p>À moi.</p>"
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Vrai nom", "<p>Un texte.</p>")


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²", None])
def test_a_form_that_does_not_say_what_it_started_from_came_too_late(client, journalist, seen):
    article = make.article(headline="Nom", slug="nom", bylines=[], created_by=journalist)
    values = form_data(article.section, headline="Autre", slug="nom")
    client.post(change(article), values if seen is None else values | {"seen": seen})
    article.refresh_from_db()
    assert article.headline == "Nom"
    assert article.versions.get(origin="set_aside").values["headline"] == "Autre"


def test_the_rows_of_a_late_form_are_kept_though_those_of_the_database_are_others(client, journalist):
    first, second = make.author(), make.author()
    article = make.article(slug="nom", bylines=[first], created_by=journalist)
    byline = article.bylines.get()
    values = form_data(article.section, [second, first], headline=article.headline, slug="nom", seen=1)
    values |= {"bylines-INITIAL_FORMS": 1, "bylines-0-id": byline.pk, "bylines-0-article": article.pk}
    byline.delete()
    make.change(article, headline="Vrai nom")
    assert client.post(change(article), values).status_code == 302
    aside = article.versions.get(origin="set_aside")
    assert aside.values["bylines"] == [[second.pk, "words"], [first.pk, "words"]]


class TestSentTwice:
    def test_a_change(self, client, journalist):
        article = make.article(slug="nom", bylines=[], created_by=journalist)
        mine = form_data(article.section, headline="Retouché", slug="nom", tags="Neuf", seen=1)
        for _time in range(2):
            assert client.post(change(article), mine).headers["Location"] == LIST
        assert article.versions.count() == 2

    def test_a_late_change(self, client, journalist):
        article = make.article(slug="nom", bylines=[], created_by=journalist)
        mine = form_data(article.section, headline="Retouché", slug="nom", seen=1)
        make.change(article, headline="Vrai nom")
        places = {client.post(change(article), mine).headers["Location"] for _time in range(2)}
        assert places == {reverse("desk:conflict", args=[article.pk, 3])}

    def test_a_new_story(self, client, journalist):
        values = form_data(make.section(), key=client.get(ADD).context["adminform"].form["key"].value(), _continue="1")
        places = [client.post(ADD, values).headers["Location"] for _time in range(2)]
        article = Article.objects.get()
        assert places == [change(article)] * 2
        assert article.versions.count() == 1

    def test_a_new_story_with_more_words_the_second_time(self, client, journalist):
        values = form_data(make.section(), key="0f0e0d0c-0b0a-4908-8706-050403020100")
        client.post(ADD, values)
        client.post(ADD, values | {"body": "<p>Du texte, et davantage.</p>"})
        article = Article.objects.get()
        assert (article.body, article.version) == ("<p>Du texte, et davantage.</p>", 2)

    def test_a_new_story_that_somebody_has_changed_meanwhile(self, client, journalist):
        values = form_data(make.section(), key="0f0e0d0c-0b0a-4908-8706-050403020100")
        client.post(ADD, values)
        article = make.change(Article.objects.get(), headline="Relu")
        client.post(ADD, values | {"body": "<p>Davantage.</p>"})
        article.refresh_from_db()
        assert (article.headline, article.body) == ("Relu", "<p>Du texte.</p>")
        assert article.versions.get(origin="set_aside").values["body"] == "<p>Davantage.</p>"

    def test_nobody_takes_the_key_of_another(self, client, journalist):
        values = form_data(make.section(), key="0f0e0d0c-0b0a-4908-8706-050403020100")
        client.post(ADD, values)
        client.force_login(make.user(JOURNALIST))
        client.post(ADD, values)
        assert Article.objects.count() == 2


def test_who_had_changed_nothing_is_shown_the_newest(client, journalist):
    article = make.article(headline="Nom", slug="nom", standfirst="", body="<p>Du texte.</p>", bylines=[])
    Article.objects.filter(pk=article.pk).update(created_by=journalist)
    values = form_data(article.section, headline="Nom", slug="nom", seen=1)
    make.change(article, headline="Vrai nom")
    assert client.post(change(article), values).headers["Location"] == change(article)
    article.refresh_from_db()
    assert (article.headline, article.versions.count()) == ("Vrai nom", 2)


def test_an_embargo_that_was_set_meanwhile_is_not_lifted_by_a_late_form(client, journalist):
    article = make.article(slug="nom", bylines=[], created_by=journalist)
    mine = form_data(article.section, headline="Retouché", slug="nom", seen=1)
    make.change(article, embargoed_until=NOON + DAY)
    assert client.post(change(article), mine).status_code == 302
    article.refresh_from_db()
    assert article.embargoed_until == NOON + DAY


def test_a_save_costs_the_same_however_many_rows(client, journalist):
    def statements(rows):
        article = make.article(slug="nom", bylines=[], created_by=journalist)
        values = form_data(article.section, [make.author() for _row in range(rows)], slug="nom", seen=1)
        for row in range(rows):
            values |= {f"related_picks-{row}-other": make.article().pk, f"related_picks-{row}-position": row}
        with CaptureQueriesContext(connection) as captured:
            client.post(change(article), values | {"related_picks-TOTAL_FORMS": rows})
        assert article.bylines.count() == article.related_picks.count() == rows
        return len(captured)

    assert statements(2) == statements(9) <= 40


def test_an_ordinary_save_is_cheap(client, journalist, django_assert_max_num_queries):
    article = make.article(slug="nom", bylines=[], created_by=journalist)
    values = form_data(article.section, headline="Retouché", slug="nom", seen=1)
    with django_assert_max_num_queries(30):
        client.post(change(article), values)


def test_a_journalist_does_not_release_or_hide_what_was_decided(client, journalist):
    article = make.published(at=NOON - DAY)
    assert "embargoed_until" not in client.get(change(article)).context["adminform"].form.fields
    assert "embargoed_until" in client.get(change(make.article())).context["adminform"].form.fields


def test_an_embargo_is_not_moved_behind_an_edition_that_waits(client):
    client.force_login(make.user(EDITOR))
    article = make.article(slug="titre", bylines=[])
    publishing.schedule(article, when=NOON + HOUR, at=NOON - HOUR, by=None)
    article.refresh_from_db()
    values = form_data(article.section, headline=article.headline, slug="titre", seen=article.version)
    values |= {"embargoed_until_0": "2026-02-09", "embargoed_until_1": "12:00"}
    assert "embargoed_until" in errors(client.post(change(article), values))


@pytest.mark.parametrize("name", ["日本", "Київ", "?!", "…", "Œuvre d’art", "x" * 100])
def test_every_tag_has_a_page(client, journalist, name):
    client.post(ADD, form_data(make.section(), tags=name))
    article = Article.objects.get()
    publishing.publish(article, at=NOON - HOUR, by=None)
    tag = article.tags.get()
    assert client.get(article.editions.get().get_absolute_url()).status_code == 200
    assert client.get(tag.get_absolute_url()).status_code == 200


def test_a_tag_is_the_same_in_capitals(client, journalist):
    make.tag("Économie")
    client.post(ADD, form_data(make.section(), tags="économie, Économie"))
    assert [tag.name for tag in Article.objects.get().tags.all()] == ["Économie"]


class TestPanel:
    def buttons(self, client, article):
        html = client.get(change(article)).content.decode()
        return {verb for verb in ("publish", "schedule", "correct", "withdraw", "kill", "restore", "cancel")
                if reverse(f"desk:{verb}", args=[article.pk]) in html}  # fmt: skip

    def test_a_journalist_decides_nothing(self, client, journalist):
        assert self.buttons(client, make.published(at=NOON - DAY)) == set()

    def test_an_editor_sees_what_makes_sense(self, client):
        client.force_login(make.user(EDITOR))
        live = make.published(at=NOON - DAY)
        assert self.buttons(client, make.article()) == {"publish", "schedule"}
        assert self.buttons(client, live) == {"correct", "withdraw"}
        assert self.buttons(client, make.change(live, headline="Nouveau")) == {
            "publish", "schedule", "correct", "withdraw"
        }  # fmt: skip
        publishing.withdraw(live, at=NOON - HOUR, by=None, reason="Raison.")
        assert "restore" in self.buttons(client, live)

    def test_a_withdrawal_can_be_undone_even_while_an_edition_waits(self, client):
        client.force_login(make.user(EDITOR))
        article = make.change(make.published(at=NOON - DAY), headline="Prévu")
        publishing.schedule(article, when=NOON + DAY, at=NOON - 2 * HOUR, by=None, kind="update")
        publishing.withdraw(article, at=NOON - HOUR, by=None, reason="Raison.", pending="keep")
        assert "restore" in self.buttons(client, article)

    def test_it_says_where_the_story_stands(self, client):
        client.force_login(make.user(EDITOR))
        article = make.article()
        publishing.schedule(article, when=NOON + DAY, at=NOON - HOUR, by=None)
        assert "8 fév. 2026 à 12:00" in client.get(change(article)).content.decode()


class TestDeleting:
    def test_what_was_published_stays(self, client):
        client.force_login(make.user())
        article = make.published(at=NOON - DAY)
        assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403
        assert Article.objects.exists()

    def test_a_draft_may_go(self, client):
        client.force_login(make.user())
        article = make.article()
        assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 302
        assert not Article.objects.exists()


class TestList:
    def test_it_shows_the_status_of_each_story(self, client, journalist):
        make.published(at=NOON - DAY)
        make.article()
        html = client.get(LIST).content.decode()
        assert "status-live" in html
        assert "status-unpublished" in html

    def test_it_can_be_searched_and_filtered(self, client, journalist):
        make.article(headline="Le pont")
        make.article(headline="La criée", stage=Article.Stage.SUBMITTED)
        assert client.get(LIST, {"q": "a " * 1500}).status_code == 200
        for query in ({"q": "pont"}, {"stage__exact": "draft"}):
            names = [row.story.headline for row in client.get(LIST, query).context["listing"].rows]
            assert names == ["Le pont"]

    def test_its_queries_do_not_grow(self, client, journalist, django_assert_max_num_queries):
        for _ in range(30):
            make.published(at=NOON - DAY)
        with django_assert_max_num_queries(12):
            assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_opens_in_few_queries(client, journalist, django_assert_max_num_queries, language):
    client.cookies["django_language"] = language
    body = "".join(f"<p>{'Un mot. ' * 60}</p>" for _ in range(25))
    picks = [make.published(at=NOON - DAY) for _ in range(4)]
    article = make.article(body=body, bylines=[make.author() for _ in range(5)], tags=["Un", "Deux"])
    for position, pick in enumerate(picks):
        article.related_picks.create(other=pick, position=position)
    publishing.publish(article, at=NOON - HOUR, by=None)
    with django_assert_max_num_queries(25):
        response = client.get(change(article))
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()
