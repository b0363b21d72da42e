"""E-mails after decisions and mentions: to whom, what they say, and what happens when they can't be sent."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from articles import publishing, review
from articles.models import Article
from desk import remarks
from desk.roles import EDITOR, JOURNALIST
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
Stage = Article.Stage


@pytest.fixture
def newsroom(settings):
    settings.TASKS = IMMEDIATE
    settings.SITE_URL = "https://estran.example"
    make.masthead(language="fr")


@pytest.fixture
def writer(newsroom):
    return make.user(JOURNALIST, username="noemie", first_name="Noémie", last_name="Astruc", email="noemie@example.org")


@pytest.fixture
def editor(newsroom):
    return make.user(EDITOR, username="maelle", email="maelle@example.org")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What is done in it is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def sent():
    return {address: message for message in mail.outbox for address in message.to}


class TestDecisions:
    def test_submitted_tells_those_who_approve(self, writer, editor, commit):
        make.user(EDITOR, email="")
        make.user(EDITOR, email="gone@example.org", is_active=False)
        make.user(JOURNALIST, email="other@example.org")
        article = make.article(created_by=writer, headline="Le pont")
        with commit():
            review.submit(article, at=NOON, by=writer, remark="Relire la fin.")
        (message,) = mail.outbox
        assert message.to == ["maelle@example.org"]
        assert "Le pont" in message.subject
        for words in (
            "Noémie Astruc",
            "Relire la fin.",
            f"https://estran.example/admin/articles/article/{article.pk}/",
        ):
            assert words in message.body

    def test_who_submits_and_approves_is_not_told(self, editor, commit):
        with commit():
            review.submit(make.article(), at=NOON, by=editor)
        assert not mail.outbox

    @pytest.mark.parametrize(("verb", "words"), [(review.send_back, {"remark": "Trop long."}), (review.approve, {})])
    def test_sent_back_and_approved_tells_the_writers(self, writer, editor, commit, verb, words):
        signs = make.user(JOURNALIST, email="signe@example.org")
        article = make.article(created_by=writer, bylines=[make.author(user=signs)], stage=Stage.SUBMITTED)
        with commit():
            verb(article, at=NOON, by=editor, **words)
        assert set(sent()) == {"noemie@example.org", "signe@example.org"}
        assert words.get("remark", "") in mail.outbox[0].body

    def test_who_wrote_and_signs_is_told_once(self, writer, editor, commit):
        article = make.article(created_by=writer, bylines=[make.author(user=writer)], stage=Stage.SUBMITTED)
        with commit():
            review.approve(article, at=NOON, by=editor)
        assert len(mail.outbox) == 1

    def test_other_verbs_tell_nobody(self, writer, editor, commit):
        with commit():
            publishing.publish(make.article(created_by=writer), at=NOON, by=editor)
        assert not mail.outbox

    def test_a_verb_that_was_taken_back_tells_nobody(self, writer, editor, commit):
        with commit(), pytest.raises(review.refusals.WrongStage):
            review.submit(make.article(stage=Stage.SPIKED), at=NOON, by=editor)
        assert not mail.outbox

    def test_a_headline_is_one_line_of_the_header(self, writer, editor, commit):
        article = make.article(created_by=writer, headline="Un\nBcc: x@example.org " + "long " * 32)
        with commit():
            review.submit(article, at=NOON, by=writer)
        subject = mail.outbox[0].subject
        assert "\n" not in subject
        assert len(subject) <= 150


class TestMentions:
    def test_who_is_mentioned_is_told(self, writer, editor, commit):
        with commit():
            remarks.add(make.article(headline="Le pont"), "@maelle, la date ?", at=NOON, by=writer)
        message = sent()["maelle@example.org"]
        assert "Le pont" in message.subject
        assert "@maelle, la date ?" in message.body

    def test_without_an_address_nobody_is(self, writer, commit):
        make.user(EDITOR, username="ana", email="")
        with commit():
            remarks.add(make.article(), "@ana", at=NOON, by=writer)
        assert not mail.outbox


class TestAServerThatIsDown:
    @pytest.fixture(autouse=True)
    def _down(self, settings):
        settings.EMAIL_BACKEND = "tests.desk.test_mail.Down"

    def test_the_verb_stands(self, writer, editor, commit):
        article = make.article(created_by=writer)
        with commit():
            review.submit(article, at=NOON, by=writer)
        article.refresh_from_db()
        assert article.stage == Stage.SUBMITTED

    def test_it_is_tried_again_later(self, settings, writer, commit):
        from desk.mail import deliver

        settings.TASKS = IN_DATABASE
        with pytest.raises(ConnectionRefusedError):
            deliver.func("Objet", "Texte", "ana@example.org")
        (again,) = DBTaskResult.objects.all()
        assert again.args_kwargs["args"] == ["Objet", "Texte", "ana@example.org", 2]
        assert again.run_after

    def test_not_for_ever(self, settings, writer):
        from desk.mail import MOST_TRIES, deliver

        settings.TASKS = IN_DATABASE
        with pytest.raises(ConnectionRefusedError):
            deliver.func("Objet", "Texte", "ana@example.org", MOST_TRIES)
        assert not DBTaskResult.objects.exists()


class Down:
    """A mail server that answers nobody."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
