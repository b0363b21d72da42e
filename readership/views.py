from django.http import Http404, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .beacon import Beacon, is_live
from .forms import ContactForm, initial_of
from .most_read import Period, most_read
from .receiving import TooMuch, receive
from .throttling import origin_of

ON_THE_PAGE = 10  # stories in each list of the most read
FORGED = _("Your message was not sent yet. Please send it once more, from a browser that keeps this form’s cookie.")
TOO_MUCH = _("Too many messages came in the last hour, so yours was not sent. Please try again in an hour.")


# Views of stories


@csrf_exempt  # a beacon from a cached page has no token, and there is nothing to forge but a count
@require_POST
def count(request, article_id):
    """Count one view of a live story, and answer with the number of its views in words, in the page's `language`.

    What a machine, another site or somebody of the newsroom asks for is answered and not counted. `view` is a random
    number that the page makes at each opening: sent twice, it is one view. Most are answered by `first` already.
    """
    if not is_live(article_id, request.at):
        raise Http404
    sender = [request.headers.get(name, "") for name in ("User-Agent", "Sec-Fetch-Site")]
    beacon = Beacon(*sender, *(request.POST.get(name, "") for name in ("view", "language")))
    if beacon.counts and not request.user.is_staff:
        beacon.count(article_id, request.at)
    said, headers = beacon.answer(article_id)
    return HttpResponse(said, headers=headers)


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
