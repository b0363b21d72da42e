from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from authors.admin import PartInline
from images.admin import BoundedSearch, PictureFields, chosen_only

from ..models import Article, Byline, RelatedPick
from ..times import short_moment
from .embeds import EmbedLookUp
from .forms import ArticleForm, RelatedPickForm
from .panel import PUBLISH, Panel, has_editions
from .picker import StoryPicker

APPROVE = "articles.approve_article"
WRITERS_STAGES = {Article.Stage.DRAFT, Article.Stage.SUBMITTED}


class BylineInline(PartInline):
    model = Byline
    fields = ["position", "author", "role"]
    autocomplete_fields = ["author"]

    def get_extra(self, request, obj=None, **kwargs):
        """A new story starts with the byline of whoever writes it."""
        return 0 if obj or not _own_author(request) else 1


class RelatedInline(PartInline):
    model = RelatedPick
    form = RelatedPickForm
    fk_name = "article"
    fields = ["position", "other"]
    autocomplete_fields = ["other"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return chosen_only(super().formfield_for_dbfield(db_field, request, **kwargs))


class StoryList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        """Without the long texts: a page of the list would carry a megabyte of bodies."""
        return super().get_queryset(*args, **kwargs).defer("body", "standfirst", "note_for_colleagues")


@admin.register(Article)
class ArticleAdmin(StoryPicker, EmbedLookUp, BoundedSearch, PictureFields, admin.ModelAdmin):
    form = ArticleForm
    inlines = [BylineInline, RelatedInline]
    list_display = ["headline", "publication", "stage", "section", "language", "edited"]
    list_filter = ["stage", "section", "language", "genre"]
    list_select_related = ["section"]
    list_per_page = 50
    ordering = ["-edited_at", "-pk"]
    search_fields = ["headline"]
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["translation_of"]
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body", "seen"], "classes": ["writing"]}),
        (_("Filing"), {"fields": ["stage", "language", "section", "genre", "tags", "dateline"]}),
        (_("Lead picture"), {"fields": ["lead_image", "lead_caption"]}),
        (_("Timing"), {"fields": ["embargoed_until", "evergreen"], "classes": ["collapse"]}),
        (_("Search engines"), {"fields": ["slug", "seo_title", "seo_description"], "classes": ["collapse"]}),
        (_("Sponsored publication"), {"fields": ["sponsor_name", "sponsor_url"], "classes": ["collapse"]}),
        (_("Translation"), {"fields": ["translation_of"], "classes": ["collapse"]}),
        (_("Between us"), {"fields": ["note_for_colleagues"]}),
    ]

    class Media:
        css = {"all": ["css/admin-story.css"]}

    # The list

    def get_queryset(self, request):
        return super().get_queryset(request).with_status(request.at)

    def get_changelist(self, request, **kwargs):
        return StoryList

    @admin.display(description=_("publication"))
    def publication(self, article):
        status = Article.PublicationStatus(article.publication_status)
        return format_html('<span class="status status-{}">{}</span>', status.value, status.label)

    @admin.display(description=_("edited at"), ordering="edited_at")
    def edited(self, article):
        return short_moment(article.edited_at)

    # The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return chosen_only(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "stage" and not request.user.has_perm(APPROVE):
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] in WRITERS_STAGES]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        """Writers see what was decided about a story, and till when it is held; only those who decide change it."""
        decided = obj and obj.stage not in WRITERS_STAGES and not request.user.has_perm(APPROVE)
        released = obj and not request.user.has_perm(PUBLISH) and has_editions(obj)
        return (["stage"] if decided else []) + (["embargoed_until"] if released else [])

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        author = _own_author(request)
        # Not when it comes back: a row that equals its initial value would count as untouched, and not be saved.
        if isinstance(inline, BylineInline) and not obj.pk and request.method == "GET" and author:
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["panel"] = Panel(obj, request.at, request.user) if obj else None
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_delete_permission(self, request, obj=None):
        """What was published, or is about to be, is part of the record."""
        return super().has_delete_permission(request, obj) and not (obj and has_editions(obj))

    # Saving

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            return obj.save()
        # Only what the form holds: an editor may have published, and so changed the row, while it was open.
        columns = {field.name for field in obj._meta.concrete_fields}
        return obj.save(update_fields=columns & set(form.cleaned_data))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.note_change(request.at)


def _own_author(request):
    return getattr(request.user, "author", None)
