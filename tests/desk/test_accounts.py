"""Accounts are managed from above, and by nobody else: no path raises rights, and one administrator is always left."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User

from articles import review
from articles.permissions import EDIT_ANY
from desk.accounts import has_left_traces, pointing_at_accounts
from desk.models import OpenStory, Remark, SharedLink
from desk.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, JOURNALIST, RANKS, rank, role_of
from tests import make
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

LIST, ADD = "/admin/auth/user/", "/admin/auth/user/add/"
PASSWORD = "quai-des-brumes-1938"
FORGED = {"is_superuser": "on", "is_staff": "on", "groups": "1", "user_permissions": "1", "password": "x"}
BELOW_THE_CHIEF = [JOURNALIST, EDITOR]


def address(account, screen="change"):
    return f"{LIST}{account.pk}/{screen}/"


def values(account, role="", **others):
    """What a browser sends for an account, with what only a forger would add."""
    given = {"username": account.username, "first_name": "Anne", "last_name": "Roux", "email": "a@x.example"}
    return FORGED | given | {"role": role, "is_active": "on"} | others


def standing(account):
    account = User.objects.get(pk=account.pk)
    permissions = sorted(account.user_permissions.values_list("pk", flat=True))
    groups = sorted(account.groups.values_list("name", flat=True))
    return (groups, permissions, account.is_superuser, account.is_active, account.password)


@pytest.fixture(autouse=True)
def _quickly(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        user = make.user(role)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def chief(sign_in):
    return sign_in(CHIEF_EDITOR)


class TestManaging:
    def test_a_chief_editor_makes_an_account(self, client, chief):
        sent = {"username": "anne", "role": EDITOR, "password1": PASSWORD, "password2": PASSWORD, "first_name": "Anne"}
        assert client.post(ADD, FORGED | sent).status_code == 302
        anne = User.objects.get(username="anne")
        assert (role_of(anne), anne.is_staff, anne.is_superuser, anne.first_name) == (EDITOR, True, False, "Anne")
        assert client.login(username="anne", password=PASSWORD)

    def test_its_words_its_role_and_whether_it_is_open(self, client, chief):
        account = make.user(JOURNALIST)
        assert client.post(address(account), values(account, EDITOR)).status_code == 302
        account = User.objects.get(pk=account.pk)
        assert (role_of(account), account.get_full_name()) == (EDITOR, "Anne Roux")
        client.post(address(account), values(account, EDITOR, is_active=""))
        assert not User.objects.get(pk=account.pk).is_active

    def test_its_password(self, client, chief):
        account = make.user(JOURNALIST)
        sent = {"password1": PASSWORD, "password2": PASSWORD}
        assert client.get(address(account, "password")).status_code == 200
        assert client.post(address(account, "password"), sent).status_code == 302
        assert client.login(username=account.username, password=PASSWORD)

    def test_a_bad_password_gets_a_sentence(self, client, chief):
        account = make.user(JOURNALIST)
        response = client.post(address(account, "password"), {"password1": "un", "password2": "deux"})
        assert response.status_code == 200
        assert response.context["form"].errors

    def test_whoever_is_deactivated_is_out_at_once(self, client, chief):
        account = make.user(JOURNALIST)
        other = type(client)()
        other.force_login(account)
        client.post(address(account), values(account, JOURNALIST, is_active=""))
        assert other.get("/admin/").status_code == 302

    def test_a_password_that_was_set_meanwhile_stays(self, client, chief):
        account = make.user(JOURNALIST)
        account.set_password(PASSWORD)
        account.save()
        client.post(address(account), values(account, JOURNALIST))
        assert User.objects.get(pk=account.pk).check_password(PASSWORD)

    def test_only_roles_below_ones_own_are_offered(self, client, chief):
        for screen in (ADD, address(make.user(JOURNALIST))):
            form = client.get(screen).context["adminform"].form
            assert [role for role, _label in form.fields["role"].choices] == BELOW_THE_CHIEF
            assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & form.fields.keys()


def _remark(**values):
    return Remark.objects.create(**{"article": make.article(), "at": NOON, "text": "À voir"} | values)


def _version(account):
    article = make.article()
    article.headline = "Autre"
    article.save()
    article.note_change(NOON, account)


TRACES = {
    "a story": lambda account: make.article(created_by=account),
    "a version": lambda account: _version(account),
    "an edition": lambda account: make.published(by=account, at=NOON),
    "a decision": lambda account: review.submit(make.article(created_by=account), at=NOON, by=account),
    "a signature": lambda account: make.author(user=account),
    "a picture": lambda account: make.image(uploaded_by=account),
    "a remark": lambda account: _remark(by=account),
    "a mention": lambda account: _remark().mentions.add(account),
    "words not saved yet": lambda account: OpenStory.objects.create(user=account, opened_at=NOON, heard_at=NOON),
    "a shared link": lambda account: SharedLink.objects.create(
        article=make.article(), made_by=account, made_at=NOON, expires_at=NOON
    ),
    "a line of the admin": lambda account: LogEntry.objects.log_actions(account.pk, [make.tag("Port")], CHANGE, ""),
}


class TestDeleting:
    @pytest.fixture(autouse=True)
    def administrator(self, sign_in):
        return sign_in(ADMINISTRATOR)

    def test_an_account_that_did_nothing_may_go(self, client):
        account = make.user(JOURNALIST)
        assert client.post(address(account, "delete"), {"post": "yes"}).status_code == 302
        assert not User.objects.filter(pk=account.pk).exists()

    @pytest.mark.parametrize("trace", TRACES)
    def test_whoever_did_something_is_deactivated_and_stays(self, client, trace):
        account = make.user(EDITOR)
        TRACES[trace](account)
        client.cookies["django_language"] = "en"
        assert "can't be deleted" in client.get(address(account, "delete")).content.decode()
        assert User.objects.get(pk=account.pk).is_active
        client.post(address(account, "delete"), {"post": "yes"})
        assert "was deactivated, not deleted" in client.get(address(account)).content.decode()
        assert not User.objects.get(pk=account.pk).is_active

    def test_whatever_points_at_accounts_counts(self):
        """A relation that is new is looked at by itself; the own groups and rights are no trace."""
        assert not has_left_traces(make.user(JOURNALIST))
        seen = {relation.related_model.__name__ for relation in pointing_at_accounts()}
        assert seen >= {"Article", "Version", "Edition", "LogLine", "Image", "Author", "LogEntry"}

    def test_the_last_administrator_stays(self, client, monkeypatch):
        """As when two delete each other at the same moment: the second finds itself alone."""
        other = make.user(ADMINISTRATOR)
        monkeypatch.setattr("desk.admin.is_last_administrator", lambda account: account == other)
        client.post(address(other, "delete"), {"post": "yes"})
        assert User.objects.get(pk=other.pk).is_active

    @pytest.mark.parametrize("role", [*RANKS, None])
    def test_nobody_deletes_the_own_account(self, client, role):
        user = make.user(role)
        client.force_login(user)
        assert client.post(address(user, "delete"), {"post": "yes"}).status_code == 403
        assert User.objects.get(pk=user.pk).is_active

    def test_a_chief_editor_deactivates(self, client, sign_in):
        sign_in(CHIEF_EDITOR)
        account = make.user(EDITOR)
        assert client.post(address(account, "delete"), {"post": "yes"}).status_code == 403
        client.post(address(account), values(account, EDITOR, is_active=""))
        assert not User.objects.get(pk=account.pk).is_active


class TestOwnAccount:
    @pytest.mark.parametrize("role", RANKS)
    def test_its_words_and_nothing_else(self, client, sign_in, role):
        user = sign_in(role)
        before = standing(user)
        assert set(client.get(address(user)).context["adminform"].form.fields) == {"first_name", "last_name", "email"}
        assert client.post(address(user), values(user, ADMINISTRATOR, username="moi", is_active="")).status_code == 302
        assert standing(user) == before
        user.refresh_from_db()
        assert (user.get_full_name(), user.username != "moi") == ("Anne Roux", True)

    @pytest.mark.parametrize("role", RANKS)
    def test_its_password_is_changed_where_the_old_one_is_asked_for(self, client, sign_in, role):
        user = sign_in(role)
        response = client.post(address(user, "password"), {"password1": PASSWORD, "password2": PASSWORD})
        assert response.headers["Location"] == "/admin/password_change/"
        assert client.get("/admin/password_change/").status_code == 200
        user.refresh_from_db()
        assert not user.check_password(PASSWORD)

    def test_the_head_of_each_page_says_who_one_is(self, client, sign_in):
        user = sign_in(EDITOR)
        client.cookies["django_language"] = "en"
        page = client.get("/admin/").content.decode()
        assert address(user) in page
        assert ">Editor</span>" in page


class TestAdministrators:
    def test_they_manage_all_others(self, client, sign_in):
        sign_in(ADMINISTRATOR)
        for account in [make.user(role) for role in RANKS]:
            assert client.post(address(account), values(account, JOURNALIST)).status_code == 302
            assert standing(account)[:3] == ([JOURNALIST], [], False)

    def test_they_make_others(self, client, sign_in):
        sign_in(ADMINISTRATOR)
        account = make.user(JOURNALIST)
        client.post(address(account), values(account, ADMINISTRATOR))
        assert role_of(User.objects.get(pk=account.pk)) == ADMINISTRATOR
        assert not User.objects.get(pk=account.pk).is_superuser

    def test_the_machines_owner_is_out_of_reach(self, client, sign_in):
        sign_in(ADMINISTRATOR)
        owner = make.user()
        before = standing(owner)
        sent = values(owner, ADMINISTRATOR) | {"password1": PASSWORD, "password2": PASSWORD, "post": "yes"}
        for screen in ("change", "password", "delete"):
            assert client.post(address(owner, screen), sent).status_code == 403
        assert standing(owner) == before

    def test_the_owner_manages_them(self, client):
        client.force_login(make.user())
        account = make.user(ADMINISTRATOR)
        assert client.post(address(account), values(account, EDITOR)).status_code == 302
        assert standing(account)[0] == [EDITOR]

    @pytest.mark.parametrize("sent", [{"role": EDITOR}, {"is_active": ""}])
    def test_the_last_one_stays(self, client, sign_in, sent):
        """As when two take each other's role away at the same moment: the second finds itself alone."""
        user, other = sign_in(ADMINISTRATOR), make.user(ADMINISTRATOR)
        form = client.get(address(other)).context["adminform"].form
        user.groups.clear()
        made = type(form)(values(other, ADMINISTRATOR) | sent, instance=other)
        made.actor = make.user(ADMINISTRATOR, is_active=False)
        assert not made.is_valid()
        assert role_of(User.objects.get(pk=other.pk)) == ADMINISTRATOR


