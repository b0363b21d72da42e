"""The one gate: who may do what with which story. `user.has_perm("articles.change_article", article)` asks it.

Rights come from the groups of `desk.roles`. Those named in `OWN_ONLY` reach a journalist's own stories only, unless he
or she may edit any.
"""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q

from .models import Article, Byline

VIEW, CHANGE, SUBMIT = "articles.view_article", "articles.change_article", "articles.submit_article"
APPROVE, PUBLISH, KILL = "articles.approve_article", "articles.publish_article", "articles.kill_article"
EDIT_ANY, OVERRIDE = "articles.edit_any_article", "articles.override_gate"
DELETE = "articles.delete_article"
OWN_ONLY = frozenset({CHANGE, SUBMIT, DELETE})


class StoryBackend(ModelBackend):
    """Django's own rights, in one query, and those that depend on the story."""

    def has_perm(self, user_obj, perm, obj=None):
        if not super().has_perm(user_obj, perm):
            return False
        if not isinstance(obj, Article) or perm not in OWN_ONLY:
            return True
        return super().has_perm(user_obj, EDIT_ANY) or is_own(user_obj, obj)

    def get_all_permissions(self, user_obj, obj=None):
        """Of the user and of the groups at once; none with an object, as Django's own backend has it."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = _all_permissions(user_obj)
        return user_obj._perm_cache


def is_own(user, article):
    """Whether the story was begun by that person or carries his or her byline. One query at most."""
    if article.created_by_id == user.pk:
        return True
    return bool(article.pk) and article.bylines.filter(author__user=user).exists()


def own(user):
    """The condition on articles that `is_own` asks of one, without a join that would bring a story twice."""
    signed = Byline.objects.order_by().filter(author__user=user).values("article")
    return Q(created_by=user) | Q(pk__in=signed)


def _all_permissions(user):
    permissions = Permission.objects.all()
    if not user.is_superuser:
        permissions = permissions.filter(Q(group__user=user) | Q(user=user)).distinct()
    names = permissions.order_by().values_list("content_type__app_label", "codename")
    return {f"{label}.{codename}" for label, codename in names}
