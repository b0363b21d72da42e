"""Stories that lead to each other from within their texts: what breaks when one of them goes."""

from . import prose
from .models import Article, Edition

Status = Article.PublicationStatus


def dead_links(article, at):
    """The stories that the working copy leads to and that readers can't see at `at`, in the order of the text.

    Each comes with its status. One query; none where the text leads nowhere.
    """
    return dead_links_of([article], at)[0]


def dead_links_of(articles, at):
    """The `dead_links` of each of `articles`, a list for each. One query; none where no text leads anywhere."""
    numbers = [prose.article_ids(article.body) for article in articles]
    wanted = {number for each in numbers for number in each}
    stories = Article.objects.with_status(at).filter(pk__in=wanted).defer("body", "standfirst", "note_for_colleagues")
    found = {story.pk: story for story in stories.exclude(publication_status__in=[Status.LIVE, Status.CHANGED])}
    return [[found[number] for number in each if number in found] for each in numbers]


def leading_to(article, at):
    """The live editions of other stories whose texts lead to this one. One query."""
    editions = Edition.objects.live(at).filter(link_items__other=article).exclude(article=article)
    return editions.for_cards().newest_first()
