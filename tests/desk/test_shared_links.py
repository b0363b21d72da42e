"""Previews for people without an account: known to whoever has the link, to nobody else, and not for ever."""

import re

import pytest
from django.urls import reverse

from articles import publishing
from desk.models import SharedLink
from desk.roles import EDITOR, JOURNALIST
from desk.sharing import share
from readership.models import View
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def editor(client):
    make.masthead()
    editor = make.user(EDITOR)
    client.force_login(editor)
    return editor


def make_link(article, until=NOON + DAY, **values):
    link, token = share(article, at=NOON, by=None, until=until, **values)
    return link, reverse("preview", args=[token])


def other(path):
    """An address like that one."""
    return path[:-2] + ("A/" if path[-2] != "A" else "B/")


def screen(article):
    return reverse("desk:share", args=[article.pk])


def shared(client, article, **values):
    """Make a link on the screen; its path."""
    response = client.post(screen(article), {"hours": "24", "follows": "0"} | values)
    address = re.search(r'value="https?://[^/]+(/apercu/[^"]+)"', response.content.decode())
    return address and address[1]


class TestTheScreen:
    def test_a_link_is_made_and_opens_without_an_account(self, client, editor):
        article = make.article(headline="Le dossier")
        path = shared(client, article)
        link = SharedLink.objects.get()
        assert (link.made_by, link.expires_at, link.version) == (editor, NOON + DAY, 1)
        client.logout()
        page = client.get(path).content.decode()
        assert "Le dossier" in page
        assert str(editor) not in page

    def test_the_address_is_nowhere_to_be_read_again(self, client, editor):
        article = make.article()
        token = shared(client, article).split("/")[2]
        assert token not in client.get(screen(article)).content.decode()
        assert token not in str(list(SharedLink.objects.values()))

    @pytest.mark.parametrize(("hours", "days"), [("1", 1 / 24), ("24", 1), ("168", 7), ("720", 30)])
    def test_how_long_it_lasts(self, client, editor, hours, days):
        shared(client, make.article(), hours=hours)
        assert SharedLink.objects.get().expires_at == NOON + days * DAY

    @pytest.mark.parametrize("values", [{"hours": "100000"}, {"hours": ""}, {"follows": "x"}])
    def test_nonsense_makes_no_link(self, client, editor, values):
        assert not shared(client, make.article(), **values)
        assert not SharedLink.objects.exists()

    def test_it_stands_in_the_storys_log(self, client, editor):
        article = make.article()
        shared(client, article)
        client.post(reverse("desk:revoke", args=[SharedLink.objects.get().pk]))
        assert [(line.verb, line.by, line.screen) for line in article.log.all()] == [
            ("share", editor, "share"),
            ("revoke", editor, "share"),
        ]

    def test_revoked_twice_is_revoked_once(self, client, editor):
        article = make.article()
        link, path = make_link(article)
        for _click in range(2):
            assert client.post(reverse("desk:revoke", args=[link.pk])).status_code == 302
        assert article.log.filter(verb="revoke").count() == 1
        assert client.get(path).status_code == 410

    def test_what_the_list_says(self, client, editor, time_machine):
        article = make.article()
        make_link(article, until=NOON + HOUR)
        _link, path = make_link(article, until=NOON + DAY)
        client.get(path)
        time_machine.move_to(NOON + 2 * HOUR, tick=False)
        links = client.get(screen(article)).context["links"]
        assert [(link.good, link.opened, link.opened_at) for link in links] == [(True, 1, NOON), (False, 0, None)]

    def test_a_journalist_shares_own_stories_only(self, client):
        journalist = make.user(JOURNALIST)
        client.force_login(journalist)
        assert shared(client, make.article(created_by=journalist))
        foreign = make.article()
        link, _path = make_link(foreign)
        assert client.post(screen(foreign), {"hours": "24", "follows": "0"}).status_code == 403
        assert client.post(reverse("desk:revoke", args=[link.pk])).status_code == 403
        assert SharedLink.objects.filter(article=foreign, revoked_at=None).count() == 1

    def test_its_queries_are_few(self, client, editor, django_assert_max_num_queries):
        article = make.article()
        for _number in range(5):
            make_link(article)
        with django_assert_max_num_queries(8):
            client.get(screen(article))


