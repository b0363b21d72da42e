"""The list's screens, as a part of the admin of stories."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from js_asset import Media

from ... import publishing, review
from ...models import ListChoice
from ..widgets import IMPORTS
from .columns import COLUMNS
from .listing import Listing
from .searching import search

SCRIPTS = ("listing", "listing-columns", "listing-filters", "listing-presence")
MOST_VIEWS, LONGEST_NAME = 20, 60
# What is decided about many stories at once, and the words for it: each day's decisions, then the rarer ones.
VERBS = {
    "submit": (review.submit, gettext_lazy("Submit")),
    "send_back": (review.send_back, gettext_lazy("Send back")),
    "approve": (review.approve, gettext_lazy("Approve")),
    "publish": (publishing.publish, gettext_lazy("Publish")),
    "schedule": (publishing.schedule, gettext_lazy("Schedule")),
    "spike": (review.spike, gettext_lazy("Spike")),
}
RARE_VERBS = {
    "update_scheduled": (publishing.update_scheduled, gettext_lazy("Update the scheduled edition")),
    "reschedule": (publishing.reschedule, gettext_lazy("Move the scheduled edition")),
    "cancel": (publishing.cancel, gettext_lazy("Cancel the schedule")),
    "set_embargo": (publishing.set_embargo, gettext_lazy("Embargo")),
    "unspike": (review.unspike, gettext_lazy("Unspike")),
    "withdraw": (publishing.withdraw, gettext_lazy("Withdraw")),
    "restore": (publishing.restore, gettext_lazy("Restore")),
    "kill": (publishing.kill, gettext_lazy("Kill")),
}


def media():
    scripts = [Script(reverse("javascript-catalog"))]
    scripts += [Script(f"js/admin-{name}.js", type="module") for name in SCRIPTS]
    return Media(js=scripts, css={"all": ["css/admin-listing.css"]}, importmap=IMPORTS)


class StoryLists:
    """For the admin of stories: its list, everybody's choice of columns and named views, and its search."""

    search_fields = ["headline"]  # what Django wants to see before it asks `get_search_results`

    def get_search_results(self, request, queryset, search_term):
        return search(queryset, search_term), False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("columns/", view(self.choose_columns), name="articles_article_columns"),
            path("views/", view(self.keep_view), name="articles_article_views"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        listing = Listing(request, self.get_queryset(request))
        context = self.admin_site.each_context(request) | {
            "title": _("Stories"),
            "opts": self.opts,
            "listing": listing,
            "verbs": _open_to(request.user, VERBS),
            "rare_verbs": _open_to(request.user, RARE_VERBS),
            "preserved_filters": self.get_preserved_filters(request),
            "may_add": self.has_add_permission(request),
            "media": media(),
        }
        return TemplateResponse(request, "admin/articles/article/change_list.html", context | (extra_context or {}))

    def choose_columns(self, request):
        """POST: the columns named by `column`, in that order; or the usual ones again, with `usual`."""
        names = [name for name in dict.fromkeys(request.POST.getlist("column")) if name in COLUMNS]
        return self._kept(request, columns=None if "usual" in request.POST else names)

    def keep_view(self, request):
        """POST: keep the list as it is narrowed by `back` under a `name`; or `remove` the view of that name."""
        choice = ListChoice.objects.filter(pk=request.user.pk).first()
        views = choice.views if choice else []
        name = " ".join(_text(request, "name").split())[:LONGEST_NAME]
        gone = {name, request.POST.get("remove")}
        views = [view for view in views if view["name"] not in gone]
        if name and len(views) >= MOST_VIEWS:
            messages.warning(request, _("You have %(most)d views already. Remove one first.") % {"most": MOST_VIEWS})
        elif name:
            views.append({"name": name, "query": _back(request, but="p")})
        return self._kept(request, views=views)

    def _kept(self, request, **values):
        if request.method == "POST" and not self.has_view_permission(request):
            raise PermissionDenied
        return _keep(request, **values)


@require_POST
def _keep(request, **values):
    ListChoice.objects.update_or_create(user=request.user, defaults=values)
    query = _back(request)
    return redirect(reverse("admin:articles_article_changelist") + (f"?{query}" if query else ""))


def _back(request, but=None):
    """The query of the list that was sent as `back`."""
    query = QueryDict(_text(request, "back")[:2000].replace("%00", ""), mutable=True)
    if but:
        query.pop(but, None)
    return query.urlencode()


def _text(request, name):
    """What was sent, without NUL: PostgreSQL keeps none."""
    return request.POST.get(name, "").replace("\x00", "")


def _open_to(user, verbs):
    """Those of `verbs` that this person may use at all: (name, label)."""
    return [(name, label) for name, (verb, label) in verbs.items() if user.has_perm(verb.permission)]
