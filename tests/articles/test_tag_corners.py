"""Tags where addresses, rights and merges meet: nothing unpublished shows, nothing is lost when two act at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from articles import publishing, tagging
from articles.models import Edition, Tag
from desk.roles import CHIEF_EDITOR, JOURNALIST
from tests import make
from tests.make import DAY, HOUR, NOON


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestAddresses:
    def test_a_merged_tag_of_nothing_published_tells_nobody_of_the_one_that_stayed(self, client):
        gone, stays = make.tag("Affaire"), make.tag("Démission du maire")
        make.article(tags=[gone])
        tagging.merge([gone], stays, make.user())
        assert client.get(reverse("articles:tag", args=["affaire"])).status_code == 404

    def test_a_tag_is_known_by_its_name_whatever_its_address(self):
        make.tag("C")
        make.tag("C++")
        make.tag("Halles", slug="marche-couvert")
        assert tagging.known_names(["c++", "C", "halles"]) == {"c++": "C++", "C": "C", "halles": "Halles"}


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
class TestPicker:
    def test_a_name_that_no_tag_can_have_costs_nothing(self, client):
        client.force_login(make.user(JOURNALIST))
        make.tag("Port")
        answer = client.get(reverse("admin:articles_tag_picker"), {"name": "a" * 8000}).json()
        assert answer["names"][0]["near"] == []
        assert sum(map(len, tagging.shapes("b" * 8000))) < 100_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.invariant
class TestAtOnce:
    def both(self, *actions):
        barrier = Barrier(len(actions))

        def run(act):
            barrier.wait()
            try:
                return act()
            except Exception as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(actions)) as pool:
            return list(pool.map(run, actions))

    @pytest.mark.parametrize("attempt", range(4))
    def test_a_publication_and_a_merge(self, attempt):
        gone, stays, chief = make.tag("Ponts"), make.tag("Pont"), make.user()
        article = make.article(tags=[gone])
        results = self.both(
            lambda: publishing.publish(article, at=NOON, by=None), lambda: tagging.merge([gone], stays, chief)
        )
        assert [result for result in results if isinstance(result, Exception)] == []
        edition = Edition.objects.get()
        assert list(edition.tags.all()) == [stays]
        assert edition.digest == edition.content().baked().digest
        article.refresh_from_db()
        assert article.digest == edition.digest

    @pytest.mark.parametrize("attempt", range(4))
    def test_two_merges_in_opposite_directions(self, attempt):
        one, other, chief = make.tag("Ponts"), make.tag("Pont"), make.user()
        article = make.published(at=NOON - DAY, tags=[one, other])
        results = self.both(lambda: tagging.merge([one], other, chief), lambda: tagging.merge([other], one, chief))
        failed = [result for result in results if isinstance(result, Exception)]
        assert [type(error) for error in failed] == [Tag.DoesNotExist]
        assert Tag.objects.count() == 1
        assert list(make.live(article, NOON + HOUR).tags.all()) == [Tag.objects.get()]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_noon")
def test_a_tag_that_somebody_merged_meanwhile_gets_a_sentence(client, monkeypatch):
    one, other = make.tag("Ponts"), make.tag("Pont")

    def merged_meanwhile(*args):
        raise Tag.DoesNotExist

    monkeypatch.setattr(tagging, "merge", merged_meanwhile)
    client.force_login(make.user(CHIEF_EDITOR))
    address = f"{reverse('admin:articles_tag_merge')}?id={one.pk}&id={other.pk}"
    response = client.post(address, {"into": other.pk}, follow=True)
    assert response.status_code == 200
    assert len(list(response.context["messages"])) == 1
