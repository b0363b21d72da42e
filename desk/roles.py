"""The roles of the newsroom, what each may do, and whose accounts it manages.

The migrations install the groups with their rights; nobody grants rights by hand, and `mend_roles` restores them. A
superuser, whom only the machine's own commands make, stands above them all: no screen gives that flag or takes it away,
and no role reaches such an account. It is the way back in when all administrators are gone.
"""

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

JOURNALIST, EDITOR, CHIEF_EDITOR, ADMINISTRATOR = "journalist", "editor", "chief editor", "administrator"
RANKS = {JOURNALIST: 1, EDITOR: 2, CHIEF_EDITOR: 3, ADMINISTRATOR: 4}
ABOVE_ALL = 5

LABELS = {
    JOURNALIST: _("Journalist"),
    EDITOR: _("Editor"),
    CHIEF_EDITOR: _("Chief editor"),
    ADMINISTRATOR: _("Administrator"),
}
MAY = {
    JOURNALIST: _("Writes and edits own stories and those with own byline, submits them, uploads pictures."),
    EDITOR: _("Also edits all stories, approves, publishes, schedules, corrects and withdraws."),
    CHIEF_EDITOR: _("Also kills, passes the publish gate, merges tags, edits masthead and sections, manages accounts."),
    ADMINISTRATOR: _("May do everything, and manages all accounts."),
}

_WRITING = {"view_article", "add_article", "change_article", "submit_article", "view_edition"}
_WRITING |= {"view_section", "view_tag", "add_tag", "view_author", "view_image", "add_image", "change_image"}
_WRITING |= {"view_message"}  # what readers wrote to oneself
_EDITING = _WRITING | {"edit_any_article", "approve_article", "publish_article", "lift_rights"}
_EDITING |= {"change_tag", "add_author", "change_author"}
_EDITING |= {"handle_message", "arrange_front"}
_DIRECTING = _EDITING | {"kill_article", "override_gate", "delete_tag", "merge_tag", "delete_image"}
_DIRECTING |= {"add_section", "change_section", "add_pressquote", "delete_pressquote"}
_DIRECTING |= {f"{right}_{model}" for model in ("masthead", "pressquote") for right in ("view", "change")}
_DIRECTING |= {"add_page", "view_page", "change_page", "delete_page"}
_DIRECTING |= {"delete_message"}
_DIRECTING |= {"view_user", "add_user", "change_user"}
_RUNNING = _DIRECTING | {"delete_user", "delete_section", "delete_article", "delete_author"}

RIGHTS = {JOURNALIST: _WRITING, EDITOR: _EDITING, CHIEF_EDITOR: _DIRECTING, ADMINISTRATOR: _RUNNING}
# Of each of these apps, the permissions must exist before the groups can have them.
APPS = ("articles", "auth", "authors", "frontpage", "images", "masthead", "readership")
# The right by which each role is told from those below it, where its groups are not worth a query.
MARKS = {
    JOURNALIST: "articles.add_article",
    EDITOR: "articles.publish_article",
    CHIEF_EDITOR: "articles.kill_article",
    ADMINISTRATOR: "articles.delete_article",
}
OWNER = _("Owner of the machine")


def install(apps):
    """Make the groups with their rights; running it again mends them. `apps`: the registry, or a migration's."""
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    permissions = permission_model.objects.filter(content_type__app_label__in=APPS)
    for name, rights in RIGHTS.items():
        group, _made = group_model.objects.get_or_create(name=name)
        group.permissions.set(permissions.filter(codename__in=rights))


def role_of(user):
    """The highest role of an account, or None. One query, none where its groups were fetched with it."""
    held = [group.name for group in user.groups.all() if group.name in RANKS] if user.pk else []
    return max(held, key=RANKS.get, default=None)


def rank(user):
    """Where an account stands; 0 for one without a role."""
    return ABOVE_ALL if user.is_superuser else RANKS.get(role_of(user), 0)


def may_manage(user, other):
    """Whether `user` may change role, name and password of `other`: of lower rank, or, for administrators, of the same.

    Nobody manages his or her own account: nobody can raise, or lock out, himself.
    """
    own, its = rank(user), rank(other)
    if user.pk == other.pk or not user.has_perm("auth.change_user"):
        return False
    if own >= RANKS[ADMINISTRATOR]:
        return its < own or its == RANKS[ADMINISTRATOR]
    return its < own and not _has_other_rights(other)


def _has_other_rights(user):
    """Rights that no role explains, given in the shell: how far they reach, only an administrator can say."""
    return user.user_permissions.exists() or user.groups.exclude(name__in=RANKS).exists()


def roles_to_give(user):
    """The roles that `user` may give to others: those below his or her own; an administrator's, all of them."""
    most = rank(user)
    return [role for role, place in RANKS.items() if place < most or place == most == RANKS[ADMINISTRATOR]]


def label_of(user):
    """What an account is called by its role; "" where it has none."""
    return OWNER if user.is_superuser else LABELS.get(role_of(user), "")


def label_by_rights(user):
    """The same for whoever is signed in, without a query: every staff page has asked for the rights by then."""
    role = next((role for role in reversed(MARKS) if user.has_perm(MARKS[role])), None)
    return OWNER if user.is_superuser else LABELS.get(role, "")


def active_administrators():
    """The accounts that may do everything and are open."""
    active = User.objects.filter(is_active=True)
    return active.filter(Q(is_superuser=True) | Q(pk__in=User.objects.filter(groups__name=ADMINISTRATOR)))
