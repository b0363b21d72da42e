"""The rows of the writing form: who signs, and what else to read."""

from django.db.models import Prefetch
from django.forms.widgets import Script
from js_asset import Media

from authors.admin import PartInline

from ..models import Article, Byline, RelatedPick
from .forms import BylineForm, RelatedPickForm
from .picker import HEAVY
from .widgets import plain


class Rows(PartInline):
    """Rows that are put in order by their handles, with our own script instead of the stock one and its jQuery."""

    template = "admin/articles/article/_rows.html"

    @property
    def media(self):
        return Media(js=[Script("js/admin-rows.js", type="module"), Script("js/admin-order.js", type="module")])

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return plain(super().formfield_for_dbfield(db_field, request, **kwargs))


class BylineInline(Rows):
    model = Byline
    form = BylineForm
    fields = ["position", "author", "role"]

    def get_extra(self, request, obj=None, **kwargs):
        """A new story starts with the byline of whoever writes it."""
        return 0 if obj or not own_author(request) else 1


class RelatedInline(Rows):
    model = RelatedPick
    form = RelatedPickForm
    fk_name = "article"
    fields = ["position", "other"]

    def get_queryset(self, request):
        """The stories come with what a row shows of them, in one query."""
        others = Article.objects.with_status(request.at).select_related("lead_image").defer(*HEAVY)
        return super().get_queryset(request).prefetch_related(Prefetch("other", others))


def own_author(request):
    return getattr(request.user, "author", None)
