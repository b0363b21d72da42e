"""A decision on its way from a screen to its verb: by the person of the request, at its instant, from that screen."""

from articles.log import Where
from articles.models import Article
from articles.permissions import OVERRIDE

Status = Article.PublicationStatus


def decide(verb, article, *, request, screen, **said):
    """Carry the verb out and return what it returns. Raises its refusals."""
    where = Where(screen, request.META.get("REMOTE_ADDR") or None)
    return verb(article, at=request.at, by=request.user, where=where, **said)


def may_override(user, article):
    return user.has_perm(OVERRIDE, article)
