"""Messages sent on by e-mail, to whom they are for. They are stored already: a mail server that is down loses nothing.

The worker tries again a few times; after that `manage.py send_messages` sends what waits.
"""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from articles.structured_data import absolute
from masthead.models import Masthead

from .models import Message

MOST_TRIES = 6
RETRY = timedelta(minutes=2)  # times the square of the number of tries: the last comes after 110 minutes
PARTNERS = frozenset({Message.Topic.SPONSORED, Message.Topic.PARTNERSHIP})
log = logging.getLogger(__name__)


@task
def forward(key, tries=1):
    """Send one message on, unless that was done. What fails stands in the queue as failed, and is tried again later."""
    message = waiting().filter(pk=key).first()
    try:
        if message:
            send_on(message, timezone.now())
    except Exception:
        log.warning("Message %s could not be sent on by e-mail (try %s). It is kept and can be read.", key, tries)
        if tries < MOST_TRIES and forward.get_backend().supports_defer:
            forward.using(run_after=timezone.now() + tries * tries * RETRY).enqueue(key, tries + 1)
        raise


def waiting():
    """The messages that were not sent on yet, the oldest first."""
    return Message.objects.unmailed().select_related("author__user", "article").order_by("received_at", "pk")


def send_on(message, at):
    """Send the message to whom it is for and note it. False where nobody has an address; raises what mail raises."""
    masthead = Masthead.objects.current()
    address = address_for(message, masthead)
    if not address:
        log.warning("Message %s has no address to go to: the masthead has no e-mail. It is kept.", message.pk)
        return False
    with override(masthead.language):  # accounts have no language
        subject = _("Message: %(subject)s") % {"subject": message.subject}
        EmailMessage(subject, _text(message), None, [address], reply_to=[message.email]).send()
    Message.objects.filter(pk=message.pk).update(mailed_at=at)
    return True


def address_for(message, masthead):
    """The author's, the partnerships', or the newsroom's where those have none."""
    author = message.author
    if author and not author.former and (own := author.email or (author.user and author.user.email)):
        return own
    return (message.topic in PARTNERS and masthead.partnership_email) or masthead.contact_email


def _text(message):
    said = {"name": message.name, "email": message.email, "to": message.addressee}
    head = [_("%(name)s (%(email)s) writes. To: %(to)s") % said]
    if message.article:
        head.append(_("About the story: %(headline)s") % {"headline": message.article.headline})
    foot = _("To answer, reply to this e-mail. In the newsroom: %(address)s")
    return "\n".join(head) + f"\n\n{message.text}\n\n-- \n{foot % {'address': absolute(message.admin_address)}}\n"