class TestWhatItShows:
    def test_the_version_of_then_or_the_working_copy_of_now(self, client):
        article = make.article(headline="Alors")
        _link, fixed = make_link(article, version=article.version)
        _link, following = make_link(article)
        make.change(article, headline="Depuis")
        assert "Alors" in client.get(fixed).content.decode()
        assert "Depuis" in client.get(following).content.decode()

    def test_it_is_in_the_storys_language(self, client):
        _link, path = make_link(make.article(language="en"))
        response = client.get(path)
        assert '<html lang="en">' in response.content.decode()
        assert response["Content-Language"] == "en"
        assert "Confidential preview" in response.content.decode()

    def test_no_blocked_picture_leaves_the_house(self, client):
        lead, inside = make.image(blocked=True, caption="Secret un"), make.image(blocked=True, caption="Secret deux")
        body = f'<p>Texte.</p><figure data-image-id="{inside.pk}"></figure>'
        article = make.article(lead_image=lead, body=body)
        for version in (None, article.version):
            _link, path = make_link(article, version=version)
            assert "Secret" not in client.get(path).content.decode()

    def test_its_queries_are_few(self, client, django_assert_max_num_queries):
        article = make.article(tags=["Port"], lead_image=make.image())
        _link, path = make_link(article, version=article.version)
        with django_assert_max_num_queries(20):
            client.get(path)


class TestWhoeverLooks:
    def test_it_ends_on_the_second(self, client, time_machine):
        _link, path = make_link(make.article(), until=NOON + HOUR)
        time_machine.move_to(NOON + HOUR - make.timedelta(seconds=1), tick=False)
        assert client.get(path).status_code == 200
        time_machine.move_to(NOON + HOUR, tick=False)
        assert client.get(path).status_code == 410

    def test_a_killed_story_is_gone_and_comes_back_with_it(self, client):
        article = make.published(at=NOON - DAY)
        _link, path = make_link(article)
        publishing.kill(article, at=NOON - HOUR, by=None, reason="Jugement.")
        response = client.get(path)
        assert response.status_code == 410
        assert article.headline not in response.content.decode()

    @pytest.mark.parametrize("change", [other, lambda path: path.replace("apercu/", "apercu/A")])
    def test_no_other_address_leads_there(self, client, change):
        _link, path = make_link(make.article(headline="Rien de cela"))
        response = client.get(change(path))
        assert response.status_code == 404
        assert "Rien de cela" not in response.content.decode()

    def test_a_token_of_another_newsrooms_key_is_refused_before_the_database_is_asked(self, client, settings):
        _link, path = make_link(make.article())
        settings.SECRET_KEY = "another" * 9
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("kind", ["good", "expired", "unknown"])
    def test_it_is_never_indexed_kept_or_told_to_other_sites(self, client, kind):
        _link, path = make_link(make.article(), until=NOON if kind == "expired" else NOON + DAY)
        path = other(path) if kind == "unknown" else path
        response = client.get(path)
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Frame-Options"] == "DENY"
        page = response.content.decode()
        for trace in ('rel="canonical"', "og:", "ld+json", "views.js", "/admin/"):
            assert trace not in page

    def test_looking_is_counted_for_the_desk_and_as_no_view(self, client):
        article = make.published(at=NOON - DAY)
        link, path = make_link(article)
        client.get(path)
        client.head(path)
        client.get(path)
        link.refresh_from_db()
        assert (link.opened, link.opened_at) == (2, NOON)
        assert not View.objects.exists()

    def test_an_unpublished_storys_own_address_stays_unknown(self, client):
        article = make.article(embargoed_until=NOON + DAY, slug="secret")
        _link, path = make_link(article)
        assert client.get(path).status_code == 200
        assert client.get(f"/{article.section.slug}/secret-{article.pk}/").status_code == 404

    def test_it_only_answers_to_looking(self, client):
        _link, path = make_link(make.article())
        assert client.post(path).status_code == 405

    def test_no_storys_address_is_taken(self, client):
        section = make.section(slug="apercu")
        article = make.published(section=section, slug="a" * 30)
        assert client.get(article.editions.get().get_absolute_url()).status_code == 200
