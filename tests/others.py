"""Validators that others wrote and publish on npm: fetched once, kept in the folder of data."""

import shutil
import subprocess

import pytest
from django.conf import settings

TIME = 120  # seconds to fetch one


def npm_package(name):
    """The folder of a package (`name@version`). Skips the test where npm is missing or its registry out of reach."""
    folder = settings.DATA_DIR / "npm" / name.replace("/", "-")
    if not folder.exists():
        if not shutil.which("npm"):
            pytest.skip(f"npm was not found; it is needed to fetch {name}")
        _fetch(name, folder)
    return folder / "package"


def _fetch(name, folder):
    draft = folder.with_name(f"{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        subprocess.run(["npm", "pack", "--silent", name], cwd=draft, check=True, capture_output=True, timeout=TIME)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip(f"{name} could not be fetched from npm’s registry")
    archive = next(draft.glob("*.tgz"))
    shutil.unpack_archive(archive, draft, filter="data")
    archive.unlink()
    draft.rename(folder)
