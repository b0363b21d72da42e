"""What may be embedded: which addresses, in which form they are stored, how they are framed, and what readers get."""

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles import prose, publishing
from articles.prose import providers, recognise
from desk.roles import JOURNALIST
from tests import make
from tests.make import NOON

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
TWEET = "https://x.com/estran/status/1234567890123456789"
SKEET = "https://bsky.app/profile/estran.example/post/3kabcdefgh2x"
TOOT = "https://mastodon.social/@estran/112233445566778899"
MAP = "https://www.openstreetmap.org/#map=15/48.39000/-4.48000"

ADDRESSES = [
    ("youtube", VIDEO, VIDEO),
    ("youtube", "http://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&list=PL1", VIDEO),
    ("youtube", "https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s", f"{VIDEO}&t=3723s"),
    ("youtube", "https://youtu.be/dQw4w9WgXcQ?si=x&t=42", f"{VIDEO}&t=42s"),
    ("youtube", "youtu.be/dQw4w9WgXcQ", VIDEO),
    ("youtube", "https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=x", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
    ("youtube", "https://www.youtube.com/live/dQw4w9WgXcQ", VIDEO),
    ("youtube", "https://www.youtube.com/embed/dQw4w9WgXcQ?start=7", f"{VIDEO}&t=7s"),
    ("youtube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", VIDEO),
    ("vimeo", "https://vimeo.com/76979871", "https://vimeo.com/76979871"),
    ("vimeo", "https://player.vimeo.com/video/76979871?h=abcdef1234", "https://vimeo.com/76979871/abcdef1234"),
    ("vimeo", "https://vimeo.com/channels/staffpicks/76979871#t=30s", "https://vimeo.com/76979871#t=30s"),
    ("dailymotion", "https://www.dailymotion.com/video/x8abcde_titre", "https://www.dailymotion.com/video/x8abcde"),
    ("dailymotion", "https://dai.ly/x8abcde?start=12", "https://www.dailymotion.com/video/x8abcde?start=12"),
    ("dailymotion", "https://geo.dailymotion.com/player.html?video=x8abcde", "https://www.dailymotion.com/video/x8abcde"),
    ("x", "https://twitter.com/estran/status/1234567890123456789?s=20", TWEET),
    ("x", "https://mobile.x.com/estran/status/1234567890123456789/photo/1", TWEET),
    ("bluesky", SKEET, SKEET),
    ("bluesky", "https://bsky.app/profile/did:plc:abc234/post/3kabcdefgh2x",
     "https://bsky.app/profile/did:plc:abc234/post/3kabcdefgh2x"),
    ("mastodon", TOOT, TOOT),
    ("mastodon", "https://mastodon.social/@estran/112233445566778899/embed", TOOT),
    ("mastodon", "https://piaille.fr/@a@mamot.fr/112233445566778899", "https://piaille.fr/@a@mamot.fr/112233445566778899"),
    ("instagram", "https://www.instagram.com/p/Cabc_-12345/?igsh=x", "https://www.instagram.com/p/Cabc_-12345/"),
    ("instagram", "https://instagram.com/estran/reel/Cabc12345", "https://www.instagram.com/reel/Cabc12345/"),
    ("tiktok", "https://www.tiktok.com/@l.estran/video/7012345678901234567?lang=fr",
     "https://www.tiktok.com/@l.estran/video/7012345678901234567"),
    ("spotify", "https://open.spotify.com/intl-fr/track/4uLU6hMCjMI75M1A2tKUQC?si=x",
     "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"),
    ("soundcloud", "https://soundcloud.com/estran/une-nuit?utm_source=x", "https://soundcloud.com/estran/une-nuit"),
    ("soundcloud", "https://soundcloud.com/estran/sets/marees", "https://soundcloud.com/estran/sets/marees"),
    ("datawrapper", "https://datawrapper.dwcdn.net/aB3dE/12/", "https://datawrapper.dwcdn.net/aB3dE/"),
    ("datawrapper", "https://www.datawrapper.de/_/aB3dE/", "https://datawrapper.dwcdn.net/aB3dE/"),
    ("openstreetmap", "https://www.openstreetmap.org/#map=15/48.39/-4.48&layers=C", MAP),
    ("openstreetmap", "https://osm.org/?mlat=48.39&mlon=-4.48#map=15/48.39/-4.48",
     "https://www.openstreetmap.org/?mlat=48.39000&mlon=-4.48000#map=15/48.39000/-4.48000"),
]  # fmt: skip

REFUSED = [
    "", " ", "youtube", "javascript:alert(1)", "data:text/html,x", "https://", "https://[::1", "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ", "https://evil.example#@youtube.com/watch?v=dQw4w9WgXcQ",
    "https://user@youtube.com/watch?v=dQw4w9WgXcQ", "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://youtube.com\\@evil.example/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/", "https://www.youtube.com/@estran",
    "https://www.youtube.com/watch?v=short", "https://www.youtube.com/watch?v=dQw4w9WgXcQ\"onload=x", "https://youtu.be/../evil/1",
    "https://evil.example/@user/112233445566778899", "https://x.com/estran", "https://bsky.app/profile/estran.example",
    "https://www.openstreetmap.org/#map=15/99/-4.48", "https://www.openstreetmap.org/", "https://www.instagram.com/estran/",
    "https://youtu.be/dQw4w9WgXcQ\x00", "https://youtu.be/dQw4w9WgXcQ<script>", "https://уoutube.com/watch?v=dQw4w9WgXcQ",
    "https://vimeo.com/" + "1" * 700,
]  # fmt: skip


@pytest.mark.parametrize(("provider", "address", "canonical"), ADDRESSES, ids=[row[1] for row in ADDRESSES])
class TestAddresses:
    def test_each_is_known_and_stored_in_one_form(self, provider, address, canonical):
        embed = recognise(address)
        assert (embed.provider, embed.url) == (provider, canonical)
        assert recognise(embed.url) == embed

    def test_its_frame_is_the_providers_own_and_safe(self, provider, address, canonical):
        frame = recognise(address).frame_url
        assert frame.startswith("https://")
        assert not set(frame) & set("\"'<>` \\")
        assert recognise(address).ratio in {"video", "upright", "post", "audio", "song", "chart", "map"}


def test_every_provider_of_the_list_is_tried():
    assert {row[0] for row in ADDRESSES} == {provider.key for provider in providers.PROVIDERS}
    assert len(providers.PROVIDERS) == 12


@pytest.mark.parametrize("address", REFUSED)
def test_all_else_is_refused(address):
    assert recognise(address) is None


@given(st.text(), st.sampled_from(["https://youtu.be/", "https://mastodon.social/@", "https://osm.org/#map=", ""]))
def test_no_text_breaks_it(text, start):
    embed = recognise(start + text)
    assert embed is None or recognise(embed.url) == embed


def test_videos_do_not_track_and_start_where_they_should():
    assert recognise(f"{VIDEO}&t=42s").frame_url == (
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0&start=42"
    )
    assert "dnt=1" in recognise("https://vimeo.com/76979871").frame_url
    assert "dnt=true" in recognise(TWEET).frame_url


def figure(address):
    return f'<figure data-node="embed" data-url="{address}"><figcaption>Une légende</figcaption></figure>'


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestPage:
    def page(self, client, body):
        return client.get(make.published(body=body).editions.get().get_absolute_url())

    def test_it_is_a_box_with_a_link_and_no_frame(self, client):
        html = self.page(client, figure(VIDEO)).content.decode()
        assert "<iframe" not in html
        assert 'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;rel=0"' in html
        assert f'href="{VIDEO}" rel="noopener"' in html
        assert "Une légende" in html

    def test_the_page_may_frame_what_it_shows_and_no_more(self, client):
        policy = self.page(client, figure(VIDEO) + figure(TOOT)).headers["Content-Security-Policy"]
        assert "frame-src https://mastodon.social https://www.youtube-nocookie.com;" in f"{policy};"
        assert "frame-src" not in self.page(client, "<p>Rien.</p>").headers["Content-Security-Policy"]


@pytest.mark.django_db
class TestLookUp:
    @pytest.fixture
    def ask(self, client):
        client.force_login(make.user(JOURNALIST))
        return lambda url: client.get(reverse("admin:articles_article_embed"), {"url": url})

    def test_it_names_what_an_address_shows(self, ask):
        answer = json.loads(ask("http://youtu.be/dQw4w9WgXcQ?si=x").content)
        assert answer["provider"] == "youtube"
        assert answer["url"] == VIDEO
        assert "YouTube" in answer["title"]

    @pytest.mark.parametrize("url", ["", "https://evil.example/", "x" * 5000])
    def test_what_is_unknown_gets_a_sentence(self, ask, url):
        response = ask(url)
        assert response.status_code == 400
        assert "YouTube" in json.loads(response.content)["error"]

    def test_it_is_for_staff(self, client):
        assert client.get(reverse("admin:articles_article_embed"), {"url": VIDEO}).status_code == 302
        client.force_login(make.user(is_superuser=False))
        assert client.get(reverse("admin:articles_article_embed"), {"url": VIDEO}).status_code == 403


@pytest.mark.django_db
def test_an_edition_knows_what_it_embeds():
    article = make.article(body=figure(VIDEO) + "<p>a</p>" + figure(TWEET))
    edition = publishing.publish(article, at=NOON, by=None)
    assert [embed.provider for embed in prose.embeds(edition.body)] == ["youtube", "x"]
    assert prose.count_words(edition.body) == 1
