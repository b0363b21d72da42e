import logging

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from readership.mail import send_on, waiting

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send on by e-mail the readers' messages that wait, for instance because the mail server was down."

    def handle(self, **options):
        done = [_sent(message) for message in waiting()]
        self.stdout.write(f"Messages sent on: {sum(done)}")
        if not all(done):
            raise CommandError(f"Messages that still wait: {len(done) - sum(done)}. The log says why.")


def _sent(message):
    """One that fails doesn't keep the others back."""
    try:
        return send_on(message, timezone.now())
    except Exception:
        log.exception("Message %s could not be sent on by e-mail. It is kept.", message.pk)
        return False
