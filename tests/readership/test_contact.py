"""The contact page: what is sent is stored, whatever else fails; what can't be taken comes back with a sentence."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from readership import throttling
from readership.models import Arrival, Message
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def letter(**values):
    said = {"to": "newsroom", "name": "Anne Le Gall", "email": "anne@example.org", "subject": "Le quai"}
    return said | {"text": "Bonjour,\r\n\r\nune question.", "website": "", "sending": uuid.uuid4()} | values


def send(client, address="/contact/", **values):
    extra = {"REMOTE_ADDR": values.pop("from_", "192.0.2.7")}
    return client.post(address, letter(**values), **extra)


def chosen(client, query):
    return client.get(f"/contact/?{query}").context["form"]["to"].value()


class TestSending:
    def test_it_is_stored_as_it_was_written(self, client):
        assert send(client).url == reverse("contact:sent")
        message = Message.objects.get()
        assert (message.topic, message.name, message.email) == ("newsroom", "Anne Le Gall", "anne@example.org")
        assert (message.text, message.language, message.received_at) == ("Bonjour,\n\nune question.", "fr", NOON)
        assert (message.mailed_at, message.handled_at, message.article) == (None, None, None)
        assert client.get(reverse("contact:sent")).status_code == 200

    def test_in_english(self, client):
        assert send(client, "/en/contact/").url == "/en/contact/sent/"
        assert Message.objects.get().language == "en"

    def test_to_an_author_about_a_story(self, client):
        author, story = make.author(email="a@example.org"), make.published()
        send(client, to=f"author:{author.slug}", article=story.pk)
        message = Message.objects.get()
        assert (message.topic, message.author, message.article) == ("author", author, story)

    def test_sent_twice_it_is_one_message(self, client):
        sending = uuid.uuid4()
        assert {send(client, sending=sending).status_code for _ in range(2)} == {302}
        assert Message.objects.count() == 1

    def test_a_line_break_makes_no_header(self, client):
        send(client, subject="Bonjour\nBcc: x@example.org", name="Anne\r\nCc: y")
        message = Message.objects.get()
        assert "\n" not in message.subject + message.name

    def test_a_story_that_went_offline_meanwhile_is_known(self, client):
        story = make.published(at=NOON - DAY)
        publishing.withdraw(story, at=NOON - HOUR, by=None, reason="Doute")
        send(client, article=story.pk)
        assert Message.objects.get().article == story

    @pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 40, "٣"])
    def test_a_number_of_no_story_stops_nobody(self, client, number):
        assert client.get("/contact/", {"article": number}).status_code == 200
        assert send(client, article=number).status_code in {302, 422}

    def test_what_readers_never_saw_is_not_told(self, client):
        secret = make.article(headline="Secret")
        Article.objects.filter(pk=secret.pk).update(embargoed_until=NOON + HOUR)
        publishing.schedule(secret, when=NOON + HOUR, at=NOON - HOUR, by=None)
        assert "Secret" not in client.get(f"/contact/?article={secret.pk}").content.decode()
        assert "Secret" not in send(client, article=secret.pk, name="").content.decode()
        send(client, article=secret.pk)
        assert Message.objects.get().article is None


class TestWhatIsFilledInBefore:
    def test_an_author(self, client):
        author = make.author(display_name="Noémie", email="n@example.org")
        assert chosen(client, f"auteur={author.slug}") == f"author:{author.slug}"
        assert (
            "Noémie" in re.search(r"<h1>(.*?)</h1>", client.get(f"/contact/?auteur={author.slug}").content.decode())[1]
        )

    def test_nobody_is_offered_who_does_not_read_it(self, client):
        make.author(email="n@example.org", former=True)
        make.author()
        assert client.get("/contact/").context["form"].authors == {}

    def test_a_topic(self, client):
        assert chosen(client, "topic=sponsored") == "sponsored"

    def test_a_story_is_shown(self, client):
        story = make.published(headline="Le pont rouvre")
        assert "Le pont rouvre" in client.get(f"/contact/?article={story.pk}").content.decode()

    @pytest.mark.parametrize("query", ["auteur=nobody", "topic=nothing", "auteur=", "article=x&auteur=<b>"])
    def test_what_is_unknown_leaves_the_choice(self, client, query):
        page = client.get(f"/contact/?{query}")
        assert page.status_code == 200
        assert "<b>" not in page.content.decode()

    def test_pages_lead_here(self, client):
        author = make.author(email="a@example.org")
        story = make.published(bylines=[author])
        page = client.get(story.editions.get().get_absolute_url()).content.decode()
        assert f'href="/contact/?auteur={author.slug}&amp;article={story.pk}"' in page
        assert 'href="/contact/"' in page
        assert f"/contact/?auteur={author.slug}" in client.get(author.get_absolute_url()).content.decode()


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("to", ""), ("to", "author:nobody"), ("name", " "), ("name", "x" * 121), ("email", ""), ("email", "anne"),
            ("subject", ""), ("subject", "x" * 151), ("text", ""), ("text", "x" * 10_001), ("text", "a\x00b"),
            ("website", "https://spam.example/"),
        ],
    )  # fmt: skip
    def test_with_a_sentence_beside_the_field_and_all_that_was_written(self, client, field, value):
        response = send(client, **{"text": "Mon long texte"} | {field: value})
        page = response.content.decode()
        assert response.status_code == 422
        assert response.context["form"].errors.keys() == {field}
        assert f'aria-describedby="id_{field}' in page
        assert field == "text" or "Mon long texte" in page
        assert not Message.objects.exists()

    def test_without_its_cookie_the_words_come_back(self):
        response = send(Client(enforce_csrf_checks=True), text="Mon long texte")
        assert response.status_code == 422
        assert "Mon long texte" in response.content.decode()
        assert not Message.objects.exists()

    def test_with_its_cookie_it_is_sent(self):
        client = Client(enforce_csrf_checks=True)
        page = client.get("/contact/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        assert send(client, csrfmiddlewaretoken=token).status_code == 302


class TestThrottling:
    def test_a_place_may_send_so_many_an_hour(self, client):
        for _ in range(throttling.MOST_FROM_ONE):
            assert send(client).status_code == 302
        refused = send(client, text="Mon long texte")
        assert refused.status_code == 429
        assert "Mon long texte" in refused.content.decode()
        assert send(client, from_="192.0.2.8").status_code == 302
        assert Message.objects.count() == throttling.MOST_FROM_ONE + 1

    def test_an_hour_later_again(self, client, time_machine):
        for _ in range(throttling.MOST_FROM_ONE):
            send(client)
        time_machine.move_to(NOON + HOUR + MINUTE, tick=False)
        assert send(client).status_code == 302
        assert Arrival.objects.count() == 1  # nothing older is kept

    def test_all_places_together(self, client, monkeypatch):
        monkeypatch.setattr(throttling, "MOST_IN_ALL", 2)
        statuses = [send(client, from_=f"192.0.2.{number}").status_code for number in range(3)]
        assert statuses == [302, 302, 429]

    def test_a_whole_network_is_one_place(self, client):
        for number in range(throttling.MOST_FROM_ONE):
            send(client, from_=f"2001:db8::{number}")
        assert send(client, from_="2001:db8::ffff").status_code == 429
        assert send(client, from_="2001:db8:0:1::1").status_code == 302

    def test_no_address_is_kept_and_tomorrow_it_is_another_hash(self, rf):
        request = rf.get("/", REMOTE_ADDR="192.0.2.7")
        request.at = NOON
        today = throttling.origin_of(request)
        request.at = NOON + DAY
        assert throttling.origin_of(request) != today
        assert "192.0.2" not in today

    def test_behind_a_proxy_the_nearest_one_is_believed(self, rf, settings):
        request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.7")
        direct = rf.get("/", REMOTE_ADDR="192.0.2.7")
        request.at = direct.at = NOON
        assert throttling.origin_of(request) != throttling.origin_of(direct)
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        assert throttling.origin_of(request) == throttling.origin_of(direct)


def test_few_queries(client, django_assert_max_num_queries):
    for _ in range(5):
        make.author(email="a@example.org")
    story = make.published()
    with django_assert_max_num_queries(4):  # the authors, the story, the masthead, the sections
        client.get(f"/contact/?article={story.pk}")
    with django_assert_max_num_queries(13):
        send(client, article=story.pk)
