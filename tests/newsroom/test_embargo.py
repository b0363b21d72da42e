"""Invariant 5: nothing of a story under embargo is reachable in public. Every public route is walked."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from articles import publishing
from articles.models import Article
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SECRET = "Révélation-7391"

# What each public route is called with: the story's own values, so that it is found wherever it could be.
CALLS = {
    "frontpage:home": lambda story: [],
    "articles:search": lambda story: [],  # with its words in tests/articles/test_search_live.py
    "articles:section": lambda story: [story["section"].slug],
    "articles:tag": lambda story: [story["tag"].slug],
    "articles:versions": lambda story: [story["section"].slug, "secret", story["article"].pk],
    "articles:updates": lambda story: [story["article"].pk, 0],
    "articles:archives": lambda story: [],
    "articles:corrections": lambda story: [],
    "authors:authors": lambda story: [],
    "articles:archive_month": lambda story: ["2026", "02"],
    "articles:archive_day": lambda story: ["2026", "02", "07"],
    "articles:feed": lambda story: ["rss.xml"],  # the other formats tell of the same stories
    "articles:section_feed": lambda story: [story["section"].slug, "atom.xml"],
    "articles:tag_feed": lambda story: [story["tag"].slug, "feed.json"],
    "articles:author_feed": lambda story: [story["author"].slug, "rss.xml"],
    "articles:story": lambda story: [story["section"].slug, "secret", story["article"].pk],
    "authors:author": lambda story: [story["author"].slug],
    "preview": lambda story: [f"{'A' * 32}.{'A' * 43}"],  # whoever has a real one was given it by the desk
    "readership:count": lambda story: [story["article"].pk],
    "reads:most_read": lambda story: [],
    "found:robots": lambda story: [],
    "found:ads": lambda story: [],
    "found:security": lambda story: [],
    "found:indexnow_key": lambda story: ["some-key-or-other"],
    "found:share_image": lambda story: [story["article"].pk, "0" * 12],
    "found:sitemap": lambda story: [],
    "found:sitemap_pages": lambda story: [],
    "found:sitemap_news": lambda story: [],
    "found:sitemap_stories": lambda story: [0],
    "found:sitemap_tags": lambda story: [0],
    "masthead:page": lambda story: ["a-propos"],
    "contact:write": lambda story: [],  # with a story's number in tests/readership/test_contact.py
    "contact:sent": lambda story: [],
}


def public_routes(patterns=None, namespace=""):
    """The names of all routes outside the admin."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) != "admin/":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from public_routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_public_route_is_walked():
    assert set(public_routes()) == set(CALLS)


@pytest.fixture
def secret():
    section, author, picture = make.section(slug="ville"), make.author(), make.image(caption=SECRET)
    article = make.article(
        headline=SECRET, standfirst=SECRET, kicker=SECRET, body=f"<p>{SECRET}</p>", lead_image=picture,
        section=section, bylines=[author], tags=["Port"], slug="secret",
    )  # fmt: skip
    open_story = make.article(section=section, bylines=[author], tags=["Port"])
    open_story.related_picks.create(other=article)
    publishing.publish(open_story, at=NOON - DAY, by=None)
    tag = article.tags.get()
    return {"article": article, "open": open_story, "section": section, "author": author, "tag": tag}


def scheduled(article):
    Article.objects.filter(pk=article.pk).update(embargoed_until=NOON + HOUR)
    publishing.schedule(article, when=NOON + HOUR, at=NOON - HOUR, by=None)


def published_then_embargoed(article):
    publishing.publish(article, at=NOON - HOUR, by=None)
    Article.objects.filter(pk=article.pk).update(embargoed_until=NOON + HOUR)


@pytest.mark.parametrize("put_under_embargo", [scheduled, published_then_embargoed])
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("route", CALLS)
def test_no_public_route_shows_it(client, secret, put_under_embargo, language, route):
    from django.urls import reverse

    put_under_embargo(secret["article"])
    address = reverse(route, args=CALLS[route](secret))
    for method in (client.get, client.post):
        response = method(language + address)
        content = response.content.decode(errors="replace")
        assert SECRET not in content
        assert secret["article"].lead_image.folder not in content
        assert SECRET not in str(response.headers)
        if route in {"articles:story", "articles:versions", "readership:count", "found:share_image"}:
            assert response.status_code in {404, 405}


def test_related_stories_do_not_show_it(client, secret):
    scheduled(secret["article"])
    response = client.get(secret["open"].editions.get().get_absolute_url())
    assert response.status_code == 200
    assert SECRET not in response.content.decode()


def test_when_it_ends_the_story_is_there(client, secret, time_machine):
    scheduled(secret["article"])
    time_machine.move_to(NOON + HOUR, tick=False)
    assert SECRET in client.get("/").content.decode()
    assert SECRET in client.get(f"/ville/secret-{secret['article'].pk}/").content.decode()
