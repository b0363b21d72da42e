"""What readers wrote, in the newsroom: who sees it, who handles it, and that nobody changes a word."""

from urllib.parse import unquote

import pytest
from django.template import Context, Template
from django.urls import reverse

from desk import roles
from readership.models import Message
from tests import make
from tests.make import DAY, HOUR, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

LIST = "/admin/readership/message/"


def shown(client, query=""):
    return [message.subject for message in client.get(LIST + query).context["cl"].result_list]


@pytest.fixture
def editor(client):
    editor = make.user(roles.EDITOR)
    client.force_login(editor)
    return editor


class TestWhoSees:
    def test_a_journalist_sees_what_was_written_to_that_author(self, client):
        journalist = make.user(roles.JOURNALIST)
        mine = make.message(author=make.author(user=journalist), topic="author", subject="Pour vous")
        other = make.message(author=make.author(), topic="author")
        client.force_login(journalist)
        assert shown(client) == ["Pour vous"]
        assert client.get(mine.admin_address).status_code == 200
        assert client.get(other.admin_address).status_code == 404

    def test_who_has_no_role_sees_nothing(self, client):
        client.force_login(make.user(is_superuser=False))
        assert client.get(LIST).status_code == 403


class TestTheList:
    def test_what_waits_comes_first_the_newest_at_the_top(self, client, editor):
        for name, hours, handled in (("a", 5, None), ("b", 1, NOON), ("c", 3, None), ("d", 9, NOON)):
            make.message(subject=name, at=NOON - hours * HOUR, handled_at=handled)
        assert shown(client) == ["c", "a", "b", "d"]
        assert shown(client, "?state=open") == ["c", "a"]
        assert shown(client, "?state=handled") == ["b", "d"]

    def test_it_is_searched_in_sender_subject_and_text(self, client, editor):
        make.message(subject="un", text="La digue")
        make.message(subject="deux", email="digue@example.org")
        make.message(subject="trois")
        assert sorted(shown(client, "?q=digue")) == ["deux", "un"]

    def test_as_many_queries_with_many_messages(self, client, editor, django_assert_max_num_queries):
        for _ in range(12):
            make.message(article=make.article(), author=make.author(), handled_by=editor, handled_at=NOON)
        with django_assert_max_num_queries(8):
            client.get(LIST)

    def test_several_are_handled_at_once(self, client, editor):
        chosen = [make.message().pk for _ in range(2)]
        left = make.message()
        client.post(LIST, {"action": "mark_handled", "_selected_action": chosen})
        assert set(Message.objects.open()) == {left}
        client.post(LIST, {"action": "mark_open", "_selected_action": chosen})
        assert Message.objects.open().count() == 3

    def test_a_journalist_handles_what_was_written_to_that_author_and_nothing_else(self, client):
        journalist = make.user(roles.JOURNALIST)
        mine, other = make.message(author=make.author(user=journalist)), make.message()
        client.force_login(journalist)
        client.post(LIST, {"action": "mark_handled", "_selected_action": [mine.pk, other.pk]})
        assert (
            client.post(reverse("admin:readership_message_handle", args=[other.pk]), {"handled": "1"}).status_code
            == 404
        )
        assert Message.objects.open().get() == other


class TestOneMessage:
    def test_it_is_read_with_all_that_is_known(self, client, editor):
        story = make.published(headline="Le pont")
        message = make.message(article=story, name="Anne <b>", text="Ligne un\n\nLigne <i>deux</i>")
        page = client.get(message.admin_address).content.decode()
        for words in ("Anne &lt;b&gt;", "lectrice@example.org", "Le pont", "<p>Ligne un</p>", "&lt;i&gt;deux"):
            assert words in page

    def test_handled_and_open_again(self, client, editor):
        message = make.message()
        address = reverse("admin:readership_message_handle", args=[message.pk])
        for _twice in range(2):
            assert client.post(address, {"handled": "1"}).url == LIST
            message.refresh_from_db()
            assert (message.handled_at, message.handled_by) == (NOON, editor)
        client.post(address, {"handled": "0"})
        message.refresh_from_db()
        assert (message.handled_at, message.handled_by) == (None, None)

    def test_who_handled_it_first_stays(self, client, editor):
        first = make.user(roles.EDITOR)
        message = make.message(handled_at=NOON - DAY, handled_by=first)
        client.post(reverse("admin:readership_message_handle", args=[message.pk]), {"handled": "1"})
        message.refresh_from_db()
        assert (message.handled_at, message.handled_by) == (NOON - DAY, first)

    def test_nobody_changes_a_word(self, client):
        client.force_login(make.user())
        message = make.message(text="Mot pour mot")
        assert client.post(message.admin_address, {"text": "Autre chose"}).status_code == 403
        assert client.get(f"{LIST}add/").status_code == 403
        message.refresh_from_db()
        assert message.text == "Mot pour mot"

    def test_the_reply_quotes_it_and_its_subject(self, client, editor):
        message = make.message(subject="Horaires & marées", email="a+b@example.org", text="Un\nDeux")
        reply = client.get(message.admin_address).context["reply"]
        assert reply.startswith("mailto:a%2Bb@example.org?subject=Re%3A%20Horaires%20%26%20mar")
        assert unquote(reply).endswith("> Un\n> Deux\n")

    def test_chief_editors_delete(self, client, editor):
        message = make.message()
        address = reverse("admin:readership_message_delete", args=[message.pk])
        assert client.post(address, {"post": "yes"}).status_code == 403
        client.force_login(make.user(roles.CHIEF_EDITOR))
        client.post(address, {"post": "yes"})
        assert not Message.objects.exists()


class TestOnTheFirstPage:
    def newest(self, user, limit=6):
        template = Template("{% load readership %}{% newest_messages user at limit as rows %}")
        context = Context({"user": user, "at": NOON, "limit": limit})
        template.render(context)
        return context["rows"]

    def test_the_newest_that_wait_and_whether_there_are_more(self, editor):
        for name, hours in (("a", 5), ("b", 1), ("c", 3)):
            make.message(subject=name, at=NOON - hours * HOUR)
        make.message(handled_at=NOON)
        rows = self.newest(editor, limit=2)
        assert ([row.subject for row in rows], rows.more) == (["b", "c"], True)
        assert not self.newest(editor).more

    def test_each_sees_his_or_her_own(self):
        journalist, nobody = make.user(roles.JOURNALIST), make.user(is_superuser=False)
        make.message()
        mine = make.message(author=make.author(user=journalist))
        assert list(self.newest(journalist)) == [mine]
        assert list(self.newest(nobody)) == []

    def test_one_query(self, editor, django_assert_num_queries):
        for _ in range(3):
            make.message(article=make.article(), author=make.author())
        assert editor.has_perm("readership.handle_message")  # asked on every page
        with django_assert_num_queries(1):
            said = [(row.addressee, row.article.headline, row.admin_address) for row in self.newest(editor)]
        assert len(said) == 3
