"""Tags: the list with its near-duplicates, the merge, and what the writing form asks while one types."""

import taggit.admin  # noqa: F401  registers taggit's own tag, so that it can be taken off again
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from taggit.models import Tag as UnusedTag

from images.admin import BoundedSearch, Gated, numbers

from .. import tagging
from ..models import FormerTag, Tag

MERGE = "articles.merge_tag"
SUGGESTIONS = 8
MOST_NAMES = 50  # pasted at once
MOST_MERGED = 50

admin.site.unregister(UnusedTag)  # ours takes its place; two entries "Tags" would only confuse


class TagForm(forms.ModelForm):
    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if former := FormerTag.objects.filter(slug=slug).select_related("tag").first():
            sentence = _("This address belonged to a tag that was merged: it leads to “%(name)s”.")
            raise forms.ValidationError(sentence, params={"name": former.tag.name})
        return slug


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(queryset=Tag.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args, tags, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = tags


class Neighbours:
    """All tags by what near-duplicates of them would look like. One query."""

    @cached_property
    def names(self):
        return dict(Tag.objects.values_list("pk", "name"))

    @cached_property
    def by_shape(self):
        shapes = {}
        for pk, name in self.names.items():
            for shape in tagging.shapes(name):
                shapes.setdefault(shape, []).append(pk)
        return shapes

    def of(self, tag):
        """[(id, name)] of those that may be the same tag."""
        candidates = {pk for shape in tagging.shapes(tag.name) for pk in self.by_shape.get(shape, ())} - {tag.pk}
        return sorted((pk, self.names[pk]) for pk in candidates if tagging.are_near(tag.name, self.names[pk]))


class TagList(ChangeList):
    def get_results(self, request):
        """With the near-duplicates of each tag, for those who may do something about them: one query a page."""
        super().get_results(request)
        if request.user.has_perm(MERGE):
            neighbours = Neighbours()
            for tag in self.result_list:
                tag.near = neighbours.of(tag)


@admin.register(Tag)
class TagAdmin(BoundedSearch, Gated, admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "uses", "alike", "description"]
    search_fields = ["name"]
    actions = ["merge_chosen"]
    empty_value_display = ""
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "description"]})]
    show_full_result_count = False

    class Media:
        css = {"all": ["css/admin-tags.css"]}

    # The list

    def get_queryset(self, request):
        return tagging.with_uses(super().get_queryset(request))

    def get_changelist(self, request, **kwargs):
        return TagList

    def get_list_display(self, request):
        return [name for name in self.list_display if name != "alike" or request.user.has_perm(MERGE)]

    @admin.display(description=_("stories"), ordering="uses")
    def uses(self, tag):
        return tag.uses

    @admin.display(description=_("looks like"))
    def alike(self, tag):
        links = ((_merge_address([tag.pk, pk]), _("Merge with “%(name)s”…") % {"name": name}) for pk, name in tag.near)
        return format_html_join(" ", '<a class="alike" href="{}">{}</a>', links)

    @admin.action(description=_("Merge into one…"), permissions=["merge"])
    def merge_chosen(self, request, tags):
        return redirect(_merge_address(tags.values_list("pk", flat=True)))

    def get_actions(self, request):
        """Merging, and nothing else at one blow: the stock deletion of several would only fail on published stories."""
        return {name: action for name, action in super().get_actions(request).items() if name == "merge_chosen"}

    def has_merge_permission(self, request):
        return request.user.has_perm(MERGE)

    # Other screens

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("picker/", view(self.picker), name="articles_tag_picker"),
            path("merge/", view(self.merge), name="articles_tag_merge"),
            *super().get_urls(),
        ]

    def picker(self, request):
        """JSON for the field of tags: those that match `q`, most used first; or what is known of each `name`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if names := request.GET.getlist("name"):
            return JsonResponse({"names": _checked(names[:MOST_NAMES])})
        found, _distinct = self.get_search_results(request, self.get_queryset(request), request.GET.get("q", ""))
        rows = found.order_by("-uses", "name").values("name", "uses")[:SUGGESTIONS]
        return JsonResponse({"results": list(rows)})

    def merge(self, request):
        """Which of these tags stays? The others become it, and their addresses lead to it."""
        if not request.user.has_perm(MERGE):
            raise PermissionDenied
        chosen = numbers(request.GET.getlist("id")[:MOST_MERGED])
        tags = self.get_queryset(request).filter(pk__in=chosen).order_by("-uses", "name")
        if len(tags) < 2:
            messages.error(request, _("Choose at least two tags to merge."))
            return redirect("admin:articles_tag_changelist")
        form = MergeForm(request.POST or None, tags=tags, initial={"into": tags[0].pk})
        if request.method == "POST" and form.is_valid():
            return _merged(request, tags, form.cleaned_data["into"])
        context = self.admin_site.each_context(request) | {"title": _("Merge tags"), "opts": self.opts}
        return TemplateResponse(request, "admin/articles/tag/merge.html", context | {"form": form, "tags": tags})


def _merge_address(chosen):
    return f"{reverse('admin:articles_tag_merge')}?{urlencode([('id', number) for number in chosen])}"


def _merged(request, tags, into):
    gone = [tag.name for tag in tags if tag != into]
    try:
        stories = tagging.merge(list(tags), into, request.user)
    except Tag.DoesNotExist:
        messages.error(request, _("One of these tags has gone meanwhile. Nothing was merged."))
        return redirect("admin:articles_tag_changelist")
    sentence = ngettext(
        "“%(gone)s” is now “%(into)s”: %(count)d story was changed.",
        "“%(gone)s” is now “%(into)s”: %(count)d stories were changed.",
        len(stories),
    )
    values = {"gone": ", ".join(gone), "into": into.name, "count": len(stories)}
    messages.success(request, sentence % values)
    return redirect("admin:articles_tag_changelist")


def _checked(names):
    """Of each name: the tag that it is already, or else the tags that it may be meant to be. Three queries."""
    names = [" ".join(name.split()) for name in names]
    known, others = tagging.known_names(names), list(Tag.objects.values_list("name", flat=True))
    return [
        {"name": name, "known": known.get(name), "near": [] if name in known else tagging.near(name, others)[:3]}
        for name in names
    ]
