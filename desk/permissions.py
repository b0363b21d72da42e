"""The gate's other half: who may do what with which account. `user.has_perm("auth.change_user", account)` asks it."""

from django.contrib.auth.models import User

from articles.permissions import StoryBackend

from .roles import may_manage

VIEW_ACCOUNT, CHANGE_ACCOUNT = "auth.view_user", "auth.change_user"


class DeskBackend(StoryBackend):
    """Stories' rights, and those that depend on the account. Of one's own, everybody may see and change the words."""

    def has_perm(self, user_obj, perm, obj=None):
        if not isinstance(obj, User) or not user_obj.is_active:
            return super().has_perm(user_obj, perm, obj)
        if obj.pk == user_obj.pk:
            return perm in {VIEW_ACCOUNT, CHANGE_ACCOUNT}
        if not super().has_perm(user_obj, perm):
            return False
        return perm == VIEW_ACCOUNT or may_manage(user_obj, obj)
