"""Which stories show a picture that may not be used any more: for those who may do something about it."""

import pytest
from django.urls import reverse

from articles import publishing
from desk import rights
from desk.roles import EDITOR, JOURNALIST
from images.models import Image
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PAGE = "/admin/desk/rights/"


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make.user(EDITOR))


def shows(image, **values):
    """A live story with that picture in its text."""
    body = f'<p>Un texte.</p><figure data-image-id="{image.pk}" data-layout="column"></figure>'
    return make.published(at=NOON - DAY, body=body, **values)


def led(image, **values):
    return make.published(at=NOON - DAY, lead_image=image, **values)


def change(image, **values):
    Image.objects.filter(pk=image.pk).update(**values)


def listed(client, group, at=NOON):
    return [row["edition"].article for row in client.get(PAGE, {"group": group}).context["rows"]]


@pytest.mark.parametrize("story", [shows, led])
@pytest.mark.parametrize(
    ("values", "group"),
    [
        ({"blocked": True}, "blocked"),
        ({"blocked": True, "not_after": NOON - DAY}, "blocked"),
        ({"not_after": NOON}, "expired"),
        ({"not_after": NOON + MINUTE}, "soon"),
        ({"not_after": NOON + 7 * DAY}, "soon"),
    ],
)
def test_a_story_is_listed_once_with_its_picture(client, story, values, group):
    image = make.image()
    article = story(image)
    change(image, **values)
    assert {name: listed(client, name) for name in rights.LABELS} == {
        name: [article] if name == group else [] for name in rights.LABELS
    }
    page = client.get(PAGE)
    assert [row["pictures"] for row in page.context["rows"]] == [[image]]
    for address in ("articles_article_change", article.pk), ("images_image_change", image.pk):
        assert reverse(f"admin:{address[0]}", args=[address[1]]) in page.content.decode()


def test_what_may_be_used_is_not_listed(client):
    led(make.image(not_after=NOON + 7 * DAY + MINUTE, once_only=True, not_for_partners=True))
    assert not any(rights.counts(NOON).values())


def test_only_what_readers_see_or_soon_will(client):
    image = make.image()
    replaced = led(image)
    make.change(replaced, lead_image=None)
    publishing.publish(replaced, at=NOON - HOUR, by=None, kind="minor")
    publishing.withdraw(led(image), at=NOON - HOUR, by=None, reason="Droits")
    make.article(lead_image=image)
    waiting = make.article(lead_image=image)
    publishing.schedule(waiting, when=NOON + DAY, at=NOON - DAY, by=None)
    change(image, blocked=True)
    assert listed(client, "blocked") == [waiting]


def test_a_picture_at_the_top_and_in_the_text_is_named_once(client):
    image = make.image()
    shows(image, lead_image=image)
    change(image, blocked=True)
    assert [row["pictures"] for row in client.get(PAGE).context["rows"]] == [[image]]


def test_those_who_can_not_publish_see_neither_page_nor_count(client):
    client.force_login(make.user(JOURNALIST))
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()
    client.logout()
    assert client.get(PAGE).status_code == 302


def test_the_index_leads_there(client):
    image = make.image()
    led(image)
    change(image, blocked=True)
    assert PAGE in client.get("/admin/").content.decode()
    assert rights.counts(NOON) == {"blocked": 1, "expired": 0, "soon": 0}


@pytest.mark.parametrize("query", [{"group": "x"}, {"page": "x"}, {"page": "99"}, {"page": "-1"}])
def test_nonsense_in_the_address_is_no_error(client, query):
    assert client.get(PAGE, query).status_code == 200


@pytest.mark.parametrize("stories", [1, 20])
def test_it_asks_as_often_whatever_the_number_of_stories(client, stories, django_assert_max_num_queries):
    images = [make.image() for _ in range(stories)]
    for image in images:
        shows(image, lead_image=image)
    Image.objects.update(blocked=True)
    with django_assert_max_num_queries(8):  # session, person, two of rights, counts, count, stories, pictures
        client.get(PAGE)
