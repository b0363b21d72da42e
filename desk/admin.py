"""Accounts: who belongs to the newsroom, and in which role. Rights follow from the role and are not given singly."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, LogLine, Version

from . import roles

OWN_DATA = ["first_name", "last_name", "email"]

admin.site.unregister([User, Group])


class RoleField(forms.ChoiceField):
    """One role, among those that the person who is signed in may give."""

    def __init__(self, given_by, **kwargs):
        choices = [(role, roles.LABELS[role]) for role in roles.roles_to_give(given_by)]
        super().__init__(choices=choices, label=_("Role"), widget=forms.RadioSelect, **kwargs)
        self.help_text = " ".join(f"{roles.LABELS[role]}: {roles.MAY[role]}" for role, _label in choices)


class AccountForm(UserChangeForm):
    """`given_by`, who is signed in, comes from the admin."""

    given_by = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk != self.given_by.pk:
            self.fields["role"] = RoleField(self.given_by, initial=roles.role_of(self.instance))


class NewAccountForm(AdminUserCreationForm):
    given_by = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(self.given_by, initial=roles.JOURNALIST)


@admin.register(User)
class AccountAdmin(UserAdmin):
    form, add_form = AccountForm, NewAccountForm
    list_display = ["username", "name", "role", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    filter_horizontal = ()
    actions = None
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"))
    def name(self, user):
        return user.get_full_name()

    @admin.display(description=_("role"))
    def role(self, user):
        return _("Owner of the machine") if user.is_superuser else roles.LABELS.get(roles.role_of(user), "–")

    # Whose accounts

    def has_change_permission(self, request, obj=None):
        """One's own, for name and e-mail, and those of lower rank."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or obj == request.user or roles.may_manage(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """An account that has left traces in the record is deactivated, not deleted."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (roles.may_manage(request.user, obj) and not _has_left_traces(obj))

    def user_change_password(self, request, id, form_url=""):
        """One's own is changed where the old one is asked for."""
        if str(request.user.pk) == str(id):
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)

    # The form

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            new = ["username", *OWN_DATA, "usable_password", "password1", "password2"]
            return [(None, {"fields": new}), (_("Role"), {"fields": ["role"]})]
        if obj == request.user or not self.has_change_permission(request, obj):
            return [(None, {"fields": ["username", *OWN_DATA]})]
        return [
            (None, {"fields": ["username", "password", *OWN_DATA]}),
            (_("Role"), {"fields": ["role", "is_active"]}),
            (_("Dates"), {"fields": self.readonly_fields}),
        ]

    def get_readonly_fields(self, request, obj=None):
        own = ["username"] if obj == request.user else []
        return [*self.readonly_fields, *own]

    def get_form(self, request, obj=None, **kwargs):
        """The role is no column: the form makes its field itself, of the roles that this person may give."""
        made = [name for _title, options in self.get_fieldsets(request, obj) for name in options["fields"]]
        kwargs["fields"] = [name for name in made if name not in {"role", *self.get_readonly_fields(request, obj)}]
        form = super().get_form(request, obj, **kwargs)
        form.given_by = request.user
        return form

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if role := form.cleaned_data.get("role"):
            form.instance.groups.set([Group.objects.get(name=role)])


def _has_left_traces(user):
    return any(model.objects.filter(**{name: user}).exists() for model, name in TRACES)


TRACES = [(Version, "made_by"), (Edition, "made_by"), (LogLine, "by")]
