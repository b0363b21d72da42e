"""Accounts and groups, with plain fields: Django's two lists side by side are no good to hear or on a phone."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(UserAdmin):
    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]
    show_facets = admin.ShowFacets.NEVER


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    filter_horizontal = ()
