"""The rows of the writing form: who signs, and what else to read."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from authors.admin import PartInline

from ..models import Article, Byline, RelatedPick
from .picker import HEAVY
from .rows import BylineForm, RelatedPickForm, RowsFormSet
from .widgets import plain


class Rows(PartInline):
    """`after` names the group of fields that they follow."""

    formset = RowsFormSet

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))


class BylineInline(Rows):
    model = Byline
    form = BylineForm
    fields = ["position", "author", "role"]
    add_label = _("Add a byline")
    after = "filing"

    def get_extra(self, request, obj=None, **kwargs):
        """A new story starts with the byline of whoever writes it."""
        return 0 if obj or not own_author(request) else 1


class RelatedInline(Rows):
    model = RelatedPick
    form = RelatedPickForm
    fk_name = "article"
    fields = ["position", "other"]
    add_label = _("Choose stories…")
    after = "pictures"

    def get_queryset(self, request):
        """The stories come with what a row shows of them, in one query."""
        others = Article.objects.with_status(request.at).select_related("lead_image").defer(*HEAVY)
        return super().get_queryset(request).prefetch_related(Prefetch("other", others))


def own_author(request):
    return getattr(request.user, "author", None)
