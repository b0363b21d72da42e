"""Previews: what readers would get, drawn by the readers' own page, for those of the newsroom alone."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles import publishing
from articles.models import Article
from desk.models import OpenStory
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from desk.typed import content_of_form
from readership.models import View
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def journalist(client):
    make.masthead()
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    return journalist


def look(client, article, status=200, **query):
    response = client.get(reverse("desk:preview", args=[article.pk]), query)
    assert response.status_code == status
    return response


def body_of(response):
    """The page without the preview's own bar and without its head."""
    return response.content.decode().partition("</aside>")[2]


def keep(user, article, **fields):
    fields = {name: [value] for name, value in fields.items()}
    return OpenStory.objects.create(
        user=user, article=article, opened_at=NOON, heard_at=NOON, kept_at=NOON, fields=fields
    )


class TestWhatIsShown:
    def test_the_working_copy_as_readers_would_get_it(self, client, journalist):
        author, picture = make.author(display_name="Jeanne Morvan"), make.image(alt_text="Une cale")
        lead, other = make.image(caption="Au matin"), make.published(headline="Autre papier", at=NOON - DAY)
        article = make.article(
            headline="Le pont", kicker="Port", bylines=[author], tags=["Quais"], lead_image=lead,
            body=f'<p>Voir <a data-article-id="{other.pk}">ici</a>.</p><figure data-image-id="{picture.pk}"></figure>',
        )  # fmt: skip
        article.related_picks.create(other=other)
        page = look(client, article).content.decode()
        for words in ("Le pont", "Port", "Jeanne Morvan", "Quais", "Au matin", "Une cale", "Autre papier"):
            assert words in page
        assert f'<a href="{make.live(other, NOON).get_absolute_url()}">ici</a>' in page

    def test_what_is_published_then_looks_just_the_same(self, client, journalist):
        picks = [make.published(at=NOON - DAY, headline=name) for name in ("Zoé", "Ana")]
        article = make.article(tags=["Quais"], bylines=[make.author(), make.author()], lead_image=make.image())
        for position, other in enumerate(picks):
            article.related_picks.create(other=other, position=position)
        article.note_change(NOON)
        before = body_of(look(client, article))
        publishing.publish(article, at=NOON, by=None)
        live = make.live(article, NOON)
        published = client.get(live.get_absolute_url()).content.decode()
        told = '<div class="updated-notice" role="status" data-updates="[^"]+"></div>'  # of a new edition: only readers
        published = re.sub(told, "", published)
        assert before.partition("<main")[2].split() == published.partition("<main")[2].split()

    def test_changes_of_a_live_story_keep_its_dates_and_notes(self, client, journalist):
        article = make.published(at=NOON - DAY)
        make.change(article, headline="Deux")
        publishing.publish(article, at=NOON - HOUR, by=None, kind="correction", note="Le nom était faux.")
        make.change(article, headline="Trois")
        page = look(client, article).content.decode()
        assert "Trois" in page
        assert "Le nom était faux." in page
        assert "6 février 2026" in page or "06/02/2026" in page

    def test_a_version_and_an_edition(self, client, journalist):
        article = make.published(headline="Première", at=NOON - DAY)
        make.change(article, headline="Seconde")
        assert "<h1" in body_of(look(client, article, version=1))
        assert "Première" in body_of(look(client, article, version=1))
        assert "Seconde" in body_of(look(client, article, version=2))
        assert "Première" in body_of(look(client, article, edition=article.editions.get().pk))

    @pytest.mark.parametrize("query", [{"version": "9"}, {"version": "x"}, {"edition": "0"}, {"edition": "9" * 30}])
    def test_what_does_not_exist_is_not_found(self, client, journalist, query):
        look(client, make.article(), status=404, **query)

    def test_an_edition_of_another_story_is_not_found(self, client, journalist):
        look(client, make.article(), status=404, edition=make.published().editions.get().pk)

    def test_a_version_that_names_what_is_gone(self, client, journalist):
        tag, author, picture = make.tag("Port"), make.author(), make.image()
        article = make.article(tags=[tag], bylines=[author], lead_image=picture)
        make.change(article, lead_image=None, headline="Sans rien")
        article.bylines.all().delete()
        article.tags.clear()
        for gone in (tag, author, picture):
            gone.delete()
        assert look(client, article, version=1)

    def test_the_page_is_in_the_storys_language_and_the_bar_in_ones_own(self, client, journalist):
        client.cookies["django_language"] = "fr"
        response = look(client, make.article(language="en"))
        page = response.content.decode()
        assert '<html lang="en">' in page
        assert 'class="proof-bar" lang="fr"' in page
        assert response["Content-Language"] == "en"


