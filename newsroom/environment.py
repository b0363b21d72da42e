"""Settings read from the environment, each with one clear sentence when its value can't be used.

`newsroom/settings.py` calls these functions; nothing else reads the environment. Sources of the formats: django-environ
for database and cache addresses, the IANA names for time zones.
"""

import contextlib
import os
import re
import secrets
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import environ

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def refuse(variable, sentence):
    """Stop the start with one sentence that names the variable, and no traceback."""
    raise SystemExit(f"{variable}: {sentence}")


def text(variable, default=""):
    return os.environ.get(variable, "").strip() or default


def flag(variable, default=False):
    value = text(variable, str(default)).lower()
    if value not in TRUE | FALSE:
        refuse(variable, f"“{value}” is neither yes nor no; use 1 or 0.")
    return value in TRUE


def number(variable, default, lowest=0, highest=2**31):
    value = text(variable, str(default))
    if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
        refuse(variable, f"“{value}” is not a whole number from {lowest} to {highest}.")
    return int(value)


def choice(variable, default, choices):
    value = text(variable, default)
    if value not in choices:
        refuse(variable, f"“{value}” is not one of {', '.join(sorted(choices))}.")
    return value


def words(variable):
    return [word.strip() for word in text(variable).split(",") if word.strip()]


def time_zone(variable, default):
    value = text(variable, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        refuse(variable, f"“{value}” is not a time zone; use a name such as Europe/Paris.")
    return value


def both_or_none(first, second):
    """Two values that are of no use alone, or None for each."""
    values = text(first), text(second)
    for variable, value, other in zip((first, second), values, (second, first), strict=True):
        if not value and any(values):
            refuse(variable, f"it is missing, although {other} is set; set both or none.")
    return tuple(value or None for value in values)


def text_other_than(variable, other):
    """A value that must be there, and differ from another variable's."""
    value = text(variable)
    if not value or value == text(other):
        refuse(variable, f"it must be set as soon as {other} is, and to something else.")
    return value


def web_folder(variable, default=""):
    """The address under which files are public: scheme, host and perhaps a path, no slash at the end."""
    value = text(variable, default).rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        good = good and not parts.query and not parts.fragment and not set(value) & set(" ;,'\"")
    except ValueError:
        good = False
    if not good:
        refuse(variable, f"“{value}” is not an address; use one such as https://pictures.example.org.")
    return value


def origins(address):
    """Scheme, host and port of an address, as a content policy names them; none of an empty one."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if address else []


def address(variable, default):
    """A site's address without path: scheme, host and port, no slash at the end. None, when that is the default."""
    if default is None and not text(variable):
        return None
    value = text(variable, default or "").rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and parts.hostname and not parts.path and parts.port != 0
    except ValueError:
        good = False
    if not good:
        refuse(variable, f"“{value}” is not the address of a site; use one such as https://www.example.org.")
    return value


def database(variable, default):
    """A database from its address: `postgres://user:password@host/name` or `sqlite:////absolute/path`."""
    value = text(variable, default)
    try:
        known = urlsplit(value).scheme in {"postgres", "postgresql", "sqlite"}
        config = environ.Env.db_url_config(value) if known else {}
    except ValueError:
        config = {}
    if not config.get("NAME"):  # the value is not repeated: it may hold a password
        refuse(variable, "this is not the address of a PostgreSQL or SQLite database.")
    config["HOST"] = unquote(config["HOST"])  # a socket's folder is written with %2F, as libpq wants it
    return config


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 587, "smtp+ssl": 465}


def mail_server(variable, default):
    """A mail server from its address: `smtp+tls://user:password@host:587`; `consolemail://` shows mail, and sends none.

    What is returned has the names of Django's settings, without `EMAIL_`.
    """
    value = text(variable, default)
    try:
        scheme, config = urlsplit(value).scheme, environ.Env.email_url_config(value)
        good = bool(config["EMAIL_HOST"]) if scheme in MAIL_PORTS else scheme == "consolemail"
    except (ValueError, environ.ImproperlyConfigured):
        good = False
    if not good:  # the value is not repeated: it may hold a password
        refuse(variable, "this is not the address of a mail server; use one such as smtp+tls://user:password@host:587.")
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or MAIL_PORTS.get(scheme)
    names = ("BACKEND", "HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    return {name: config.get(f"EMAIL_{name}") or "" for name in names}


def mail_address(variable, default):
    """An address from which mail is sent, with or without a name before it."""
    value = text(variable, default)
    _name, plain = parseaddr(value)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", plain):
        refuse(variable, f"“{value}” is not an e-mail address; use one such as Newsroom <desk@example.org>.")
    return value


def secret_key(variable, folder):
    """The key from the environment, else the one made once and kept in `folder`, readable by its owner alone."""
    value = text(variable)
    if value:
        if len(value) < 50:
            refuse(variable, "it is too short to be safe; use at least 50 random characters.")
        return value
    path = Path(folder) / "secret_key"
    if not path.exists():
        _make_secret_key(path)
    return path.read_text()


def _make_secret_key(path):
    """Written elsewhere and then linked: of processes that start together one wins, and none reads half a key."""
    draft = path.with_name(f"secret_key.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def folder(variable, default):
    path = Path(text(variable, str(default))).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK):
            raise PermissionError
    except OSError:
        refuse(variable, f"the folder {path} can't be made or written to.")
    return path
