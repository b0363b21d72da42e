"""Tags that mean the same: recognised while one types, and made one by those who may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles import publishing, tagging
from articles.models import Article, Edition, FormerTag, Tag
from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON

NAMES = st.text(alphabet="abcdeéÉsx -26œ", min_size=1, max_size=12)
LIST = "/admin/articles/tag/"


class TestNearDuplicates:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Municipales 2026", "municipales-2026"),
            ("Municipales 2026", "Municipale 2026"),
            ("Économie", "economie"),
            ("Œuvre d’art", "oeuvre d'art"),
            ("Conseil municipal", "Conseils municipal"),
            ("Pont des Ardoisiers", "Pont des Ardoissiers"),
            ("Pont des Ardoisiers", "Pont des Ardosiiers"),
            ("Météo", "METEO"),
        ],
    )
    def test_these_are_the_same_written_twice(self, one, other):
        assert tagging.are_near(one, other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Municipales 2026", "Municipales 2020"),
            ("Port", "Pont"),
            ("Culture", "Cultures marines"),
            ("Tram T1", "Tram T2"),
            ("日本", "中国"),
            ("?!", "…"),
        ],
    )
    def test_these_are_not(self, one, other):
        assert not tagging.are_near(one, other)

    @given(NAMES, NAMES)
    def test_it_does_not_matter_which_comes_first(self, one, other):
        assert tagging.are_near(one, other) == tagging.are_near(other, one)

    @given(NAMES)
    def test_a_name_is_near_itself(self, name):
        assert tagging.are_near(name, name)

    def test_the_nearest_comes_first(self):
        assert tagging.near("Marées", ["Marée", "Marcée", "Marées", "Autre"]) == ["Marée", "Marcée"]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestPicker:
    @pytest.fixture
    def ask(self, client):
        client.force_login(make.user(JOURNALIST))
        return lambda **query: client.get(reverse("admin:articles_tag_picker"), query).json()

    def test_it_suggests_what_is_used_most(self, ask):
        make.tag("Marché")
        make.article(tags=["Marée"])
        assert ask(q="mar")["results"] == [{"name": "Marée", "uses": 1}, {"name": "Marché", "uses": 0}]

    def test_it_tells_what_it_knows_of_several_names(self, ask):
        make.tag("Municipales 2026")
        make.tag("Port")
        assert ask(name=["port", "municipales-2026", "Halles"])["names"] == [
            {"name": "port", "known": "Port", "near": []},
            {"name": "municipales-2026", "known": None, "near": ["Municipales 2026"]},
            {"name": "Halles", "known": None, "near": []},
        ]

    def test_a_tag_that_was_merged_is_known_as_the_one_that_stayed(self, ask):
        gone, stays = make.tag("Élections municipales"), make.tag("Municipales 2026")
        tagging.merge([gone], stays, make.user())
        assert ask(name="Élections municipales")["names"][0]["known"] == "Municipales 2026"

    def test_only_for_those_who_may_see_tags(self, client):
        client.force_login(make.user(is_superuser=False))
        assert client.get(reverse("admin:articles_tag_picker")).status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestMerging:
    def test_stories_and_editions_get_the_tag_that_stays_once(self):
        gone, stays = make.tag("municipales-2026"), make.tag("Municipales 2026")
        both = make.published(at=NOON - DAY, tags=[gone, stays])
        one = make.published(at=NOON - DAY, tags=[gone])
        assert tagging.merge([gone, stays], stays, make.user()) == {both.pk, one.pk}
        for story in (both, one):
            assert list(story.tags.all()) == [stays]
            assert list(make.live(story, NOON).tags.all()) == [stays]
        assert not Tag.objects.filter(pk=gone.pk).exists()

    def test_what_was_live_is_still_live_without_changes_waiting(self):
        gone, stays = make.tag("Ponts"), make.tag("Pont")
        live = make.published(at=NOON - DAY, tags=[gone])
        changed = make.change(make.published(at=NOON - DAY, tags=[gone]), headline="Réécrit")
        waiting = make.article(tags=[gone])
        publishing.schedule(waiting, when=NOON + HOUR, at=NOON - HOUR, by=None)
        before = Article.objects.get(pk=live.pk).edited_at
        tagging.merge([gone], stays, make.user())
        status = dict(Article.objects.with_status(NOON).values_list("pk", "publication_status"))
        assert status == {live.pk: "live", changed.pk: "changed", waiting.pk: "scheduled"}
        assert Article.objects.with_status(NOON + 2 * HOUR).get(pk=waiting.pk).publication_status == "live"
        assert Article.objects.get(pk=live.pk).edited_at == before
        for edition in Edition.objects.all():
            assert edition.digest == edition.content().baked().digest

    def test_old_addresses_lead_to_the_page_in_one_step(self, client):
        first, second, third = make.tag("Un"), make.tag("Deux"), make.tag("Trois")
        make.published(at=NOON - DAY, tags=[first])
        tagging.merge([first], second, make.user())
        tagging.merge([second], third, make.user())
        assert dict(FormerTag.objects.values_list("slug", "tag__name")) == {"un": "Trois", "deux": "Trois"}
        for slug in ("un", "deux"):
            response = client.get(reverse("articles:tag", args=[slug]))
            assert (response.status_code, response.headers["Location"]) == (301, third.get_absolute_url())
        assert client.get(third.get_absolute_url()).status_code == 200

    def test_it_is_written_down(self):
        gone, stays, chief = make.tag("Ponts"), make.tag("Pont"), make.user(CHIEF_EDITOR)
        tagging.merge([gone], stays, chief)
        entry = LogEntry.objects.get()
        assert (entry.user, entry.object_id) == (chief, str(stays.pk))
        assert "Ponts" in entry.change_message

    def test_its_statements_are_bounded_for_each_story(self, django_assert_max_num_queries):
        gone, stays, chief = make.tag("Ponts"), make.tag("Pont"), make.user()
        for _ in range(4):
            make.published(at=NOON - DAY, tags=[gone])
        with django_assert_max_num_queries(30 + 4 * 8):
            tagging.merge([gone], stays, chief)


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestScreens:
    def address(self, *tags):
        query = "&".join(f"id={tag.pk}" for tag in tags)
        return f"{reverse('admin:articles_tag_merge')}?{query}"

    def test_a_chief_editor_merges(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        gone, stays = make.tag("Ponts"), make.tag("Pont")
        make.published(at=NOON - DAY, tags=[gone])
        page = client.get(LIST).content.decode()
        assert f"id={gone.pk}&amp;id={stays.pk}" in page or f"id={stays.pk}&amp;id={gone.pk}" in page
        assert "1" in client.get(self.address(gone, stays)).content.decode()
        assert client.post(self.address(gone, stays), {"into": stays.pk}).status_code == 302
        assert list(Tag.objects.all()) == [stays]

    def test_the_lists_action_leads_there(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        one, other = make.tag("Un"), make.tag("Deux")
        values = {"action": "merge_chosen", "_selected_action": [one.pk, other.pk]}
        assert client.post(LIST, values).headers["Location"].startswith(reverse("admin:articles_tag_merge"))

    def test_others_do_not(self, client):
        client.force_login(make.user(EDITOR))
        one, other = make.tag("Pont"), make.tag("Ponts")
        assert client.get(self.address(one, other)).status_code == 403
        assert client.post(self.address(one, other), {"into": one.pk}).status_code == 403
        page = client.get(LIST).content.decode()
        assert reverse("admin:articles_tag_merge") not in page
        assert "merge_chosen" not in page

    @pytest.mark.parametrize("query", ["", "?id=x", "?id=1&id=" + "9" * 30])
    def test_nonsense_gets_a_sentence(self, client, query):
        client.force_login(make.user(CHIEF_EDITOR))
        assert client.get(reverse("admin:articles_tag_merge") + query).status_code == 302

    def test_a_choice_that_is_none_of_them_is_refused(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        one, other, third = make.tag("Un"), make.tag("Deux"), make.tag("Trois")
        assert client.post(self.address(one, other), {"into": third.pk}).status_code == 200
        assert Tag.objects.count() == 3

    def test_a_former_address_is_not_given_away(self, client):
        client.force_login(make.user(CHIEF_EDITOR))
        gone, stays = make.tag("Ponts"), make.tag("Pont")
        tagging.merge([gone], stays, make.user())
        response = client.post(f"{LIST}add/", {"name": "Autre", "slug": "ponts", "description": ""})
        assert "slug" in response.context["adminform"].form.errors

    def test_the_lists_queries_do_not_grow(self, client, django_assert_max_num_queries):
        client.force_login(make.user(CHIEF_EDITOR))
        for number in range(30):
            make.tag(f"Mot {number}")
        with django_assert_max_num_queries(10):
            client.get(LIST)