class TestUnsavedWords:
    def test_ones_own_are_shown(self, client, journalist):
        article = make.article(headline="Enregistré", bylines=[])
        tag, author, picture = make.tag("Port"), make.author(display_name="Ana Riou"), make.image(caption="Le bac")
        keep(
            journalist, article, headline="Pas\nencore", body="<p onclick='x()'>Frais<script>1</script></p>",
            tags=f"inconnu, {tag.name.upper()}", lead_image=str(picture.pk), section="", genre="opinion",
            **{"bylines-TOTAL_FORMS": "1", "bylines-0-author": str(author.pk), "bylines-0-role": "words"},
        )  # fmt: skip
        page = body_of(look(client, article, draft="mine"))
        for words in ("Pas encore", "<p>Frais</p>", "Ana Riou", "Port", "Le bac", "story-opinion"):
            assert words in page
        assert "Enregistré" not in page

    def test_those_of_a_colleague_are_not(self, client, journalist):
        article = make.article(headline="Enregistré")
        keep(make.user(), article, headline="Secret")
        assert "Secret" not in look(client, article, draft="mine").content.decode()

    def test_without_any_the_working_copy_is_shown(self, client, journalist):
        article = make.article(headline="Enregistré")
        assert "Enregistré" in body_of(look(client, article, draft="mine"))

    def test_of_a_story_that_has_no_row_yet(self, client, journalist):
        keep(journalist, None, headline="Tout neuf", body="<p>Début.</p>", section="", language="fr")
        page = client.get(reverse("desk:preview_new")).content.decode()
        assert "Tout neuf" in page
        assert "<p>Début.</p>" in page

    def test_of_nothing_written(self, client, journalist):
        assert client.get(reverse("desk:preview_new")).status_code == 200

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"headline": []},
            {"section": ["x"], "lead_image": ["-1"], "genre": ["?"], "language": ["xx"]},
            {"bylines-TOTAL_FORMS": ["x"], "bylines-0-author": ["x"], "bylines-1-author": ["9" * 40]},
            {"bylines-TOTAL_FORMS": ["1"], "bylines-0-author": ["7"], "bylines-0-role": ["king"]},
            {"related_picks-TOTAL_FORMS": ["1"], "related_picks-0-other": ["999999"]},
            {"section": ["999999"], "lead_image": ["999999"]},
        ],
    )
    def test_nonsense_leaves_things_as_they_are(self, client, journalist, fields):
        article = make.article()
        OpenStory.objects.create(user=journalist, article=article, opened_at=NOON, heard_at=NOON, fields=fields)
        look(client, article, draft="mine")

    def test_rows_come_in_their_order_and_deleted_ones_not(self):
        fields = {
            "bylines-TOTAL_FORMS": ["3"],
            "bylines-0-author": ["4"], "bylines-0-role": ["words"], "bylines-0-position": ["2"],
            "bylines-1-author": ["5"], "bylines-1-role": ["photo"], "bylines-1-position": ["1"],
            "bylines-2-author": ["6"], "bylines-2-role": ["words"], "bylines-2-DELETE": ["on"],
        }  # fmt: skip
        assert content_of_form(fields).bylines == ((5, "photo"), (4, "words"))


class TestNobodyElseLearnsOfIt:
    def test_it_is_neither_indexed_nor_kept_nor_framed_elsewhere(self, client, journalist):
        response = look(client, make.article())
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        page = response.content.decode()
        for trace in ('rel="canonical"', "og:", "application/ld+json", "views.js"):
            assert trace not in page

    def test_the_readers_policy_rules_there(self, client, journalist):
        policy = look(client, make.article())["Content-Security-Policy"]
        assert "unsafe-inline" not in policy

    def test_what_a_text_embeds_may_be_framed_as_it_is_for_readers(self, client, journalist):
        embed = '<figure data-node="embed" data-url="https://youtu.be/dQw4w9WgXcQ"></figure>'
        article = make.article(body=embed)
        assert "youtube-nocookie.com" in look(client, article)["Content-Security-Policy"]

    def test_no_view_is_counted(self, client, journalist):
        article = make.published(at=NOON - DAY)
        look(client, article)
        assert not View.objects.exists()

    def test_other_staff_pages_are_still_framed_by_nobody(self, client, journalist):
        response = client.get(reverse("admin:articles_article_changelist"))
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]

    def test_nothing_is_saved(self, client, journalist):
        article = make.article()
        look(client, article)
        assert not article.editions.exists()

    def test_only_looked_at(self, client, journalist):
        assert client.post(reverse("desk:preview", args=[make.article().pk])).status_code == 405


class TestRights:
    def test_a_colleagues_draft_under_embargo_may_be_looked_at(self, client, journalist):
        look(client, make.article(embargoed_until=NOON + DAY, created_by=make.user()))

    def test_not_by_staff_who_may_not_see_stories(self, client):
        client.force_login(make.user(is_superuser=False))
        look(client, make.article(), status=403)

    def test_not_by_readers(self, client):
        look(client, make.article(), status=302)

    @pytest.mark.parametrize(("role", "status"), [(JOURNALIST, 403), (EDITOR, 403), (CHIEF_EDITOR, 200)])
    def test_sealed_editions_are_for_those_who_may_kill(self, client, role, status):
        article = make.published(at=NOON - DAY)
        publishing.kill(article, at=NOON - HOUR, by=None, reason="Jugement.")
        client.force_login(make.user(role))
        look(client, article, status, edition=article.editions.get().pk)
        look(client, article)

    def test_a_new_story_is_for_those_who_may_write(self, client):
        user = make.user(is_superuser=False)
        user.user_permissions.add(Permission.objects.get(codename="view_article"))
        client.force_login(user)
        assert client.get(reverse("desk:preview_new")).status_code == 403


def test_pictures_that_may_not_be_shown_are_named(client, journalist):
    article = make.article(lead_image=make.image(blocked=True, title="Manifestation"))
    assert "Cette image est bloquée" in look(client, article).content.decode()


def test_it_costs_no_more_than_a_few_questions(client, journalist, django_assert_max_num_queries):
    author = make.author(portrait=make.image())
    body = f'<h2>Un</h2><figure data-image-id="{make.image().pk}"></figure>'
    article = make.article(tags=["Port", "Quais"], bylines=[author, make.author()], lead_image=make.image(), body=body)
    with django_assert_max_num_queries(20):
        look(client, article)
    assert Article.objects.get().version == 1