class TestRightsThatNoRoleExplains:
    @pytest.fixture
    def account(self):
        account = make.user(JOURNALIST)
        account.user_permissions.add(Permission.objects.get(codename=EDIT_ANY.partition(".")[2]))
        return account

    def test_only_an_administrator_manages_such_an_account(self, client, chief, account):
        assert client.post(address(account), values(account, JOURNALIST)).status_code == 403
        assert client.post(address(account, "password"), {"password1": PASSWORD}).status_code == 403

    def test_a_new_role_is_then_all_there_is(self, client, sign_in, account):
        sign_in(ADMINISTRATOR)
        client.post(address(account), values(account, EDITOR))
        assert standing(account)[:2] == ([EDITOR], [])


def targets(actor):
    """One account of each kind."""
    yield from (make.user(role) for role in RANKS)
    yield make.user()  # a superuser
    yield make.user(JOURNALIST, is_active=False)
    yield User.objects.create(username="sans-role")
    yield actor


@pytest.mark.parametrize("actor_role", list(RANKS)[:-1])
def test_no_edit_raises_anybody_to_the_editors_rank(client, sign_in, actor_role):
    """Exhaustive over kinds of accounts, roles and screens. As no single edit does it, no sequence of edits does."""
    actor = sign_in(actor_role)
    own = rank(actor)
    for account in targets(actor):
        before, was = standing(account), rank(User.objects.get(pk=account.pk))
        for role in [*RANKS, "", "superuser"]:
            client.post(address(account), values(account, role))
            client.post(ADD, values(account, role, username=f"new-{role}", password1=PASSWORD, password2=PASSWORD))
            client.post(address(account, "password"), {"password1": PASSWORD, "password2": PASSWORD})
            client.post(LIST, {"action": "delete_selected", "_selected_action": account.pk, "post": "yes"})
            if account == actor or was >= own or actor_role != CHIEF_EDITOR:
                assert standing(account) == before, (account, role)
            assert rank(User.objects.get(pk=account.pk)) < own or standing(account) == before
        if account == actor or was >= own:
            client.post(address(account, "delete"), {"post": "yes"})
            assert standing(account) == before
    made = User.objects.filter(username__startswith="new-")
    assert all(rank(account) < own for account in made)
    assert made.exists() == (actor_role == CHIEF_EDITOR)


def test_the_list_costs_the_same_whatever_its_length(client, sign_in, django_assert_max_num_queries):
    sign_in(CHIEF_EDITOR)
    for role in [JOURNALIST, EDITOR] * 5:
        make.user(role)
    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200
