"""The demo accounts: made with a random password that is kept beside the data, readable by its owner alone."""

import json
import os
import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User

from desk.roles import CHIEF_EDITOR, EDITOR, JOURNALIST

# name → group, first name, last name, and the author who signs with it
ACCOUNTS = {
    "journaliste": (JOURNALIST, "Noémie", "Astruc", "noemie-astruc"),
    "redaction": (EDITOR, "Maëlle", "Kervadec", "maelle-kervadec"),
    "direction": (CHIEF_EDITOR, "Idriss", "Benallou", "idriss-benallou"),
    "admin": (None, "", "", None),
}


def _file():
    return settings.DATA_DIR / "demo-accounts.json"


def make_accounts():
    """Make the accounts and return the users by the slug of the author who signs with each."""
    passwords, users = {}, {}
    for name, (role, first, last, author) in ACCOUNTS.items():
        passwords[name] = "-".join(secrets.token_hex(2) for _ in range(3))
        user = User(username=name, first_name=first, last_name=last, is_staff=True, is_superuser=role is None)
        user.set_password(passwords[name])
        user.save()
        if role:
            user.groups.add(Group.objects.get(name=role))
        users[author] = user
    _keep(passwords)
    return users


def _keep(passwords):
    with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(passwords, file)


def read_accounts():
    """Names and passwords as they were made, or nothing where there is no demo newsroom."""
    return json.loads(_file().read_text()) if _file().exists() else {}
