"""Two decisions about one story at the same moment, from two connections: one wins, the other is told so."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection

from articles import history, publishing, refusals
from articles.models import Edition
from tests import make
from tests.make import DAY, HOUR, MINUTE, NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.invariant]


def both(*decisions):
    """Run the decisions at the same moment, each on its own connection; what each returned or raised."""
    barrier = Barrier(len(decisions))

    def run(decide):
        try:
            barrier.wait()
            return decide()
        except refusals.Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(decisions)) as pool:
        return list(pool.map(run, decisions))


def outcome(results):
    won = [result for result in results if not isinstance(result, Exception)]
    refused = [result for result in results if isinstance(result, refusals.Refusal)]
    return len(won), refused


def assert_no_overlap(article):
    periods = list(article.editions.real().values_list("live_from", "live_until"))
    for (_start, end), (start, _end) in pairwise(periods):
        assert end
        assert end <= start


@pytest.mark.parametrize("apart", [MINUTE * 0, MINUTE / 600], ids=["same instant", "a moment apart"])
@pytest.mark.parametrize("attempt", range(4))
def test_two_first_publications(apart, attempt):
    article = make.article()
    won, refused = outcome(
        both(
            lambda: publishing.publish(article, at=NOON, by=None),
            lambda: publishing.publish(article, at=NOON + apart, by=None),
        )
    )
    assert won == 1
    assert type(refused[0]) in {
        refusals.Overtaken, refusals.NothingToPublish, refusals.KindRequired, refusals.PendingWaits
    }  # fmt: skip
    assert article.editions.count() == 1
    assert_no_overlap(article)


@pytest.mark.parametrize("attempt", range(4))
def test_two_updates(attempt):
    article = make.change(make.published(), headline="Nouveau")
    won, refused = outcome(both(*[lambda: publishing.publish(article, at=NOON + HOUR, by=None, kind="update")] * 2))
    assert (won, len(refused)) == (1, 1)
    assert type(refused[0]) in {refusals.Overtaken, refusals.NothingToPublish}
    assert article.editions.count() == 2
    assert_no_overlap(article)


def test_a_publication_and_a_kill():
    article = make.change(make.published(), headline="Nouveau")
    both(
        lambda: publishing.publish(article, at=NOON + HOUR, by=None, kind="update"),
        lambda: publishing.kill(article, at=NOON + HOUR + MINUTE, by=None, reason="Décision de justice."),
    )
    assert not Edition.objects.live(NOON + DAY).filter(article=article).exists()
    assert_no_overlap(article)


@pytest.mark.parametrize("attempt", range(4))
def test_two_stories_that_lead_to_each_other(attempt):
    one, other = make.article(), make.article()
    make.change(one, body=f'<p><a data-article-id="{other.pk}">là</a></p>')
    make.change(other, body=f'<p><a data-article-id="{one.pk}">ici</a></p>')
    won, refused = outcome(
        both(*[lambda story=story: publishing.publish(story, at=NOON, by=None) for story in (one, other)])
    )
    assert (won, refused) == (2, [])


@pytest.mark.parametrize("attempt", range(4))
def test_a_picture_for_one_story_only(attempt):
    picture = make.image(once_only=True)
    stories = [make.article(lead_image=picture), make.article(body=f'<figure data-image-id="{picture.pk}"></figure>')]
    won, refused = outcome(
        both(*[lambda story=story: publishing.publish(story, at=NOON, by=None) for story in stories])
    )
    assert won == 1
    assert [type(refusal) for refusal in refused] == [refusals.NotCleared]


@pytest.mark.parametrize("attempt", range(4))
def test_a_publication_while_the_story_is_moved_to_another_section(attempt):
    story = make.article()
    moved = story.values() | {"section_id": make.section().pk}
    results = both(
        lambda: history.save(story, moved, seen=story.version, at=NOON, by=None),
        lambda: publishing.publish(story, at=NOON, by=None),
    )
    assert outcome(results) == (2, [])
