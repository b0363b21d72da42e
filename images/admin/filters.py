"""How the library's list is narrowed. Each is one menu; credits and keywords offer the most frequent ones."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from .. import rights, usage
from ..models import Image, Keyword

MOST_CHOICES = 30  # of a menu; what is rarer is found by the search


class RightsFilter(admin.SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin):
        return [
            ("usable", _("usable")),
            ("soon", _("expires within 30 days")),
            ("expired", _("expired")),
            ("blocked", _("blocked")),
            ("once", _("once only")),
            ("partners", _("not for partners")),
        ]

    def queryset(self, request, queryset):
        at = request.at
        conditions = {
            "usable": rights.usable(at),
            "soon": rights.expires_within(rights.SOON, at),
            "expired": rights.expired(at),
            "blocked": Q(blocked=True),
            "once": Q(once_only=True),
            "partners": Q(not_for_partners=True),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


class AttentionFilter(admin.SimpleListFilter):
    """What somebody should look after."""

    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [
            ("alt", _("no alternative text")),
            ("credit", _("no credit")),
            ("unused", _("never used")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "unused":
            return usage.unused(queryset)
        return queryset.filter({"alt": Q(alt_text=""), "credit": Q(credit="")}.get(self.value(), Q()))


class UploaderFilter(admin.SimpleListFilter):
    title = _("uploaded by")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return [("me", _("me"))]

    def queryset(self, request, queryset):
        return queryset.filter(uploaded_by=request.user) if self.value() == "me" else queryset


class FrequentFilter(admin.SimpleListFilter):
    """The most frequent values, and the one in the address, which may be any."""

    def lookups(self, request, model_admin):
        values = list(self.frequent()[:MOST_CHOICES])
        chosen = request.GET.get(self.parameter_name)
        if chosen and chosen not in dict(values):
            values.append((chosen, chosen))
        return values


class CreditFilter(FrequentFilter):
    title = _("credit")
    parameter_name = "credit"

    def frequent(self):
        frequent = Image.objects.exclude(credit="").values("credit").annotate(count=Count("pk"))
        return frequent.order_by("-count", "credit").values_list("credit", "credit")

    def queryset(self, request, queryset):
        return queryset.filter(credit=self.value()) if self.value() else queryset


class KeywordFilter(FrequentFilter):
    title = _("keyword")
    parameter_name = "keyword"

    def frequent(self):
        keywords = Keyword.objects.annotate(count=Count("image_items")).filter(count__gt=0)
        return keywords.order_by("-count", "name").values_list("slug", "name")

    def queryset(self, request, queryset):
        return queryset.filter(keyword_items__tag__slug=self.value()) if self.value() else queryset


FILTERS = [RightsFilter, AttentionFilter, CreditFilter, KeywordFilter, UploaderFilter]
