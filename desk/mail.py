"""E-mails: to the desk when a story was submitted, to its writers when it was sent back or approved, and on a mention.

A verb writes a line in the story's log, whichever screen or program it comes from; an e-mail follows that line once it
is committed. The worker sends it: a mail server that is down stops nobody, and is tried again.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from articles.models import Article, LogLine
from articles.people import called
from articles.permissions import APPROVE
from articles.structured_data import absolute
from masthead.models import Masthead

BACKEND = "articles.permissions.StoryBackend"
LONGEST_SUBJECT = 150  # characters
MOST_TRIES = 6
RETRY = timedelta(minutes=2)  # times the square of the number of tries: the last comes after 50 minutes
TOLD = frozenset({"submit", "send_back", "approve"})


@dataclass(frozen=True)
class Message:
    subject: str
    text: str


def follow(sender, instance, created, **kwargs):
    """A receiver of `post_save`: articles can't know of the desk, and many screens and programs call verbs."""
    if created and instance.verb in TOLD:
        key = instance.pk
        transaction.on_commit(lambda: tell_of_decision.enqueue(key), robust=True)


def tell_the_mentioned(remark, people):
    """Once the remark is committed; not those without an address."""
    keys = [person.pk for person in people if person.email]
    if keys:
        transaction.on_commit(lambda: tell_of_mention.enqueue(remark.article_id, remark.pk, keys), robust=True)


@task
def tell_of_decision(key):
    line = LogLine.objects.select_related("article", "by").filter(pk=key).first()
    if line:
        _send(_decision(line), _readers_of(line))


@task
def tell_of_mention(article_id, remark_id, keys):
    article = Article.objects.filter(pk=article_id).first()
    remark = article and article.remarks.select_related("by").filter(pk=remark_id).first()
    if remark:
        people = get_user_model().objects.filter(pk__in=keys, is_active=True)
        _send(_mention(remark), people)


@task
def deliver(subject, text, address, tries=1):
    """One e-mail to one person. What fails stands in the queue as failed, and is tried again later."""
    try:
        send_mail(subject, text, None, [address])
    except Exception:
        if tries < MOST_TRIES and deliver.get_backend().supports_defer:
            again = timezone.now() + tries * tries * RETRY
            deliver.using(run_after=again).enqueue(subject, text, address, tries + 1)
        raise


def _send(message, people):
    for person in people:
        deliver.enqueue(message.subject, message.text, person.email)


# To whom


def _readers_of(line):
    people = _deciders() if line.verb == "submit" else _writers(line.article)
    return people.exclude(pk=line.by_id).exclude(email="").distinct()


def _deciders():
    users = get_user_model().objects
    return users.with_perm(APPROVE, is_active=True, backend=BACKEND).filter(is_staff=True)


def _writers(article):
    theirs = Q(pk=article.created_by_id) | Q(author__in=article.bylines.order_by().values("author"))
    return get_user_model().objects.filter(theirs, is_active=True)


# What is said, in the newsroom's language: accounts have none


def _decision(line):
    with override(Masthead.objects.current().language):
        said = {"headline": _headline(line.article), "who": _name(line.by)}
        subject, sentence = {
            "submit": (_("Submitted: %(headline)s"), _("%(who)s has submitted “%(headline)s”.")),
            "send_back": (_("Sent back: %(headline)s"), _("%(who)s has sent “%(headline)s” back to you.")),
            "approve": (_("Approved: %(headline)s"), _("%(who)s has approved “%(headline)s”.")),
        }[line.verb]
        return _message(subject % said, sentence % said, line.detail.get("remark", ""), line.article)


def _mention(remark):
    with override(Masthead.objects.current().language):
        said = {"headline": _headline(remark.article), "who": _name(remark.by)}
        subject = _("%(who)s mentions you: %(headline)s") % said
        return _message(subject, _("%(who)s on “%(headline)s”:") % said, remark.text, remark.article)


def _message(subject, sentence, words, article):
    address = absolute(reverse("admin:articles_article_change", args=[article.pk]))
    subject = " ".join(subject.split())  # a line break would make another header
    return Message(subject[:LONGEST_SUBJECT], "\n\n".join(filter(None, [sentence, words, address])) + "\n")


def _headline(article):
    return " ".join(article.headline.split()) or _("(no headline)")


def _name(user):
    return called(user) or _("The newsroom")
