"""The list of stories: found, narrowed, in columns of one's own choice, in few queries."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import finding, publishing
from articles.admin.stories import columns, listing
from articles.models import Article, ListChoice
from desk.models import Remark
from desk.roles import EDITOR, JOURNALIST
from readership.models import Tally
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIST = "/admin/articles/article/"
PARTS = ["q", "author", "section", "since", "until", "p", "o", "status"]  # of an address


@pytest.fixture
def editor(client):
    editor = make.user(EDITOR)
    client.force_login(editor)
    client.cookies["django_language"] = "en"
    return editor


def shown(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [row.story for row in response.context["listing"].rows]


def html(client, **query):
    return client.get(LIST, query).content.decode()


class TestSearch:
    @pytest.fixture
    def story(self, editor):
        make.article(headline="Autre")
        return make.article(headline="Le pont", body="<p>Une <em>Écluse</em> neuve.</p>")

    @pytest.mark.parametrize("text", ["pont", "ecluse", "Le écluse", '"une écluse"', "neuve PONT"])
    def test_headline_and_text(self, client, story, text):
        assert shown(client, q=text) == [story]

    @pytest.mark.parametrize("text", ["tunnel", '"pont écluse"', "…"])
    def test_nothing(self, client, story, text):
        assert shown(client, q=text) == []
        assert "No story matches" in html(client, q=text)

    def test_a_number_and_an_address_find_their_story(self, client, story):
        dated = make.article(headline=f"En {story.pk} minutes")
        assert set(shown(client, q=str(story.pk))) == {story, dated}
        assert shown(client, q=f"https://example.org/une/le-pont-{story.pk}/") == [story]
        assert shown(client, q=f"https://example.org/admin/articles/article/{story.pk}/change/") == [story]

    def test_the_dialog_that_chooses_a_story_finds_the_same(self, client, story):
        results = client.get(f"{LIST}picker/", {"q": "ecluse"}).json()["results"]
        assert [result["id"] for result in results] == [story.pk]

    def test_that_older_ones_were_left_out_is_said(self, client, story, monkeypatch):
        assert "only the newest were searched" not in html(client, q='"le pont"')
        monkeypatch.setattr(finding.Index, "is_bounded", lambda index, terms: bool(terms))
        assert "only the newest were searched" in html(client, q='"le pont"')
        assert "only the newest were searched" not in html(client)


class TestFilters:
    def test_publication(self, client, editor):
        live, draft = make.published(at=NOON - DAY), make.article()
        waits = make.article()
        publishing.schedule(waits, when=NOON + DAY, at=NOON - HOUR, by=None)
        assert shown(client, status="live") == [live]
        assert shown(client, status="unpublished") == [draft]
        assert shown(client, status="scheduled") == [waits]
        assert shown(client, status="killed") == []

    def test_each_column_and_all_together(self, client, editor):
        author, section = make.author(), make.section("en")
        values = {"stage": Article.Stage.SUBMITTED, "genre": "opinion", "language": "en", "section": section}
        story = make.article(headline="Bridge", bylines=[author], **values)
        make.article(headline="Bridge")
        query = values | {"section": section.pk, "author": author.pk, "q": "bridge", "status": "unpublished"}
        for name, value in query.items():
            if name not in {"q", "status"}:
                assert shown(client, **{name: value}) == [story]
        assert shown(client, **query) == [story]
        assert shown(client, **query | {"genre": "news"}) == []

    def test_the_old_name_of_a_filter_still_leads_there(self, client, editor):
        story = make.article(stage=Article.Stage.SUBMITTED)
        make.article()
        assert shown(client, stage__exact="submitted") == [story]

    def test_days_are_those_of_the_newsroom(self, client, editor):
        # 23:30 UTC on the 4th is half past midnight on the 5th in Paris.
        late, early = make.article(at=NOON - 3 * DAY + 12.5 * HOUR), make.article(at=NOON - 3 * DAY)
        assert shown(client, since="2026-02-05", until="2026-02-05") == [late]
        assert shown(client, since="2026-02-04", until="2026-02-04") == [early]
        assert shown(client, until="2026-02-03") == []

    def test_by_the_day_of_publication(self, client, editor):
        old = make.published(at=NOON - 9 * DAY)
        make.change(old, at=NOON - HOUR, headline="Neuf")
        make.published(at=NOON - HOUR)
        assert shown(client, date="published", until="2026-02-01") == [old]

    def test_mine(self, client, editor):
        own = make.article(created_by=editor)
        signed = make.article(bylines=[make.author(user=editor), make.author()])
        make.article()
        assert set(shown(client, mine="1")) == {own, signed}

    @pytest.mark.parametrize(
        "query",
        [
            {"status": "x"}, {"stage": "'"}, {"section": "x"}, {"author": "9" * 40}, {"genre": "\u2028"},
            {"since": "0000-00-00"}, {"since": "9999-12-31"}, {"since": "2026-02-05", "until": "2026-02-01"},
            {"q": "a " * 1500},
        ],
    )  # fmt: skip
    def test_what_is_not_understood_narrows_nothing_and_is_said(self, client, editor, query):
        story = make.article(at=NOON - HOUR)
        assert shown(client, **query) == [story]
        assert 'role="alert"' in html(client, **query)

    @pytest.mark.parametrize(
        "query", [{"p": "x"}, {"p": "-1"}, {"p": "99999999"}, {"o": "-x"}, {"o": "body"}, {"e": "1"}]
    )
    def test_nonsense_elsewhere_is_left_out(self, client, editor, query):
        story = make.article()
        assert shown(client, **query) == [story]

    def test_chips_take_one_filter_away_each(self, client, editor):
        make.article(stage=Article.Stage.SUBMITTED)
        query = {"stage": "submitted", "language": "fr", "q": "un"}
        chips = client.get(LIST, query).context["listing"].narrowing.chips
        assert [parse_qs(chip.without) for chip in chips] == [
            {"language": ["fr"], "q": ["un"]},
            {"stage": ["submitted"], "q": ["un"]},
        ]
        assert "Without the filter Stage submitted" in html(client, **query)


class TestAnyAddress(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(st.dictionaries(st.sampled_from(PARTS), st.text()))
    def test_no_address_is_an_error(self, query):
        self.client.force_login(self.user)
        assert self.client.get(LIST, query).status_code in {200, 400}

    @classmethod
    def setUpTestData(cls):
        cls.user = make.user(EDITOR)
        make.article()


class TestPages:
    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch):
        monkeypatch.setattr(listing, "PAGE", 2)
        monkeypatch.setattr(listing, "COUNTED", 4)

    def test_the_last_edited_first_and_every_story_once(self, client, editor):
        stories = [make.article(at=NOON - hours * HOUR) for hours in (1, 2, 3, 3, 4, 5, 6)]
        stories[2:4] = sorted(stories[2:4], key=lambda story: -story.pk)
        assert [story for page in (1, 2, 3, 4) for story in shown(client, p=page)] == stories

    def test_how_many_are_counted_only_so_far(self, client, editor):
        for _ in range(4):
            make.article()
        assert "4 stories" in html(client)
        make.article()
        assert "more than 4 stories" in html(client)

    def test_the_pages_lead_to_each_other(self, client, editor):
        for _ in range(5):
            make.article()
        first, last = (client.get(LIST, {"p": page, "language": "fr"}).context["listing"] for page in (1, 3))
        assert (first.previous_query, parse_qs(first.next_query)) == (None, {"language": ["fr"], "p": ["2"]})
        assert (parse_qs(last.previous_query)["p"], last.next_query) == (["2"], None)

    def test_a_page_beyond_the_last_is_the_last(self, client, editor):
        story = make.article()
        assert shown(client, p=3) == [story]

    def test_other_orders(self, client, editor):
        make.article()
        new, old = make.published(at=NOON - HOUR), make.published(at=NOON - DAY)
        assert shown(client, o="-published") == [new, old]
        assert shown(client, o="published") == [old, new]
        assert shown(client, o="planned") == []


class TestColumns:
    def heads(self, client):
        return [column.name for column in client.get(LIST).context["listing"].columns]

    def test_everybody_chooses(self, client, editor):
        make.article()
        sent = {"column": ["words", "section", "words", "unknown"], "back": "language=fr"}
        response = client.post(f"{LIST}columns/", sent)
        assert response.headers["Location"] == f"{LIST}?language=fr"
        assert self.heads(client) == ["words", "section"]
        client.force_login(make.user(JOURNALIST))
        assert self.heads(client) == list(columns.USUAL)

    def test_none_but_the_headline_and_the_usual_ones_again(self, client, editor):
        client.post(f"{LIST}columns/", {})
        assert self.heads(client) == []
        client.post(f"{LIST}columns/", {"column": "words", "usual": "1"})
        assert self.heads(client) == list(columns.USUAL)

    def test_a_look_changes_nothing(self, client, editor):
        assert client.get(f"{LIST}columns/").status_code == 405
        assert client.get(f"{LIST}views/").status_code == 405
        assert not ListChoice.objects.exists()

    def test_what_each_says(self, client, editor):
        ListChoice.objects.create(user=editor, columns=list(columns.COLUMNS))
        story = make.article(
            headline="Le pont", kicker="Port", stage="submitted", genre="opinion", body=f"<p>{'mot ' * 1234}</p>",
            bylines=[make.author(display_name="Maëlle"), make.author(display_name="Yann")], at=NOON - 2 * HOUR,
            planned_for=NOON + 3 * DAY, embargoed_until=NOON + 90 * MINUTE,
        )  # fmt: skip
        Tally.objects.create(article=story, views=7)
        Remark.objects.create(article=story, at=NOON, text="?")
        Remark.objects.create(article=story, at=NOON, text="!", resolved_at=NOON)
        row = client.get(LIST).context["listing"].rows[0]
        said = {column.name: str(cell) for column, cell in row.cells}
        assert said["bylines"] == row.signed == "Maëlle, Yann"
        assert (said["words"].replace("\xa0", ","), said["views"], said["remarks"]) == ("1,234", "7", "1")
        assert "2 h ago" in said["edited"]
        assert "in 1 h 30 min" in said["embargo"]
        assert "10 Feb 2026" in said["planned"] or "Feb. 10" in said["planned"]
        assert (said["published"], said["scheduled"]) == ("", "")

    def test_without_the_text(self, client, editor):
        make.article()
        assert "body" in shown(client)[0].get_deferred_fields()


class TestViews:
    def names(self, client):
        return [name for name, _query, _current, own in client.get(LIST).context["listing"].views if own]

    def test_filters_are_kept_under_a_name(self, client, editor):
        story = make.article(stage="submitted")
        make.article()
        client.post(f"{LIST}views/", {"name": " À  relire ", "back": "stage=submitted&p=3"})
        (name, query, _current, _own) = client.get(LIST).context["listing"].views[-1]
        assert name == "À relire"
        assert shown(client, **dict(pair.split("=") for pair in query.split("&"))) == [story]

    def test_the_same_name_again_replaces(self, client, editor):
        for language in ("fr", "en"):
            client.post(f"{LIST}views/", {"name": "A", "back": f"language={language}"})
        assert [view["query"] for view in ListChoice.objects.get().views] == ["language=en"]

    def test_removed_and_empty(self, client, editor):
        client.post(f"{LIST}views/", {"name": "A", "back": "language=fr"})
        client.post(f"{LIST}views/", {"name": "  ", "back": "language=fr"})
        assert self.names(client) == ["A"]
        client.post(f"{LIST}views/", {"remove": "A"})
        assert self.names(client) == []

    def test_not_without_end(self, client, editor):
        for number in range(25):
            client.post(f"{LIST}views/", {"name": f"V{number}", "back": "x=\x00%00&<script>"})
        assert len(self.names(client)) == 20

    def test_nobody_is_led_elsewhere(self, client, editor):
        for back in ("//example.org", "https://example.org", "\r\nX: y"):
            target = client.post(f"{LIST}columns/", {"back": back}).headers["Location"]
            assert urlsplit(target).netloc == ""
            assert target.startswith(LIST)


class TestRights:
    def test_strangers_see_no_list(self, client):
        client.force_login(make.user(JOURNALIST, is_staff=False))
        assert client.get(LIST).status_code == 302
        user = make.user(JOURNALIST)
        user.groups.clear()
        client.force_login(user)
        assert client.get(LIST).status_code == 403
        assert client.post(f"{LIST}columns/", {"column": "words"}).status_code == 403

    @pytest.mark.parametrize(("role", "verbs"), [(JOURNALIST, {"submit"}), (EDITOR, {"submit", "approve", "publish"})])
    def test_only_what_one_may_is_offered(self, client, role, verbs):
        client.force_login(make.user(role))
        offered = {name for name, _label in client.get(LIST).context["verbs"]}
        assert verbs <= offered
        assert ("approve" in offered) == ("approve" in verbs)


class TestCost:
    def test_queries_do_not_grow(self, client, editor, django_assert_max_num_queries):
        author, section = make.author(), make.section()
        ListChoice.objects.create(user=editor, columns=list(columns.COLUMNS))
        for hours in range(30):
            make.published(at=NOON - DAY - timedelta(hours=hours), bylines=[author, make.author()], section=section)
        query = {"author": author.pk, "section": section.pk, "q": 'texte "un texte"', "status": "live", "mine": ""}
        with django_assert_max_num_queries(12):
            assert len(shown(client, **query)) == 30
