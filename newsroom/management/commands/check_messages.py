"""Are the texts of code and templates all translated, and are the compiled catalogues those of the sources?"""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

OPTIONS = {
    "locale": ["fr"],
    "no_location": True,
    "no_wrap": True,
    "no_obsolete": True,
    "ignore_patterns": [".venv", "var", "tests", "bench", "newsroom/demo"],
    "verbosity": 0,
}


class Command(BaseCommand):
    help = "Check that every text has its French, and that the compiled catalogues are up to date."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="bring the catalogues up to date instead")

    def handle(self, write=False, **options):
        import polib  # only where texts are checked, not where the site runs

        with _kept_aside(restore=not write):
            for domain in ("django", "djangojs"):
                call_command("makemessages", domain=domain, **OPTIONS)
            problems = [problem for path in sorted(_folder().glob("*.po")) for problem in _problems(polib, path, write)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every text is translated.")


def _folder():
    return Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES"


def _problems(polib, path, write):
    """What is missing in a freshly made catalogue; with `write`, it is compiled first."""
    catalogue, compiled = polib.pofile(path), path.with_suffix(".mo")
    if write:
        catalogue.metadata.pop("POT-Creation-Date", None)
        catalogue.save()
        catalogue.save_as_mofile(compiled)
    for entry in catalogue:
        if not entry.translated() or entry.fuzzy:
            yield f"{path.name}: not translated: {entry.msgid}"
    have = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(compiled)} if compiled.exists() else {}
    for entry in catalogue.translated_entries():
        made = have.get((entry.msgctxt, entry.msgid))
        if not made or (made.msgstr, made.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
            yield f"{compiled.name}: out of date (run `make messages`): {entry.msgid}"


class _kept_aside:  # noqa: N801  reads as a phrase in a with statement
    """The catalogues as they were, put back afterwards: a check must not change the tree."""

    def __init__(self, restore):
        self.restore = restore

    def __enter__(self):
        self.copy = Path(tempfile.mkdtemp()) / "messages"
        _folder().mkdir(parents=True, exist_ok=True)
        shutil.copytree(_folder(), self.copy)

    def __exit__(self, *exception):
        if self.restore:
            shutil.rmtree(_folder())
            shutil.copytree(self.copy, _folder())
        shutil.rmtree(self.copy.parent)
