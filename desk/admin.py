"""The screens of accounts: who belongs to the newsroom, and in which role. Rights follow from the role alone."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.times import short_moment
from images.admin import BoundedSearch, Gated

from .accounts import LAST, AccountForm, NewAccountForm, PasswordForm, give, has_left_traces, is_last_administrator
from .roles import LABELS, label_of, may_manage

admin.site.unregister([User, Group])
PERSON = ["first_name", "last_name", "email"]


class RoleFilter(admin.SimpleListFilter):
    """By what the roles are called, not by the groups behind them."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return list(LABELS.items())

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value(), is_superuser=False) if self.value() else queryset


@admin.register(User)
class AccountAdmin(BoundedSearch, Gated, UserAdmin):
    """Accounts below one's own rank are managed, one's own has its words changed, all others are looked at."""

    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    change_password_form = PasswordForm
    change_user_password_template = "admin/auth/user/password.html"  # noqa: S105  a path
    list_display = ["person", "username", "role", "email", "standing", "last_seen"]
    list_filter = [RoleFilter, "is_active"]
    filter_horizontal = ()
    actions = None
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = ""
    add_fieldsets = [
        (None, {"fields": ["username", *PERSON]}),
        (_("Role"), {"fields": ["role"]}),
        (_("Password"), {"fields": ["password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", *PERSON]}),
        (_("Role"), {"fields": ["role", "is_active"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    class Media:
        css = {"all": ["css/admin-accounts.css"]}

    # The list

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"), ordering="last_name")
    def person(self, account):
        return account.get_full_name() or account.get_username()

    @admin.display(description=_("role"))
    def role(self, account):
        return label_of(account) or None

    @admin.display(description=_("standing"), ordering="is_active")
    def standing(self, account):
        return "" if account.is_active else format_html('<span class="status">{}</span>', _("deactivated"))

    @admin.display(description=_("last signed in"), ordering="last_login")
    def last_seen(self, account):
        return short_moment(account.last_login) if account.last_login else None

    # The form

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.actor = request.user
        return form

    def get_readonly_fields(self, request, obj=None):
        """Nobody has a say in the own role, nor in whether the own account is open."""
        if obj and obj.pk == request.user.pk:
            return ["username", "role", "is_active", "last_login", "date_joined"]
        return ["last_login", "date_joined"] if obj else []

    def get_fieldsets(self, request, obj=None):
        if obj and obj.pk == request.user.pk:
            return [(None, {"fields": ["username", *PERSON]}), (_("Role"), {"fields": ["role"]})]
        return super().get_fieldsets(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "is_own": bool(obj) and obj.pk == request.user.pk,
            "may_set_password": bool(obj) and self.has_change_permission(request, obj),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Rights: `Gated` asks for them. Superusers, whom no backend is asked about, have their limits here.

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        return not obj or obj.pk == request.user.pk or may_manage(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (not obj or may_manage(request.user, obj))

    def user_change_password(self, request, id, form_url=""):
        """The own one is changed where the old one is asked for: an unwatched screen gives no account away."""
        if unquote(id) == str(request.user.pk):
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)

    # Saving

    def save_model(self, request, obj, form, change):
        """Only what the form holds: the password, or the sign-in, may have changed meanwhile."""
        if not change:
            obj.is_staff = True
            return obj.save()
        columns = {field.name for field in obj._meta.concrete_fields} & set(form.cleaned_data)
        if "role" in form.changed_data:
            obj.is_staff = True
            columns.add("is_staff")
        return obj.save(update_fields=columns)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "role" in form.changed_data or not change:
            give(form.instance, form.cleaned_data["role"])

    # Going

    @transaction.atomic
    def delete_view(self, request, object_id, extra_context=None):
        """Whoever has done anything here leaves a name behind: such an account is deactivated."""
        account = self.get_object(request, unquote(object_id))
        if not account or not self.has_delete_permission(request, account):
            return super().delete_view(request, object_id, extra_context)
        if request.method == "POST" and is_last_administrator(account):
            messages.error(request, LAST)
            return redirect("admin:auth_user_change", account.pk)
        if has_left_traces(account):
            return self._deactivate(request, account)
        return super().delete_view(request, object_id, extra_context)

    def _deactivate(self, request, account):
        if request.method == "POST":
            account.is_active = False
            account.save(update_fields=["is_active"])
            self.log_change(request, account, [{"changed": {"fields": [gettext("active")]}}])
            messages.success(request, _said_of(account))
            return redirect("admin:auth_user_change", account.pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Deactivate the account"),
            "account": account,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/auth/user/deactivate.html", context)


def _said_of(account):
    sentence = _("The account “%(name)s” was deactivated, not deleted: what it did stays under its name.")
    return sentence % {"name": account.get_username()}
