import uuid

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Edition

from .counting import count_view, gather_now_and_then
from .forms import ContactForm, initial_of
from .models import Tally
from .most_read import Period, most_read
from .receiving import TooMuch, receive
from .templatetags.readership import in_words
from .throttling import origin_of

# Words that no browser of a reader has in its name.
ROBOTS = ("bot", "crawl", "spider", "slurp", "preview", "headless", "lighthouse", "monitor", "scan", "archive", "feed")
ROBOTS += ("facebookexternalhit", "python", "curl", "wget", "java/", "go-http", "node", "axios", "scrapy", "phantom")
ON_THE_PAGE = 10  # stories in each list of the most read
NUMBER_LASTS = 2  # seconds for which the number of a story's views is not asked again
FORGED = _("Your message was not sent yet. Please send it once more, from a browser that keeps this form’s cookie.")
TOO_MUCH = _("Too many messages came in the last hour, so yours was not sent. Please try again in an hour.")


# Views of stories


@never_cache
@csrf_exempt  # a beacon from a cached page has no token, and there is nothing to forge but a count
@require_POST
def count(request, article_id):
    """Count one view of a live story, and answer with the number of its views in words, in the page's `language`.

    What a machine, another site or somebody of the newsroom asks for is answered and not counted. `view` is a random
    number that the page makes at each opening: sent twice, it is one view.
    """
    if not _is_live(article_id, request.at):
        raise Http404
    if not _is_robot(request) and not _is_elsewhere(request) and not request.user.is_staff:
        count_view(article_id, request.at, _token(request.POST.get("view", "")))
        gather_now_and_then(request.at)
    key = f"readership.views.{article_id}"
    views = cache.get_or_set(key, lambda: Tally.objects.views_of(article_id), NUMBER_LASTS)
    return JsonResponse({"views": _said(views, request.POST.get("language"))})


def _is_live(article_id, at):
    """Whether readers see the story; asked once a second, however many read it."""
    live = Edition.objects.live(at).filter(article=article_id)
    return cache.get_or_set(f"readership.live.{article_id}.{int(at.timestamp())}", live.exists, NUMBER_LASTS)


def _is_robot(request):
    agent = request.headers.get("User-Agent", "").lower()
    return not agent or any(word in agent for word in ROBOTS)


def _is_elsewhere(request):
    """Whether a page of somebody else sends it; browsers say so."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _token(view):
    """The page's number, or None for what is none: then the view is one of its own."""
    try:
        return uuid.UUID(hex=view)
    except ValueError:
        return None


def _said(views, language):
    with override(language if language in dict(settings.LANGUAGES) else get_language()):
        return in_words(views)


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
