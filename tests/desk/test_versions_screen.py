"""The line of time of a story, and any two versions or editions compared."""

import pytest
from django.urls import reverse

from articles import history, publishing
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def editor(client):
    editor = make.user(EDITOR)
    client.force_login(editor)
    return editor


def versions(client, article, **query):
    return client.get(reverse("desk:versions", args=[article.pk]), query)


def compare(client, article, old, new):
    return client.get(reverse("desk:compare", args=[article.pk]), {"old": old, "new": new})


def restore(client, article, number):
    return client.post(reverse("desk:restore_version", args=[article.pk, number]))


def marks(response):
    return [entry.mark for entry in response.context["entries"]]


def test_versions_and_editions_in_one_line_newest_first(client, editor):
    article = make.published(at=NOON - DAY, headline="Un deux trois")
    make.change(article, at=NOON - HOUR, headline="Un deux quatre cinq")
    aside = history.set_aside(article, article.values() | {"kicker": "Port"}, seen=1, at=NOON - MINUTE, by=editor)
    response = versions(client, article)
    edition = article.editions.get()
    assert marks(response) == [f"v{aside.number}", "v2", f"e{edition.pk}", "v1"]
    entries = response.context["entries"]
    assert [entry.current for entry in entries] == [False, True, False, False]
    assert entries[0].waits
    assert entries[1].size == (2, 1)
    assert reverse("desk:conflict", args=[article.pk, aside.number]) in response.content.decode()


def test_it_has_pages_and_its_queries_do_not_grow(client, editor, django_assert_max_num_queries):
    article = make.published(at=NOON - DAY)
    for number in range(50):
        make.change(article, at=NOON - HOUR, headline=f"Titre {number}")
    for page, count in (("1", 20), ("3", 12), ("4", 0), ("x", 20)):
        with django_assert_max_num_queries(12):
            response = versions(client, article, page=page)
        assert len(response.context["entries"]) == count
    seen = [mark for page in (1, 2, 3) for mark in marks(versions(client, article, page=page))]
    assert len(set(seen)) == 52


def test_two_versions_field_by_field(client, editor, django_assert_max_num_queries):
    author, tag, picture, other = make.author(), make.tag("Port"), make.image(), make.article(headline="Autre")
    article = make.article(headline="Le pont rouvre", body="<p>Un.</p><p>Deux mots.</p>")
    article.related_picks.create(other=other)
    article.bylines.create(author=author, position=5)
    article.tags.add(tag)
    make.change(article, headline="Le pont ferme", body="<p>Un.</p><p>Trois mots.</p>", lead_image=picture,
                embargoed_until=NOON + DAY)  # fmt: skip
    with django_assert_max_num_queries(16):
        response = compare(client, article, "v1", "v2")
    names = [difference.name for difference in response.context["differing"]]
    assert names == [
        "headline", "body", "lead_image_id", "bylines", "tags", "related", "embargoed_until"
    ]  # fmt: skip
    html = response.content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    assert all(word in html for word in ("Port", "Autre", str(author), "Trois"))


def test_a_version_and_an_edition(client, editor):
    article = make.published(at=NOON - DAY, headline="Un", note_for_colleagues="Entre nous")
    make.change(article, headline="Deux")
    response = compare(client, article, f"e{article.editions.get().pk}", "v2")
    assert [difference.name for difference in response.context["differing"]] == ["headline"]
    assert "Entre nous" not in response.content.decode()


def test_without_a_choice_the_last_change_is_shown(client, editor):
    article = make.change(make.article(headline="Un"), headline="Deux")
    response = client.get(reverse("desk:compare", args=[article.pk]))
    assert (response.context["old"].mark, response.context["new"].mark) == ("v1", "v2")


@pytest.mark.parametrize("mark", ["", "v0", "v99", "e1", "x", "v", "v" + "9" * 18, "v" + "9" * 40, "v1 OR 1", "v²"])
def test_what_names_nothing_gets_a_sentence(client, editor, mark):
    article, other = make.article(), make.published(at=NOON - DAY)
    for old in (mark, f"e{other.editions.get().pk}"):
        response = compare(client, article, old, "v1")
        assert response.status_code == 404
        assert 'role="alert"' in response.content.decode()


