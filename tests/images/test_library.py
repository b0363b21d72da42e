"""The picture library's list and the page of one picture."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone, translation

from articles import publishing
from articles.models import Article, ArticlePicture
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from images.models import Image
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db

LIST = "/admin/images/image/"
WORDS = {
    "title": "",
    "alt_text": "Un quai",
    "caption": "La cale",
    "keywords": "",
    "credit": "T. Oury",
    "source": "",
    "usage_terms": "",
    "not_after": "",
    "focal_x": 0.3,
    "focal_y": 0.7,
}


@pytest.fixture(autouse=True)
def journalist(client):
    journalist = make.user(JOURNALIST)
    client.force_login(journalist)
    return journalist


def page_of(image):
    return reverse("admin:images_image_change", args=[image.pk])


def found(client, **query):
    return [card["image"] for card in client.get(LIST, query).context["cl"].cards]


class TestList:
    def test_the_newest_come_first(self, client):
        first, second = make.image(), make.image()
        assert found(client) == [second, first]

    @pytest.mark.parametrize("field", ["title", "alt_text", "caption", "credit", "source"])
    def test_it_is_searched_by_every_word(self, client, field):
        make.image()
        image = make.image(**{field: "Une criée à l’aube"})
        assert found(client, q="criée") == [image]

    def test_it_is_searched_by_keyword_and_none_comes_twice(self, client):
        image = make.image()
        image.keywords.set(["port de pêche", "port de plaisance"])
        assert found(client, q="port") == [image]

    def test_rights_narrow_it(self, client):
        now = timezone.now()
        blocked, expired = make.image(blocked=True), make.image(not_after=now - DAY)
        soon, once = make.image(not_after=now + timedelta(days=29)), make.image(once_only=True)
        later, ours = make.image(not_after=now + timedelta(days=31)), make.image(not_for_partners=True)
        assert found(client, rights="blocked") == [blocked]
        assert found(client, rights="expired") == [expired]
        assert found(client, rights="soon") == [soon]
        assert found(client, rights="once") == [once]
        assert found(client, rights="partners") == [ours]
        assert set(found(client, rights="usable")) == {soon, once, later, ours}

    def test_what_lacks_words_is_found(self, client):
        no_alt, no_credit = make.image(alt_text=""), make.image(credit="")
        assert found(client, todo="alt") == [no_alt]
        assert found(client, todo="credit") == [no_credit]

    def test_credit_keyword_and_uploader_narrow_it(self, client, journalist):
        make.image()
        image = make.image(credit="Maëlle Kervadec", uploaded_by=journalist)
        image.keywords.set(["Grand port"])
        assert found(client, credit="Maëlle Kervadec") == [image]
        assert found(client, keyword="grand-port") == [image]
        assert found(client, by="me") == [image]

    def test_a_filter_that_does_not_exist_finds_all_or_nothing_and_never_fails(self, client):
        make.image()
        for query in ({"rights": "x"}, {"todo": "x"}, {"by": "x"}, {"credit": "x"}, {"keyword": "x"}, {"p": "999"}):
            assert client.get(LIST, query, follow=True).status_code == 200

    def test_unused_are_those_that_nothing_shows_or_showed(self, client):
        unused, lead, past, in_text, portrait = (make.image() for _ in range(5))
        make.article(lead_image=lead)
        article = make.published(lead_image=past, at=NOON)
        Article.objects.filter(pk=article.pk).update(lead_image=None)
        ArticlePicture.objects.create(article=article, image=in_text)
        make.author(portrait=portrait)
        assert found(client, todo="unused") == [unused]

    def test_badges_say_what_should_be_known(self, client):
        make.image(alt_text="", credit="", blocked=True, once_only=True, not_for_partners=True)
        with translation.override("en"):
            badges = [str(badge.label) for card in client.get(LIST).context["cl"].cards for badge in card["badges"]]
        assert badges == [
            "blocked",
            "once only",
            "not for partners",
            "no alternative text",
            "no credit",
            "being prepared",
        ]

    @pytest.mark.parametrize("pictures", [1, 50])
    def test_it_asks_as_often_whatever_the_number_of_pictures(self, client, pictures, django_assert_max_num_queries):
        for _ in range(pictures):
            make.image().keywords.set(["port"])
        with django_assert_max_num_queries(10):
            client.get(LIST)

    def test_adding_leads_to_where_files_are_dropped(self, client):
        response = client.get(LIST + "add/", follow=True)
        assert response.redirect_chain[0][0].startswith(LIST)
        assert reverse("admin:images_image_upload") in response.content.decode()

    def test_who_may_not_add_sees_no_drop_zone(self, client, journalist):
        journalist.groups.clear()
        journalist.user_permissions.add(make.permission("view_image"))
        assert reverse("admin:images_image_upload") not in client.get(LIST).content.decode()
        assert client.get(LIST + "add/").status_code == 403


class TestPage:
    def test_words_and_rights_change(self, client):
        image = make.image()
        values = {"keywords": "Port, Pont Neuf", "not_after": "2026-03-01T12:00", "once_only": "on", "source": "AFP"}
        client.post(page_of(image), WORDS | values)
        image.refresh_from_db()
        assert (image.alt_text, image.focal_x, image.once_only, image.source) == ("Un quai", 0.3, True, "AFP")
        assert timezone.localtime(image.not_after).isoformat() == "2026-03-01T12:00:00+01:00"
        assert sorted(image.keywords.names()) == ["Pont Neuf", "Port"]

    @pytest.mark.parametrize(
        "values",
        [
            {"focal_x": 1.2},
            {"focal_y": "x"},
            {"not_after": "0001-01-01T00:00"},
            {"not_after": "9999-12-31T23:59"},
            {"not_after": "tomorrow"},
            {"keywords": "m" * 101},
            {"credit": "c" * 201},
        ],
        ids=str,
    )
    def test_nonsense_gets_a_sentence(self, client, values):
        image = make.image()
        response = client.post(page_of(image), WORDS | values)
        assert set(values) <= set(response.context["adminform"].form.errors)

    def test_a_form_that_was_open_unblocks_nothing_that_was_blocked_since(self, client):
        image = make.image(not_after=NOON + DAY)
        form = client.get(page_of(image)).context["adminform"].form
        opened = {f"initial-{name}": form[name].as_hidden(only_initial=True) for name in ("blocked", "not_after")}
        opened = {name: re.search('value="([^"]*)"', html)[1] for name, html in opened.items()}
        Image.objects.filter(pk=image.pk).update(blocked=True, not_after=NOON)
        values = WORDS | opened | {"not_after": opened["initial-not_after"], "caption": "Nouveau"}
        assert client.post(page_of(image), values).status_code == 302
        image.refresh_from_db()
        assert (image.caption, image.blocked, image.not_after) == ("Nouveau", True, NOON)
        client.force_login(make.user(EDITOR))
        assert client.post(page_of(image), values | {"initial-blocked": "True"}).status_code == 302
        image.refresh_from_db()
        assert not image.blocked

    def test_saving_leaves_alone_what_the_worker_writes_meanwhile(self, client, monkeypatch):
        image = make.image()
        full_clean = Image.full_clean

        def rendered_meanwhile(self, *args, **kwargs):
            Image.objects.filter(pk=self.pk).update(renditions={"free": {"mark": "", "webp": [1]}})
            return full_clean(self, *args, **kwargs)

        monkeypatch.setattr(Image, "full_clean", rendered_meanwhile)
        client.post(page_of(image), WORDS)
        image.refresh_from_db()
        assert image.renditions["free"]["webp"] == [1]
        assert image.alt_text == "Un quai"

    def test_it_says_where_the_picture_is_used(self, client, at_noon):
        image = make.image()
        make.author(display_name="Jeanne Morvan", portrait=image)
        make.published(headline="En ligne", lead_image=image, at=NOON - DAY)
        body = f'<p>Un.</p><figure data-image-id="{image.pk}"></figure>'
        make.published(headline="Dans le texte", body=body, at=NOON - 2 * DAY)
        waiting = make.article(headline="Programmé", lead_image=image)
        publishing.schedule(waiting, when=NOON + DAY, at=NOON - HOUR, by=None)
        make.article(headline="Brouillon", lead_image=image)
        past = make.published(headline="Autrefois", lead_image=image, at=NOON - 3 * DAY)
        make.change(past, lead_image=None, at=NOON - 2 * DAY)
        publishing.publish(past, at=NOON - DAY, by=None, kind="minor")
        make.article(headline="Sans elle")
        uses = {use.title: use.status for use in client.get(page_of(image)).context["uses"]}
        assert uses == {
            "Jeanne Morvan": "live",
            "En ligne": "live",
            "Dans le texte": "live",
            "Programmé": "scheduled",
            "Brouillon": "unpublished",
            "Autrefois": "withdrawn",
        }

    @pytest.mark.parametrize("stories", [1, 12])
    def test_it_asks_as_often_whatever_the_number_of_uses(self, client, stories, django_assert_max_num_queries):
        image = make.image()
        for _ in range(stories):
            make.published(lead_image=image)
            make.author(portrait=image)
        with django_assert_max_num_queries(10):
            client.get(page_of(image))


class TestOriginal:
    @pytest.fixture
    def image(self):
        image = make.image()
        image.original.save("quai.jpg", ContentFile(b"<script>alert(1)</script>"))
        return image

    def test_those_who_may_change_it_get_the_file_as_it_came(self, client, image):
        response = client.get(reverse("admin:images_image_original", args=[image.pk]))
        assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    def test_nobody_else_does(self, client, image, journalist):
        journalist.groups.clear()
        journalist.user_permissions.add(make.permission("view_image"))
        assert client.get(reverse("admin:images_image_original", args=[image.pk])).status_code == 403
        client.logout()
        assert client.get(reverse("admin:images_image_original", args=[image.pk])).status_code == 302

    def test_a_file_that_has_gone_is_not_found(self, client):
        assert client.get(reverse("admin:images_image_original", args=[make.image().pk])).status_code == 404


class TestDeleting:
    @pytest.fixture(autouse=True)
    def chief(self, client):
        client.force_login(make.user(CHIEF_EDITOR))

    def test_one_that_is_used_stays_and_the_page_says_where(self, client):
        image = make.image()
        make.published(headline="Le pont rouvre", lead_image=image)
        for response in (client.get(self.url(image)), client.post(self.url(image), {"post": "yes"})):
            assert response.status_code == 409
            assert "Le pont rouvre" in response.content.decode()
        assert Image.objects.filter(pk=image.pk).exists()

    def test_one_that_is_not_used_goes(self, client):
        image = make.image()
        assert client.get(self.url(image)).status_code == 200
        client.post(self.url(image), {"post": "yes"})
        assert not Image.objects.exists()

    def test_only_those_who_may(self, client):
        client.force_login(make.user(EDITOR))
        assert client.post(self.url(make.image()), {"post": "yes"}).status_code == 403

    @staticmethod
    def url(image):
        return reverse("admin:images_image_delete", args=[image.pk])
