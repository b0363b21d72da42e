"""The stories that the newsroom's dialogs offer."""

import pytest
from django.urls import reverse

from articles import publishing
from desk.roles import JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def ask(client):
    client.force_login(make.user(JOURNALIST))

    def ask(**parameters):
        response = client.get(reverse("admin:articles_article_picker"), parameters)
        assert response.status_code == 200
        return response.json()

    return ask


def ids(answer):
    return [story["id"] for story in answer["results"]]


def test_a_story_is_described_as_the_dialog_shows_it(ask):
    section = make.section(name="Ville", slug="ville")
    story = make.published(headline="Le pont rouvre", slug="pont", section=section, lead_image=make.image(), at=NOON)
    (found,) = ask(q="PONT rouvre")["results"]
    assert found == {
        "id": story.pk, "title": "Le pont rouvre", "status": "live", "status_label": "en ligne", "date": "7 fév. 2026",
        "section": "Ville", "language": "fr", "thumbnail": story.lead_image.thumbnail_url,
        "url": f"/ville/pont-{story.pk}/", "live": True,
    }  # fmt: skip


def test_the_status_is_that_of_the_moment(ask):
    draft, waiting, gone = make.article(), make.article(), make.published(at=NOON - DAY)
    publishing.schedule(waiting, when=NOON + HOUR, at=NOON - HOUR, by=None)
    publishing.withdraw(gone, reason="Doute", at=NOON - HOUR, by=None)
    held = make.published(at=NOON - DAY)
    type(held).objects.filter(pk=held.pk).update(embargoed_until=NOON + HOUR)
    found = {story["id"]: (story["status"], story["live"], story["url"]) for story in ask()["results"]}
    assert found[draft.pk] == ("unpublished", False, "")
    assert found[waiting.pk] == ("scheduled", False, "")
    assert found[gone.pk] == ("withdrawn", False, "")
    assert found[held.pk][1:] == (False, "")


def test_a_number_or_an_address_finds_its_story(ask):
    story, _other = make.published(slug="pont"), make.published()
    address = story.editions.get().get_absolute_url()
    for pasted in (str(story.pk), address, f"https://lestran.example{address}?a=1#b", f" http://x.example{address} "):
        assert ids(ask(q=pasted, language="en")) == [story.pk], pasted
    assert ids(ask(q=reverse("admin:articles_article_change", args=[story.pk]))) == [story.pk]


def test_it_narrows_by_language_and_leaves_out_the_story_itself(ask):
    french, english = make.article(), make.article(language="en")
    own = make.article()
    assert set(ids(ask(exclude=own.pk))) == {french.pk, english.pk}
    assert ids(ask(exclude=own.pk, language="fr")) == [french.pk]


def test_pages_and_look_ups(ask):
    stories = [make.article(headline="Marée") for _ in range(26)]
    first, second = ask(q="marée"), ask(q="marée", page=2)
    assert (len(first["results"]), first["more"]) == (24, True)
    assert (len(second["results"]), second["more"]) == (2, False)
    assert not set(ids(first)) & set(ids(second))
    assert set(ids(ask(id=[stories[0].pk, stories[1].pk, "x", "9" * 40]))) == {stories[0].pk, stories[1].pk}


@pytest.mark.parametrize("parameters", [{"page": "x"}, {"page": "-1"}, {"page": "9" * 9}, {"q": "9" * 30}, {"q": "/"}])
def test_nonsense_is_no_failure(ask, parameters):
    make.article()
    assert ask(**parameters)["more"] is False


def test_two_queries_whatever_the_number(ask, django_assert_num_queries):
    for _ in range(5):
        make.published(lead_image=make.image())
    ask()
    with django_assert_num_queries(5):  # session, user, rights, stories, editions
        ask()


def test_only_for_those_who_may_see_stories(client):
    client.force_login(make.user(is_superuser=False))
    assert client.get(reverse("admin:articles_article_picker")).status_code == 403
