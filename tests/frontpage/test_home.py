"""The home page shows at each instant what was launched by then, without anybody doing anything at that instant."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import publishing
from frontpage.showing import Home
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON, SECOND

pytestmark = pytest.mark.django_db


def standing(at, language="fr"):
    """[(style, article)] of the top of the home page."""
    return [(one.style, one.edition.article_id) for one in Home(language, at).top]


def test_nobody_arranged_anything_so_the_newest_stand_there_without_what_is_paid_for():
    stories = [make.published(at=NOON - count * HOUR) for count in range(4)]
    make.published(at=NOON, genre="sponsored", sponsor_name="Une banque")
    styles = ["lead", "large", "large", "standard"]
    assert standing(NOON) == list(zip(styles, [story.pk for story in stories], strict=True))


def test_a_layout_changes_the_page_at_its_second_and_one_called_off_never():
    old, new = make.published(at=NOON - DAY), make.published(at=NOON - HOUR)
    make.layout(old, live_from=NOON)
    make.layout(new, live_from=NOON + HOUR)
    make.layout(new, live_from=None)  # a draft
    make.layout(new, live_from=NOON + MINUTE, cancelled_at=NOON)
    assert [standing(at) for at in (NOON, NOON + HOUR - SECOND)] == [[("lead", old.pk)]] * 2
    assert standing(NOON + HOUR) == [("lead", new.pk)]


def test_what_is_live_no_more_leaves_by_itself_and_the_newest_takes_its_place():
    chosen, pinned, newest = (make.published(at=NOON - count * HOUR) for count in (3, 2, 1))
    pin = {"article": pinned, "style": "large", "pinned_until": NOON + HOUR}
    make.layout(chosen, pin, {"style": "brief"})
    assert standing(NOON) == [("lead", chosen.pk), ("large", pinned.pk), ("brief", newest.pk)]
    assert standing(NOON + HOUR) == [("lead", chosen.pk), ("large", newest.pk), ("brief", pinned.pk)]
    publishing.withdraw(chosen, at=NOON + HOUR, by=None, reason="Un doute")
    assert standing(NOON + HOUR) == [("lead", newest.pk), ("large", pinned.pk)]


def test_a_story_under_embargo_waits_and_so_does_one_in_another_language():
    held = make.article(embargoed_until=NOON + HOUR)
    publishing.schedule(held, when=NOON + HOUR, at=NOON - HOUR, by=None)
    make.layout(held, make.published(language="en"))
    assert standing(NOON) == []
    assert standing(NOON + HOUR) == [("lead", held.pk)]


def test_sections_are_linked_and_no_story_is_there_twice(client, at_noon):
    mer, port = make.section(slug="mer"), make.section()
    stories = [make.published(section=(mer, port)[count % 2], at=NOON - count * HOUR) for count in range(16)]
    response = client.get("/")
    home, page = response.context["home"], response.content.decode()
    shown = [one.edition.article_id for one in home.top]
    shown += [edition.article_id for _section, editions in home.blocks for edition in editions]
    assert len(shown) == len(set(shown)) >= 12
    assert set(shown) <= {story.pk for story in stories}
    assert 'href="/mer/"' in page


def test_the_page_says_the_editors_own_headline(client, at_noon):
    make.masthead()
    story = make.published(at=NOON - HOUR, headline="Le sien")
    make.layout({"article": story, "headline": "Celui de la une"})
    page = client.get("/").content.decode()
    assert "Celui de la une" in page
    assert "Le sien" not in page


def test_opinion_and_corrections_have_a_place_of_their_own_below(client, at_noon):
    make.masthead()
    for count in range(13):
        make.published(at=NOON - count * MINUTE)
    opinion = make.published(at=NOON - DAY, genre="opinion", headline="Une tribune")
    older = make.published(at=NOON - DAY - HOUR, section=make.section(name="Mer"), headline="Plus loin")
    publishing.correct(older, at=NOON, by=None, kind="correction", note="C’était faux.", changes={"kicker": "Port"})
    changes = {"headline": "Rectifié"}
    publishing.correct(older, at=NOON + MINUTE, by=None, kind="minor", note="", changes=changes)
    assert [edition.headline for _note, edition in Home("fr", NOON + MINUTE).corrections] == ["Rectifié"]
    home = Home("fr", NOON)
    assert [edition.article_id for edition in home.opinions] == [opinion.pk]
    assert [edition.article_id for _note, edition in home.corrections] == [older.pk]
    assert [edition.article_id for _section, editions in home.blocks for edition in editions][-1] == older.pk
    page = client.get("/").content.decode()
    assert page.count("Une tribune") == 1
    assert "C’était faux." in page


@pytest.mark.parametrize("stories", [3, 24])
def test_eight_queries_at_most(client, at_noon, stories):
    make.masthead()
    made = [make.published(at=NOON - count * HOUR, lead_image=make.image()) for count in range(stories)]
    make.layout(made[-1], {"style": "brief"})
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 8


def test_a_layout_never_changes():
    layout = make.layout(make.published())
    for row, values in ((layout, {"live_from": NOON + DAY}), (layout.slots.get(), {"style": "brief"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**values)
