"""Stories that lead to each other from within their texts: by number, so that the address is always the present one."""

import pytest
from django.urls import reverse

from articles import publishing
from articles.links import dead_links, leading_to
from articles.models import Article, EditionLink
from desk.roles import EDITOR
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def link(article, words="les mots"):
    return f'<p>Voir <a data-article-id="{getattr(article, "pk", article)}">{words}</a>.</p>'


def card(article):
    return f'<aside data-node="read-also" data-article-id="{article.pk}"></aside>'


def read(client, article, at=NOON):
    return client.get(article.editions.live(at).get().get_absolute_url()).content.decode()


def address(article, at=NOON):
    return article.editions.live(at).get().get_absolute_url()


class TestReaders:
    def test_a_link_leads_to_the_present_address(self, client):
        other = make.published(slug="avant", at=NOON - DAY)
        story = make.published(body=link(other))
        assert f'<a href="{address(other)}">les mots</a>' in read(client, story)
        publishing.publish(make.change(other, slug="apres"), at=NOON - HOUR, by=None, kind="minor")
        assert "apres" in address(other)
        assert f'<a href="{address(other)}">les mots</a>' in read(client, story)

    def test_a_card_shows_the_headline_and_the_picture(self, client):
        other = make.published(headline="L’autre titre", lead_image=make.image(), at=NOON - DAY)
        html = read(client, make.published(body=card(other), section=make.section()))
        box = html[html.index('class="read-also"') :].split("</aside>")[0]
        assert "L’autre titre" in box
        assert f'href="{address(other)}"' in box
        assert "<img" in box

    def test_a_link_to_a_sponsored_story_says_so(self, client):
        other = make.published(genre="sponsored", sponsor_name="Kerbrat", at=NOON - DAY)
        page = read(client, make.published(body=f'<p><a data-article-id="{other.pk}">là</a></p>'))
        assert f'<a href="{make.live(other, NOON).get_absolute_url()}" rel="sponsored">là</a>' in page

    def test_a_sponsored_card_says_so(self, client):
        other = make.published(genre="sponsored", sponsor_name="Kerbrat", at=NOON - DAY)
        assert 'rel="sponsored"' in read(client, make.published(body=card(other)))

    def withdrawn(self):
        other = make.published(headline="Secret-7391", slug="secret-7391", at=NOON - DAY)
        publishing.withdraw(other, at=NOON - HOUR, by=None, reason="x")
        return other

    def killed(self):
        other = make.published(headline="Secret-7391", slug="secret-7391", at=NOON - DAY)
        publishing.kill(other, at=NOON - HOUR, by=None, reason="x")
        return other

    def embargoed(self):
        other = make.published(headline="Secret-7391", slug="secret-7391", at=NOON - DAY)
        Article.objects.filter(pk=other.pk).update(embargoed_until=NOON + HOUR)
        return other

    def never_published(self):
        return make.article(headline="Secret-7391", slug="secret-7391")

    @pytest.mark.parametrize("state", ["withdrawn", "killed", "embargoed", "never_published"])
    def test_of_a_story_that_is_not_live_only_the_words_stay(self, client, state):
        other = getattr(self, state)()
        html = read(client, make.published(body=link(other) + card(other) + "<p>Fin.</p>"))
        assert "Voir les mots." in html
        assert "Secret-7391" not in html
        assert "secret-7391" not in html
        assert "read-also" not in html
        assert "data-article-id" not in html

    def test_a_story_that_never_was_is_no_reason_not_to_publish(self, client):
        story = make.published(body=link(987654))
        assert not EditionLink.objects.exists()
        assert "Voir les mots." in read(client, story)

    def test_related_stories_are_those_that_would_be_shown_anyway(self, client):
        section = make.section()
        near = [make.published(section=section, at=NOON - number * HOUR) for number in range(1, 7)]
        far = make.published(section=make.section(), at=NOON - DAY)
        story = make.published(section=section, body=link(far) + link(near[5]) + link(near[0]))
        response = client.get(address(story))
        assert [other.article_id for other in response.context["related"]] == [story.pk for story in near[:4]]
        assert set(response.context["linked"]) == {far.pk, near[5].pk, near[0].pk}

    def test_however_many_links_it_is_eight_queries(self, client, django_assert_max_num_queries):
        make.masthead()
        others = [make.published(lead_image=make.image(), at=NOON - DAY) for _ in range(12)]
        story = make.published(body="".join(link(other) + card(other) for other in others), lead_image=make.image())
        page = address(story)
        with django_assert_max_num_queries(8):
            html = client.get(page).content.decode()
        assert html.count('class="read-also"') == 12