def test_what_a_kill_sealed_is_for_those_who_may_kill(client, editor):
    article = make.published(at=NOON - DAY)
    sealed = f"e{article.editions.get().pk}"
    publishing.kill(article, at=NOON - HOUR, by=None, reason="Justice.")
    assert sealed not in marks(versions(client, article))
    assert compare(client, article, sealed, "v1").status_code == 404
    client.force_login(make.user(CHIEF_EDITOR))
    assert sealed in marks(versions(client, article))
    assert compare(client, article, sealed, "v1").status_code == 200
    publishing.restore(article, at=NOON, by=None)
    client.force_login(editor)
    assert sealed not in marks(versions(client, article))
    assert len(marks(versions(client, article))) == 2


class TestRestoring:
    def test_an_old_version_comes_back_as_a_new_one(self, client, editor):
        article = make.change(make.article(headline="Un"), headline="Deux")
        assert restore(client, article, 1).status_code == 302
        article.refresh_from_db()
        last = article.versions.last()
        assert (article.headline, last.number, last.origin, last.made_by) == ("Un", 3, "restored", editor)

    def test_what_holds_the_story_back_stays(self, client, editor):
        article = make.change(make.article(headline="Un"), headline="Deux", embargoed_until=NOON + DAY)
        restore(client, article, 1)
        article.refresh_from_db()
        assert (article.headline, article.embargoed_until) == ("Un", NOON + DAY)

    def test_what_could_not_come_along_is_told(self, client, editor):
        tag = make.tag("Port")
        article = make.change(make.article(headline="Un", tags=[tag]), headline="Deux")
        tag.delete()
        response = client.post(reverse("desk:restore_version", args=[article.pk, 1]), follow=True)
        assert len(list(response.context["messages"])) == 2

    def test_twice_is_once(self, client, editor):
        article = make.change(make.article(headline="Un"), headline="Deux")
        restore(client, article, 1)
        restore(client, article, 1)
        assert article.versions.count() == 3

    def test_only_by_post_and_only_for_those_who_may_change_the_story(self, client):
        article = make.change(make.article(headline="Un"), headline="Deux")
        client.force_login(make.user(JOURNALIST))
        assert versions(client, article).status_code == 200
        assert client.get(reverse("desk:restore_version", args=[article.pk, 1])).status_code == 405
        assert restore(client, article, 1).status_code == 403
        assert reverse("desk:restore_version", args=[article.pk, 1]) not in versions(client, article).content.decode()

    def test_what_readers_saw_comes_back_too(self, client, editor):
        article = make.published(at=NOON - DAY, headline="Paru", body="<p>Un.</p>")
        edition = article.editions.get()
        make.change(article, headline="Récrit", body="<p>Deux.</p>", note_for_colleagues="Entre nous")
        restored = reverse("desk:restore_edition", args=[article.pk, edition.pk])
        assert restored in versions(client, article).content.decode()
        assert restored in compare(client, article, f"e{edition.pk}", "v2").content.decode()
        assert client.get(restored).status_code == 405
        assert client.post(restored).status_code == 302
        article.refresh_from_db()
        assert (article.headline, article.body, article.note_for_colleagues) == ("Paru", "<p>Un.</p>", "Entre nous")
        assert article.versions.last().origin == "restored"
        assert article.editions.count() == 1
        client.force_login(make.user(JOURNALIST))
        assert client.post(restored).status_code == 403

    def test_but_not_what_a_kill_sealed(self, client, editor):
        article = make.published(at=NOON - DAY)
        edition = article.editions.get()
        publishing.kill(article, at=NOON - HOUR, by=None, reason="Justice.")
        assert client.post(reverse("desk:restore_edition", args=[article.pk, edition.pk])).status_code == 404

    def test_what_was_never_kept(self, client, editor):
        assert restore(client, make.article(), 7).status_code == 404


def test_only_for_staff(client):
    article = make.article()
    for name in ("versions", "compare"):
        assert client.get(reverse(f"desk:{name}", args=[article.pk])).status_code == 302
    client.force_login(make.user(is_superuser=False))
    assert versions(client, article).status_code == 403
