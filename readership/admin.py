from urllib.parse import quote, urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.times import short_moment
from images.admin import BoundedSearch, Gated

from .models import Message
from .models.message import SEE

QUOTED = 1500  # characters of a message that a reply quotes: an address can't be much longer


class HandledFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", _("to be handled")), ("handled", _("handled"))]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return queryset.open()
        return queryset.filter(handled_at__isnull=False) if self.value() == "handled" else queryset


@admin.register(Message)
class MessageAdmin(BoundedSearch, Gated, admin.ModelAdmin):
    """What readers wrote, to be read and handled; nobody changes a word of it."""

    list_display = ["subject_and_state", "sender", "to", "story", "received"]
    list_filter = [HandledFilter, "topic", "language"]
    search_fields = ["name", "email", "subject", "text"]
    list_select_related = ["author", "article", "handled_by"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["mark_handled", "mark_open"]
    empty_value_display = ""

    class Media:
        css = {"all": ["css/admin-messages.css"]}

    # Whose messages

    def get_queryset(self, request):
        return super().get_queryset(request).seen_by(request.user).defer("article__body")

    def get_ordering(self, request):
        return Message.objects.open_first().query.order_by

    def get_object(self, request, object_id, from_field=None):
        """What is not for this person is not found: nothing tells that it is there."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(SEE, obj)

    def has_handle_permission(self, request):
        """Whoever may read a message says whether it was answered: authors too, of theirs."""
        return request.user.has_perm(SEE)

    # The list

    @admin.display(description=_("message"))
    def subject_and_state(self, message):
        if message.handled:
            return message.subject
        return format_html('<strong>{}</strong> <span class="status status-changed">{}</span>', message, _("new"))

    @admin.display(description=_("from"))
    def sender(self, message):
        return message.name

    @admin.display(description=_("to"))
    def to(self, message):
        return message.addressee

    @admin.display(description=_("story"))
    def story(self, message):
        return message.article

    @admin.display(description=_("received"))
    def received(self, message):
        return short_moment(message.received_at)

    @admin.action(description=_("Mark as handled"), permissions=["handle"])
    def mark_handled(self, request, queryset):
        number = queryset.set_handled(True, at=request.at, by=request.user)
        said = ngettext("%(count)d message is handled.", "%(count)d messages are handled.", number)
        self.message_user(request, said % {"count": number}, messages.SUCCESS)

    @admin.action(description=_("Mark as to be handled"), permissions=["handle"])
    def mark_open(self, request, queryset):
        number = queryset.set_handled(False, at=request.at, by=request.user)
        said = ngettext("%(count)d message is to be handled.", "%(count)d messages are to be handled.", number)
        self.message_user(request, said % {"count": number}, messages.SUCCESS)

    # One message

    def get_urls(self):
        view = self.admin_site.admin_view
        handle = path("<path:object_id>/handle/", view(self.handle), name="readership_message_handle")
        return [handle, *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        more = {"message": obj, "reply": reply_address(obj)}
        return super().render_change_form(request, context | more, *args, obj=obj, **kwargs)

    @method_decorator(require_POST)
    def handle(self, request, object_id):
        """`handled` is 1 or 0. Said twice it stays as it was the first time."""
        if not self.has_handle_permission(request):
            raise PermissionDenied
        message, handled = self.get_object(request, object_id), request.POST.get("handled") == "1"
        Message.objects.filter(pk=message.pk).set_handled(handled, at=request.at, by=request.user)
        messages.success(request, _("The message is handled.") if handled else _("The message is to be handled."))
        return redirect("admin:readership_message_changelist" if handled else message.admin_address)


def reply_address(message):
    """A `mailto:` with the subject, and with the words that it answers."""
    quoted = "".join(f"> {line}\n" for line in message.text[:QUOTED].splitlines())
    subject = message.subject if message.subject.lower().startswith("re:") else f"Re: {message.subject}"
    # Programs for e-mail show a plus sign as it is.
    words = urlencode({"subject": subject, "body": f"\n\n{message.name}:\n{quoted}"}, quote_via=quote)
    return f"mailto:{quote(message.email, safe='@')}?{words}"
