from contextlib import suppress

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from images.admin import Gated, PictureFields
from images.models import Image

from ..links import dead_links
from ..models import Article
from ..moments import MomentField
from ..permissions import PUBLISH
from .embeds import EmbedLookUp
from .forms import ArticleForm
from .hints import picture_hints
from .inlines import BylineInline, RelatedInline, own_author
from .panel import Panel, has_editions
from .picker import StoryPicker
from .saving import StorySaving
from .stories import StoryLists
from .widgets import plain, without_stock

SCRIPTS = ("js/admin-story.js", "js/admin-story-preview.js", "js/admin-story-text.js", "js/admin-story-guard.js")
SCRIPTS += ("js/admin-preview-pane.js", "js/admin-remarks.js")
SCRIPTS += ("js/admin-keeping.js", "js/admin-presence.js")
STYLES = ["css/admin-story.css", "css/admin-story-parts.css", "css/admin-pane.css", "css/admin-remarks.css"]
STYLES += ["css/admin-keeping.css"]
MEDIA = Media(js=[Script(path, type="module") for path in SCRIPTS], css={"all": STYLES})


@admin.register(Article)
class ArticleAdmin(StorySaving, StoryLists, StoryPicker, EmbedLookUp, PictureFields, Gated, admin.ModelAdmin):
    form = ArticleForm
    inlines = [BylineInline, RelatedInline]
    actions = None  # what is decided about many at once, the desk asks about each
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body", "seen", "key"], "classes": ["writing"]}),
        (_("Filing"), {"fields": ["section", "tags", "genre", "language", "dateline"], "classes": ["filing"]}),
        (_("Pictures"), {"fields": ["lead_image", "lead_caption"], "classes": ["pictures"]}),
        (_("Search engines"), {"fields": ["seo_title", "seo_description", "slug"], "classes": ["search"]}),
        (_("Between us"), {"fields": ["note_for_colleagues"], "classes": ["notes"]}),
        (_("Timing"), {"fields": ["planned_for", "embargoed_until", "evergreen"], "classes": ["timing", "collapse"]}),
        (_("Sponsored publication"), {"fields": ["sponsor_name", "sponsor_url"], "classes": ["sponsor", "collapse"]}),
        (_("Translation"), {"fields": ["translation_of"], "classes": ["translation", "collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_status(request.at)

    # The form

    def get_changeform_initial_data(self, request):
        """The calendar says for when a new story is planned; what is no time is no plan."""
        initial = super().get_changeform_initial_data(request)
        with suppress(ValidationError):
            initial["planned_for"] = MomentField(required=False).clean(initial.pop("planned_for", ""))
        return initial

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.may_make_tags = request.user.has_perm("articles.add_tag")
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return field if db_field.related_model is Image else plain(field)

    def get_readonly_fields(self, request, obj=None):
        """Writers see till when a story is held; once it has editions, only those who decide change it."""
        released = obj and not request.user.has_perm(PUBLISH) and has_editions(obj)
        return ["embargoed_until"] if released else []

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        author = own_author(request)
        # Not when it comes back: a row that equals its initial value would count as untouched, and not be saved.
        if isinstance(inline, BylineInline) and not obj.pk and request.method == "GET" and author:
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["panel"] = Panel(obj, request.at, request.user) if obj else None
        context["picture_hints"] = picture_hints(obj, request.at) if obj else []
        context["dead_links"] = _labelled(dead_links(obj, request.at)) if obj else []
        context["is_nav_sidebar_enabled"] = False  # nothing but the story
        context["media"] = without_stock(context["media"]) + MEDIA
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_delete_permission(self, request, obj=None):
        """What was published, or is about to be, is part of the record."""
        return super().has_delete_permission(request, obj) and not (obj and has_editions(obj))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The stories of others are read as readers would see them."""
        story = self.get_object(request, unquote(object_id)) if request.method == "GET" else None
        if story and self.has_view_permission(request, story) and not self.has_change_permission(request, story):
            return redirect("desk:preview", story.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """What was decided about a story stands in its own log."""
        return redirect("desk:log", object_id)


def _labelled(stories):
    for story in stories:
        story.label = Article.PublicationStatus(story.publication_status).label
    return stories
