from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from images.admin import Gated

from .forms import MastheadForm
from .models import Masthead, PressQuote

SHORT_TEXTS = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}


class PressQuoteInline(admin.StackedInline):
    model = PressQuote
    fields = ["text", "author", ("language", "url")]
    formfield_overrides = SHORT_TEXTS
    extra = 0


@admin.register(Masthead)
class MastheadAdmin(Gated, admin.ModelAdmin):
    """The one masthead: there is nothing to list, to add or to delete."""

    form = MastheadForm
    inlines = [PressQuoteInline]
    formfield_overrides = SHORT_TEXTS
    fieldsets = [
        (None, {"fields": ["name", "language", "publisher", "contact_email", "motto", "motto_en"]}),
        (
            _("Notices on stories"),
            {"fields": ["freshness_notice", "freshness_notice_en", "age_warning_days", "public_versions"]},
        ),
        (_("Publish gate"), {"fields": ["gate"], "classes": ["gate"]}),
        (_("Partnerships"), {"fields": ["partnership", "partnership_en", "partnership_email"]}),
        (
            _("Feeds and search engines"),
            {"fields": ["feeds_full_text", "websub_hub", "indexnow_key", "profiles", "founded"]},
        ),
        (_("Files for robots"), {"fields": ["robots_txt", "ads_txt", "security_contact", "security_policy"]}),
        (
            _("Policies"),
            {
                "fields": [
                    "about",
                    "about_en",
                    "ethics_policy",
                    "ethics_policy_en",
                    "corrections_policy",
                    "corrections_policy_en",
                ]
            },
        ),
    ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:masthead_masthead_change", Masthead.objects.current().pk)

    def get_object(self, request, object_id, from_field=None):
        """A newsroom that has not been set up fills in the defaults."""
        return Masthead.objects.current()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
