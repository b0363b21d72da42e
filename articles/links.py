"""Stories that lead to each other from within their texts: what breaks when one of them goes."""

from . import prose
from .models import Article, Edition

Status = Article.PublicationStatus


def dead_links(article, at):
    """The stories that the working copy leads to and that readers can't see at `at`, in the order of the text.

    Each comes with its status. One query; none where the text leads nowhere.
    """
    numbers = prose.article_ids(article.body)
    stories = Article.objects.with_status(at).filter(pk__in=numbers).defer("body", "standfirst", "note_for_colleagues")
    found = {story.pk: story for story in stories.exclude(publication_status__in=[Status.LIVE, Status.CHANGED])}
    return [found[number] for number in numbers if number in found]


def leading_to(article, at):
    """The live editions of other stories whose texts lead to this one. One query."""
    editions = Edition.objects.live(at).filter(link_items__other=article).exclude(article=article)
    return editions.for_cards().newest_first()
