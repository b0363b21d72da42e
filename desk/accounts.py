"""The newsroom's accounts, as the desk manages them: who it is, and one role. Rights are never given by hand.

What may be done with which account is decided in `desk.roles`. The form asks again under a lock, because two
administrators may take each other's role away at the same moment.
"""

from functools import reduce
from operator import or_

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Exists
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .roles import ADMINISTRATOR, LABELS, MAY, active_administrators, may_manage, role_of, roles_to_give

LAST = _("This is the last administrator. Make another one first.")
ACTIVE_HELP = _("Untick it when somebody leaves: nobody can sign in with it any more, and all that was written stays.")


def give(account, role):
    """Make `role` all that an account may."""
    account.groups.set(Group.objects.filter(name=role))
    account.user_permissions.clear()


def is_last_administrator(account):
    """Whether nobody else is left to manage all accounts. Locks those who are, until the transaction ends."""
    locked = set(active_administrators().select_for_update().values_list("pk", flat=True))
    return locked == {account.pk}


def pointing_at_accounts():
    """The relations of other models to an account, those without a name included."""
    fields = User._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and not field.concrete]
    return [relation for relation in relations if not relation.related_model._meta.auto_created]


def has_left_traces(account):
    """Whether anything in the newsroom was done by, or is about, that person. One query."""
    traces = [
        Exists(relation.related_model._base_manager.filter(**{relation.field.name: account.pk}))
        for relation in pointing_at_accounts()
    ]
    return User.objects.filter(reduce(or_, traces), pk=account.pk).exists()


class RoleField(forms.ChoiceField):
    """One role, each with what it may."""

    widget = forms.RadioSelect

    def offer(self, roles):
        self.choices = [(role, _labelled(role)) for role in roles]


def _labelled(role):
    return format_html("<strong>{}</strong> <span>{}</span>", LABELS[role], MAY[role])


class WithRole(forms.ModelForm):
    """What the form that makes an account and the one that changes it share. The admin says who the `actor` is."""

    actor = None
    role = RoleField(label=_("Role"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"first_name", "last_name", "email"} & self.fields.keys():
            self.fields[name].widget.attrs["autocomplete"] = "off"  # it is somebody else's
        if "role" in self.fields:
            self.fields["role"].offer(roles_to_give(self.actor))


class AccountForm(WithRole):
    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.fields["role"].initial = self.present_role
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = ACTIVE_HELP

    @cached_property
    def present_role(self):
        return role_of(self.instance)

    def clean(self):
        data = super().clean()
        if "role" in self.fields:
            self._check_still_managed()
            self._check_somebody_is_left(data)
        return data

    def _check_still_managed(self):
        """As the account is now: it may have got a role, or lost one, since the form was opened."""
        account = User.objects.select_for_update().get(pk=self.instance.pk)
        if not may_manage(self.actor, account):
            raise ValidationError(_("This account is not yours to manage any more. Nothing was changed."))

    def _check_somebody_is_left(self, data):
        stays = data.get("is_active") and data.get("role") == ADMINISTRATOR
        if not stays and is_last_administrator(self.instance):
            raise ValidationError(LAST)


class NewAccountForm(WithRole, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ["username", "first_name", "last_name", "email"]


class PasswordForm(AdminPasswordChangeForm):
    """Somebody else's password. Every account has one: there is no other way in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for name in ("password1", "password2"):
            self.fields[name].required = True
