"""How every screen of the admin asks for a right: by its name, and with the object that it is about."""

from django.contrib.auth import get_permission_codename


class Gated:
    """For an admin: `user.has_perm(right, obj)` decides, where Django's own admin leaves the object out."""

    def has_view_permission(self, request, obj=None):
        return self._has_right(request, "view", obj) or self._has_right(request, "change", obj)

    def has_add_permission(self, request):
        return self._has_right(request, "add", None)

    def has_change_permission(self, request, obj=None):
        return self._has_right(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self._has_right(request, "delete", obj)

    def _has_right(self, request, action, obj):
        codename = get_permission_codename(action, self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{codename}", obj)
