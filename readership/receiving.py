"""What a reader sends is stored first, in one transaction; only then is it sent on by e-mail."""

from django.db import transaction

from . import mail, throttling
from .models import Message


class TooMuch(Exception):
    """So many messages came in the last hour that this one is not taken: from there, or in all."""


@transaction.atomic
def receive(*, sending, at, origin, **values):
    """Store a message and order its e-mail. The same `sending` twice is one message. Raises `TooMuch`."""
    if Message.objects.filter(sending=sending).exists():
        return
    if throttling.is_too_much(origin, at):
        raise TooMuch
    message, made = Message.objects.get_or_create(sending=sending, defaults=values | {"received_at": at})
    if made:
        throttling.note(origin, at)
        transaction.on_commit(lambda: mail.forward.enqueue(message.pk), robust=True)
