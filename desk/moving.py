"""Moving a story in the calendar: a scheduled edition by its verb, a plan by its own. Answers a script in sentences."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import planning, publishing, refusals
from articles.log import Where
from articles.models import Article
from articles.moments import Entered, MomentField, MomentInput
from articles.permissions import VIEW
from articles.times import announced, machine_time


def _scheduled_for(article, at):
    return article.editions.pending(at).values_list("live_from", flat=True).first()


def _planned_for(article, at):
    return article.planned_for


def _say_scheduled():
    return _("“%(headline)s” will appear %(when)s.")


def _say_planned():
    return _("“%(headline)s” is planned for %(when)s. Nothing appears by itself.")


# kind → where it stands now, the verb that moves it, and what is said of it then
KINDS = {
    "scheduled": (_scheduled_for, publishing.reschedule, _say_scheduled),
    "planned": (
        _planned_for,
        planning.plan,
        _say_planned,
    ),
}


@require_POST
def move(request):
    """POST `article`, `kind`, `seen` (where the person saw it, ISO 8601), `when` and `turn` of a time that comes twice.

    Answers {"moved", "sentence"}, and where it was moved {"at", "when", "time"}; where a time comes twice, "turns".
    """
    article = _article(request.POST.get("article", ""))
    kind = KINDS.get(request.POST.get("kind"))
    if not article or not kind or not request.user.has_perm(VIEW):
        return _refused(_("This story is not here any more."), 404)
    try:
        when = MomentField().clean(Entered(request.POST.get("when", ""), request.POST.get("turn", "")))
        _move(article, kind, when, request)
    except ValidationError as error:
        return _refused(" ".join(error.messages), 409, turns=_turns(request.POST.get("when", "")))
    except refusals.NotAllowed as refusal:
        return _refused(str(refusal), 403)
    except refusals.Refusal as refusal:
        return _refused(str(refusal), 409)
    sentence = kind[2]() % {"headline": article.headline, "when": announced(when, request.at)}
    return JsonResponse({"moved": True, "sentence": sentence} | _place(when))


def _article(number):
    return Article.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


@transaction.atomic
def _move(article, kind, when, request):
    """Under the row's lock: what somebody else has moved meanwhile is not moved unseen; moving it twice is once."""
    stands, verb, _sentence = kind
    Article.objects.for_update(article.pk)
    article.refresh_from_db(fields=["planned_for"])
    now = stands(article, request.at)
    if now == when:
        return
    if now != _moment(request.POST.get("seen", "")):
        raise refusals.Overtaken
    where = Where("calendar", request.META.get("REMOTE_ADDR"))
    verb(article, when=when, at=request.at, by=request.user, where=where)


def _moment(text):
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _place(when):
    local = timezone.localtime(when)
    return {"at": machine_time(when), "when": f"{local:%Y-%m-%dT%H:%M:%S}", "time": f"{local:%H:%M}"}


def _turns(text):
    return MomentInput().get_context("when", Entered(text), {})["widget"]["turns"]


def _refused(sentence, status, **more):
    return JsonResponse({"moved": False, "sentence": sentence} | more, status=status)
