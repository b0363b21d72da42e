"""Messages sent on by e-mail: to whom, what they say, and that none is lost while the mail server is down."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from readership.mail import forward
from readership.models import Message
from readership.receiving import receive
from tests import make
from tests.make import MINUTE, NOON

pytestmark = pytest.mark.django_db

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Down:
    """A mail server that can't be reached."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server")


@pytest.fixture
def newsroom(settings):
    settings.TASKS = IMMEDIATE
    settings.SITE_URL = "https://estran.example"
    return make.masthead(language="fr", contact_email="desk@example.org", partnership_email="pub@example.org")


@pytest.fixture
def down(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"


@pytest.fixture
def sent(newsroom, django_capture_on_commit_callbacks):
    def sent(**values):
        said = {"topic": "newsroom", "author": None, "article": None, "name": "Anne", "email": "anne@example.org"}
        said |= {"subject": "Le quai", "text": "Bonjour.", "language": "fr"}
        sending = make.message().sending
        Message.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            receive(sending=sending, at=NOON, origin="somewhere", **said | values)
        return Message.objects.get()

    return sent


class TestToWhom:
    @pytest.mark.parametrize("topic", ["newsroom", "correction"])
    def test_the_newsroom(self, sent, topic):
        sent(topic=topic)
        assert mail.outbox[0].to == ["desk@example.org"]

    @pytest.mark.parametrize("topic", ["sponsored", "partnership"])
    def test_those_who_deal_with_partners(self, sent, newsroom, topic):
        sent(topic=topic)
        assert mail.outbox[0].to == ["pub@example.org"]

    def test_the_newsroom_where_nobody_deals_with_partners(self, sent, newsroom):
        newsroom.partnership_email = ""
        newsroom.save()
        sent(topic="sponsored")
        assert mail.outbox[0].to == ["desk@example.org"]

    def test_an_author_at_the_public_address_then_at_that_of_the_account(self, sent):
        public = make.author(email="noemie@example.org", user=make.user(email="account@example.org"))
        sent(topic="author", author=public)
        sent(topic="author", author=make.author(user=make.user(email="account2@example.org")))
        sent(topic="author", author=make.author())
        sent(topic="author", author=make.author(email="gone@example.org", former=True))
        to = [message.to[0] for message in mail.outbox]
        assert to == ["noemie@example.org", "account2@example.org", "desk@example.org", "desk@example.org"]


class TestWhatItSays:
    def test_words_sender_and_where_it_is_handled(self, sent):
        message = sent(article=make.article(headline="Le pont rouvre"))
        (told,) = mail.outbox
        assert "Le quai" in told.subject
        assert told.reply_to == ["anne@example.org"]
        address = f"https://estran.example/admin/readership/message/{message.pk}/change/"
        for words in ("Bonjour.", "Anne", "Le pont rouvre", address):
            assert words in told.body
        assert message.mailed_at


class TestWhenMailIsDown:
    def test_the_message_is_stored_and_waits(self, sent, down, caplog):
        message = sent()
        assert message.mailed_at is None
        assert f"Message {message.pk}" in caplog.text

    def test_it_is_tried_again_and_given_up_in_the_end(self, sent, down, settings):
        settings.TASKS = IN_DATABASE
        message = sent()
        for tries in range(1, 7):
            with pytest.raises(ConnectionRefusedError):
                forward.func(message.pk, tries)
            assert DBTaskResult.objects.count() == 1 + min(tries, 5)

    def test_what_waits_is_sent_later_and_once(self, sent, down, settings, capsys):
        sent()
        with pytest.raises(CommandError, match="1"):
            call_command("send_messages")
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        for _twice in range(2):
            call_command("send_messages")
        assert len(mail.outbox) == 1
        assert not Message.objects.unmailed().exists()

    def test_the_oldest_goes_first(self, newsroom):
        for name, minutes in (("b", 1), ("a", 2)):
            make.message(subject=name, at=NOON - minutes * MINUTE)
        call_command("send_messages")
        assert [told.subject[-1] for told in mail.outbox] == ["a", "b"]

    def test_without_any_address_it_waits_for_one(self, sent, newsroom, caplog):
        newsroom.contact_email = ""
        newsroom.save()
        assert sent().mailed_at is None
        assert "address" in caplog.text
        newsroom.contact_email = "desk@example.org"
        newsroom.save()
        call_command("send_messages")
        assert mail.outbox[0].to == ["desk@example.org"]
