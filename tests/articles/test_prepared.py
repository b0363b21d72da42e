"""Questions that are written into SQL once: asked again with other values, the answers are those of the queryset."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from articles import addresses
from articles.models import Edition
from articles.prepared import Prepared
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db


def live(at, language, **lists):
    return (
        Edition.objects.live(at).in_language(language).filter(**{f"{name}__in": keys for name, keys in lists.items()})
    )


def test_it_answers_as_its_queryset_whatever_is_asked():
    stories = [make.published(at=NOON - number * DAY) for number in range(5)]
    make.published(language="en", at=NOON - DAY)
    asked = Prepared(live)
    for at in (NOON, NOON - 2 * DAY, NOON - 9 * DAY):
        for language in ("fr", "en"):
            assert set(asked(at=at, language=language)) == set(live(at, language))
    for count in (1, 2, 3, 5, 1):
        keys = [story.pk for story in stories[:count]]
        found = asked(at=NOON, language="fr", article=keys)
        assert sorted(edition.article_id for edition in found) == sorted(keys)


def test_times_come_with_their_zone_and_related_rows_with_theirs():
    story = make.published(at=NOON - HOUR, lead_image=make.image())
    rows = Prepared(lambda article: Edition.objects.filter(article=article).values_list("first_published_at", "slug"))
    assert rows(article=story.pk) == [(NOON - HOUR, story.editions.get().slug)]
    related = Prepared(lambda article: Edition.objects.filter(article=article).select_related("section", "lead_image"))
    with CaptureQueriesContext(connection) as queries:
        edition = related.first(article=story.pk)
        assert (edition.section.pk, edition.lead_image.pk) == (story.section_id, story.lead_image_id)
    assert len(queries) == 1
    assert related.first(article=story.pk + 1) is None


def test_an_address_is_the_one_that_django_makes():
    edition = make.published(section=make.section(slug="mer")).editions.get()
    assert addresses.story("fr", "mer", edition.slug, 7) == f"/mer/{edition.slug}-7/"
    assert addresses.story("en", "sea", "a-b", 7) == "/en/sea/a-b-7/"
    assert addresses.numbered("articles:updates", 12, 34) == "/updates/12/34/"


def test_what_is_remembered_follows_the_rows_that_it_is_drawn_from():
    template = Template('{% load remembered %}{% remembered "x" masthead %}{{ masthead.name }}{% endremembered %}')
    masthead = make.masthead(name="L’Estran")
    assert template.render(Context({"masthead": masthead})) == "L’Estran"
    type(masthead).objects.update(name="La Grève")
    changed = type(masthead).objects.get()
    assert template.render(Context({"masthead": changed})) == "La Grève"
    assert template.render(Context({"masthead": masthead})) == "L’Estran"