class TestIndex:
    def test_an_edition_keeps_what_it_leads_to(self):
        others = [make.published(at=NOON - DAY) for _ in range(2)]
        edition = publishing.publish(make.article(body=link(others[1]) + card(others[0]) * 2), at=NOON, by=None)
        assert set(edition.link_items.values_list("other_id", flat=True)) == {other.pk for other in others}

    def test_pictures_of_galleries_are_kept_too(self):
        pictures = [make.image() for _ in range(3)]
        inner = "".join(f'<figure data-image-id="{picture.pk}"></figure>' for picture in pictures)
        edition = publishing.publish(
            make.article(body=f'<figure data-node="gallery">{inner}</figure>'), at=NOON, by=None
        )
        assert set(edition.pictures.all()) == set(pictures)

    def test_the_working_copy_keeps_its_pictures_with_each_change(self):
        one, two, three = (make.image() for _ in range(3))

        def body(*pictures):
            return "<p>a</p>" + "".join(f'<figure data-image-id="{picture.pk}"></figure>' for picture in pictures)

        def noted(article):
            return set(article.picture_items.values_list("image_id", flat=True))

        article = make.article(body=body(one, two))
        assert noted(article) == {one.pk, two.pk}
        make.change(article, body=body(two, three) + '<figure data-image-id="99999"></figure>')
        assert noted(article) == {two.pk, three.pk}
        make.change(article, body="<p>a</p>")
        assert noted(article) == set()

    @pytest.mark.parametrize(
        ("change", "queries"), [("nothing", 3), ("words", 5), ("a picture more", 7), ("another", 8)]
    )
    def test_what_noting_a_change_costs(self, change, queries, django_assert_num_queries):
        one, two = make.image(), make.image()
        body = f'<p>a</p><figure data-image-id="{one.pk}"></figure>'
        article = make.article(body=body)
        article.body = {
            "nothing": body,
            "words": f"{body}<p>b</p>",
            "a picture more": f'{body}<figure data-image-id="{two.pk}"></figure>',
            "another": f'<p>a</p><figure data-image-id="{two.pk}"></figure>',
        }[change]
        with django_assert_num_queries(queries):
            article.note_change(NOON)


class TestWhoIsTold:
    def test_the_links_of_a_working_copy_that_lead_nowhere(self, django_assert_num_queries):
        live, gone, draft = make.published(at=NOON - DAY), make.published(at=NOON - DAY), make.article()
        publishing.withdraw(gone, at=NOON - HOUR, by=None, reason="x")
        article = make.article(body=link(draft) + link(live) + card(gone))
        with django_assert_num_queries(1):
            found = dead_links(article, NOON)
        assert [(story.pk, story.publication_status) for story in found] == [
            (draft.pk, "unpublished"),
            (gone.pk, "withdrawn"),
        ]
        with django_assert_num_queries(0):
            assert dead_links(Article(body="<p>a</p>"), NOON) == []

    def test_the_live_stories_that_lead_to_one(self):
        target = make.published(at=NOON - DAY)
        by_link, by_card = make.published(body=link(target)), make.published(body=card(target))
        make.article(body=link(target))
        gone = make.published(body=link(target), at=NOON - HOUR)
        publishing.withdraw(gone, at=NOON - HOUR / 2, by=None, reason="x")
        make.published(body=link(by_link))
        assert {edition.article for edition in leading_to(target, NOON)} == {by_link, by_card}

    @pytest.mark.parametrize("verb", ["withdraw", "kill"])
    def test_who_takes_a_story_down_sees_them(self, client, verb):
        target = make.published(at=NOON - DAY)
        other = make.published(headline="Celle qui mène ici", body=link(target), at=NOON - HOUR)
        client.force_login(make.user())
        html = client.get(reverse(f"desk:{verb}", args=[target.pk])).content.decode()
        assert "Celle qui mène ici" in html
        assert reverse("admin:articles_article_change", args=[other.pk]) in html
        assert "verb-links" not in client.get(reverse(f"desk:{verb}", args=[other.pk])).content.decode()
        client.force_login(make.user(EDITOR))
        assert "Celle qui mène ici" in client.get(reverse("desk:withdraw", args=[target.pk])).content.decode()
