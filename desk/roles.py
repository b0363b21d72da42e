"""What each role of the newsroom may do. The migrations install the groups; nobody grants rights by hand."""

JOURNALIST, EDITOR, CHIEF_EDITOR = "journalist", "editor", "chief editor"

_WRITING = {"view_article", "add_article", "change_article", "view_section", "view_tag", "add_tag", "view_author"}
_WRITING |= {"view_image", "add_image", "change_image", "view_edition", "submit_article"}
_EDITING = _WRITING | {
    "edit_any_article",
    "approve_article",
    "publish_article",
    "change_tag",
    "add_author",
    "change_author",
}
_DIRECTING = _EDITING | {
    "kill_article",
    "override_gate",
    "add_section",
    "change_section",
    "delete_tag",
    "merge_tag",
    "delete_image",
}
_DIRECTING |= {f"{right}_{model}" for model in ("masthead", "pressquote") for right in ("view", "change")}
_DIRECTING |= {"add_pressquote", "delete_pressquote"}

RIGHTS = {JOURNALIST: _WRITING, EDITOR: _EDITING, CHIEF_EDITOR: _DIRECTING}
# Of each of these apps, the permissions must exist before the groups can have them.
APPS = ("articles", "authors", "images", "masthead")


def install(apps):
    """Make the groups with their rights; running it again mends them. `apps`: the registry, or a migration's."""
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    permissions = permission_model.objects.filter(content_type__app_label__in=APPS)
    for name, rights in RIGHTS.items():
        group, _made = group_model.objects.get_or_create(name=name)
        group.permissions.set(permissions.filter(codename__in=rights))
