from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Edition

from .counting import count_view
from .forms import ContactForm, initial_of
from .most_read import Period, most_read
from .receiving import TooMuch, receive
from .throttling import origin_of

ROBOTS = ("bot", "crawl", "spider", "slurp", "preview", "headless", "python-", "curl", "wget")
LONGEST_VIEW = 40  # characters of the number that a page gives to its being looked at
ON_THE_PAGE = 10  # stories in each list of the most read
KNOWN_FOR = 3600  # seconds that a view which was counted is known
FORGED = _("Your message was not sent yet. Please send it once more, from a browser that keeps this form’s cookie.")
TOO_MUCH = _("Too many messages came in the last hour, so yours was not sent. Please try again in an hour.")


# Views of stories


@csrf_exempt  # a beacon from a cached page has no token, and there is nothing to forge but a count
@require_POST
def count(request, article_id):
    """Count one view of a live story, unless a machine or somebody of the newsroom looked at it.

    `view` is a random number that the page makes at each opening: sent twice, it is one view.
    """
    if not Edition.objects.live(request.at).filter(article=article_id).exists():
        raise Http404
    if not _is_robot(request) and not request.user.is_staff and _is_new(article_id, request.POST.get("view", "")):
        count_view(article_id, request.at)
    return HttpResponse(status=204)


def _is_robot(request):
    agent = request.headers.get("User-Agent", "").lower()
    return not agent or any(word in agent for word in ROBOTS)


def _is_new(article_id, view):
    """Whether this view was not counted before; the cache knows for an hour. Without a number each is new."""
    if not view.isalnum() or not view.isascii() or len(view) > LONGEST_VIEW:
        return True
    return cache.add(f"readership.view.{article_id}.{view}", value=True, timeout=KNOWN_FOR)


@require_safe
def most_read_page(request):
    """What was read most in the last hour, day and week. Three queries, six where their sums are not in the cache."""
    lists = [(period, most_read(period, get_language(), request.at, ON_THE_PAGE)) for period in Period]
    return render(request, "readership/most_read.html", {"lists": lists})


# Messages


@never_cache  # the form has a number of its own
@csrf_exempt  # the view checks it: an answer 403 would throw away what was written
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """The contact page: what is sent is stored, or the form comes back with what was written and why."""
    if request.method != "POST":
        return _contact_page(request, ContactForm(initial=initial_of(request.GET), at=request.at))
    form = ContactForm(request.POST, at=request.at)
    if form.is_valid() and _is_forged(request):
        form.add_error(None, FORGED)
    return _receive(request, form) if form.is_valid() else _contact_page(request, form, status=422)


def _receive(request, form):
    values = form.values() | {"language": get_language()}
    sending = form.cleaned_data["sending"] or form.fields["sending"].initial()
    try:
        receive(sending=sending, at=request.at, origin=origin_of(request), **values)
    except TooMuch:
        form.add_error(None, TOO_MUCH)
        return _contact_page(request, form, status=429)
    return redirect("contact:sent")


def _contact_page(request, form, status=200):
    return render(request, "readership/contact.html", {"form": form, "story": form.story}, status=status)


def _is_forged(request):
    """Whether the form came from another site, or without its cookie. Django logs it."""
    return CsrfViewMiddleware(contact).process_view(request, None, (), {}) is not None


@require_safe
def sent(request):
    return render(request, "readership/contact_sent.html")
